import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
  Subtitle2,
  Tab,
  TabList,
  Title3,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { say } from '../../shared/kernel/words.ts';
import type { Scope, YearAnswer } from '../../shared/meetings/api.ts';
import { ApiError, readYear, saveCalendar } from './api-client.ts';
import { EntryDetails } from './entry-details.tsx';
import { useHere } from './here.tsx';
import { NextList } from './next-list.tsx';
import { groupOf } from './mark-groups.ts';
import { YearPicture } from './year-picture.tsx';
import { YearTable } from './year-table.tsx';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    gap: '16px',
    padding: '16px',
    maxWidth: '1200px',
    margin: '0 auto',
    boxSizing: 'border-box',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (max-width: 480px)': { padding: '12px' },
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center' },
  fill: { flex: '1 1 240px', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
  wait: { display: 'grid', gap: '12px' },
});

type State =
  | { readonly is: 'loading' }
  | { readonly is: 'shown'; readonly year: YearAnswer }
  | { readonly is: 'failed'; readonly message: string };

const SCOPES: readonly Scope[] = ['mine', 'section', 'contract'];

/** The contract's year: what is next, drawn as months and rows, and as a table. */
export function YearPage() {
  const styles = useStyles();
  const { host, words, language } = useHere();
  const [scope, setScope] = useState<Scope>('mine');
  const [state, setState] = useState<State>({ is: 'loading' });
  const [round, setRound] = useState(0);
  const [chosen, setChosen] = useState<string>();
  const [asTable, setAsTable] = useState(false);
  const [note, setNote] = useState<{ intent: 'success' | 'error'; text: string }>();

  const said = useCallback(
    (error: unknown): string => {
      if (!(error instanceof ApiError)) return error instanceof TypeError ? words.failed : words.noToken;
      return [error.message || words.failed, error.quote && words.quote(error.quote)]
        .filter(Boolean)
        .join(' ');
    },
    [words],
  );
  useEffect(() => {
    let left = false;
    readYear(host, scope).then(
      (year) => left || setState({ is: 'shown', year }),
      (error: unknown) => left || setState({ is: 'failed', message: said(error) }),
    );
    return () => {
      left = true;
    };
  }, [host, scope, round, said]);
  const load = (of: Scope): void => {
    setState({ is: 'loading' });
    setNote(undefined);
    setScope(of);
    setRound(round + 1);
  };

  // The list stands above the picture: what was chosen in it may be told below the edge of the screen.
  const details = useRef<HTMLDivElement>(null);
  const show = (id: string): void => {
    flushSync(() => {
      setChosen(id);
      setAsTable(false);
    });
    details.current?.scrollIntoView({ block: 'nearest' });
  };
  const year = state.is === 'shown' ? state.year : undefined;
  const save = (): void => {
    saveCalendar(host, scope, words.fileName(words[scope], year?.today ?? '')).then(
      () => setNote({ intent: 'success', text: words.saved }),
      (error: unknown) => setNote({ intent: 'error', text: said(error) }),
    );
  };
  const scopes = year?.scopes ?? (scope === 'mine' ? ['mine'] : SCOPES);
  const group = year ? groupOf(year, chosen) : [];
  return (
    <main className={styles.page} data-testid="year">
      <div className={styles.head}>
        <div className={styles.fill}>
          <Title3 as="h1">{words.title}</Title3>
          <p className={styles.quiet}>
            {year && `${say(year.engagement, language)}　${words.asOf(formatInstant(year.now, language))}`}
          </p>
        </div>
        <Button onClick={save} disabled={!year} data-testid="save-calendar">
          {words.calendar}
        </Button>
      </div>
      {scopes.length > 1 && (
        <TabList
          aria-label={words.whose}
          selectedValue={scope}
          onTabSelect={(_event, { value }) => load(SCOPES.find((one) => one === value) ?? 'mine')}
        >
          {SCOPES.filter((one) => scopes.includes(one)).map((one) => (
            <Tab key={one} value={one} data-testid={`scope-${one}`}>
              {words[one]}
            </Tab>
          ))}
        </TabList>
      )}
      <output>
        {note && (
          <MessageBar intent={note.intent}>
            <MessageBarBody>{note.text}</MessageBarBody>
          </MessageBar>
        )}
        {state.is === 'loading' && <span className="unseen">{words.loading}</span>}
      </output>
      {state.is === 'failed' && (
        <MessageBar intent="error" data-testid="failed">
          <MessageBarBody>{state.message}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => load(scope)}>{words.again}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {state.is === 'loading' && (
        <Skeleton className={styles.wait} aria-hidden>
          {[24, 24, 24, 180].map((size, index) => (
            <SkeletonItem key={index} style={{ height: size }} />
          ))}
        </Skeleton>
      )}
      {year && year.entries.length === 0 && (
        <MessageBar intent="info" data-testid="empty">
          <MessageBarBody>
            {year.scopes.includes('contract') ? words.empty : words.emptyForYou(say(year.askAt, language))}
          </MessageBarBody>
        </MessageBar>
      )}
      {year && year.entries.length > 0 && (
        <>
          <NextList year={year} chosen={chosen} onChoose={show} />
          <section>
            <div className={styles.head}>
              <Subtitle2 as="h2" className={styles.fill}>
                {words.year}
              </Subtitle2>
              <Button appearance="subtle" onClick={() => setAsTable(!asTable)} data-testid="as-table">
                {asTable ? words.picture : words.table}
              </Button>
            </div>
            {!asTable && <YearPicture year={year} chosen={chosen} onChoose={setChosen} />}
            {!asTable && group.length > 0 && (
              <div ref={details} className={styles.wait} aria-live="polite" data-testid="details">
                {group.map((entry) => (
                  <EntryDetails key={entry.id} entry={entry} />
                ))}
              </div>
            )}
            <div className={asTable ? undefined : 'unseen'}>
              <YearTable year={year} />
            </div>
          </section>
        </>
      )}
    </main>
  );
}
