import { randomUUID } from 'node:crypto';
import type { TenantCore } from '../core.ts';
import type { App, User } from '../seed.ts';
import { channelEvent, installation, membership } from './activities.ts';
import type { Activity, Frame } from './activities.ts';
import type { Ids } from './ids.ts';
import type { Chat } from './model.ts';
import type { Roster } from './roster.ts';
import type { TeamsStore } from './store.ts';
import type { BotLine } from './to-bot.ts';

/** Chats come and go, and with them the app. */
export type Chats = {
  frame: Frame;
  get(id: string): Chat | undefined;
  /** Chats and channels that a person is in. */
  of(userId: string): Chat[];
  /** The person's own chat with the app; opening it installs the app. */
  openPersonal(user: User, locale: string): Chat;
  personal(userId: string): Chat | undefined;
  openGroup(given: { topic: string; members: User[]; by: User; withApp: boolean; locale: string }): Chat;
  /** A new channel of a team, with the app where the team has it. */
  openChannel(teamId: string, name: string, by: User, locale: string): Chat;
  /** Renames a channel that is not the general one, or deletes it where no name is given. */
  changeChannel(chat: Chat, name: string | undefined, by: User, locale: string): void;
  /** Installs or removes the app where it is not so already; a team's channels go together. */
  setApp(chat: Chat, present: boolean, by: User, locale: string): void;
  addMember(chat: Chat, user: User, by: User, locale: string): void;
  /** Resolves when the bot has been told of all installations, or cannot be reached at present. */
  announced(): Promise<void>;
  stop(): void;
};

/** A bot that starts after the tenant hears of its installations within this time. */
const ANNOUNCE_MS = 1000;

export function openChats(given: {
  core: TenantCore;
  app: App;
  store: TeamsStore;
  ids: Ids;
  roster: Roster;
  bot: BotLine;
  serviceUrl: string;
}): Chats {
  const { core, store, ids, roster } = given;
  const { directory } = core;
  const frame: Frame = { directory, ids, roster, serviceUrl: given.serviceUrl, now: () => core.clock.now() };
  const createdAt = (): string => core.clock.now().toISOString();
  core.db.exec(
    'CREATE TABLE IF NOT EXISTS teams_announcements (id INTEGER PRIMARY KEY AUTOINCREMENT, doc TEXT NOT NULL) STRICT',
  );

  const queue = (activities: Activity[]): void => {
    for (const activity of activities) {
      core.db.run('INSERT INTO teams_announcements (doc) VALUES (?)', JSON.stringify(activity));
    }
    announce();
  };
  let running: Promise<void> | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const announce = (): void => {
    if (running || stopped || !given.app.bot) return;
    running = drain().finally(() => {
      running = undefined;
    });
  };
  const drain = async (): Promise<void> => {
    for (;;) {
      const next = core.db.get<{ id: number; doc: string }>(
        'SELECT id, doc FROM teams_announcements ORDER BY id LIMIT 1',
      );
      if (!next || stopped) return;
      const answer = await given.bot.send(JSON.parse(next.doc) as Activity);
      if (stopped) return;
      if (!answer.ok && answer.problem === 'unreachable') {
        timer = setTimeout(announce, ANNOUNCE_MS);
        timer.unref();
        return;
      }
      core.db.run('DELETE FROM teams_announcements WHERE id = ?', next.id);
    }
  };

  const set = (chat: Chat, present: boolean, by: User, locale: string): void => {
    if (chat.app === present) return;
    const channels = chat.teamId === undefined ? [chat] : channelsOf(chat.teamId);
    for (const each of channels) store.putChat({ ...each, app: present });
    const first = channels[0] ?? chat;
    const activities = installation(
      frame,
      { ...first, app: present },
      by,
      present ? 'add' : 'remove',
      locale,
    );
    // Teams counts ids of such events as it counts messages.
    queue(activities.map((activity) => ({ ...activity, id: `f:${randomUUID()}` })));
  };
  const tellOfChannel = (
    event: Parameters<typeof channelEvent>[1],
    chat: Chat,
    by: User,
    locale: string,
  ): void => {
    const general = channelsOf(chat.teamId ?? '')[0];
    if (general?.app)
      queue([{ ...channelEvent(frame, event, general, chat, by, locale), id: `f:${randomUUID()}` }]);
  };
  const putPersonal = (user: User): Chat => {
    const id = ids.personalChat(user.id);
    const chat: Chat = { id, kind: 'personal', memberIds: [user.id], app: false, createdAt: createdAt() };
    store.putChat(chat);
    return chat;
  };
  const channelsOf = (teamId: string): Chat[] =>
    (directory.team(teamId)?.channels ?? []).flatMap((channel) => store.chat(channel.id) ?? []);

  // Teams of the seed: kept once, so that an app removed by hand stays removed.
  for (const team of directory.teams()) {
    const installed = directory.teamApps(team.id).some((each) => each.appId === given.app.appId);
    const by = directory.teamMembers(team.id)[0];
    for (const channel of team.channels) {
      if (store.chat(channel.id)) continue;
      store.putChat({
        id: channel.id,
        kind: 'channel',
        name: channel.displayName,
        teamId: team.id,
        memberIds: [],
        app: false,
        createdAt: createdAt(),
      });
      const general = store.chat(team.channels[0]?.id ?? channel.id);
      if (general && channel.id !== general.id && general.app) {
        store.putChat({ ...general, id: channel.id, name: channel.displayName });
      } else if (installed && by && general && channel.id === general.id) {
        set(general, true, by, 'ja-JP');
      }
    }
  }

  // People for whom the app is there from the beginning, as an administrator's setup policy does; once.
  const everyone = given.app.installedFor === 'everyone';
  for (const user of directory.users()) {
    const from = given.app.installedFor;
    const wanted = everyone || (Array.isArray(from) && from.some((id) => id.toLowerCase() === user.id));
    if (!wanted || store.chat(ids.personalChat(user.id))) continue;
    set(putPersonal(user), true, user, 'ja-JP');
  }

  announce();
  return {
    frame,
    get: (id) => {
      const owner = ids.ofGraphChat(id);
      return store.chat(owner === undefined ? id : ids.personalChat(owner));
    },
    of: (userId) => store.chats().filter((chat) => roster.isMember(chat, userId)),
    personal: (userId) => store.chat(ids.personalChat(userId)),
    openPersonal(user, locale) {
      const chat = store.chat(ids.personalChat(user.id)) ?? putPersonal(user);
      if (!chat.app) set(chat, true, user, locale);
      return { ...chat, app: true };
    },
    openGroup({ topic, members, by, withApp, locale }) {
      const chat: Chat = {
        id: ids.groupChat(),
        kind: 'groupChat',
        name: topic,
        memberIds: [...new Set([by.id, ...members.map((member) => member.id)])],
        app: false,
        createdAt: createdAt(),
      };
      store.putChat(chat);
      if (withApp) set(chat, true, by, locale);
      return { ...chat, app: withApp };
    },
    openChannel(teamId, name, by, locale) {
      // A channel that had this name and was deleted is another one.
      const id = ids.channel(teamId, `${name} ${createdAt()}`);
      const present = directory.team(teamId)?.channels ?? [];
      directory.setChannels(teamId, [...present, { id, displayName: name }]);
      const app = channelsOf(teamId)[0]?.app === true;
      const chat: Chat = {
        id,
        kind: 'channel',
        name,
        teamId,
        memberIds: [],
        app,
        createdAt: createdAt(),
      };
      store.putChat(chat);
      tellOfChannel('channelCreated', chat, by, locale);
      return chat;
    },
    changeChannel(chat, name, by, locale) {
      const teamId = chat.teamId ?? '';
      const present = directory.team(teamId)?.channels ?? [];
      const others = present.filter(({ id }) => id !== chat.id);
      if (name === undefined) {
        directory.setChannels(teamId, others);
        store.removeChat(chat);
        tellOfChannel('channelDeleted', chat, by, locale);
        return;
      }
      directory.setChannels(
        teamId,
        present.map((each) => (each.id === chat.id ? { ...each, displayName: name } : each)),
      );
      store.putChat({ ...chat, name });
      tellOfChannel('channelRenamed', { ...chat, name }, by, locale);
    },
    setApp: set,
    addMember(chat, user, by, locale) {
      const grown = { ...chat, memberIds: [...new Set([...chat.memberIds, user.id])] };
      store.putChat(grown);
      if (grown.app) {
        queue([{ ...membership(frame, grown, by, { added: [user] }, locale), id: `f:${randomUUID()}` }]);
      }
    },
    announced: () => running ?? Promise.resolve(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
