import type { Content } from './incoming.ts';
import { noticesFor } from './incoming.ts';
import type { Chat, Message, Sender, StoredMessage } from './model.ts';
import type { Teams } from './teams.ts';

export type Draft = Content & Pick<Message, 'files'> & { from: Sender; delivery?: Message['delivery'] };

/** Puts a new message where people see it and tells those whom Teams would tell. */
export function post(teams: Teams, chat: Chat, threadId: string, draft: Draft): StoredMessage {
  const id = teams.ids.message();
  const { delivery, ...content } = draft;
  const message: Message = {
    ...content,
    ...(delivery ? { delivery } : {}),
    id,
    chatId: chat.id,
    threadId: chat.kind === 'channel' ? threadId || id : '',
    sentAt: teams.core.clock.now().toISOString(),
    views: {},
    earlier: [],
  };
  return teams.core.db.transaction(() => {
    const kept = teams.store.putMessage(message);
    for (const notice of noticesFor({
      message,
      chat,
      members: teams.roster.membersOf(chat),
      senderName: senderName(teams, message.from),
      mriOf: teams.ids.personMri,
    })) {
      teams.store.addNotice(notice);
    }
    return kept;
  });
}

export function senderName(teams: Teams, from: Sender): string {
  return from.kind === 'app'
    ? teams.app.displayName
    : (teams.core.directory.user(from.userId)?.displayName ?? from.userId);
}
