import { senderName } from './post.ts';
import { previewOf } from './incoming.ts';
import type { Attachment, Chat, Delivery, FileNote, Mention, Notice, StoredMessage } from './model.ts';
import type { User } from '../seed.ts';
import type { Teams } from './teams.ts';

/** Shapes of the people API; they are written down in the README and kept stable. */

export type PersonView = {
  id: string;
  name: string;
  department: string | null;
  jobTitle: string | null;
  mail: string | null;
  guest: boolean;
};

export type ChatView = {
  id: string;
  kind: Chat['kind'];
  /** The app's name in a personal chat, the topic of a group chat, the channel's name. */
  name: string;
  team?: { id: string; name: string };
  app: boolean;
  members: { id: string; name: string }[];
  unread: number;
  last?: { messageId: string; from: string; text: string; at: string };
};

export type MessageView = {
  id: string;
  seq: number;
  createdSeq: number;
  chatId: string;
  threadId: string;
  from: { kind: 'person' | 'app'; id: string; name: string };
  mine: boolean;
  sentAt: string;
  editedAt?: string;
  deleted: boolean;
  text: string;
  format: 'plain' | 'markdown' | 'xml';
  mentions: (Mention & { me: boolean })[];
  attachments: Attachment[];
  layout?: string;
  files: FileNote[];
  importance?: string;
  summary?: string;
  suggestions: { title: string; value: string }[];
  delivery?: Delivery;
};

export function personView(user: User): PersonView {
  return {
    id: user.id,
    name: user.displayName,
    department: user.department,
    jobTitle: user.jobTitle,
    mail: user.mail,
    guest: user.userType === 'Guest',
  };
}

export function chatView(teams: Teams, chat: Chat, user: User): ChatView {
  const last = teams.store.latest(chat.id, 1)[0];
  const team = chat.teamId === undefined ? undefined : teams.core.directory.team(chat.teamId);
  return {
    id: chat.id,
    kind: chat.kind,
    name: chat.kind === 'personal' ? teams.app.displayName : (chat.name ?? ''),
    ...(team ? { team: { id: team.id, name: team.displayName } } : {}),
    app: chat.app,
    members: teams.roster.membersOf(chat).map(({ id, displayName }) => ({ id, name: displayName })),
    unread: teams.store.unread(user.id, chat.id),
    ...(last
      ? {
          last: {
            messageId: last.id,
            from: senderName(teams, last.from),
            text: last.deletedAt === undefined ? previewOf(last) : '',
            at: last.sentAt,
          },
        }
      : {}),
  };
}

/** A message as one person sees it: with the cards that answers put in place for that person alone. */
export function messageView(teams: Teams, message: StoredMessage, user: User): MessageView {
  const { from, views, earlier: _earlier, deletedAt, ...rest } = message;
  const mine = views[user.id] ?? {};
  const myMri = teams.ids.personMri(user.id);
  return {
    ...rest,
    from: {
      kind: from.kind,
      id: from.kind === 'app' ? teams.ids.botMri : from.userId,
      name: senderName(teams, from),
    },
    mine: from.kind === 'person' && from.userId === user.id,
    deleted: deletedAt !== undefined,
    mentions: message.mentions.map((each) => ({ ...each, me: each.id === myMri || each.id === user.id })),
    attachments: message.attachments.map((attachment, at) =>
      String(at) in mine ? { ...attachment, content: mine[String(at)] } : attachment,
    ),
  };
}

export type NoticeView = Omit<Notice, 'userId'> & { chatName: string };

export function noticeView(teams: Teams, { userId: _userId, ...notice }: Notice): NoticeView {
  const chat = teams.chats.get(notice.chatId);
  return { ...notice, chatName: chat?.kind === 'personal' ? teams.app.displayName : (chat?.name ?? '') };
}
