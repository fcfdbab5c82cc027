import type { Language } from '../../../shared/kernel/words.ts';

const ja = {
  openFirst: '先に、比べる文書の一方を開いてください。',
  hint: '開いている文書と、もう一つの文書（詳細版と概要版など）の項目・数値・日付・名称を突き合わせます。',
  other: 'もう一方の文書',
  fromLibrary: 'ライブラリから選ぶ',
  fromDisk: 'ファイルを選ぶ',
  chosen: (name: string) => `もう一方：${name}`,
  summary: '概要版',
  whichSummary: '概要版（省いてよい方）',
  noSummary: 'どちらでもない',
  here: '開いている文書',
  there: 'もう一方の文書',
  compare: '照合する',
  again: '照合し直す',
  comparing: '照合しています',
  reading: 'もう一方の文書を読んでいます',
  verdict: {
    consistent: '一致しています',
    different: '相違があります',
    toConfirm: '確認が必要な箇所があります',
  },
  verdictHint: {
    consistent: 'すべて突き合わせができ、相違はありませんでした。',
    different: '次の箇所が食い違っています。',
    toConfirm: '食い違いはありませんが、突き合わせられない箇所があります。',
  },
  agreement: { differs: '相違', toConfirm: '要確認', rounded: '概数として一致', agrees: '一致' },
  source: '元の値',
  notSaid: '（記載なし）',
  goTo: 'この場所へ',
  noLabel: '（見出しなし）',
  kinds: { field: '項目', figure: '数値', date: '日付', name: '名称' },
  stale: '照合した後に文書が変わっています。照合し直してください。',
};

export type CompareWords = typeof ja;

const en: CompareWords = {
  openFirst: 'First open one of the two documents.',
  hint: 'Holds fields, figures, dates and names of the open document against another one, such as the detailed and the summary edition.',
  other: 'The other document',
  fromLibrary: 'Choose from the library',
  fromDisk: 'Choose a file',
  chosen: (name) => `The other: ${name}`,
  summary: 'Summary',
  whichSummary: 'The summary, which may leave things out',
  noSummary: 'Neither',
  here: 'The open document',
  there: 'The other document',
  compare: 'Compare',
  again: 'Compare again',
  comparing: 'Comparing',
  reading: 'Reading the other document',
  verdict: {
    consistent: 'Consistent',
    different: 'They differ',
    toConfirm: 'Some places need a look',
  },
  verdictHint: {
    consistent: 'Everything could be paired, and nothing differs.',
    different: 'These places contradict each other.',
    toConfirm: 'Nothing contradicts, but some places could not be paired.',
  },
  agreement: { differs: 'Differs', toConfirm: 'To confirm', rounded: 'Agrees, rounded', agrees: 'Agrees' },
  source: 'Source',
  notSaid: '(not stated)',
  goTo: 'Go there',
  noLabel: '(no heading)',
  kinds: { field: 'Field', figure: 'Figure', date: 'Date', name: 'Name' },
  stale: 'The document changed after it was compared. Please compare again.',
};

export const COMPARE_WORDS: Readonly<Record<Language, CompareWords>> = { ja, en };
