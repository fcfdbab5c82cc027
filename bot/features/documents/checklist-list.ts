import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  checklistItemRecord,
  parseLibrary,
  type ChecklistLibrary,
} from '../../../shared/audits/checklist.ts';
import type { Settings } from '../../../shared/engagements/settings.ts';
import { columnsOf } from '../../../shared/kernel/record/columns.ts';
import { COMMAND_ID, ROW_ID, type ListDefinition } from '../../graph/lists.ts';

/** 点検表: the engagement's copy of the library, a row an item, that its people change, add to and delete from. */

export const CHECKLISTS = 'checklists';
export const CHECKLIST_YEAR = 'FiscalYear';

const FILE = path.join(import.meta.dirname, '../../../shared/audits/checklists.json');
let read: ChecklistLibrary | undefined;

export const checklistLibrary = (): ChecklistLibrary => (read ??= parseLibrary(readFileSync(FILE, 'utf8')));

const LINE = { text: { maxLength: 255 } } as const;

export const checklistList = ({ documents }: Settings): ListDefinition => ({
  key: CHECKLISTS,
  site: 'documents',
  title: documents.lists.checklists,
  description: '点検と監査の項目。年度ごとの写しで、直して使う',
  byHand: true,
  columns: [
    ...columnsOf(checklistItemRecord(checklistLibrary())).filter(({ name }) => name !== 'Title'),
    { name: CHECKLIST_YEAR, displayName: '年度', indexed: true, ...LINE },
    { name: ROW_ID, displayName: '項目ID', indexed: true, enforceUniqueValues: true, hidden: true, ...LINE },
    { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
  ],
});
