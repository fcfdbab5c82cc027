import { sql } from 'kysely';
import type { Values } from '../../shared/kernel/record/field.ts';
import type { Queryable, Tx } from './database.ts';
import type { CaseState } from './tables.ts';

/** Cases as PostgreSQL holds them: accepted at once, filed after, searched here. */

export type Case = {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly state: CaseState;
  readonly reporterId: string;
  readonly reporterName: string;
  readonly reporterMail: string;
  readonly sectionId: string | undefined;
  readonly urgent: boolean;
  readonly fields: Values;
  readonly revision: number;
  /** Domain time. */
  readonly submittedAt: number;
  readonly changedAt: number;
  readonly reason: string | undefined;
  readonly handlerId: string | undefined;
  readonly handlerName: string | undefined;
  readonly language: 'ja' | 'en';
  /** Where the row stands on its way to SharePoint. */
  readonly filing: 'waiting' | 'filed' | 'parked';
  readonly webUrl: string | undefined;
  /** Somebody deleted the row in SharePoint. */
  readonly gone: boolean;
};

export const selectCases = (db: Queryable) =>
  db
    .selectFrom('cases')
    .leftJoin('list_row', 'list_row.row_id', 'cases.id')
    .selectAll('cases')
    .select(['list_row.web_url', 'list_row.deleted', 'list_row.item_id'])
    .select((expression) => [
      expression
        .selectFrom('filing')
        .select(
          sql<string>`case when bool_or(status = 'parked') then 'parked' else 'waiting' end`.as('filing'),
        )
        .whereRef('filing.row_id', '=', 'cases.id')
        .where('filing.status', '<>', 'filed')
        .groupBy('filing.row_id')
        .as('filing'),
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectCases>['executeTakeFirstOrThrow']>>;

export const caseFrom = (row: Row): Case => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  state: row.state,
  reporterId: row.reporter_id,
  reporterName: row.reporter_name,
  reporterMail: row.reporter_mail,
  sectionId: row.section_id ?? undefined,
  urgent: row.urgent,
  fields: row.fields,
  revision: row.revision,
  submittedAt: row.submitted_at.getTime(),
  changedAt: row.changed_at.getTime(),
  reason: row.reason ?? undefined,
  handlerId: row.handler_id ?? undefined,
  handlerName: row.handler_name ?? undefined,
  language: row.language === 'en' ? 'en' : 'ja',
  filing: row.filing === 'parked' ? 'parked' : row.filing === 'waiting' ? 'waiting' : 'filed',
  webUrl: row.web_url ?? undefined,
  gone: row.deleted ?? false,
});

export const findCase = async (db: Queryable, id: string): Promise<Case | undefined> => {
  const row = await selectCases(db).where('cases.id', '=', id).executeTakeFirst();
  return row && caseFrom(row);
};

/** The case, which nobody else changes before this transaction ends. */
export const lockCase = async (tx: Tx, id: string): Promise<Case | undefined> => {
  await tx.selectFrom('cases').select('id').where('id', '=', id).forUpdate().execute();
  return findCase(tx, id);
};

export const findCaseByNumber = async (
  db: Queryable,
  engagement: string,
  number: { prefix: string; mark: string; sequence: number },
): Promise<Case | undefined> => {
  const row = await selectCases(db)
    .where('cases.engagement', '=', engagement)
    .where('cases.sequence', '=', number.sequence)
    .where('cases.number', 'like', `${number.prefix}-${number.mark.replace(/[%_\\]/g, '\\$&')}-%`)
    .executeTakeFirst();
  return row && caseFrom(row);
};

export type CaseChange = {
  readonly state?: CaseState;
  readonly fields?: Values;
  readonly urgent?: boolean;
  readonly reason?: string | null;
  readonly chiefDue?: true;
  readonly sectionId?: string;
  readonly handler?: { readonly id: string; readonly name: string };
};

/** Changes a case if it is still what the person saw. @returns false when somebody was quicker */
export const changeCase = async (
  tx: Tx,
  id: string,
  revision: number,
  states: readonly CaseState[],
  change: CaseChange,
  at: number,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('cases')
    .set({
      revision: revision + 1,
      changed_at: new Date(at),
      ...(change.state ? { state: change.state } : {}),
      ...(change.fields ? { fields: JSON.stringify(change.fields) } : {}),
      ...(change.urgent === undefined ? {} : { urgent: change.urgent }),
      ...(change.reason === undefined ? {} : { reason: change.reason }),
      ...(change.chiefDue ? { chief_due: sql<Date>`clock_timestamp()` } : {}),
      ...(change.sectionId ? { section_id: change.sectionId } : {}),
      ...(change.handler ? { handler_id: change.handler.id, handler_name: change.handler.name } : {}),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('state', 'in', [...states])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Who reported, as the directory says once it answers. */
export const nameReporter = async (
  tx: Tx,
  id: string,
  { name, mail }: { readonly name: string; readonly mail: string },
): Promise<void> => {
  await tx
    .updateTable('cases')
    .set({ reporter_name: name, reporter_mail: mail })
    .where('id', '=', id)
    .execute();
};

/** The row as it stands in SharePoint goes over a case that this database knows only in an older state. */
export const restoreCase = async (
  tx: Tx,
  id: string,
  found: {
    readonly state: CaseState;
    readonly urgent: boolean;
    readonly fields: Values;
    readonly reason: string | undefined;
    readonly handlerId: string | undefined;
    readonly handlerName: string | undefined;
  },
  at: number,
): Promise<void> => {
  await tx
    .updateTable('cases')
    .set((expression) => ({
      state: found.state,
      urgent: found.urgent,
      fields: JSON.stringify(found.fields),
      reason: found.reason ?? null,
      handler_id: found.handlerId ?? null,
      handler_name: found.handlerName ?? null,
      changed_at: new Date(at),
      revision: expression('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
};

/** Fields as somebody changed them by hand in SharePoint. */
export const adoptFields = async (tx: Tx, id: string, fields: Values, at: number): Promise<void> => {
  await tx
    .updateTable('cases')
    .set((expression) => ({
      fields: JSON.stringify(fields),
      changed_at: new Date(at),
      revision: expression('revision', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
};
