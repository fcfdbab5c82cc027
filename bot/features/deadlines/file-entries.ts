import type { Settings } from '../../../shared/engagements/settings.ts';
import type { DeadlineEntry } from '../../../shared/kernel/deadline/deadline-entry.ts';
import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import type { SeenRow } from '../../filing/follow-lists.ts';
import { addJobs, type Job } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { bringHome, ENTRY_LISTS, findEntry, takeUnfiled } from '../../store/due-entries.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { addListRow } from '../../store/list-rows.ts';
import { addCommand } from '../../store/outbox.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { entryOfRow, entryRow, listOfEntry } from './entry-list.ts';

/** 期限の記録 on its way to SharePoint and back. */

const AT_ONCE = 100;

const file = async (tx: Tx, desk: DeadlineDesk, entry: DeadlineEntry): Promise<void> => {
  const commandId = desk.newId();
  await addCommand(tx, {
    commandId,
    list: listOfEntry(desk.settings, entry),
    rowId: entry.id,
    values: entryRow(entry, commandId),
    urgent: false,
    acceptedAt: new Date(desk.clock()),
  });
};

/** What was said and has no row yet gets one. */
export const fileEntries = (desk: DeadlineDesk) => async (): Promise<void> => {
  const some = (): Promise<number> =>
    desk.db.transaction().execute(async (tx) => {
      const entries = await takeUnfiled(tx, desk.settings.id, AT_ONCE);
      for (const entry of entries) {
        await addListRow(tx, listOfEntry(desk.settings, entry), entry.id);
        await file(tx, desk, entry);
      }
      if (entries.length > 0) await addJobs(tx, [fileRowsJob]);
      return entries.length;
    });
  while ((await some()) === AT_ONCE);
};

export const isEntryList = (list: string): boolean =>
  list === ENTRY_LISTS.all || list === ENTRY_LISTS.confidential;

const belongs = (settings: Pick<Settings, 'deadlines'>, list: string, entry: DeadlineEntry): boolean =>
  isOfIncident(settings, entry.subject) === (list === ENTRY_LISTS.confidential);

/**
 * An entry is never changed: what somebody typed into it is put back. One that this database does not know, and that the
 * product wrote, comes home; rows that people made are their own.
 */
export const takeEntryHome = async (
  desk: DeadlineDesk,
  tx: Tx,
  list: string,
  row: SeenRow,
): Promise<void> => {
  const known = await findEntry(tx, row.rowId);
  if (known) {
    if (row.lost || row.byHand.length === 0) return;
    desk.log.info({ entry: known.id, columns: row.byHand }, 'a deadline entry edited by hand was put back');
    await file(tx, desk, known);
    await addJobs(tx, [fileRowsJob]);
    return;
  }
  const entry = row.editor.by === 'us' ? entryOfRow(row.rowId, row.seen) : undefined;
  if (entry && belongs(desk.settings, list, entry)) await bringHome(tx, desk.settings.id, entry);
  else desk.log.warn({ list, row: row.rowId }, 'a row that is none of the product’s was left alone');
};

/** A row was deleted or is there again: what it says counts no more, or again. */
export const ENTRY_SEEN = 'deadline-entry-seen';
export const entrySeenJob = (id: string): Job => ({
  task: ENTRY_SEEN,
  payload: { id },
  key: `${ENTRY_SEEN}/${id}`,
});

export const entrySeen =
  ({ db }: DeadlineDesk) =>
  async (payload: unknown): Promise<void> => {
    const { id } = payload as { readonly id: string };
    const entry = await findEntry(db, id);
    if (entry && entry.topic !== 'seen') await deriveSoon(db, [entry.scope]);
  };
