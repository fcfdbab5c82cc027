/** What Teams keeps: chats (personal, group, channel), their messages, and what each person is told about them. */

export type ChatKind = 'personal' | 'groupChat' | 'channel';

export type Chat = {
  /** `a:1…` personal, `19:…@thread.v2` group chat, `19:…@thread.tacv2` channel. */
  id: string;
  kind: ChatKind;
  /** The topic of a group chat or the name of a channel; absent in a personal chat. */
  name?: string;
  /** Directory id of the group behind the team; channels only. */
  teamId?: string;
  /** Directory ids. A channel's members are those of its team and are not kept here. */
  memberIds: string[];
  /** Is the app installed here? For a channel this follows the team. */
  app: boolean;
  createdAt: string;
};

export type Sender = { kind: 'person'; userId: string } | { kind: 'app' };

export type Mention = { id: string; name: string; text: string };

export type Attachment = {
  contentType: string;
  name?: string;
  contentUrl?: string;
  content?: unknown;
};

/** A file that a person has put into a message, or that the app has uploaded with consent. */
export type FileNote = { id: string; name: string; size: number; contentType: string };

export type Message = {
  /** Milliseconds since 1970 as Teams writes them; unique in the tenant. */
  id: string;
  chatId: string;
  /** In a channel the id of the message that opened the thread (its own id for that one); '' elsewhere. */
  threadId: string;
  from: Sender;
  /** ISO 8601 UTC on the domain clock. */
  sentAt: string;
  editedAt?: string;
  deletedAt?: string;
  text: string;
  format: 'plain' | 'markdown' | 'xml';
  mentions: Mention[];
  attachments: Attachment[];
  layout?: string;
  files: FileNote[];
  summary?: string;
  importance?: string;
  suggestions: { title: string; value: string }[];
  /** How the app heard of a person's message; absent when the app is not addressed. */
  delivery?: Delivery;
  /** Cards that an action's answer has put in place for one person: user id → attachment index → card. */
  views: Record<string, Record<string, unknown>>;
  /**
   * Cards that stood here before, the latest last; `userId` is '' for what everyone saw. A client that has not yet
   * drawn the new one can still press them, as in Teams.
   */
  earlier: { userId: string; at: string; card: unknown }[];
};

/** The message with the cards it shows now put to those that stood there before. */
export function withEarlier(message: Message, userId?: string): Message['earlier'] {
  const everyone = userId === undefined || message.views[userId] === undefined;
  const base = everyone
    ? message.attachments.map(({ content }, at) => ({ userId: '', at: String(at), card: content }))
    : [];
  const views = Object.entries(message.views)
    .filter(([owner]) => userId === undefined || owner === userId)
    .flatMap(([owner, cards]) => Object.entries(cards).map(([at, card]) => ({ userId: owner, at, card })));
  return [...message.earlier, ...base, ...views].slice(-MOST_EARLIER);
}

const MOST_EARLIER = 8;

export type Delivery = { state: 'sending' | 'delivered' | 'undelivered'; problem?: string };

/** A message with the number of its last change and of its first appearance. */
export type StoredMessage = Message & { seq: number; createdSeq: number };

export type Notice = {
  id: number;
  userId: string;
  chatId: string;
  messageId: string;
  senderName: string;
  /** What the feed shows: the summary the sender gave, or the beginning of the text. */
  preview: string;
  at: string;
  read: boolean;
};

export function baseConversation(conversationId: string): { chatId: string; threadId: string } {
  const [chatId = '', ...rest] = conversationId.split(';');
  const thread = rest.find((part) => part.startsWith('messageid='));
  return { chatId, threadId: thread ? thread.slice('messageid='.length) : '' };
}

export function conversationIdOf(message: Pick<Message, 'chatId' | 'threadId'>): string {
  return message.threadId ? `${message.chatId};messageid=${message.threadId}` : message.chatId;
}
