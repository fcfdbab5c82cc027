import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';
import { ChatList } from './chat-list.tsx';
import { ChatWithTabs } from './chat-with-tabs.tsx';
import { TeamList } from './team-list.tsx';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  view: {
    display: 'grid',
    gridTemplateColumns: '300px minmax(0, 1fr)',
    height: '100%',
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  list: {
    minHeight: 0,
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  empty: { display: 'grid', placeItems: 'center', padding: '24px', color: tokens.colorNeutralForeground3 },
  hiddenOnPhone: { [PHONE]: { display: 'none' } },
});

/** A list at the left and what is open at the right; on a phone one of the two. */
export function ChatsView({
  kind,
  open,
  inside,
  choices,
}: {
  kind: 'chats' | 'teams';
  open: string | undefined;
  /** What is open in the chat: a tab of the app, and a page in it. */
  inside: string[];
  choices: Choices;
}) {
  const styles = useStyles();
  const words = useWords();
  const { chats, teams } = useLive();
  const all = kind === 'chats' ? chats : teams?.flatMap((team) => team.channels);
  const chat = all?.find((each) => each.id === open);
  return (
    <div className={styles.view}>
      <div className={mergeClasses(styles.list, chat && styles.hiddenOnPhone)}>
        {kind === 'chats' ? <ChatList open={open} choices={choices} /> : <TeamList open={open} />}
      </div>
      {chat ? (
        <ChatWithTabs key={chat.id} chat={chat} inside={inside} choices={choices} />
      ) : (
        <div className={mergeClasses(styles.empty, styles.hiddenOnPhone)}>
          <Text>{kind === 'chats' ? words.chooseChat : words.chooseChannel}</Text>
        </div>
      )}
    </div>
  );
}
