import { useCallback, useEffect, useRef, useState } from 'react';
import { chatPath } from '../api.ts';
import type { Message } from '../api.ts';
import { useLive } from '../live.tsx';

type Page = { messages: Message[]; seq: number; more: boolean };
const TYPING_MS = 6000;

/** The messages of one chat in the order in which they came, kept up to date. */
export function useMessages(chatId: string): {
  messages: Message[] | undefined;
  more: boolean;
  typing: boolean;
  older: () => Promise<void>;
  put: (message: Message) => void;
} {
  const { api, listen } = useLive();
  const [messages, setMessages] = useState<Message[]>();
  const [more, setMore] = useState(false);
  const [typing, setTyping] = useState(false);
  /** The last change that is here; below 0 before the first page is. */
  const reached = useRef(-1);
  const path = `${chatPath(chatId)}/messages`;

  const merge = useCallback((fresh: Message[]) => {
    for (const message of fresh) reached.current = Math.max(reached.current, message.seq);
    setMessages((known) => {
      const byId = new Map((known ?? []).map((message) => [message.id, message]));
      for (const message of fresh) {
        if ((byId.get(message.id)?.seq ?? 0) <= message.seq) byId.set(message.id, message);
      }
      return [...byId.values()].sort((one, other) => one.createdSeq - other.createdSeq);
    });
  }, []);

  useEffect(() => {
    let current = true;
    api
      .get<Page>(path)
      .then((page) => {
        if (!current) return;
        merge(page.messages);
        reached.current = Math.max(reached.current, 0);
        setMore(page.more);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [api, path, merge]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen((heard) => {
      if (heard.event === 'message' && heard.data.chatId === chatId) {
        if (heard.data.from.kind === 'app') setTyping(false);
        merge([heard.data]);
      }
      if (heard.event === 'typing' && heard.data.chatId === chatId) {
        setTyping(true);
        clearTimeout(timer);
        timer = setTimeout(() => setTyping(false), TYPING_MS);
      }
      // After a break of the line: what has happened meanwhile.
      if (heard.event === 'again' && reached.current >= 0) {
        api
          .get<Page>(`${path}?after=${reached.current}&limit=200`)
          .then((page) => merge(page.messages))
          .catch(() => undefined);
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [api, chatId, listen, merge, path]);

  const first = messages?.[0]?.createdSeq;
  return {
    messages,
    more,
    typing,
    put: (message) => merge([message]),
    async older() {
      const page = await api.get<Page>(`${path}?before=${first ?? 0}`);
      merge(page.messages);
      setMore(page.more);
    },
  };
}
