import { Button, Caption1, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
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
import { usePlace } from './use-place.ts';

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
  scroll: {
    overflowY: 'auto',
    padding: '12px 24px',
    overflowAnchor: 'auto',
    // What gets the focus is shown with its label above and its error below.
    scrollPaddingBlock: '40px',
    [PHONE]: { padding: '8px' },
  },
  list: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  centre: { display: 'grid', justifyItems: 'center', padding: '16px', color: tokens.colorNeutralForeground3 },
  foot: { padding: '0 24px 12px', [PHONE]: { padding: '0 8px 8px' } },
  hint: { color: tokens.colorNeutralForeground3, minHeight: '18px', display: 'block' },
});

/** One chat or channel: its messages, and where to write. */
export function Conversation({ chat, choices }: { chat: Chat; choices: Choices }) {
  const styles = useStyles();
  const words = useWords();
  const { api, me, clearUnread } = useLive();
  const { messages, more, typing, older, put } = useMessages(chat.id);
  const [dialog, setDialog] = useState<DialogShown>();
  const followUp = useFollow({ put, setDialog });
  const newest = messages?.at(-1)?.createdSeq;
  const { box, heed, takeHold } = usePlace({ newest, mine: messages?.at(-1)?.mine === true });
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
      <div
        ref={box}
        className={styles.scroll}
        onScroll={(event) => heed(event.currentTarget)}
        onPointerDownCapture={takeHold}
        onKeyDownCapture={takeHold}
      >
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
