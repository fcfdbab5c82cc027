import { checklistItemRecord, copyOf } from '../../../shared/audits/checklist.ts';
import type { ChecklistAnswer, DocumentsAnswer } from '../../../shared/documents/api.ts';
import { fiscalYearLabel } from '../../../shared/kernel/fiscal-year.ts';
import { fromColumns, toColumns } from '../../../shared/kernel/record/columns.ts';
import type { Values } from '../../../shared/kernel/record/field.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { keyOf } from '../../filing/row-key.ts';
import { COMMAND_ID, ROW_ID } from '../../graph/lists.ts';
import { addJobs, type Job } from '../../jobs/jobs.ts';
import type { Queryable } from '../../store/database.ts';
import { addListRow, hasRow, placesOfRows, rowsOfList } from '../../store/list-rows.ts';
import { addCommand } from '../../store/outbox.ts';
import { oneAtATime } from '../../store/take-numbers.ts';
import { CHECKLIST_YEAR, checklistLibrary, CHECKLISTS } from './checklist-list.ts';
import type { DocumentDesk } from './document-desk.ts';

/**
 * The engagement's checklists of the year. The library is copied into their list when they are first asked for; from
 * then on the list alone counts, with what people changed, added and deleted.
 */

export const COPY_CHECKLISTS = 'copy-checklists';
export const copyChecklistsJob: Job = { task: COPY_CHECKLISTS, payload: {}, key: COPY_CHECKLISTS };

const yearOf = ({ settings }: DocumentDesk): string => fiscalYearLabel(settings.fiscalYear, 'ja');

const rowsToBe = ({ settings }: DocumentDesk): readonly { readonly id: string; readonly values: Values }[] =>
  copyOf(checklistLibrary(), settings.orthography).map((values) => ({
    id: keyOf(`${settings.id}/${CHECKLISTS}/${settings.fiscalYear}/${String(values['number'])}`),
    values,
  }));

/** Whether the copy was made, and whether all of it is in SharePoint. */
const copyStands = async (
  desk: DocumentDesk,
  db: Queryable = desk.db,
): Promise<'no' | 'onItsWay' | 'there'> => {
  const ids = rowsToBe(desk).map(({ id }) => id);
  if (!(await hasRow(db, CHECKLISTS, ids))) return 'no';
  return (await placesOfRows(db, CHECKLISTS, ids)).size < ids.length ? 'onItsWay' : 'there';
};

export const copyChecklists = async (desk: DocumentDesk): Promise<void> => {
  const { db, newId, clock } = desk;
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, COPY_CHECKLISTS);
    if ((await copyStands(desk, tx)) !== 'no') return;
    const record = checklistItemRecord(checklistLibrary());
    for (const { id, values } of rowsToBe(desk)) {
      const commandId = newId();
      await addListRow(tx, CHECKLISTS, id);
      await addCommand(tx, {
        commandId,
        list: CHECKLISTS,
        rowId: id,
        values: {
          ...toColumns(record, values),
          [CHECKLIST_YEAR]: yearOf(desk),
          [ROW_ID]: id,
          [COMMAND_ID]: commandId,
        },
        urgent: false,
        acceptedAt: new Date(clock()),
      });
    }
    await addJobs(tx, [fileRowsJob]);
  });
};

const itemOf = (values: Values): ChecklistAnswer['items'][number] => {
  const said = (name: string): string => {
    const value = values[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    id: said('number'),
    category: said('category'),
    text: said('text'),
    evidence: said('evidence'),
    // Until the client's own clause is filled in, the guideline's place tells where to look.
    reference: said('clause') || said('guideline'),
    myNumber: values['myNumber'] === true,
  };
};

/** Every item of the year: of the list once the copy stands there, until then as it will be copied. */
const itemsOf = async (desk: DocumentDesk): Promise<readonly Values[]> => {
  if ((await copyStands(desk)) !== 'there') return rowsToBe(desk).map(({ values }) => values);
  const record = checklistItemRecord(checklistLibrary());
  const year = yearOf(desk);
  const order = ({ order: place }: Values): number => (typeof place === 'number' ? place : 100_000);
  return (await rowsOfList(desk.db, CHECKLISTS))
    .filter(({ seen }) => (seen[CHECKLIST_YEAR] ?? year) === year)
    .map(({ seen }) => fromColumns(record, seen))
    .toSorted((one, other) => order(one) - order(other));
};

/** Asks for the copy where there is none yet. */
export const checklistsOf = async (desk: DocumentDesk): Promise<DocumentsAnswer['checklists']> => {
  if ((await copyStands(desk)) === 'no') await addJobs(desk.db, [copyChecklistsJob]);
  const items = await itemsOf(desk);
  return checklistLibrary()
    .checklists.map(({ id, name }) => ({
      id,
      name,
      fiscalYear: desk.settings.fiscalYear,
      items: items.filter(({ checklist }) => checklist === id).length,
    }))
    .filter((checklist) => checklist.items > 0);
};

/** Items on My Number stand last, apart from the others. */
export const checklistOf = async (desk: DocumentDesk, id: string): Promise<ChecklistAnswer | undefined> => {
  const checklist = checklistLibrary().checklists.find((one) => one.id === id);
  if (!checklist) return undefined;
  const items = (await itemsOf(desk)).filter((values) => values['checklist'] === id).map(itemOf);
  return {
    id,
    name: checklist.name,
    fiscalYear: desk.settings.fiscalYear,
    items: [...items.filter(({ myNumber }) => !myNumber), ...items.filter(({ myNumber }) => myNumber)],
  };
};
