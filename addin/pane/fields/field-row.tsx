import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useDesk, useWords } from '../here.tsx';
import { StateMark } from '../state-mark.tsx';
import type { FieldLine } from './field-lines.ts';
import { FIELDS_WORDS } from './words.ts';

const useStyles = makeStyles({
  line: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '16px minmax(0, 1fr)',
    gap: '0 8px',
    alignItems: 'center',
    justifyItems: 'start',
    textAlign: 'left',
    padding: '6px 4px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  label: { overflowWrap: 'anywhere' },
  value: {
    gridColumn: 2,
    maxWidth: '100%',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
  more: { padding: '4px 4px 12px 28px', display: 'grid', gap: '8px' },
  sides: {
    display: 'grid',
    gap: '8px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
  },
  side: {
    padding: '6px 8px',
    minWidth: 0,
    borderLeft: `3px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  sideHead: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', maxHeight: '160px', overflowY: 'auto' },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

type Props = {
  readonly line: FieldLine;
  /** How many places of its list a person edited. */
  readonly edits: number;
  readonly listName: string | undefined;
  readonly kept: boolean;
  readonly busy: boolean;
  readonly onRefresh: () => void;
  readonly onKeep: () => void;
  readonly onPut: () => void;
};

/** One field: a line with its state, opened in place to both sides and what can be done. */
export function FieldRow({ line, edits, listName, kept, busy, onRefresh, onKeep, onPut }: Props) {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(FIELDS_WORDS);
  const [open, setOpen] = useState(false);
  const id = useId();
  const { state, document, filled, source, places } = line;
  const sides = (
    [
      ['document', document],
      ['filled', state === 'inStep' || filled === document || filled === source ? undefined : filled],
      ['source', state === 'stale' || state === 'editedByHand' || state === 'missing' ? source : undefined],
    ] as const
  ).filter(([, text]) => text !== undefined);
  const canWrite = source !== undefined && (state === 'stale' || state === 'editedByHand');
  return (
    <li data-testid={`field-${line.id}${line.row ? `-${line.row}` : ''}`} data-state={state}>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <StateMark state={state} />
        <span className={styles.label}>
          {line.label}
          {line.kind === 'rows' && desk.words.aside(words.rows)}
          <span className="unseen">{desk.words.states[state]}</span>
        </span>
        <span className={styles.value}>{kept ? words.kept : document || words.empty}</span>
      </button>
      {open && (
        <div id={id} className={styles.more}>
          <div className={styles.sides}>
            {sides.map(([side, text]) => (
              <div key={side} className={styles.side}>
                <p className={styles.sideHead}>{words[side]}</p>
                <p className={styles.text}>{text === '' ? words.empty : text}</p>
              </div>
            ))}
          </div>
          {state === 'editedByHand' && line.sourceMoved && <p className={styles.quiet}>{words.movedToo}</p>}
          {canWrite && listName !== undefined && (
            <p className={styles.quiet}>{edits > 0 ? words.loses(edits) : words.whole(listName)}</p>
          )}
          {places.length > 0 && (
            <p className={styles.quiet}>
              {words.place}
              {desk.words.colon}
              {desk.words.list(places.map((place) => place[desk.language]).slice(0, 5))}
            </p>
          )}
          <div className={styles.actions}>
            {places.map((place, nth) =>
              nth < 3 ? (
                <Button
                  key={place.ja + String(nth)}
                  size="small"
                  onClick={() =>
                    void desk.goTo({
                      at: 'field',
                      id: line.id,
                      nth,
                      ...(line.row === undefined ? {} : { row: line.row }),
                    })
                  }
                >
                  {words.goTo}
                  {places.length > 1 && ` ${nth + 1}`}
                </Button>
              ) : null,
            )}
            {canWrite && (
              <Button size="small" appearance="primary" disabled={busy} onClick={onRefresh}>
                {state === 'stale' && edits === 0 ? words.refresh : words.take}
              </Button>
            )}
            {state === 'editedByHand' && !kept && (
              <Button size="small" onClick={onKeep}>
                {words.keep}
              </Button>
            )}
            {state === 'missing' && line.kind === 'value' && (
              <Button size="small" disabled={busy} onClick={onPut}>
                {words.put}
              </Button>
            )}
          </div>
        </div>
      )}
    </li>
  );
}
