import {
  Avatar,
  Button,
  Caption1,
  CounterBadge,
  makeStyles,
  mergeClasses,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { BotRegular } from '@fluentui/react-icons/svg/bot';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { useState } from 'react';
import type { Chat, Choices } from '../api.ts';
import { shortDate } from '../dates.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences, useWords } from '../preferences.tsx';
import { NewGroup } from './new-group.tsx';

const useStyles = makeStyles({
  column: { display: 'grid', gap: '2px', padding: '8px' },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', padding: '6px 8px 8px' },
  one: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    columnGap: '10px',
    alignItems: 'center',
    padding: '8px',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
  },
  here: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
  },
  lines: { display: 'grid', minWidth: 0 },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: 'var(--quiet)' },
  aside: { display: 'grid', justifyItems: 'end', gap: '2px' },
  invite: { display: 'grid', gap: '8px', padding: '8px' },
});

export function ChatList({ open, choices }: { open: string | undefined; choices: Choices }) {
  const styles = useStyles();
  const words = useWords();
  const { api, me, chats, reload } = useLive();
  const [making, setMaking] = useState(false);
  const withApp = chats?.some((chat) => chat.kind === 'personal') ?? true;
  const sorted = [...(chats ?? [])].sort((one, other) =>
    (other.last?.at ?? '').localeCompare(one.last?.at ?? ''),
  );
  const openApp = async (): Promise<void> => {
    const chat = await api.send<Chat>('POST', '/people/chats', { kind: 'personal' });
    await reload();
    go('chats', chat.id);
  };
  return (
    <div className={styles.column}>
      <div className={styles.head}>
        <Subtitle2 as="h1">{words.chats}</Subtitle2>
        <Button
          appearance="subtle"
          icon={<AddRegular />}
          aria-label={words.newGroup}
          title={words.newGroup}
          data-testid="new-group"
          onClick={() => setMaking(true)}
        />
      </div>
      {!chats && <Waiting />}
      {!withApp && me.app.present && (
        <div className={styles.invite}>
          <Button
            appearance="primary"
            icon={<BotRegular />}
            data-testid="open-app"
            onClick={() => void openApp()}
          >
            {words.openApp(me.app.name)}
          </Button>
          <Caption1 className={styles.quiet}>{words.openAppText}</Caption1>
        </div>
      )}
      {chats?.length === 0 && !me.app.present && <Text className={styles.quiet}>{words.noChats}</Text>}
      {sorted.map((chat) => (
        <ChatRow key={chat.id} chat={chat} here={chat.id === open} />
      ))}
      {making && <NewGroup choices={choices} close={() => setMaking(false)} />}
    </div>
  );
}

function ChatRow({ chat, here }: { chat: Chat; here: boolean }) {
  const styles = useStyles();
  const { now } = useLive();
  const { words, language } = usePreferences();
  const icon = chat.kind === 'personal' ? <BotRegular /> : <PeopleRegular />;
  const preview = chat.last?.text ?? '';
  return (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.one, here && styles.here)}
      aria-current={here ? 'true' : undefined}
      data-testid={`chat-${chat.kind}`}
      onClick={() => go('chats', chat.id)}
    >
      <Avatar
        icon={icon}
        shape={chat.kind === 'personal' ? 'square' : 'circular'}
        color="brand"
        aria-hidden
      />
      <span className={styles.lines}>
        <Text className={styles.line} weight={chat.unread > 0 ? 'bold' : 'regular'}>
          {chat.name}
        </Text>
        <Caption1 className={mergeClasses(styles.line, styles.quiet)}>{preview}</Caption1>
      </span>
      <span className={styles.aside}>
        <Caption1 className={styles.quiet}>{chat.last && shortDate(chat.last.at, now(), language)}</Caption1>
        {chat.unread > 0 && (
          <CounterBadge
            count={chat.unread}
            size="small"
            color="brand"
            aria-label={words.unread(chat.unread)}
          />
        )}
      </span>
    </Button>
  );
}

function Waiting() {
  const words = useWords();
  return (
    <Skeleton aria-label={words.loading}>
      {[0, 1, 2].map((n) => (
        <SkeletonItem key={n} size={40} style={{ marginBottom: 8 }} />
      ))}
    </Skeleton>
  );
}
