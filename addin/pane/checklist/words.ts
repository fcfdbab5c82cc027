import type { Language } from '../../../shared/kernel/words.ts';

const ja = {
  insert: '点検表を入れる',
  checklist: '点検表',
  choose: '選んでください',
  items: (count: number) => `${count}項目`,
  put: '文書に入れる',
  putting: '点検表を入れています',
  putDone: (name: string) => `「${name}」を文書に入れました。結果は、文書の中で選びます。`,
  hint: 'Wordの文書に、点検項目と集計の表を入れます。入れた後の記入に、通信は要りません。',
  onlyWord: '点検表は、Wordの文書に入れられます。',
  openFirst: '先に、点検表を入れる文書を開いてください。',
  needsSignIn: 'サインインすると、点検表を選べます。',
  none: '年度の点検表がありません。',
  counts: '集計',
  lists: { items: '監査項目', checks: '点検表', myNumberChecks: '特定個人情報' },
  putInItems: (name: string) =>
    `「${name}」を監査項目の表に入れました。結果は、文書の中で選びます。件数は「集計し直す」で書き込みます。`,
  already: (name: string) => `「${name}」は、すでにこの文書に入っています。何も変えていません。`,
  taken:
    'この文書には、ほかの点検表が入っています。集計が混ざるため、入れていません。別の文書に入れてください。',
  sureInstead: (name: string, count: number) =>
    `監査項目の表には、すでに${count}項目が入っています。「${name}」を入れ直すと、記入した結果は失われます。`,
  instead: '入れ直す',
  sureBeside: (name: string) =>
    `この文書には、ほかの点検表が入っています。それを残したまま、「${name}」を別の表として加えます。`,
  beside: '加える',
  result: '結果',
  recount: '集計し直す',
  counting: '集計しています',
  counted: '集計を文書に書き込みました。',
  old: '文書の集計の表は、記入に追いついていません。',
  current: '文書の集計の表は、記入と一致しています。',
  open: '未記入',
  total: '計',
  goTo: '最初の未記入へ',
  anyway: '書き込む',
};

export type ChecklistWords = typeof ja;

const en: ChecklistWords = {
  insert: 'Put a checklist in',
  checklist: 'Checklist',
  choose: 'Choose one',
  items: (count) => `${count} items`,
  put: 'Put into the document',
  putting: 'Putting the checklist in',
  putDone: (name) => `"${name}" is in the document. Results are chosen there.`,
  hint: 'Puts tables of items and counts into a Word document. Filling them in needs no network.',
  onlyWord: 'Checklists go into Word documents.',
  openFirst: 'First open the document it goes into.',
  needsSignIn: 'Sign in to choose a checklist.',
  none: 'The year has no checklist.',
  counts: 'Counts',
  lists: { items: 'items audited', checks: 'checklist', myNumberChecks: 'My Number' },
  putInItems: (name) =>
    `"${name}" is in the table of items. Results are chosen there; "Count again" writes the counts.`,
  already: (name) => `"${name}" stands in this document already. Nothing was changed.`,
  taken:
    'Another checklist stands in this document. It was not put in, so that counts do not mix. Use another document.',
  sureInstead: (name, count) =>
    `The table of items holds ${count} already. Putting "${name}" in anew loses the results filled in.`,
  instead: 'Put in anew',
  sureBeside: (name) =>
    `Another checklist stands in this document. It stays, and "${name}" is added in tables of its own.`,
  beside: 'Add',
  result: 'Result',
  recount: 'Count again',
  counting: 'Counting',
  counted: 'The counts were written into the document.',
  old: "The document's table of counts lags behind what is filled in.",
  current: "The document's table of counts agrees with what is filled in.",
  open: 'Open',
  total: 'Total',
  goTo: 'To the first open one',
  anyway: 'Write',
};

export const CHECKLIST_WORDS: Readonly<Record<Language, ChecklistWords>> = { ja, en };
