import {
  CounterBadge,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { BoardRegular } from '@fluentui/react-icons/svg/board';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { ChatRegular } from '@fluentui/react-icons/svg/chat';
import { MailRegular } from '@fluentui/react-icons/svg/mail';
import { PeopleTeamRegular } from '@fluentui/react-icons/svg/people-team';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Choices } from './api.ts';
import { ChatsView } from './chats/chats-view.tsx';
import { useLive } from './live.tsx';
import { NoticeToasts } from './notices.tsx';
import { go, usePlace } from './place.ts';
import type { View } from './place.ts';
import { useWords } from './preferences.tsx';
import { offerLinks } from './tabs/deep-link.ts';
import { TopBar } from './top-bar.tsx';

const CalendarView = lazy(() => import('./outlook/calendar-view.tsx'));
const MailView = lazy(() => import('./outlook/mail-view.tsx'));
const SharePointView = lazy(() => import('./sharepoint/sharepoint-view.tsx'));
const SettingsView = lazy(() => import('./settings/settings-view.tsx'));

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  page: {
    display: 'grid',
    height: '100%',
    gridTemplateColumns: '68px minmax(0, 1fr)',
    gridTemplateRows: 'auto minmax(0, 1fr)',
    gridTemplateAreas: '"top top" "bar main"',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    [PHONE]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'auto minmax(0, 1fr) auto',
      gridTemplateAreas: '"top" "main" "bar"',
    },
  },
  top: { gridArea: 'top' },
  main: {
    gridArea: 'main',
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
    borderStartStartRadius: tokens.borderRadiusXLarge,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    overflow: 'hidden',
    [PHONE]: { borderStartStartRadius: 0, borderLeft: 'none' },
  },
  content: { flex: 1, minHeight: 0 },
  bar: {
    gridArea: 'bar',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '8px 4px',
    [PHONE]: {
      flexDirection: 'row',
      justifyContent: 'space-around',
      padding: '2px 0',
      borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  place: {
    position: 'relative',
    display: 'grid',
    justifyItems: 'center',
    gap: '2px',
    padding: '8px 2px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase100,
    cursor: 'pointer',
    minWidth: '52px',
    ':hover': { color: tokens.colorBrandForeground1, backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    '& svg': { width: '24px', height: '24px' },
    [PHONE]: { padding: '6px 2px' },
  },
  here: { color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  count: { position: 'absolute', top: '4px', insetInlineEnd: '10px' },
});

/** The frame around everything: top bar, places at the left (below on a phone), and the place itself. */
export function Shell({
  choices,
  choose,
  leave,
}: {
  choices: Choices;
  choose: (userId: string) => void;
  leave: () => void;
}) {
  const styles = useStyles();
  const words = useWords();
  const place = usePlace();
  const { me, chats, teams, connected } = useLive();
  const ownChat = chats?.find((chat) => chat.kind === 'personal' && chat.app)?.id;
  useEffect(
    () => offerLinks({ chatId: ownChat, appId: me.app.teamsAppId, tabs: me.app.tabs }),
    [ownChat, me],
  );
  const unreadChats = chats?.reduce((sum, chat) => sum + chat.unread, 0) ?? 0;
  const unreadTeams =
    teams?.flatMap((team) => team.channels).reduce((sum, chat) => sum + chat.unread, 0) ?? 0;
  const tab = (view: View, label: string, icon: ReactNode, unread = 0): ReactNode => (
    <button
      type="button"
      className={mergeClasses(styles.place, place.view === view && styles.here)}
      aria-current={place.view === view ? 'page' : undefined}
      aria-label={unread > 0 ? `${label}（${words.unread(unread)}）` : label}
      data-testid={`place-${view}`}
      onClick={() => go(view)}
    >
      {icon}
      {label}
      {unread > 0 && (
        <CounterBadge className={styles.count} count={unread} size="small" color="danger" aria-hidden />
      )}
    </button>
  );
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <TopBar choices={choices} choose={choose} leave={leave} />
      </div>
      <nav className={styles.bar} aria-label={words.product}>
        {tab('chats', words.chats, <ChatRegular />, unreadChats)}
        {tab('teams', words.teams, <PeopleTeamRegular />, unreadTeams)}
        {tab('calendar', words.calendar, <CalendarRegular />)}
        {tab('mail', words.mail, <MailRegular />)}
        {tab('sharepoint', words.sharePoint, <BoardRegular />)}
        {tab('settings', words.settings, <SettingsRegular />)}
      </nav>
      <main className={styles.main}>
        {!connected && (
          <MessageBar intent="warning">
            <MessageBarBody>{words.offline}</MessageBarBody>
          </MessageBar>
        )}
        <div className={styles.content}>
          <Suspense fallback={<Spinner label={words.loading} style={{ marginTop: 48 }} />}>
            {(place.view === 'chats' || place.view === 'teams') && (
              <ChatsView
                kind={place.view}
                open={place.open[0]}
                inside={place.open.slice(1)}
                choices={choices}
              />
            )}
            {place.view === 'calendar' && <CalendarView open={place.open} />}
            {place.view === 'mail' && <MailView open={place.open[0]} />}
            {place.view === 'sharepoint' && <SharePointView open={place.open} choices={choices} />}
            {place.view === 'settings' && <SettingsView />}
          </Suspense>
        </div>
      </main>
      <NoticeToasts />
    </div>
  );
}
