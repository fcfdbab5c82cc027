import type { Directory } from '../directory.ts';
import type { User } from '../seed.ts';
import type { Ids } from './ids.ts';
import type { Attachment, Chat } from './model.ts';
import { conversationIdOf } from './model.ts';
import type { ChannelAccount, Roster } from './roster.ts';

/** An activity of the Bot Framework, as far as this tenant writes or reads it. */
export type ActivityBase = {
  id?: string;
  name?: string;
  text?: string;
  textFormat?: string;
  summary?: string;
  importance?: string;
  attachmentLayout?: string;
  attachments?: Attachment[];
  entities?: Record<string, unknown>[];
  membersAdded?: ChannelAccount[];
  membersRemoved?: ChannelAccount[];
  action?: string;
  value?: unknown;
  replyToId?: string;
  suggestedActions?: { to?: string[]; actions?: { type: string; title: string; value?: unknown }[] };
  channelData?: Record<string, unknown>;
  [other: string]: unknown;
};

export type Activity = ActivityBase & { type: string };

export type Frame = {
  directory: Directory;
  ids: Ids;
  roster: Roster;
  serviceUrl: string;
  now: () => Date;
};

export type Place = { chat: Chat; threadId: string };

/** What every activity carries: who, where, to whom, when, and from which client. */
export function frame(given: Frame, place: Place, person: User, locale: string): ActivityBase {
  const now = given.now();
  const { chat } = place;
  return {
    channelId: 'msteams',
    serviceUrl: given.serviceUrl,
    timestamp: now.toISOString(),
    localTimestamp: inTokyo(now),
    localTimezone: 'Asia/Tokyo',
    from: given.roster.account(person),
    recipient: given.roster.bot,
    conversation: {
      ...(chat.kind === 'personal' ? {} : { isGroup: true }),
      conversationType: chat.kind,
      tenantId: given.directory.tenant.id,
      id: conversationIdOf({ chatId: chat.id, threadId: place.threadId }),
    },
    entities: [
      {
        type: 'clientInfo',
        locale,
        country: locale.slice(3),
        platform: 'Web',
        timezone: 'Asia/Tokyo',
      },
    ],
    locale,
    channelData: { ...whereabouts(given, chat), tenant: { id: given.directory.tenant.id } },
  };
}

/** `channelData` of a channel: Teams names a team by its general channel, which is the first of the team. */
export function whereabouts(given: Pick<Frame, 'directory'>, chat: Chat): Record<string, unknown> {
  if (chat.teamId === undefined) return {};
  const general = given.directory.team(chat.teamId)?.channels[0]?.id ?? chat.id;
  return {
    teamsChannelId: chat.id,
    teamsTeamId: general,
    channel: { id: chat.id },
    team: { id: general },
  };
}

/** The app came to a chat or team, or left it: the two activities that Teams sends for that. */
export function installation(
  given: Frame,
  chat: Chat,
  by: User,
  action: 'add' | 'remove',
  locale: string,
): Activity[] {
  const place = { chat, threadId: '' };
  const base = frame(given, place, by, locale);
  const team = chat.teamId === undefined ? undefined : given.directory.team(chat.teamId);
  const channelData = {
    ...base.channelData,
    ...(team
      ? {
          team: { id: team.channels[0]?.id ?? chat.id, aadGroupId: team.id, name: team.displayName },
          eventType: action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved',
        }
      : {}),
    settings: { selectedChannel: { id: chat.id } },
  };
  const changed = [given.roster.bot];
  const update: Activity = {
    type: 'conversationUpdate',
    ...base,
    channelData,
    ...(action === 'add' ? { membersAdded: changed } : { membersRemoved: changed }),
  };
  const notice: Activity = { type: 'installationUpdate', ...base, channelData, action };
  return action === 'add' ? [update, notice] : [notice, update];
}

/** Someone has made, renamed or deleted a channel of a team in which the app is; the general channel is told. */
export function channelEvent(
  given: Frame,
  eventType: 'channelCreated' | 'channelRenamed' | 'channelDeleted',
  general: Chat,
  channel: Chat,
  by: User,
  locale: string,
): Activity {
  const base = frame(given, { chat: general, threadId: '' }, by, locale);
  const team = given.directory.team(channel.teamId ?? '');
  return {
    type: 'conversationUpdate',
    ...base,
    channelData: {
      ...base.channelData,
      channel: { id: channel.id, name: channel.name ?? '' },
      team: { id: general.id, ...(team ? { aadGroupId: team.id, name: team.displayName } : {}) },
      eventType,
    },
  };
}

/** People joined or left a chat in which the app is. */
export function membership(
  given: Frame,
  chat: Chat,
  by: User,
  people: { added?: User[]; removed?: User[] },
  locale: string,
): Activity {
  return {
    type: 'conversationUpdate',
    ...frame(given, { chat, threadId: '' }, by, locale),
    ...(people.added ? { membersAdded: people.added.map(given.roster.account) } : {}),
    ...(people.removed ? { membersRemoved: people.removed.map(given.roster.account) } : {}),
  };
}

function inTokyo(instant: Date): string {
  return `${new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, -1)}+09:00`;
}
