import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import {
  factsOf,
  type Fact,
  type FactRow,
  type Facts,
  type FactSource,
} from '../../../shared/documents/facts.ts';

/** A plan with measures, as the templates of the tests know it. */

const words = (ja: string) => ({ ja, en: ja });

const result = {
  kind: 'choice' as const,
  label: words('結果'),
  choices: [
    { id: 'fit', name: words('適合') },
    { id: 'improve', name: words('要改善') },
  ],
};

export const FIELDS: DocumentFields = {
  'plan.title': { kind: 'text', label: words('表題'), required: true },
  'plan.purpose': { kind: 'lines', label: words('目的') },
  'plan.date': { kind: 'date', label: words('作成日') },
  'plan.budget': { kind: 'number', label: words('予算'), unit: '万円', scale: 10_000, about: 10 },
  'plan.approved': { kind: 'toggle', label: words('承認') },
  'plan.hasRisks': { kind: 'toggle', label: words('リスクあり') },
  'plan.result': result,
  measures: {
    kind: 'rows',
    label: words('取組'),
    fields: {
      'measures.name': { kind: 'text', label: words('取組') },
      'measures.count': { kind: 'number', label: words('件数') },
      'measures.result': result,
    },
  },
  results: {
    kind: 'chart',
    label: words('取組の件数'),
    rows: 'measures',
    category: 'measures.name',
    series: ['measures.count'],
  },
};

export const AT = Date.UTC(2026, 8, 18, 1, 0);
export const source = (itemId: string, version = '1'): FactSource => ({ list: 'plans', itemId, version });

export const measure = (key: string, name: string, count: number): FactRow => ({
  key,
  values: { 'measures.name': name, 'measures.count': count, 'measures.result': 'fit' },
  source: source(key),
});

export const FACTS: Readonly<Record<string, Fact['value']>> = {
  'plan.title': '情報セキュリティ運営計画書',
  'plan.purpose': '目的の一行目\n目的の二行目',
  'plan.date': '2026-09-18',
  'plan.budget': 12_340_000,
  'plan.approved': true,
  'plan.hasRisks': false,
  'plan.result': 'improve',
  measures: [
    measure('1', '研修の実施', 3),
    measure('2', '監査 & 点検 <年2回>', 1_200),
    measure('3', '規程の改定', 5),
  ],
};

export const facts = (changes: Readonly<Record<string, Fact['value'] | undefined>> = {}): Facts =>
  factsOf(
    Object.entries({ ...FACTS, ...changes }).flatMap(([id, value]): Fact[] =>
      value === undefined ? [] : [{ id, value, source: source('7'), at: AT }],
    ),
  );
