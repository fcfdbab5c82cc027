import { isDeepStrictEqual } from 'node:util';
import { schemaOf } from '../../shared/kernel/record/schema.ts';
import type { RecordDefinition, Values } from '../../shared/kernel/record/field.ts';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import { refreshJob } from '../delivery/refresh.ts';
import type { SeenRow } from '../filing/follow-lists.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import { COMMAND_ID } from '../graph/lists.ts';
import { addJob } from '../jobs/jobs.ts';
import { adoptFields, findCase, raiseCounter } from '../store/cases.ts';
import type { Tx } from '../store/database.ts';
import { addCommand } from '../store/outbox.ts';
import { numberStart, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { stateWords } from './state-words.ts';
import { caseFromRow, fieldsFromRow, WORKFLOW_COLUMNS } from './workflow-columns.ts';

/**
 * What people changed by hand in the list comes home: fields of the record are adopted, workflow columns are ours and
 * put back, a case that this database lost is rebuilt from its row.
 */
export const adoptEdits =
  (desk: Desk, kind: IntakeKind) =>
  async (tx: Tx, row: SeenRow): Promise<void> => {
    const one = await findCase(tx, row.rowId);
    if (!one) return rebuild(desk, kind, tx, row);
    const fields = withEdits(kind.record, one.fields, row);
    const valid = schemaOf(kind.record).safeParse(fields);
    if (valid.success && !isDeepStrictEqual(valid.data, one.fields)) {
      await adoptFields(tx, one.id, valid.data as Values, desk.clock());
      await addJob(tx, refreshJob(one.id));
    } else if (!valid.success)
      desk.log.warn(
        { case: one.id, list: row.seen['Title'] === undefined ? '' : kind.list.key },
        'an edit by hand does not fit the form and was left in the list only',
      );
    await putBack(desk, kind, tx, row, ours(one));
  };

/** The fields as they were, with those whose columns were changed by hand as the list has them now. */
const withEdits = (record: RecordDefinition, fields: Values, row: SeenRow): Values => {
  const there = fieldsFromRow(record, row.seen);
  const edited = Object.entries(record.fields)
    .filter(([, field]) =>
      row.byHand.some((column) => column === field.column || column.replace(/\d+$/, '') === field.column),
    )
    .map(([name]) => name);
  return Object.fromEntries(
    Object.keys(record.fields).flatMap((name) => {
      const value = edited.includes(name) ? there[name] : fields[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
};

type OurColumns = Readonly<Record<string, string>>;

const ours = (one: { number: string; state: keyof typeof stateWords; id: string }): OurColumns => ({
  Title: one.number,
  State: stateWords[one.state].ja,
});

const putBack = async (
  desk: Desk,
  kind: IntakeKind,
  tx: Tx,
  row: SeenRow,
  right: OurColumns,
): Promise<void> => {
  const wrong = Object.entries(right).filter(
    ([name, value]) =>
      WORKFLOW_COLUMNS.includes(name) && row.byHand.includes(name) && row.seen[name] !== value,
  );
  if (wrong.length === 0) return;
  const commandId = desk.newId();
  await addCommand(tx, {
    commandId,
    list: kind.list.key,
    rowId: row.rowId,
    values: { ...Object.fromEntries(wrong), [COMMAND_ID]: commandId } satisfies ColumnValues,
    urgent: false,
    acceptedAt: new Date(desk.clock()),
  });
  await addJob(tx, fileRowsJob);
  desk.log.info(
    { case: row.rowId, columns: wrong.map(([name]) => name) },
    'workflow columns edited by hand were put back',
  );
};

const rebuild = async (desk: Desk, kind: IntakeKind, tx: Tx, row: SeenRow): Promise<void> => {
  const found = caseFromRow(kind.record, row.seen);
  // Rows of another year stand in the same list; they are that engagement's.
  if (!found?.number.startsWith(numberStart(desk.settings, kind))) return;
  await tx
    .insertInto('cases')
    .values({
      id: found.id,
      engagement: desk.settings.id,
      kind: kind.kind,
      sequence: found.sequence,
      number: found.number,
      state: found.state,
      reporter_id: found.reporterId,
      reporter_name: found.reporterName,
      reporter_mail: found.reporterMail,
      section_id: found.sectionId ?? null,
      urgent: found.urgent,
      fields: JSON.stringify(found.fields),
      revision: 1,
      submitted_at: new Date(found.submittedAt),
      changed_at: new Date(desk.clock()),
      reason: found.reason ?? null,
      handler_id: null,
      handler_name: found.handlerName ?? null,
      language: 'ja',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await raiseCounter(tx, desk.settings.id, kind.kind, found.sequence);
};
