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

/** The objects of a list, whatever stands where the list should. */
const objectsIn = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const textOr = <T>(value: unknown, otherwise: T): string | T =>
  typeof value === 'string' ? value : otherwise;

const languageOf = (activity: Activity): Language => {
  const client = objectsIn(activity.entities).find((entity) => entity['type'] === 'clientInfo');
  const locale: unknown = activity.locale ?? client?.['locale'];
  return typeof locale === 'string' && !/^ja\b/i.test(locale) ? 'en' : 'ja';
};

const scopeOf = (activity: Activity): Scope => {
  const type = activity.conversation?.conversationType;
  return type === 'channel' ? 'channel' : type === 'groupChat' ? 'groupChat' : 'personal';
};

/** The text without the mention of the bot, which Teams puts before it in channels and group chats. */
const spoken = (activity: Activity): string => {
  const ours = objectsIn(activity.entities).flatMap(({ type, text, mentioned }) =>
    type === 'mention' &&
    isObject(mentioned) &&
    mentioned['id'] === activity.recipient?.id &&
    typeof text === 'string'
      ? [text]
      : [],
  );
  return ours
    .reduce((text, mention) => text.replace(mention, ' '), textOr(activity.text, ''))
    .replace(/\s+/g, ' ')
    .trim();
};

const filesOf = (activity: Activity): OfferedFile[] =>
  objectsIn(activity.attachments).flatMap(({ contentType, content, name }) =>
    contentType === FILE && isObject(content) && typeof content['downloadUrl'] === 'string'
      ? [{ name: textOr(name, 'file'), downloadUrl: content['downloadUrl'] }]
      : [],
  );

const verbIn = (data: unknown): string | undefined =>
  isObject(data) && Object.hasOwn(data, 'verb') ? textOr(data['verb'], undefined) : undefined;

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
  return { kind: 'unknownInvoke', name: textOr(activity.name, '') };
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
      if (objectsIn(activity.membersAdded).some(({ id }) => id === bot)) return { kind: 'installed' };
      if (objectsIn(activity.membersRemoved).some(({ id }) => id === bot)) return { kind: 'removed' };
      return { kind: 'nothing' };
    }
    case 'installationUpdate':
      return activity.action === 'remove' ? { kind: 'removed' } : { kind: 'installed' };
    default:
      return { kind: 'nothing' };
  }
};

export const readActivity = (activity: Activity): Incoming => ({
  thread: { serviceUrl: activity.serviceUrl, conversationId: textOr(activity.conversation?.id, '') },
  scope: scopeOf(activity),
  activityId: textOr(activity.id, undefined),
  replyToId: textOr(activity.replyToId, undefined),
  personId: textOr(activity.from?.aadObjectId, undefined),
  teamsId: textOr(activity.from?.id, undefined),
  language: languageOf(activity),
  event: eventOf(activity),
});
