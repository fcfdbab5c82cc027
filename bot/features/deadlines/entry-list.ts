import type { Settings } from '../../../shared/engagements/settings.ts';
import {
  type DeadlineEntry,
  deadlineEntryRecord,
  entryValues,
  topicOf,
} from '../../../shared/kernel/deadline/deadline-entry.ts';
import { isOfIncident } from '../../../shared/kernel/deadline/of-incident.ts';
import { parseIso } from '../../../shared/kernel/instant.ts';
import { parsePlainDate } from '../../../shared/kernel/plain-date.ts';
import {
  type Column,
  columnsOf,
  type ColumnValues,
  fromColumns,
  toColumns,
} from '../../../shared/kernel/record/columns.ts';
import { startOf } from '../../../shared/kernel/text.ts';
import { COMMAND_ID, type ListDefinition, ROW_ID } from '../../graph/lists.ts';
import { ENTRY_LISTS } from '../../store/due-entries.ts';

/**
 * 期限の記録 as lists: one where everybody of the contract may look, one for the clocks of incidents, whose site fewer may
 * see. All of it is the product's: an entry is never changed.
 */

const LINE = { text: { maxLength: 255 } } as const;

const own: readonly Column[] = [
  { name: 'DueId', displayName: '期限ID', indexed: true, ...LINE },
  { name: 'DueScope', displayName: '対象ID', hidden: true, ...LINE },
  { name: 'EntryOwnerId', displayName: '新しい担当ID', hidden: true, ...LINE },
  { name: 'EntryById', displayName: '記録した人のID', hidden: true, ...LINE },
  { name: 'EntryInstant', displayName: '記録した瞬間', hidden: true, ...LINE },
  { name: ROW_ID, displayName: '記録ID', indexed: true, enforceUniqueValues: true, hidden: true, ...LINE },
  { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
];

export const entryLists = ({ deadlines }: Pick<Settings, 'deadlines'>): readonly ListDefinition[] =>
  (
    [
      {
        key: ENTRY_LISTS.all,
        site: 'documents',
        description: '期限の登録・変更・対象外・提出済みなどの記録',
      },
      { key: ENTRY_LISTS.confidential, site: 'incidents', description: '事故等の期限の記録' },
    ] as const
  ).map((one) => ({
    ...one,
    title: deadlines.record,
    titleName: '期限',
    columns: [...columnsOf(deadlineEntryRecord), ...own],
  }));

export const listOfEntry = (settings: Pick<Settings, 'deadlines'>, { subject }: DeadlineEntry): string =>
  isOfIncident(settings, subject) ? ENTRY_LISTS.confidential : ENTRY_LISTS.all;

export const entryRow = (entry: DeadlineEntry, commandId: string): ColumnValues => ({
  ...toColumns(deadlineEntryRecord, entryValues(entry)),
  Title: startOf(entry.name, 255),
  DueId: entry.subject,
  DueScope: entry.scope,
  EntryOwnerId: entry.owner?.id ?? null,
  EntryById: entry.by.id,
  EntryInstant: new Date(entry.at).toISOString(),
  [ROW_ID]: entry.id,
  [COMMAND_ID]: commandId,
});

/** A row back into the entry that it tells; undefined where something of it is missing. */
export const entryOfRow = (id: string, row: ColumnValues): DeadlineEntry | undefined => {
  const values = fromColumns(deadlineEntryRecord, row);
  const text = (name: string): string | undefined => {
    const value = row[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const typed = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const kind = topicOf(values['kind']);
  const [subject, scope, byId] = [text('DueId'), text('DueScope'), text('EntryById')];
  const at = parseIso(text('EntryInstant') ?? '');
  if (!kind || subject === undefined || scope === undefined || byId === undefined || at === undefined)
    return undefined;
  const day = parsePlainDate(typed('day') ?? '');
  const [about, reason, ownerId] = [typed('about'), typed('reason'), text('EntryOwnerId')];
  return {
    id,
    ...kind,
    subject,
    scope,
    name: text('Title') ?? subject,
    by: { id: byId, name: typed('by') ?? byId },
    at,
    ...(day === undefined ? {} : { day }),
    ...(about === undefined ? {} : { about }),
    ...(ownerId === undefined ? {} : { owner: { id: ownerId, name: typed('owner') ?? ownerId } }),
    ...(reason === undefined ? {} : { reason }),
  };
};
