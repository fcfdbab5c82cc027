import { Button, Caption1, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { chatPath } from '../api.ts';
import type { Chat, Choices, DialogShown, Message } from '../api.ts';
import { CardDialog } from '../cards/card-dialog.tsx';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';
import { ChatHead } from './chat-head.tsx';
import { Composer } from './composer.tsx';
import { MessageView } from './message.tsx';
import { Thread } from './thread.tsx';
import { useFollow } from './use-follow.tsx';
import { useMessages } from './use-messages.ts';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  column: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr) auto',
    height: '100%',
    minHeight: 0,
    minWidth: 0,
  },
  scroll: { overflowY: 'auto', padding: '12px 24px', overflowAnchor: 'auto', [PHONE]: { padding: '8px' } },
  list: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  centre: { display: 'grid', justifyItems: 'center', padding: '16px', color: tokens.colorNeutralForeground3 },
  foot: { padding: '0 24px 12px', [PHONE]: { padding: '0 8px 8px' } },
  hint: { color: tokens.colorNeutralForeground3, minHeight: '18px', display: 'block' },
});

/** Where the view stays when the list grows: at the newest message, at the very end, or where somebody reads. */
type Stay = 'newest' | 'end' | 'reading';

/** A message higher than the view, a form on a phone, is shown from its beginning. */
const newestTop = (box: HTMLElement): number => {
  const newest = [...box.querySelectorAll('[data-message-id]')].at(-1);
  const top = newest && newest.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  return top === undefined ? box.scrollHeight : top - 8;
};

/** One chat or channel: its messages, and where to write. */
export function Conversation({ chat, choices }: { chat: Chat; choices: Choices }) {
  const styles = useStyles();
  const words = useWords();
  const { api, me, clearUnread } = useLive();
  const { messages, more, typing, older, put } = useMessages(chat.id);
  const [dialog, setDialog] = useState<DialogShown>();
  const followUp = useFollow({ put, setDialog });
  const scroll = useRef<HTMLDivElement>(null);
  const stays = useRef<Stay>('newest');
  const placed = useRef({ top: 0, height: 0 });
  const newest = messages?.at(-1)?.createdSeq;

  const mine = messages?.at(-1)?.mine === true;
  // Who has just written wants to see what comes of it.
  useLayoutEffect(() => {
    if (mine || stays.current === 'end') stays.current = 'newest';
  }, [mine, newest]);
  const heed = useCallback((box: HTMLElement) => {
    const { top, height } = placed.current;
    // A card that grows or shrinks is no reader who left: only who scrolls does.
    if (Math.abs(box.scrollTop - top) < 2) return;
    if (stays.current !== 'reading' && box.scrollHeight !== height) return;
    const left = box.scrollHeight - box.scrollTop - box.clientHeight;
    stays.current = left < 80 ? 'end' : 'reading';
  }, []);
  // New messages pull the view along only when the reader is at the end; nothing jumps otherwise.
  const follow = useCallback(() => {
    const box = scroll.current;
    if (!box) return;
    // Who has scrolled just now is told of with the next frame only.
    if (stays.current !== 'reading') heed(box);
    if (stays.current === 'reading') return;
    box.scrollTop = stays.current === 'end' ? box.scrollHeight : Math.min(box.scrollHeight, newestTop(box));
    placed.current = { top: box.scrollTop, height: box.scrollHeight };
  }, [heed]);
  useLayoutEffect(follow);
  useEffect(() => {
    const box = scroll.current;
    if (!box) return undefined;
    const grown = new ResizeObserver(follow);
    for (const child of box.children) grown.observe(child);
    return () => grown.disconnect();
  }, [follow]);
  useEffect(() => {
    if (newest === undefined || document.visibilityState !== 'visible') return;
    clearUnread(chat.id);
    // A tenant that is down hears of it with the next message.
    api
      .send('POST', `${chatPath(chat.id)}/read`, { seq: newest })
      // The lists may have been asked for just before.
      .then(() => clearUnread(chat.id))
      .catch(() => undefined);
    // The list of chats changes with every message; marking once for each newest message is enough.
  }, [api, chat.id, newest, clearUnread]);

  const threads = chat.kind === 'channel' ? inThreads(messages ?? []) : [];
  const suggestions = messages?.at(-1)?.suggestions ?? [];
  return (
    <div className={styles.column} data-testid="conversation">
      <ChatHead chat={chat} choices={choices} />
      <div ref={scroll} className={styles.scroll} onScroll={(event) => heed(event.currentTarget)}>
        <div className={styles.list} role="log" aria-label={chat.name}>
          {more && (
            <div className={styles.centre}>
              <Button appearance="subtle" onClick={() => void older()}>
                {words.older}
              </Button>
            </div>
          )}
          {!messages && <Spinner label={words.loading} />}
          {messages?.length === 0 && <Text className={styles.centre}>{words.noMessages}</Text>}
          {chat.kind === 'channel'
            ? threads.map((thread) => (
                <Thread key={thread[0]?.threadId} chat={chat} messages={thread} follow={followUp} />
              ))
            : messages?.map((message) => (
                <MessageView key={message.id} chat={chat} message={message} follow={followUp} />
              ))}
        </div>
      </div>
      <div className={styles.foot}>
        <Caption1 className={styles.hint} aria-live="polite">
          {typing
            ? words.typing(me.app.name)
            : chat.app && chat.kind !== 'personal'
              ? words.mentionHint(me.app.name)
              : ''}
        </Caption1>
        <Composer
          chat={chat}
          suggestions={suggestions}
          placeholder={chat.kind === 'channel' ? words.writeChannel : words.write}
        />
      </div>
      {dialog && (
        <CardDialog key={dialog.id} dialog={dialog} close={() => setDialog(undefined)} follow={followUp} />
      )}
    </div>
  );
}

/** Threads in the order of their last message, each with its first message at the head. */
function inThreads(messages: Message[]): Message[][] {
  const threads = new Map<string, Message[]>();
  for (const message of messages) {
    const known = threads.get(message.threadId) ?? [];
    threads.delete(message.threadId);
    threads.set(message.threadId, [...known, message]);
  }
  return [...threads.values()];
}
