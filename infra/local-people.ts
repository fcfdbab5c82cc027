/**
 * People of the local tenant, as a program can be one: the tenant's own people API, for the demonstration, the story
 * tests and the chaos. Everything they do reaches the bot as Teams would bring it.
 */

export type CardNode = { readonly type?: string; readonly [key: string]: unknown };

export type Attachment = { readonly contentType: string; readonly content?: CardNode };

export type Message = {
  readonly id: string;
  readonly seq: number;
  readonly chatId: string;
  readonly threadId: string;
  readonly from: { readonly kind: 'person' | 'app'; readonly name: string };
  readonly text: string;
  readonly summary?: string;
  readonly deleted: boolean;
  readonly attachments: readonly Attachment[];
  readonly delivery?: { readonly state: string };
};

export type Outcome =
  | { readonly outcome: 'card'; readonly message: Message }
  | { readonly outcome: 'toast'; readonly text: string }
  | {
      readonly outcome: 'dialog';
      readonly dialog: { readonly id: string; readonly title?: string; readonly card?: CardNode };
    }
  | { readonly outcome: 'sent' | 'closed' }
  | {
      readonly outcome: 'invalid';
      readonly errors: readonly { readonly id: string; readonly message: string }[];
    }
  | { readonly outcome: 'openUrl'; readonly url: string }
  | { readonly outcome: 'error'; readonly code: string; readonly message: string };

export type Account = {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly jobTitle: string | null;
  readonly guest: boolean;
  readonly groups: readonly string[];
};

type Chat = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly team?: { readonly name: string };
};

export type Inputs = Readonly<Record<string, string>>;

export class PeopleApiError extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(`the local tenant answered ${status}: ${detail}`);
    this.name = 'PeopleApiError';
    this.status = status;
  }
}

const createCall =
  (base: string, token?: string, language = 'ja-JP') =>
  async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const raw = body instanceof Uint8Array;
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        'accept-language': language,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined
          ? {}
          : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new PeopleApiError(response.status, text.slice(0, 300));
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };

export const accounts = async (base: string): Promise<readonly Account[]> =>
  (await createCall(base)<{ users: Account[] }>('GET', '/people/users')).users;

/** Everything in a card, however deep. */
export const nodesOf = (card: unknown): readonly CardNode[] => {
  if (Array.isArray(card)) return card.flatMap(nodesOf);
  if (typeof card !== 'object' || card === null) return [];
  const node = card as CardNode;
  return [
    node,
    ...Object.entries(node).flatMap(([key, value]) =>
      key === 'fallback' || key === 'data' ? [] : nodesOf(value),
    ),
  ];
};

/** What a reader sees of a card, line by line. */
export const textOf = (card: unknown): string =>
  nodesOf(card)
    .flatMap((node) =>
      [node['text'], node['label'], node['title']].filter((text) => typeof text === 'string'),
    )
    .join('\n');

export const cardOf = (message: Message | undefined): CardNode | undefined =>
  message?.attachments[0]?.content;

export const actionsOf = (card: unknown): readonly CardNode[] =>
  nodesOf(card).filter((node) => typeof node.type === 'string' && node.type.startsWith('Action.'));

export const inputsOf = (card: unknown): readonly CardNode[] =>
  nodesOf(card).filter((node) => typeof node.type === 'string' && node.type.startsWith('Input.'));

/** What the inputs hold before anybody types: the form's own defaults, as a client sends them. */
export const defaultsOf = (card: unknown): Inputs =>
  Object.fromEntries(
    inputsOf(card).map((input) => [
      String(input['id']),
      typeof input['value'] === 'string' || typeof input['value'] === 'number' ? String(input['value']) : '',
    ]),
  );

/** One person, signed in. */
export type LocalPerson = {
  readonly account: Account;
  /** Chat id of the personal chat with the app; installs it the first time. */
  readonly personalChat: () => Promise<string>;
  readonly channel: (team: string, channel: string) => Promise<string>;
  /** Makes a channel in a team of the person; its chat id. */
  readonly newChannel: (team: string, name: string) => Promise<string>;
  /** Renames a channel by its chat id; without a name it is deleted. */
  readonly changeChannel: (chatId: string, name?: string) => Promise<void>;
  /** Takes the app away from the person's own chat; nothing where it is not. */
  readonly uninstallApp: () => Promise<void>;
  readonly messages: (chatId: string, after?: number) => Promise<readonly Message[]>;
  /** Writes and waits until the bot has answered the turn. */
  readonly write: (
    chatId: string,
    text: string,
    options?: { readonly mention?: boolean; readonly files?: readonly string[] },
  ) => Promise<Message>;
  readonly press: (
    message: Pick<Message, 'chatId' | 'id'>,
    verb: string,
    inputs?: Inputs,
    action?: Readonly<Record<string, unknown>>,
  ) => Promise<Outcome>;
  readonly submitDialog: (dialogId: string, inputs: Inputs, verb?: string) => Promise<Outcome>;
  readonly upload: (chatId: string, name: string, bytes: Uint8Array) => Promise<string>;
  readonly call: <T>(method: string, path: string, body?: unknown) => Promise<T>;
};

export const signIn = async (base: string, account: Account, language?: string): Promise<LocalPerson> => {
  const { token } = await createCall(base)<{ token: string }>('POST', '/people/session', {
    userId: account.id,
  });
  const call = createCall(base, token, language);
  const at = (chatId: string): string => `/people/chats/${encodeURIComponent(chatId)}`;
  let personal: Promise<string> | undefined;
  const teamsOf = async () =>
    (
      await call<{ teams: { id: string; name: string; channels: { id: string; name: string }[] }[] }>(
        'GET',
        '/people/teams',
      )
    ).teams;
  const appName = async (): Promise<string> =>
    (await call<{ app: { name: string } }>('GET', '/people/me')).app.name;
  return {
    account,
    call,
    personalChat: () =>
      (personal ??= call<Chat>('POST', '/people/chats', { kind: 'personal' }).then(({ id }) => id)),
    newChannel: async (team, name) => {
      const found = (await teamsOf()).find((each) => each.name === team);
      if (!found) throw new Error(`${account.name} is in no team ${team}`);
      return (await call<Chat>('POST', `/people/teams/${found.id}/channels`, { name })).id;
    },
    changeChannel: (chatId, name) =>
      name === undefined ? call('DELETE', at(chatId)) : call('PATCH', at(chatId), { name }),
    uninstallApp: async () => {
      const { chats } = await call<{ chats: Chat[] }>('GET', '/people/chats');
      const own = chats.find(({ kind }) => kind === 'personal');
      personal = undefined;
      if (own) await call('DELETE', `${at(own.id)}/app`);
    },
    channel: async (team, channel) => {
      const found = (await teamsOf())
        .find(({ name }) => name === team)
        ?.channels.find(({ name }) => name === channel);
      if (!found) throw new Error(`${account.name} sees no channel ${team} / ${channel}`);
      return found.id;
    },
    messages: async (chatId, after = 0) =>
      (await call<{ messages: Message[] }>('GET', `${at(chatId)}/messages?after=${after}&limit=200`))
        .messages,
    write: async (chatId, text, options = {}) => {
      const { message } = await call<{ message: Message }>('POST', `${at(chatId)}/messages`, {
        text: options.mention ? `<at>${await appName()}</at> ${text}` : text,
        mentions: options.mention ? ['app'] : [],
        files: options.files ?? [],
        wait: true,
      });
      return message;
    },
    press: (message, verb, inputs = {}, action = {}) =>
      call('POST', `${at(message.chatId)}/messages/${message.id}/actions`, {
        action: { verb, ...action },
        inputs,
      }),
    submitDialog: (dialogId, inputs, verb) =>
      call('POST', `/people/dialogs/${encodeURIComponent(dialogId)}/submit`, {
        action: verb ? { verb } : {},
        inputs,
      }),
    upload: async (chatId, name, bytes) =>
      (await call<{ id: string }>('POST', `${at(chatId)}/files?name=${encodeURIComponent(name)}`, bytes)).id,
  };
};
