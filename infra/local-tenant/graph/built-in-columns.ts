import { stableGuid } from '../ids.ts';
import { readColumn } from './column.ts';
import type { Column } from './column.ts';
import { isProblem } from './problem.ts';

const text = { text: {} };
const instant = { dateTime: { format: 'dateTime' } };
const person = { personOrGroup: {} };

/** The columns every list has, in SharePoint's order; people name them by their internal names. */
const COMMON: Record<string, unknown>[] = [
  { name: 'Title', displayName: 'タイトル', required: true, ...text },
  { name: 'ID', displayName: 'ID', readOnly: true, indexed: true, number: {} },
  { name: 'ContentType', displayName: 'コンテンツ タイプ', readOnly: true, ...text },
  { name: 'Modified', displayName: '更新日時', readOnly: true, ...instant },
  { name: 'Created', displayName: '登録日時', readOnly: true, ...instant },
  { name: 'Author', displayName: '登録者', readOnly: true, ...person },
  { name: 'Editor', displayName: '更新者', readOnly: true, ...person },
  { name: '_UIVersionString', displayName: 'バージョン', readOnly: true, ...text },
];
const LIST: Record<string, unknown>[] = [
  { name: 'Attachments', displayName: '添付ファイル', readOnly: true, boolean: {} },
];
const LIBRARY: Record<string, unknown>[] = [
  { name: 'FileLeafRef', displayName: '名前', readOnly: true, ...text },
  { name: 'DocIcon', displayName: '種類', readOnly: true, ...text },
  { name: 'FileSizeDisplay', displayName: 'ファイル サイズ', readOnly: true, ...text },
];
const PEOPLE: Record<string, unknown>[] = [
  { name: 'Name', displayName: 'アカウント', ...text },
  { name: 'EMail', displayName: '電子メール', ...text },
  { name: 'UserName', displayName: 'ユーザー名', indexed: true, ...text },
];

export function builtInColumns(template: string): Column[] {
  const special = template === 'documentLibrary' ? LIBRARY : template === 'userInformation' ? PEOPLE : LIST;
  return [...COMMON, ...special].map((definition) => {
    const column = readColumn(stableGuid('column', String(definition['name'])), {
      columnGroup: '_Hidden',
      ...definition,
    });
    if (isProblem(column)) throw new Error(`built-in column: ${column.reason ?? column.message}`);
    return column;
  });
}
