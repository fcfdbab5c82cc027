import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowReplyRegular } from '@fluentui/react-icons/svg/arrow-reply';
import { useState } from 'react';
import type { Chat, Message, Outcome } from '../api.ts';
import { useWords } from '../preferences.tsx';
import { Composer } from './composer.tsx';
import { MessageView } from './message.tsx';

const useStyles = makeStyles({
  thread: {
    display: 'grid',
    gap: '10px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: '12px',
  },
  replies: {
    display: 'grid',
    gap: '10px',
    gridTemplateColumns: 'minmax(0, 1fr)',
    borderLeft: `2px solid ${tokens.colorNeutralStroke2}`,
    marginInlineStart: '16px',
    paddingInlineStart: '12px',
  },
  reply: { justifySelf: 'start' },
});

/** A post of a channel with its replies. */
export function Thread({
  chat,
  messages,
  follow,
}: {
  chat: Chat;
  messages: Message[];
  follow: (outcome: Outcome) => string | undefined;
}) {
  const styles = useStyles();
  const words = useWords();
  const [writing, setWriting] = useState(false);
  const [first, ...replies] = messages;
  if (!first) return null;
  return (
    <article className={styles.thread} data-testid="thread">
      <MessageView chat={chat} message={first} follow={follow} />
      {replies.length > 0 && (
        <div className={styles.replies}>
          {replies.map((message) => (
            <MessageView key={message.id} chat={chat} message={message} follow={follow} />
          ))}
        </div>
      )}
      {writing ? (
        <Composer
          chat={chat}
          replyTo={first.threadId}
          placeholder={words.writeReply}
          suggestions={[]}
          focus
          done={() => setWriting(false)}
        />
      ) : (
        <Button
          className={styles.reply}
          appearance="subtle"
          size="small"
          icon={<ArrowReplyRegular />}
          onClick={() => setWriting(true)}
        >
          {words.reply}
        </Button>
      )}
    </article>
  );
}
