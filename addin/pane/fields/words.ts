import type { Language } from '../../../shared/kernel/words.ts';

const ja = {
  title: 'この文書の項目',
  none: '文書を開くと、項目とその状態を表示します。',
  notMade:
    'この文書は、ひな形から作成したものではありません。「ひな形」で文書を作成すると、項目を元の値と比べられます。',
  needsSignIn: 'サインインすると、項目を元の値と比べます。',
  noSubject:
    'この文書には、何について作成したかの記録がありません。「ひな形」で作り直すと、元の値と比べられます。',
  check: '元の値を確認',
  checking: '元の値を確認しています',
  checked: '元の値と比べました。',
  refreshAll: (count: number) => `更新できるものをすべて更新（${count}）`,
  refreshing: '項目を更新しています',
  refreshed: '項目を更新しました。「元に戻す」で前の値に戻せます。',
  anyway: '差し替える',
  goTo: 'この場所へ',
  refresh: '更新する',
  take: '元の値にする',
  keep: '文書の値を残す',
  kept: '文書の値を残します',
  put: '文書に入れる',
  put1: '文書に入れました。',
  putting: '項目を文書に入れています',
  document: '文書の値',
  filled: '前に書き込んだ値',
  source: '元の値',
  empty: '（空欄）',
  place: '場所',
  whole: (list: string) => `一覧「${list}」をまとめて書き込みます。`,
  loses: (count: number) =>
    `同じ一覧に、手で変更した箇所が${count}か所あります。元の値にすると、すべて置き換わります。`,
  movedToo: '手で変更した後に、元の値も変わっています。',
  allInStep: 'すべての項目が元の値と一致しています。',
  rows: '行の並び',
};

export type FieldsWords = typeof ja;

const en: FieldsWords = {
  title: 'Fields of this document',
  none: 'Open a document to see its fields and how they stand.',
  notMade:
    'This document was not made from a template. Make it under "Templates" to hold its fields against their source.',
  needsSignIn: 'Sign in to hold the fields against their source.',
  noSubject: 'This document does not say what it was made of. Make it anew under "Templates".',
  check: 'Check the source',
  checking: 'Checking the source',
  checked: 'Held against the source.',
  refreshAll: (count) => `Refresh all that can be (${count})`,
  refreshing: 'Refreshing fields',
  refreshed: 'The fields were refreshed. "Undo" brings the old values back.',
  anyway: 'Replace',
  goTo: 'Go there',
  refresh: 'Refresh',
  take: 'Take the source',
  keep: 'Keep the document',
  kept: 'The document is kept',
  put: 'Put in',
  put1: 'It was put into the document.',
  putting: 'Putting the field in',
  document: 'Document',
  filled: 'Filled before',
  source: 'Source',
  empty: '(empty)',
  place: 'Place',
  whole: (list) => `The list "${list}" is written as a whole.`,
  loses: (count) => `${count} places of this list were edited by hand. All are replaced by the source.`,
  movedToo: 'The source has changed as well.',
  allInStep: 'Every field is in step with its source.',
  rows: 'order of rows',
};

export const FIELDS_WORDS: Readonly<Record<Language, FieldsWords>> = { ja, en };
