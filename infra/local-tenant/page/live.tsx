import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Api, Chat, Me, Message, Notice, Team } from './api.ts';
import { readEvents } from './event-stream.ts';

type Heard =
  | { event: 'message'; data: Message }
  | { event: 'typing'; data: { chatId: string; threadId: string } }
  | { event: 'notification'; data: Notice }
  | { event: 'mailbox' }
  | { event: 'again' };

export type Live = {
  api: Api;
  me: Me;
  chats: Chat[] | undefined;
  teams: Team[] | undefined;
  notices: Notice[];
  connected: boolean;
  /** Domain time now, as far as this page knows it. */
  now: () => Date;
  /** Changes whenever the clock is moved, and every quarter of a minute. */
  tick: number;
  reload: () => Promise<void>;
  readNotices: (upTo: number) => void;
  clearUnread: (chatId: string) => void;
  listen: (listener: (heard: Heard) => void) => () => void;
};

const Context = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const value = useContext(Context);
  if (!value) throw new Error('useLive stands outside its provider');
  return value;
}

/** What the tenant tells this tab, kept up to date. */
export function LiveProvider({ api, me, children }: { api: Api; me: Me; children: ReactNode }) {
  const [chats, setChats] = useState<Chat[]>();
  const [teams, setTeams] = useState<Team[]>();
  const [notices, setNotices] = useState<Notice[]>([]);
  const [connected, setConnected] = useState(true);
  const [offset, setOffset] = useState(0);
  const [tick, setTick] = useState(0);
  const listeners = useRef(new Set<(heard: Heard) => void>());

  const reload = useCallback(async () => {
    const [mine, theirs, feed] = await Promise.all([
      api.get<{ chats: Chat[] }>('/people/chats'),
      api.get<{ teams: Team[] }>('/people/teams'),
      api.get<{ notifications: Notice[] }>('/people/notifications'),
    ]);
    setChats(mine.chats);
    setTeams(theirs.teams);
    setNotices(feed.notifications);
  }, [api]);

  useEffect(() => {
    const stop = new AbortController();
    let pending: ReturnType<typeof setTimeout> | undefined;
    // Several messages in a row ask for the lists once.
    const soon = (): void => {
      pending ??= setTimeout(() => {
        pending = undefined;
        reload().catch(() => setConnected(false));
      }, 120);
    };
    const tell = (heard: Heard): void => {
      for (const listener of listeners.current) listener(heard);
    };
    const hear = (event: string, data: unknown): void => {
      if (event === 'ready') {
        setConnected(true);
        soon();
        tell({ event: 'again' });
      }
      if (event === 'clock') setOffset(Date.parse((data as { now: string }).now) - Date.now());
      if (event === 'message') tell({ event, data: data as Message });
      if (event === 'mailbox') tell({ event });
      if (event === 'typing') tell({ event, data: data as { chatId: string; threadId: string } });
      if (event === 'notification') {
        setNotices((known) => [data as Notice, ...known]);
        tell({ event, data: data as Notice });
      }
      if (event === 'message' || event === 'chat') soon();
    };
    readEvents(api.token, stop.signal, hear, () => setConnected(false)).catch(() => undefined);
    return () => {
      stop.abort();
      clearTimeout(pending);
    };
  }, [api, reload]);

  useEffect(() => {
    const timer = setInterval(() => setTick((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);

  // They stay the same: who marks as read whenever they change would do so for ever.
  const readNotices = useCallback(
    (upTo: number) => {
      setNotices((known) => known.map((each) => (each.id <= upTo ? { ...each, read: true } : each)));
      api.send('POST', '/people/notifications/read', { upTo }).catch(() => undefined);
    },
    [api],
  );
  const clearUnread = useCallback((chatId: string) => {
    const clear = (chat: Chat): Chat => (chat.id === chatId ? { ...chat, unread: 0 } : chat);
    setChats((known) => known?.map(clear));
    setTeams((known) => known?.map((team) => ({ ...team, channels: team.channels.map(clear) })));
  }, []);

  const live = useMemo<Live>(
    () => ({
      api,
      me,
      chats,
      teams,
      notices,
      connected,
      tick: tick + offset,
      now: () => new Date(Date.now() + offset),
      reload,
      readNotices,
      clearUnread,
      listen(listener) {
        listeners.current.add(listener);
        return () => {
          listeners.current.delete(listener);
        };
      },
    }),
    [api, me, chats, teams, notices, connected, tick, offset, reload, readNotices, clearUnread],
  );
  return <Context.Provider value={live}>{children}</Context.Provider>;
}
