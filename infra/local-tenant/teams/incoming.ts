import type { Activity } from './activities.ts';
import { isObject, textOf } from './card-inputs.ts';
import type { Attachment, Chat, Mention, Message, Notice } from './model.ts';
import type { User } from '../seed.ts';

/** What a bot posts, as the message that people see. Pure. */

export type Content = Pick<
  Message,
  'text' | 'format' | 'mentions' | 'attachments' | 'layout' | 'summary' | 'importance' | 'suggestions'
>;

export type ContentProblem = { code: string; message: string };

const FORMATS = ['plain', 'markdown', 'xml'] as const;
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** The content of a message activity, or why Teams would not take it. */
export function contentOf(activity: Activity): Content | ContentProblem {
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const text = textOf(activity.text);
  if (text.trim() === '' && attachments.length === 0) {
    return {
      code: 'BadSyntax',
      message: "Activity must include non empty 'text' field or at least 1 attachment",
    };
  }
  const broken = attachments.find(
    (each) =>
      each.contentType === ADAPTIVE && (!isObject(each.content) || each.content['type'] !== 'AdaptiveCard'),
  );
  if (broken)
    return { code: 'BadArgument', message: 'Bad format of the card: its type must be AdaptiveCard' };
  const format = FORMATS.find((each) => each === activity.textFormat) ?? 'markdown';
  return {
    text,
    format,
    mentions: mentionsOf(activity.entities ?? []),
    attachments,
    suggestions: (activity.suggestedActions?.actions ?? [])
      .filter((each) => each.type === 'imBack' || each.type === 'messageBack')
      .map((each) => ({ title: each.title, value: textOf(each.value) || each.title })),
    ...(activity.attachmentLayout === undefined ? {} : { layout: activity.attachmentLayout }),
    ...(activity.summary === undefined ? {} : { summary: activity.summary }),
    ...(activity.importance === undefined ? {} : { importance: activity.importance }),
  };
}

export function isProblem(result: Content | ContentProblem): result is ContentProblem {
  return 'code' in result;
}

function mentionsOf(entities: Record<string, unknown>[]): Mention[] {
  return entities.flatMap((entity) => {
    const mentioned = entity['mentioned'];
    if (entity['type'] !== 'mention' || !isObject(mentioned)) return [];
    return [{ id: textOf(mentioned['id']), name: textOf(mentioned['name']), text: textOf(entity['text']) }];
  });
}

/** Mentions of the text and of the cards (`msteams.entities`): these people are told. */
export function mentionedIds(content: Pick<Content, 'mentions' | 'attachments'>): Set<string> {
  const ofCards = content.attachments.flatMap(({ content: card }) => {
    const msteams = isObject(card) ? card['msteams'] : undefined;
    const entities = isObject(msteams) ? msteams['entities'] : undefined;
    return Array.isArray(entities) ? mentionsOf(entities.filter(isObject)) : [];
  });
  return new Set([...content.mentions, ...ofCards].map((mention) => mention.id));
}

/** The line of a feed: the summary the bot gave, else the text without marks, else that there is a card. */
export function previewOf(content: Pick<Content, 'summary' | 'text' | 'attachments'>): string {
  const line = content.summary ?? content.text.replace(/<[^>]*>/g, '').replace(/[*_`#]/g, '');
  const trimmed = line.replace(/\s+/g, ' ').trim();
  if (trimmed !== '') return trimmed.length > 80 ? `${trimmed.slice(0, 79)}…` : trimmed;
  return hasCard(content.attachments) ? 'カードを送信しました' : 'ファイルを送信しました';
}

function hasCard(attachments: Attachment[]): boolean {
  return attachments.some((each) => each.contentType.startsWith('application/vnd.microsoft.card.'));
}

/** Who is told of a new message: everyone else in a chat, in a channel those who are mentioned. */
export function noticesFor(given: {
  message: Message;
  chat: Chat;
  members: User[];
  senderName: string;
  mriOf: (userId: string) => string;
}): Omit<Notice, 'id' | 'read'>[] {
  const { message, chat } = given;
  const mentioned = mentionedIds(message);
  return given.members
    .filter((user) => message.from.kind === 'app' || message.from.userId !== user.id)
    .filter(
      (user) => chat.kind !== 'channel' || mentioned.has(given.mriOf(user.id)) || mentioned.has(user.id),
    )
    .map((user) => ({
      userId: user.id,
      chatId: chat.id,
      messageId: message.id,
      senderName: given.senderName,
      preview: previewOf(message),
      at: message.sentAt,
    }));
}
