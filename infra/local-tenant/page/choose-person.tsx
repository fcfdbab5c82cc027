import {
  Badge,
  Button,
  Caption1,
  makeStyles,
  SearchBox,
  Subtitle2,
  Text,
  Title2,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Choices, Person } from './api.ts';
import { PersonAvatar } from './person-avatar.tsx';
import { usePreferences } from './preferences.tsx';

const useStyles = makeStyles({
  page: { height: '100%', overflowY: 'auto', backgroundColor: tokens.colorNeutralBackground3 },
  column: { maxWidth: '960px', margin: '0 auto', padding: '32px 16px 64px', display: 'grid', gap: '16px' },
  head: { display: 'flex', gap: '16px', alignItems: 'center', justifyContent: 'space-between' },
  search: { maxWidth: 'none' },
  text: { maxWidth: '44em', color: tokens.colorNeutralForeground2 },
  group: { display: 'grid', gap: '8px' },
  people: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(260px, 1fr))', gap: '8px' },
  person: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: '12px',
    justifyContent: 'start',
    textAlign: 'start',
    padding: '10px 12px',
    fontWeight: tokens.fontWeightRegular,
  },
  lines: { display: 'grid', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: 'var(--quiet)' },
});

/** People by section, with what they are there. */
export function ChoosePerson({ choices, choose }: { choices: Choices; choose: (userId: string) => void }) {
  const styles = useStyles();
  const { words, language, setLanguage } = usePreferences();
  const [sought, setSought] = useState('');
  const groups = bySection(choices.users, sought, words.noDepartment);
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <div className={styles.head}>
          <Title2 as="h1">{words.chooseTitle}</Title2>
          <Button appearance="subtle" onClick={() => setLanguage(language === 'ja' ? 'en' : 'ja')}>
            {language === 'ja' ? 'English' : '日本語'}
          </Button>
        </div>
        <Text className={styles.text}>{words.chooseText}</Text>
        <SearchBox
          className={styles.search}
          value={sought}
          placeholder={words.searchPeople}
          aria-label={words.searchPeople}
          onChange={(_event, data) => setSought(data.value)}
        />
        {groups.map(([section, people]) => (
          <section key={section} className={styles.group} aria-label={section}>
            <Subtitle2 as="h2">{section}</Subtitle2>
            <div className={styles.people}>
              {people.map((person) => (
                <PersonButton key={person.id} person={person} choose={choose} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </main>
  );
}

function PersonButton({ person, choose }: { person: Person; choose: (userId: string) => void }) {
  const styles = useStyles();
  const { words } = usePreferences();
  return (
    <Button className={styles.person} data-testid={`person-${person.id}`} onClick={() => choose(person.id)}>
      <PersonAvatar id={person.id} name={person.name} />
      <span className={styles.lines}>
        <Text weight="semibold">
          {person.name} {person.guest && <Badge appearance="tint">{words.guest}</Badge>}
        </Text>
        <Caption1 className={styles.quiet}>{person.jobTitle ?? person.mail ?? ''}</Caption1>
      </span>
    </Button>
  );
}

export function bySection<P extends Person & { groups?: string[] }>(
  users: P[],
  sought: string,
  none: string,
): [string, P[]][] {
  const wanted = sought.trim().toLowerCase();
  const groups = new Map<string, P[]>();
  for (const user of users) {
    const about = [user.name, user.department, user.jobTitle, user.mail, ...(user.groups ?? [])].join(' ');
    if (wanted && !about.toLowerCase().includes(wanted)) continue;
    const section = user.department ?? none;
    groups.set(section, [...(groups.get(section) ?? []), user]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other, 'ja'));
}
