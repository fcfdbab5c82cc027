import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useRef, useState } from 'react';
import { STATES } from '../../shared/documents/field-states.ts';
import { saveToDisk } from './download.ts';
import { useDesk, useDeskState } from './here.tsx';
import { isFile } from './opened.ts';
import { countStates } from './state-counts.ts';
import { StateMark } from './state-mark.tsx';

const LibraryList = lazy(async () => ({ default: (await import('./library-list.tsx')).LibraryList }));

const useStyles = makeStyles({
  head: {
    flexShrink: 0,
    padding: '8px 12px',
    display: 'grid',
    gap: '4px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: '4px 8px', alignItems: 'center' },
  name: {
    margin: 0,
    flex: '1 1 160px',
    minWidth: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  person: {
    flexShrink: 0,
    display: 'block',
    maxWidth: '40%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  about: { display: 'flex', gap: '8px', alignItems: 'center', justifyContent: 'space-between' },
  enter: { flexShrink: 0, whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  unsaved: { color: tokens.colorStatusWarningForeground1, fontSize: tokens.fontSizeBase200 },
  count: { display: 'inline-flex', gap: '4px', alignItems: 'center', fontSize: tokens.fontSizeBase200 },
});

/** The open document and how it stands, above everything else. */
export function Head() {
  const styles = useStyles();
  const desk = useDesk();
  const { opened, standing, reading, signedIn, unsaved, undo, viewing, busy } = useDeskState();
  const { words, host } = desk;
  const chooser = useRef<HTMLInputElement>(null);
  const [choosing, setChoosing] = useState(false);
  const inBrowser = host.app === 'browser';
  const counts = standing ? countStates(standing.states) : undefined;
  const about = standing
    ? `${standing.template.name[desk.language]}　${standing.subject.name}`
    : opened && reading
      ? reading.ledger?.template
        ? words.notCompared
        : words.noTemplate
      : words.noneHint;
  const download = (): void => {
    const saved = desk.download();
    if (saved) saveToDisk(saved.bytes, saved.name);
  };
  return (
    <header className={styles.head}>
      <div className={styles.row}>
        <h1 className={styles.name} data-testid="document-name">
          {opened?.name ?? words.none}
        </h1>
        {unsaved && (
          <span className={styles.unsaved} data-testid="unsaved">
            {words.unsaved}
          </span>
        )}
      </div>
      <div className={styles.about}>
        <p className={styles.quiet} data-testid="document-about">
          {about}
        </p>
        {signedIn === undefined ? (
          <Button
            size="small"
            appearance="primary"
            className={styles.enter}
            disabled={Boolean(busy)}
            onClick={() => void desk.signIn()}
            data-testid="sign-in"
          >
            {words.signIn}
          </Button>
        ) : (
          inBrowser && (
            <Button
              size="small"
              appearance="subtle"
              onClick={() => void desk.signOut()}
              title={words.signOut}
              className={styles.person}
              data-testid="sign-out"
            >
              {signedIn}
              <span className="unseen">{words.signOut}</span>
            </Button>
          )
        )}
      </div>
      {counts && (
        <p className={styles.row} data-testid="counts">
          {STATES.filter((state) => counts[state] > 0).map((state) => (
            <span key={state} className={styles.count}>
              <StateMark state={state} />
              {words.states[state]} {counts[state]}
            </span>
          ))}
        </p>
      )}
      <div className={styles.row}>
        {inBrowser && (
          <>
            <input
              ref={chooser}
              type="file"
              hidden
              accept=".docx,.pptx"
              data-testid="file"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                target.value = '';
                if (file) void desk.openDisk(file);
              }}
            />
            <Button size="small" disabled={Boolean(busy)} onClick={() => chooser.current?.click()}>
              {words.openDisk}
            </Button>
            {signedIn !== undefined && (
              <Button
                size="small"
                aria-expanded={choosing}
                onClick={() => setChoosing(!choosing)}
                data-testid="open-library"
              >
                {words.openLibrary}
              </Button>
            )}
          </>
        )}
        {opened && isFile(opened.port) && (
          <>
            {opened.origin.from === 'library' && (
              <Button
                size="small"
                disabled={!unsaved || Boolean(busy)}
                onClick={() => void desk.saveLibrary()}
                data-testid="save-library"
              >
                {words.saveLibrary}
              </Button>
            )}
            <Button size="small" disabled={Boolean(busy)} onClick={download} data-testid="download">
              {words.download}
            </Button>
            <Button size="small" aria-pressed={viewing} onClick={() => void desk.view(!viewing)}>
              {viewing ? words.hide : words.show}
            </Button>
          </>
        )}
        {undo && (
          <Button size="small" disabled={Boolean(busy)} onClick={() => void desk.undo()} data-testid="undo">
            {words.undo}
          </Button>
        )}
      </div>
      {choosing && (
        <Suspense fallback={<p className="unseen">{words.loading}</p>}>
          <LibraryList
            label={words.chooseFile}
            onChoose={(file) => {
              setChoosing(false);
              void desk.openLibrary(file);
            }}
          />
        </Suspense>
      )}
    </header>
  );
}
