import type { User } from '../seed.ts';
import { frame } from './activities.ts';
import type { Activity } from './activities.ts';
import type { Attachment, Chat, Message, StoredMessage } from './model.ts';
import type { Teams } from './teams.ts';
import type { BotAnswer } from './to-bot.ts';

/** Is the app addressed by this message? In a personal chat always, elsewhere when it is mentioned. */
export function addressesApp(teams: Teams, chat: Chat, message: Pick<Message, 'mentions'>): boolean {
  return (
    chat.app &&
    (chat.kind === 'personal' || message.mentions.some((mention) => mention.id === teams.ids.botMri))
  );
}

/** Hands a person's message to the bot and notes on the message whether it arrived. */
export async function sayToBot(teams: Teams, message: StoredMessage, activity: Activity): Promise<BotAnswer> {
  await teams.chats.announced();
  const answer = await teams.bot.send(activity);
  if (teams.closing) return answer;
  const now = teams.store.message(message.chatId, message.id);
  if (now) {
    const problem = answer.ok
      ? undefined
      : answer.status === undefined
        ? answer.problem
        : `HTTP ${answer.status}`;
    teams.store.putMessage({
      ...now,
      delivery: problem === undefined ? { state: 'delivered' } : { state: 'undelivered', problem },
    });
  }
  return answer;
}

/** A person's message as Teams hands it on: the text, the same as HTML, mentions, and files where a bot may have them. */
export function messageActivity(
  teams: Teams,
  chat: Chat,
  person: User,
  message: StoredMessage,
  locale: string,
): Activity {
  const base = frame(teams.chats.frame, { chat, threadId: message.threadId }, person, locale);
  const files = message.files
    .map((file) => downloadInfo(teams, file.id))
    .filter((each) => each !== undefined);
  const mentions = message.mentions.map(({ id, name, text }) => ({
    type: 'mention',
    mentioned: { id, name },
    text,
  }));
  return {
    type: 'message',
    id: message.id,
    ...base,
    timestamp: message.sentAt,
    ...(message.text === '' && files.length > 0 ? {} : { text: message.text, textFormat: 'plain' }),
    attachments: [...files, ...(message.text === '' ? [] : [asHtml(message)])],
    entities: [...mentions, ...(base.entities ?? [])],
    ...(message.threadId && message.threadId !== message.id ? { replyToId: message.threadId } : {}),
  };
}

/** A person has changed or removed what the bot had been told. */
export function changeActivity(
  teams: Teams,
  chat: Chat,
  person: User,
  message: StoredMessage,
  locale: string,
): Activity {
  if (message.deletedAt !== undefined) {
    const base = frame(teams.chats.frame, { chat, threadId: message.threadId }, person, locale);
    const channelData = { ...base.channelData, eventType: 'softDeleteMessage' };
    return { type: 'messageDelete', id: message.id, ...base, channelData };
  }
  const said = messageActivity(teams, chat, person, message, locale);
  return { ...said, type: 'messageUpdate', channelData: { ...said.channelData, eventType: 'editMessage' } };
}

function downloadInfo(teams: Teams, fileId: string): Attachment | undefined {
  const note = teams.files.note(fileId);
  if (!note) return undefined;
  const { apiOrigin, peopleOrigin } = teams.core.config;
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `${peopleOrigin}/people/files/${note.id}/${encodeURIComponent(note.name)}`,
    name: note.name,
    content: {
      downloadUrl: `${apiOrigin}/teams/files/${note.id}?tempauth=${note.ticket}`,
      uniqueId: note.id,
      fileType: note.name.includes('.') ? note.name.slice(note.name.lastIndexOf('.') + 1).toLowerCase() : '',
    },
  };
}

function asHtml(message: Pick<Message, 'text' | 'mentions'>): Attachment {
  const escape = (text: string): string =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  let html = escape(message.text);
  message.mentions.forEach((mention, at) => {
    const span = `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="${at}">${escape(mention.name)}</span>`;
    html = html.replace(escape(mention.text), span);
  });
  return { contentType: 'text/html', content: `<p>${html.replace(/\n/g, '<br>')}</p>` };
}
