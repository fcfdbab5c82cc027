import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { fieldOf } from '../../../shared/documents/document-field.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { PREFIX } from '../../../shared/documents/tag.ts';
import { fill } from '../fill.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { joined, planRecount } from '../recount.ts';
import {
  editedUnits,
  fieldLines,
  inOrder,
  isPersons,
  refreshable,
  SETTLED,
  type FieldLine,
} from './field-lines.ts';
import { FieldRow } from './field-row.tsx';
import { FIELDS_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '12px' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  summary: { cursor: 'pointer', padding: '4px 0', fontWeight: tokens.fontWeightSemibold },
});

/** The document's fields with their state. Nothing that a person wrote is written over unasked. */
export function FieldsPlace() {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(FIELDS_WORDS);
  const { opened, reading, standing, signedIn, busy } = useDeskState();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());

  if (!opened || !reading) return <p className={styles.quiet}>{opened ? desk.words.reading : words.none}</p>;
  if (!standing) {
    const of = reading.ledger?.template;
    return (
      <div className={styles.page} data-testid="no-standing">
        <p className={styles.quiet}>
          {of === undefined
            ? words.notMade
            : of.subject === undefined
              ? words.noSubject
              : signedIn === undefined
                ? words.needsSignIn
                : desk.words.notCompared}
        </p>
        {of?.subject !== undefined && signedIn !== undefined && (
          <Button
            disabled={Boolean(busy)}
            onClick={() => void desk.work(words.checking, desk.holdAgainstSource)}
          >
            {words.check}
          </Button>
        )}
      </div>
    );
  }

  const { fields, facts, states } = standing;
  const lines = fieldLines(states, fields, facts, desk.language);
  const edited = editedUnits(lines);
  const all = refreshable(lines);
  const refresh = (only: ReadonlySet<string>): void => {
    void fill(
      desk,
      { what: words.refreshing, told: words.refreshed, anyway: words.anyway },
      joined(planFill(reading, fields, facts, { only }), planRecount(reading)),
    );
  };
  const check = (): void => {
    void desk.work(words.checking, async (signal) => {
      if (!(await desk.reread())) return;
      await desk.holdAgainstSource(signal);
      desk.tell({ intent: 'success', text: words.checked });
    });
  };
  const put = ({ id, label }: FieldLine): void => {
    void desk.work(words.putting, async () => {
      const made = await opened.port.putField({ tag: `${PREFIX}${id}`, title: label });
      await desk.reread();
      desk.tell(
        ...(made.ok ? [{ intent: 'success' as const, text: words.put1 }] : desk.problemNotes([made.problem])),
      );
    });
  };
  const row = (line: FieldLine) => (
    <FieldRow
      key={line.key}
      line={line}
      edits={
        edited.has(line.unit)
          ? lines.filter(({ unit, state }) => unit === line.unit && isPersons(state)).length -
            (isPersons(line.state) ? 1 : 0)
          : 0
      }
      listName={line.row === undefined ? undefined : fieldOf(fields, line.unit)?.label[desk.language]}
      kept={kept.has(line.key)}
      busy={Boolean(busy)}
      onRefresh={() => refresh(new Set([line.unit]))}
      onKeep={() => setKept(new Set([...kept, line.key]))}
      onPut={() => put(line)}
    />
  );
  const groups = inOrder(lines);
  return (
    <div className={styles.page} data-testid="fields">
      <div className={styles.actions}>
        <Button size="small" disabled={Boolean(busy)} onClick={check} data-testid="check-source">
          {words.check}
        </Button>
        {all.size > 0 && (
          <Button
            size="small"
            appearance="primary"
            disabled={Boolean(busy)}
            onClick={() => refresh(all)}
            data-testid="refresh-all"
          >
            {words.refreshAll(all.size)}
          </Button>
        )}
      </div>
      {groups.every(([state]) => SETTLED.includes(state)) && (
        <p className={styles.quiet}>{words.allInStep}</p>
      )}
      {groups.map(([state, own]) =>
        SETTLED.includes(state) ? (
          <details key={state} open={groups.length === 1 && own.length < 40}>
            <summary className={styles.summary}>
              {desk.words.states[state]}
              {desk.words.aside(own.length)}
            </summary>
            <ul>{own.map(row)}</ul>
          </details>
        ) : (
          <section key={state}>
            <Subtitle2 as="h2">
              {desk.words.states[state]}
              {desk.words.aside(own.length)}
            </Subtitle2>
            <ul data-testid={`fields-${state}`}>{own.map(row)}</ul>
          </section>
        ),
      )}
    </div>
  );
}
