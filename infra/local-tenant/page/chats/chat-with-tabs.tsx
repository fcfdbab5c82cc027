import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import type { Chat, Choices } from '../api.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences } from '../preferences.tsx';
import { TabFrame } from '../tabs/tab-frame.tsx';
import { Conversation } from './conversation.tsx';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    minHeight: 0,
    minWidth: 0,
    height: '100%',
  },
  tabs: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, padding: '0 12px', overflowX: 'auto' },
});
const CHAT = ' ';

/** A chat; the app's own has the app's tabs beside the conversation. */
export function ChatWithTabs({ chat, inside, choices }: { chat: Chat; inside: string[]; choices: Choices }) {
  const styles = useStyles();
  const { words, language } = usePreferences();
  const { me } = useLive();
  const tabs = chat.kind === 'personal' && chat.app ? me.app.tabs : [];
  const [entityId, subPage = ''] = inside;
  const tab = tabs.find((each) => each.entityId === entityId);
  if (tabs.length === 0) return <Conversation chat={chat} choices={choices} />;
  return (
    <div className={styles.box}>
      <TabList
        className={styles.tabs}
        selectedValue={tab?.entityId ?? CHAT}
        onTabSelect={(_event, { value }) =>
          value === CHAT ? go('chats', chat.id) : go('chats', chat.id, String(value))
        }
      >
        <Tab value={CHAT}>{words.chatTab}</Tab>
        {tabs.map((each) => (
          <Tab key={each.entityId} value={each.entityId} data-testid={`tab-${each.entityId}`}>
            {each.names[language] ?? each.name}
          </Tab>
        ))}
      </TabList>
      {tab ? (
        <TabFrame key={`${tab.entityId}/${subPage}`} tab={tab} subPage={subPage} />
      ) : (
        <Conversation chat={chat} choices={choices} />
      )}
    </div>
  );
}
