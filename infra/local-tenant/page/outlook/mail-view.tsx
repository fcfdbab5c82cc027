import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  Tab,
  TabList,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useEffect, useState } from 'react';
import { longDate, shortDate } from '../dates.ts';
import { useLive } from '../live.tsx';
import { go } from '../place.ts';
import { usePreferences } from '../preferences.tsx';
import { readMails, useMailbox } from './outlook-api.ts';
import type { Mail } from './outlook-api.ts';

const PHONE = '@media (max-width: 640px)';
const useStyles = makeStyles({
  view: {
    display: 'grid',
    gridTemplateColumns: '340px minmax(0, 1fr)',
    height: '100%',
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  list: {
    minHeight: 0,
    overflowY: 'auto',
    padding: '8px',
    display: 'grid',
    gap: '2px',
    alignContent: 'start',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  one: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '8px',
    justifyContent: 'stretch',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: '8px',
    borderLeft: '3px solid transparent',
  },
  fresh: { borderLeftColor: tokens.colorBrandStroke1 },
  here: { backgroundColor: tokens.colorNeutralBackground1Selected },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', display: 'block' },
  wide: { gridColumn: '1 / -1', minWidth: 0 },
  quiet: { color: 'var(--quiet)' },
  pane: {
    overflowY: 'auto',
    padding: '16px 24px',
    display: 'flex',
    flexDirection: 'column',
    // A button alone in its row must not give way when the text is long.
    '& > *': { flexShrink: 0 },
    gap: '12px',
    minWidth: 0,
  },
  back: { display: 'none', alignSelf: 'start', [PHONE]: { display: 'inline-flex' } },
  title: { margin: 0, overflowWrap: 'anywhere' },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  hiddenOnPhone: { [PHONE]: { display: 'none' } },
});

/** What was sent to a person and by them. Bodies are shown as text. */
export default function MailView({ open }: { open: string | undefined }) {
  const styles = useStyles();
  const { now } = useLive();
  const { words, language } = usePreferences();
  const [folder, setFolder] = useState<Mail['folder']>('inbox');
  const { data, problem } = useMailbox('/people/mails', readMails);
  const mails = data?.mails.filter((mail) => mail.folder === folder);
  const mail = data?.mails.find(({ id }) => id === open);
  return (
    <div className={styles.view} data-testid="mail">
      <div className={mergeClasses(styles.list, mail && styles.hiddenOnPhone)}>
        <TabList
          size="small"
          selectedValue={folder}
          onTabSelect={(_event, { value }) => setFolder(value === 'sentitems' ? 'sentitems' : 'inbox')}
        >
          <Tab value="inbox">{words.inbox}</Tab>
          <Tab value="sentitems">{words.sent}</Tab>
        </TabList>
        {problem !== undefined && (
          <MessageBar intent="error">
            <MessageBarBody>{problem}</MessageBarBody>
          </MessageBar>
        )}
        {mails?.length === 0 && <Text className={styles.quiet}>{words.noMails}</Text>}
        {mails?.map((each) => (
          <Button
            key={each.id}
            appearance="subtle"
            className={mergeClasses(styles.one, !each.read && styles.fresh, each.id === open && styles.here)}
            data-testid="mail-row"
            onClick={() => go('mail', each.id)}
          >
            <Text className={styles.line} weight={each.read ? 'regular' : 'bold'}>
              {folder === 'inbox' ? each.from.name : each.to.map(({ name }) => name).join('、')}
            </Text>
            <Caption1 className={styles.quiet}>{shortDate(each.at, now(), language)}</Caption1>
            <span className={styles.wide}>
              <Text className={styles.line}>{each.subject || words.noSubject}</Text>
              <Caption1 className={mergeClasses(styles.line, styles.quiet)}>
                {each.text.slice(0, 80)}
              </Caption1>
            </span>
          </Button>
        ))}
      </div>
      {mail ? (
        <OneMail key={mail.id} mail={mail} />
      ) : (
        <div className={mergeClasses(styles.pane, styles.hiddenOnPhone)}>
          <Text className={styles.quiet}>{words.chooseMail}</Text>
        </div>
      )}
    </div>
  );
}

function OneMail({ mail }: { mail: Mail }) {
  const styles = useStyles();
  const { api } = useLive();
  const { words, language } = usePreferences();
  useEffect(() => {
    if (!mail.read)
      api.send('POST', `/people/mails/${encodeURIComponent(mail.id)}/read`).catch(() => undefined);
  }, [api, mail.id, mail.read]);
  const names = (people: Mail['to']): string => people.map(({ name }) => name).join('、');
  return (
    <article className={styles.pane} data-testid="mail-pane">
      <Button
        className={styles.back}
        appearance="subtle"
        icon={<ArrowLeftRegular />}
        onClick={() => go('mail')}
      >
        {words.back}
      </Button>
      <Subtitle1 as="h1" className={styles.title}>
        {mail.subject || words.noSubject}
      </Subtitle1>
      <Caption1 className={styles.quiet}>
        {words.from}: {mail.from.name}（{mail.from.address}） {longDate(new Date(mail.at), language)}
      </Caption1>
      <Caption1 className={styles.quiet}>
        {words.to}: {names([...mail.to, ...mail.cc])}
      </Caption1>
      <Text className={styles.text}>{mail.text}</Text>
    </article>
  );
}
