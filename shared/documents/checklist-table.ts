import type { ChecklistAnswer } from './api.ts';
import { CHECKLIST_PARTS, NUMBERS, RESULT_NAMES, RESULTS, type ChecklistPart } from './checklist-fields.ts';
import type { DocumentTable, TableRow } from './document-table.ts';
import { PREFIX, rowTag } from './tag.ts';

/** A checklist as the tables that are put into a document; the same for every hand. */

type Item = ChecklistAnswer['items'][number];

/** What of an item's id stands in the key of its row. */
const itemMark = (id: string): string => id.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 16);

/** Letters, digits and hyphens, 20 at most: which category, then the item's own id. The counts find it by that. */
const itemKey = (category: number, id: string): string => `${category + 1}-${itemMark(id)}`;

/** Whether a row stands for an item of that id. */
export const isOfItem = (key: string, id: string): boolean => key.replace(/^\d+-/, '') === itemMark(id);

/** The number of the category that a row belongs to, from 0; undefined for a row of another make. */
export const categoryOf = (key: string): number | undefined => {
  const number = /^(\d{1,3})-/.exec(key)?.[1];
  return number === undefined ? undefined : Number(number) - 1;
};

export const countKey = (category: number | 'total'): string =>
  category === 'total' ? 'total' : `c${category + 1}`;

const itemRow = ({ items }: ChecklistPart, item: Item, category: number): TableRow => ({
  tag: rowTag('each', items, itemKey(category, item.id)),
  cells: [
    { text: item.id },
    { text: item.reference === '' ? item.text : `${item.text}\n（${item.reference}）` },
    {
      text: '',
      tag: `${PREFIX}${items}.result`,
      title: '結果',
      options: RESULTS.map((one) => RESULT_NAMES[one].ja),
    },
    { text: item.evidence, tag: `${PREFIX}${items}.evidence`, title: '確認資料' },
    { text: '', tag: `${PREFIX}${items}.fact`, title: '確認した事実' },
    { text: '', tag: `${PREFIX}${items}.remark`, title: '備考' },
  ],
});

const itemTable = (part: ChecklistPart, title: string, byCategory: Categories): DocumentTable => ({
  title,
  columns: [
    { heading: '番号', share: 10 },
    { heading: '点検項目（根拠）', share: 32 },
    { heading: '結果', share: 13 },
    { heading: '確認資料', share: 17 },
    { heading: '確認した事実', share: 18 },
    { heading: '備考', share: 10 },
  ],
  rows: [
    { cells: [{ text: title, heading: true }] },
    ...byCategory.flatMap(([category, items], index) => [
      { cells: [{ text: category, heading: true }] },
      ...items.map((item) => itemRow(part, item, index)),
    ]),
  ],
});

const countRow = ({ counts }: ChecklistPart, key: string, name: string, items: number): TableRow => ({
  tag: rowTag('each', counts, key),
  cells: [
    { text: name },
    ...NUMBERS.map((one) => ({
      // Nothing is filled in yet.
      text: one === 'open' || one === 'total' ? String(items) : '0',
      tag: `${PREFIX}${counts}.${one}`,
      title: one === 'open' ? '未記入' : one === 'total' ? '計' : RESULT_NAMES[one].ja,
    })),
  ],
});

const countTable = (part: ChecklistPart, title: string, byCategory: Categories): DocumentTable => ({
  title,
  columns: [
    { heading: '分類', share: 34 },
    ...NUMBERS.map((one) => ({
      heading: one === 'open' ? '未記入' : one === 'total' ? '計' : RESULT_NAMES[one].ja,
      share: 11,
    })),
  ],
  rows: [
    { cells: [{ text: title, heading: true }] },
    ...byCategory.map(([category, items], index) => countRow(part, countKey(index), category, items.length)),
    countRow(
      part,
      countKey('total'),
      '計',
      byCategory.reduce((sum, [, items]) => sum + items.length, 0),
    ),
  ],
});

type Categories = readonly (readonly [category: string, items: readonly Item[]])[];

/** In the order in which they are to stand: the items and what they come to, then the same for My Number. */
export const checklistTables = ({
  name,
  items,
}: Pick<ChecklistAnswer, 'name' | 'items'>): readonly DocumentTable[] =>
  CHECKLIST_PARTS.flatMap((part) => {
    const own = items.filter(({ myNumber }) => myNumber === part.myNumber);
    if (own.length === 0) return [];
    const byCategory = [...Map.groupBy(own, ({ category }) => category)];
    const title = part.myNumber ? `${name.ja}（特定個人情報）` : name.ja;
    return [itemTable(part, title, byCategory), countTable(part, `${title}の集計`, byCategory)];
  });
