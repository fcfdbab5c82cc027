import type { ChatView, MessageView, NoticeView, PersonView } from '../teams/views.ts';
import { WORDS } from './words.ts';

/** The people API as this page uses it: what comes has the shapes in which it is sent. */

export type Person = PersonView;
export type Chat = ChatView;
export type Message = MessageView;
export type Attachment = Message['attachments'][number];
export type FileNote = Message['files'][number];
export type Notice = NoticeView;

export type Choices = {
  tenant: { id: string; name: string };
  app: { id: string; name: string; present: boolean };
  users: (Person & { groups: string[] })[];
};
export type Me = {
  user: Person;
  mri: string;
  tenant: { id: string; name: string };
  app: {
    mri: string;
    name: string;
    present: boolean;
    commands: { title: string; description: string }[];
    tabs: TabPage[];
    teamsAppId: string | null;
  };
  userPrincipalName: string;
};
export type TabPage = {
  entityId: string;
  name: string;
  names: Readonly<Record<string, string>>;
  contentUrl: string;
  websiteUrl?: string;
};
export type Team = { id: string; name: string; app: boolean; channels: Chat[] };
export type DialogShown = { id: string; title: string; height?: unknown; width?: unknown; card: unknown };
export type Outcome =
  | { outcome: 'card'; message: Message }
  | { outcome: 'toast'; text: string }
  | { outcome: 'dialog'; dialog: DialogShown }
  | { outcome: 'sent'; feedback: boolean }
  | { outcome: 'closed' }
  | { outcome: 'invalid'; errors: { id: string; message: string }[] }
  | { outcome: 'openUrl'; url: string }
  | { outcome: 'error'; code: string; message: string };

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type Api = {
  token: string;
  get: <T>(path: string) => Promise<T>;
  send: <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<T>;
  /** The bytes are the body. */
  upload: <T>(method: 'POST' | 'PUT', path: string, file: File) => Promise<T>;
  download: (path: string, name: string) => Promise<void>;
};

/** Each tab speaks with its own token: several people live in one browser. */
export function createApi(token: string, language: () => string): Api {
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    // A browser's own words for a server that is gone say nothing to a reader.
    const gone = (): never => {
      throw new ApiError(0, 'unreachable', WORDS[language() === 'en' ? 'en' : 'ja'].unreachable);
    };
    const response = await fetch(path, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string> | undefined),
        'accept-language': language(),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
    }).catch(gone);
    if (response.ok) return response;
    const body = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
    throw new ApiError(response.status, body.error?.code ?? '', body.error?.message ?? response.statusText);
  };
  const read = async <T>(response: Response): Promise<T> => {
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  };
  return {
    token,
    get: async (path) => read(await call(path, {})),
    send: async (method, path, body) =>
      read(
        await call(path, {
          method,
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        }),
      ),
    upload: async (method, path, file) =>
      read(
        await call(path, {
          method,
          body: file,
          headers: { 'content-type': file.type || 'application/octet-stream' },
        }),
      ),
    async download(path, name) {
      const address = URL.createObjectURL(await (await call(path, {})).blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      URL.revokeObjectURL(address);
    },
  };
}

export const chatPath = (chatId: string): string => `/people/chats/${encodeURIComponent(chatId)}`;
