import type { Activity } from 'botbuilder';
import type { Language } from '../../shared/kernel/words.ts';
import type { Thread } from './connector.ts';

/** An activity of Teams, read once into what the product understands. Nothing in it is believed beyond its shape. */

export type Scope = 'personal' | 'groupChat' | 'channel';

export type OfferedFile = { readonly name: string; readonly downloadUrl: string };

export type Incoming = {
  readonly thread: Thread;
  readonly scope: Scope;
  readonly activityId: string | undefined;
  /** The message a card action came from. */
  readonly replyToId: string | undefined;
  /** Directory id; Teams' own id where a mention needs it. */
  readonly personId: string | undefined;
  readonly teamsId: string | undefined;
  readonly language: Language;
  readonly event: IncomingEvent;
};

export type IncomingEvent =
  | { readonly kind: 'message'; readonly text: string; readonly files: readonly OfferedFile[] }
  | {
      readonly kind: 'press';
      readonly via: 'execute' | 'submit' | 'dialog';
      readonly verb: string;
      readonly data: unknown;
    }
  | { readonly kind: 'openDialog'; readonly verb: string; readonly data: unknown }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'unknownInvoke'; readonly name: string }
  | { readonly kind: 'nothing' };

const FILE = 'application/vnd.microsoft.teams.file.download.info';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const languageOf = (activity: Activity): Language => {
  const client = activity.entities?.find((entity) => entity.type === 'clientInfo') as
    | { locale?: unknown }
    | undefined;
  const locale = activity.locale ?? client?.locale;
  return typeof locale === 'string' && !/^ja\b/i.test(locale) ? 'en' : 'ja';
};

const scopeOf = (activity: Activity): Scope => {
  const type = activity.conversation?.conversationType;
  return type === 'channel' ? 'channel' : type === 'groupChat' ? 'groupChat' : 'personal';
};

/** The text without the mention of the bot, which Teams puts before it in channels and group chats. */
const spoken = (activity: Activity): string => {
  const ours = (activity.entities ?? []).flatMap((entity) => {
    const mention = entity as { type?: string; text?: unknown; mentioned?: { id?: string } };
    return mention.type === 'mention' &&
      mention.mentioned?.id === activity.recipient?.id &&
      typeof mention.text === 'string'
      ? [mention.text]
      : [];
  });
  return ours
    .reduce((text, mention) => text.replace(mention, ' '), activity.text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
};

const filesOf = (activity: Activity): OfferedFile[] =>
  (activity.attachments ?? []).flatMap((attachment) => {
    const content: unknown = attachment.content;
    return attachment.contentType === FILE && isObject(content) && typeof content['downloadUrl'] === 'string'
      ? [{ name: attachment.name ?? 'file', downloadUrl: content['downloadUrl'] }]
      : [];
  });

const verbIn = (data: unknown): string | undefined =>
  isObject(data) && typeof data['verb'] === 'string' ? data['verb'] : undefined;

const invoked = (activity: Activity): IncomingEvent => {
  const value: unknown = activity.value;
  if (activity.name === 'adaptiveCard/action' && isObject(value) && isObject(value['action'])) {
    const action = value['action'];
    const verb = typeof action['verb'] === 'string' ? action['verb'] : verbIn(action['data']);
    if (verb) return { kind: 'press', via: 'execute', verb, data: action['data'] };
  }
  if ((activity.name === 'task/fetch' || activity.name === 'task/submit') && isObject(value)) {
    const data = value['data'];
    const verb = verbIn(data);
    if (verb)
      return activity.name === 'task/fetch'
        ? { kind: 'openDialog', verb, data }
        : { kind: 'press', via: 'dialog', verb, data };
  }
  return { kind: 'unknownInvoke', name: activity.name ?? '' };
};

const eventOf = (activity: Activity): IncomingEvent => {
  switch (activity.type) {
    case 'message': {
      const verb = verbIn(activity.value);
      if (verb) return { kind: 'press', via: 'submit', verb, data: activity.value };
      return { kind: 'message', text: spoken(activity), files: filesOf(activity) };
    }
    case 'invoke':
      return invoked(activity);
    case 'conversationUpdate': {
      const bot = activity.recipient?.id;
      if (activity.membersAdded?.some((member) => member.id === bot)) return { kind: 'installed' };
      if (activity.membersRemoved?.some((member) => member.id === bot)) return { kind: 'removed' };
      return { kind: 'nothing' };
    }
    case 'installationUpdate':
      return activity.action === 'remove' ? { kind: 'removed' } : { kind: 'installed' };
    default:
      return { kind: 'nothing' };
  }
};

export const readActivity = (activity: Activity): Incoming => ({
  thread: { serviceUrl: activity.serviceUrl, conversationId: activity.conversation?.id ?? '' },
  scope: scopeOf(activity),
  activityId: activity.id,
  replyToId: activity.replyToId,
  personId: activity.from?.aadObjectId,
  teamsId: activity.from?.id,
  language: languageOf(activity),
  event: eventOf(activity),
});
