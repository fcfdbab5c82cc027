import { isDeepStrictEqual } from 'node:util';
import type { RecordDefinition, Values } from '../../shared/kernel/record/field.ts';
import { schemaOf } from '../../shared/kernel/record/schema.ts';
import { refreshJob } from '../delivery/refresh.ts';
import type { SeenRow } from '../filing/follow-lists.ts';
import { addJobs } from '../jobs/jobs.ts';
import { filesOfCase } from '../store/attachments.ts';
import { adoptFields, findCase, lockCase, restoreCase, type Case } from '../store/cases.ts';
import type { Tx } from '../store/database.ts';
import { commandsOf } from '../store/list-rows.ts';
import { raiseCounter } from '../store/numbers.ts';
import type { Refusal } from '../store/tables.ts';
import { stepIn, writeColumns } from './change-case.ts';
import { caseChangedJobs } from './case-changed.ts';
import { numberStart, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { refusalOf, tellRefused, whyNot } from './refused-edits.ts';
import { becomeUrgent } from './urgency.ts';
import { workflowEdit } from './workflow-edits.ts';
import { caseFromRow, fieldsFromRow, sameInList, WORKFLOW_COLUMNS, workflowRow } from './workflow-columns.ts';

/**
 * What people changed by hand in the list comes home: fields of the record are adopted; a workflow column is a command
 * and passes the rules of the bot's buttons, or is put back and its section told; a case that this database lost is
 * rebuilt from its row.
 */
export const adoptEdits =
  (desk: Desk, kind: IntakeKind) =>
  async (tx: Tx, asRead: SeenRow): Promise<void> => {
    const one = await lockCase(tx, asRead.rowId);
    if (!one) return rebuild(desk, kind, tx, asRead);
    if (asRead.lost) return restore(desk, kind, tx, asRead);
    const row = await withoutOurs(kind, tx, asRead);
    const refusals = [
      ...overridden(kind, row),
      ...(await takeFields(desk, kind, tx, one, row)),
      ...(await takeWorkflow(desk, kind, tx, row)),
    ];
    if (refusals.length === 0) return;
    const now = await findCase(tx, row.rowId);
    const others = now?.revision === one.revision ? 'nothing' : 'partly';
    await tellRefused(tx, desk, kind, row, refusals, others);
  };

/** What was sent through the bot between the reading of the row and the lock goes over it as well. */
const withoutOurs = async (kind: IntakeKind, tx: Tx, row: SeenRow): Promise<SeenRow> => {
  const waiting = (await commandsOf(tx, kind.list.key, row.rowId)).filter(({ filed }) => !filed);
  const ours = row.byHand.filter((column) => waiting.some(({ values }) => Object.hasOwn(values, column)));
  if (ours.length === 0) return row;
  const over = ours.filter((column) => !waiting.some(({ values }) => values[column] === row.seen[column]));
  return {
    ...row,
    byHand: row.byHand.filter((column) => !ours.includes(column)),
    overridden: [...row.overridden, ...over],
  };
};

/** What is edited in two places at once: what was sent through the bot goes over what was typed into the list. */
const overridden = (kind: IntakeKind, row: SeenRow): readonly Refusal[] =>
  row.overridden.map((column) => refusalOf(kind, row, column, whyNot.overridden, true));

/** Fields whose columns were changed by hand, of a list any of its columns. */
const editedFields = (record: RecordDefinition, row: SeenRow): readonly string[] =>
  Object.entries(record.fields)
    .filter(([, field]) =>
      row.byHand.some((column) => column === field.column || column.replace(/\d+$/, '') === field.column),
    )
    .map(([name]) => name);

/** Each edited field by itself: one that does not fit the form keeps no other from coming home. */
const takeFields = async (
  desk: Desk,
  kind: IntakeKind,
  tx: Tx,
  one: Case,
  row: SeenRow,
): Promise<readonly Refusal[]> => {
  const there = fieldsFromRow(kind.record, row.seen);
  const refusals: Refusal[] = [];
  let fields = one.fields;
  for (const name of editedFields(kind.record, row)) {
    const { [name]: _old, ...others } = fields;
    const value = there[name];
    const read = schemaOf(kind.record).safeParse(value === undefined ? others : { ...others, [name]: value });
    if (read.success) fields = read.data as Values;
    else refusals.push(refusalOf(kind, row, kind.record.fields[name]?.column ?? name, whyNot.unfit, false));
  }
  if (isDeepStrictEqual(fields, one.fields)) return refusals;
  const nowUrgent = !one.urgent && one.state !== 'withdrawn' && kind.urgent(fields);
  if (nowUrgent) {
    const done = await stepIn(tx, desk, kind, one, becomeUrgent(kind, one, fields));
    // Under the lock nobody is quicker; were it so, the edit is taken in again and not lost.
    if (!done) throw new Error('a case changed under its lock');
  } else {
    await adoptFields(tx, one.id, fields, desk.clock());
    await addJobs(tx, [refreshJob(one.id), ...caseChangedJobs(desk.settings, kind, one.id)]);
  }
  return refusals;
};

/** @returns the columns that were put back */
const takeWorkflow = async (
  desk: Desk,
  kind: IntakeKind,
  tx: Tx,
  row: SeenRow,
): Promise<readonly Refusal[]> => {
  const wrongIn = async (one: Case): Promise<readonly string[]> => {
    const right = workflowRow(desk.settings, one, await filesOfCase(tx, one.id));
    return WORKFLOW_COLUMNS.filter(
      (name) => row.byHand.includes(name) && name in right && !sameInList(row.seen[name], right[name]),
    );
  };
  const before = await findCase(tx, row.rowId);
  const edited = before ? await wrongIn(before) : [];
  if (!before || edited.length === 0) return [];
  const edit = await workflowEdit(desk, kind, before, row, edited);
  if (edit.step) await stepIn(tx, desk, kind, before, edit.step);
  const now = (await findCase(tx, row.rowId)) ?? before;
  const wrong = await wrongIn(now);
  if (wrong.length === 0) return [];
  const right = workflowRow(desk.settings, now, await filesOfCase(tx, now.id));
  await writeColumns(
    tx,
    desk,
    kind,
    now,
    Object.fromEntries(wrong.map((name) => [name, right[name] ?? null])),
  );
  desk.log.info({ case: row.rowId, columns: wrong }, 'workflow columns edited by hand were put back');
  return wrong.map((name) => refusalOf(kind, row, name, edit.why[name] ?? whyNot.ours, true));
};

/** SharePoint holds what we wrote and this database has forgotten. */
const restore = async (desk: Desk, kind: IntakeKind, tx: Tx, row: SeenRow): Promise<void> => {
  const found = caseFromRow(kind.record, row.seen);
  if (!found) return;
  await restoreCase(tx, row.rowId, found, desk.clock());
  await addJobs(tx, [refreshJob(row.rowId), ...caseChangedJobs(desk.settings, kind, row.rowId)]);
};

const rebuild = async (desk: Desk, kind: IntakeKind, tx: Tx, row: SeenRow): Promise<void> => {
  const found = caseFromRow(kind.record, row.seen);
  // Rows of another year stand in the same list; they are that engagement's.
  const start = numberStart(desk.settings, kind);
  if (!found?.number.startsWith(start)) return;
  // What it is called counts; its column may hold what somebody typed.
  const called = /^\d{1,6}$/.exec(found.number.slice(start.length))?.[0];
  const sequence = called === undefined ? found.sequence : Number(called);
  await tx
    .insertInto('cases')
    .values({
      id: found.id,
      engagement: desk.settings.id,
      kind: kind.kind,
      sequence,
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
      handler_id: found.handlerId ?? null,
      handler_name: found.handlerName ?? null,
      language: 'ja',
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await raiseCounter(tx, desk.settings.id, kind.kind, sequence);
  await addJobs(tx, caseChangedJobs(desk.settings, kind, found.id, found.fields));
};
