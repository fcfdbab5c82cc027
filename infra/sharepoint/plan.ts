import type { Column } from '../../shared/kernel/record/columns.ts';
import { nameAmong, type ListDefinition } from '../../bot/graph/lists.ts';

/** What has to be done to a site so that a list is as the feature defines it. Adds; never drops or changes a kind. */

export type Step =
  | { readonly kind: 'createList'; readonly list: ListDefinition }
  | { readonly kind: 'nameTitle'; readonly list: ListDefinition }
  | { readonly kind: 'addColumn'; readonly list: ListDefinition; readonly column: Column }
  | {
      readonly kind: 'refuse';
      readonly list: ListDefinition;
      readonly column: Column;
      readonly found: string;
    };

/** A column as Graph describes it; its kind is the facet that is present. */
export type FoundColumn = { readonly name: string } & Readonly<Record<string, unknown>>;

/** The built-in title of a row mostly holds its number, and is searched by it. */
export const titleName = ({ titleName = '番号' }: ListDefinition): string => titleName;

const KINDS = [
  'text',
  'number',
  'boolean',
  'dateTime',
  'choice',
  'personOrGroup',
  'hyperlinkOrPicture',
  'lookup',
  'currency',
  'calculated',
] as const;

/** One line and several are kinds of their own: what does not fit into 255 letters is refused by the first. */
const kindOf = (column: FoundColumn | Column): string => {
  const facets = column as Readonly<Record<string, unknown>>;
  const kind = KINDS.find((one) => facets[one] !== undefined) ?? 'unknown';
  const { text } = facets as { text?: { allowMultipleLines?: unknown } };
  return kind === 'text' && text?.allowMultipleLines === true ? 'text（複数行）' : kind;
};

/** @param found the columns of the list as it is; undefined when there is no list */
export const planList = (
  list: ListDefinition,
  found: readonly FoundColumn[] | undefined,
): readonly Step[] => {
  if (!found)
    return [
      { kind: 'createList', list },
      { kind: 'nameTitle', list },
    ];
  const title = found.find(({ name }) => name === 'Title');
  const named = title?.['indexed'] === true && title['displayName'] === titleName(list);
  const columns = list.columns.flatMap((column): Step[] => {
    const there = found.find((one) => one.name === column.name);
    if (!there) return [{ kind: 'addColumn', list, column }];
    const is = kindOf(there);
    return is === kindOf(column) ? [] : [{ kind: 'refuse', list, column, found: is }];
  });
  return named ? columns : [...columns, { kind: 'nameTitle', list }];
};

/** @param lists all that are planned */
export const describe = (step: Step, lists: readonly ListDefinition[]): string => {
  const where = nameAmong(lists, step.list);
  switch (step.kind) {
    case 'createList':
      return `作成  ${where}（${step.list.columns.length}列）`;
    case 'addColumn':
      return `追加  ${where}の列「${step.column.displayName}」（${step.column.name}）`;
    case 'nameTitle':
      return `変更  ${where}の列「タイトル」を「${titleName(step.list)}」にし、索引を付けます`;
    case 'refuse':
      return `中止  ${where}の列「${step.column.displayName}」（${step.column.name}）の種類が${kindOf(step.column)}ではなく${step.found}です。列の名前を変えるか削除してから、もう一度実行してください。`;
  }
};
