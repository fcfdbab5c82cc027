import type { TokenSource } from '../identity/tokens.ts';
import { attachmentOf, type Card } from './card.ts';
import { httpCall } from './http-call.ts';
import type { HouseStyle } from './house-style.ts';

/**
 * Everything the bot sends goes out here: replies, updates and what it says unasked. One way out, with the
 * platform's own error on it, and no retry that could say a thing twice: who may try again is decided above.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference.
 */

export class ConnectorError extends Error {
  /** HTTP status; 0 when nothing was sent, because the app itself could not sign in. */
  readonly status: number;
  readonly code: string;
  /** Milliseconds the platform asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, retryAfter?: number, cause?: unknown) {
    super(
      status === 0 ? `nothing was sent: ${code}` : `Teams answered ${status} ${code}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'ConnectorError';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Teams asks to come again; the message is surely not out. Source: Teams, "Optimize your bot". */
  get again(): boolean {
    return [412, 429, 502, 503, 504].includes(this.status);
  }

  /** The thread, the person or the app's installation is gone: trying again helps nobody. */
  get unreachable(): boolean {
    return this.status === 403 || this.status === 404;
  }
}

export type Mention = { readonly id: string; readonly name: string };

export type Message = {
  readonly card?: Card;
  /** Plain text; never Markdown, so that typed text in it stays text. */
  readonly text?: string;
  /** What a notification shows: the point in 40 characters, nothing confidential. */
  readonly summary: string;
  readonly mentions?: readonly Mention[];
};

export type Thread = { readonly serviceUrl: string; readonly conversationId: string };
export type SentMessage = Thread & { readonly activityId: string };

const mentionText = ({ name }: Mention): string => `<at>${name.replace(/[<>&]/g, '')}</at>`;

const activityOf = (message: Message, appId: string, style: HouseStyle): Record<string, unknown> => ({
  type: 'message',
  from: { id: `28:${appId}` },
  summary: style.text(message.summary),
  ...(message.text === undefined && !message.mentions?.length
    ? {}
    : {
        text: [...(message.mentions ?? []).map(mentionText), style.text(message.text ?? '')].join(' ').trim(),
        textFormat: message.mentions?.length ? 'xml' : 'plain',
      }),
  ...(message.mentions?.length
    ? {
        entities: message.mentions.map((mention) => ({
          type: 'mention',
          text: mentionText(mention),
          mentioned: { id: mention.id, name: mention.name },
        })),
      }
    : {}),
  ...(message.card ? { attachments: [attachmentOf(style.card(message.card))] } : {}),
});

export type Connector = {
  readonly send: (thread: Thread, message: Message, replyTo?: string) => Promise<SentMessage>;
  readonly update: (sent: SentMessage, message: Message) => Promise<void>;
  readonly typing: (thread: Thread) => Promise<void>;
  /** A new thread in a channel. */
  readonly post: (serviceUrl: string, channelId: string, message: Message) => Promise<SentMessage>;
  /** The chat with one person; Teams gives the same one again. Throws 403 when the app is not installed for them. */
  readonly openChat: (serviceUrl: string, personId: string) => Promise<Thread>;
  /** Whether Teams counts somebody of a conversation as no member of the tenant; undefined when it does not tell. */
  readonly isGuest: (thread: Thread, teamsId: string) => Promise<boolean | undefined>;
  readonly team: (
    serviceUrl: string,
    teamId: string,
  ) => Promise<{ name: string; channels: readonly { id: string; name: string }[] }>;
};

/** Milliseconds before its end from which a token is asked for anew. */
const EXPIRES_SOON = 5 * 60_000;

type Options = {
  readonly appId: string;
  readonly tenantId: string;
  readonly scope: string;
  readonly tokens: TokenSource;
  readonly style: HouseStyle;
  readonly machineClock: () => number;
  /** Milliseconds after which a send counts as unanswered. */
  readonly timeout?: number;
};

export const createConnector = ({
  style,
  appId,
  tenantId,
  scope,
  tokens,
  machineClock,
  timeout = 20_000,
}: Options): Connector => {
  let held: Awaited<ReturnType<TokenSource>> | undefined;
  /** The token of the last call while it is good: looking it up in msal's cache costs more than a turn's own work. */
  const ownToken = async (): Promise<string> => {
    if (!held || held.expiresOn.getTime() - machineClock() < EXPIRES_SOON)
      held = await tokens(scope).catch((error: unknown) => {
        throw new ConnectorError(0, 'notSignedIn', undefined, error);
      });
    return held.token;
  };

  const call = async <T = { id?: string; activityId?: string }>(
    method: string,
    serviceUrl: string,
    path: string,
    body?: unknown,
  ): Promise<T> => {
    const { status, headers, text } = await httpCall({
      method,
      url: `${serviceUrl.replace(/\/$/, '')}/v3/${path}`,
      headers: {
        authorization: `Bearer ${await ownToken()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      timeout,
    });
    if (status >= 200 && status < 300) return (text === '' ? {} : JSON.parse(text)) as T;
    const retryAfter = headers['retry-after'];
    const seconds = Number(retryAfter);
    throw new ConnectorError(
      status,
      errorCode(text),
      retryAfter !== undefined && Number.isFinite(seconds) ? seconds * 1000 : undefined,
    );
  };

  const conversation = (thread: Thread): string =>
    `conversations/${encodeURIComponent(thread.conversationId)}`;

  return {
    send: async (thread, message, replyTo) => {
      const path = `${conversation(thread)}/activities${replyTo ? `/${encodeURIComponent(replyTo)}` : ''}`;
      const { id = '' } = await call('POST', thread.serviceUrl, path, {
        ...activityOf(message, appId, style),
        ...(replyTo ? { replyToId: replyTo } : {}),
      });
      return { ...thread, activityId: id };
    },
    update: async (sent, message) => {
      await call(
        'PUT',
        sent.serviceUrl,
        `${conversation(sent)}/activities/${encodeURIComponent(sent.activityId)}`,
        {
          ...activityOf(message, appId, style),
          id: sent.activityId,
        },
      );
    },
    typing: async (thread) => {
      await call('POST', thread.serviceUrl, `${conversation(thread)}/activities`, {
        type: 'typing',
        from: { id: `28:${appId}` },
      });
    },
    post: async (serviceUrl, channelId, message) => {
      const { id = '', activityId = '' } = await call('POST', serviceUrl, 'conversations', {
        isGroup: true,
        bot: { id: `28:${appId}` },
        tenantId,
        channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
        activity: activityOf(message, appId, style),
      });
      return { serviceUrl, conversationId: id, activityId };
    },
    openChat: async (serviceUrl, personId) => {
      const { id = '' } = await call('POST', serviceUrl, 'conversations', {
        isGroup: false,
        bot: { id: `28:${appId}` },
        members: [{ id: personId }],
        tenantId,
        channelData: { tenant: { id: tenantId } },
      });
      return { serviceUrl, conversationId: id };
    },
    // Source: Teams, "Get single member details": userRole is user or anonymous; guests are told by their sign-in name.
    isGuest: async (thread, teamsId) => {
      const { userRole, userPrincipalName } = await call<{ userRole?: string; userPrincipalName?: string }>(
        'GET',
        thread.serviceUrl,
        `${conversation(thread)}/members/${encodeURIComponent(teamsId)}`,
      );
      if (userRole === undefined && userPrincipalName === undefined) return undefined;
      return (userRole ?? 'user') !== 'user' || /#EXT#/i.test(userPrincipalName ?? '');
    },
    team: async (serviceUrl, teamId) => {
      const path = `teams/${encodeURIComponent(teamId)}`;
      const { name = '' } = await call<{ name?: string }>('GET', serviceUrl, path);
      const { conversations = [] } = await call<{ conversations?: { id: string; name?: string | null }[] }>(
        'GET',
        serviceUrl,
        `${path}/conversations`,
      );
      // The general channel comes without a name, because every reader sees it in their own language.
      return { name, channels: conversations.map((one) => ({ id: one.id, name: one.name ?? '一般' })) };
    },
  };
};

const errorCode = (text: string): string => {
  try {
    const body = JSON.parse(text) as { error?: { code?: unknown } };
    return typeof body.error?.code === 'string' ? body.error.code : 'unknown';
  } catch {
    return 'unknown';
  }
};
