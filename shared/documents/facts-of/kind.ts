import { fiscalYearLabel } from '../../kernel/fiscal-year.ts';
import { toTokyo, type Instant } from '../../kernel/instant.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import type { Words } from '../../kernel/words.ts';
import type { SubjectKind } from '../api.ts';
import type { DocumentFields, PlainField, RowsField } from '../document-field.ts';
import { TO_WRITE, type Fact, type FactRow, type FactSource, type Scalar } from '../facts.ts';

/** A kind of document: what may stand in its templates, whoever made them. */
export type DocumentKind = {
  readonly id: string;
  readonly name: Words;
  /** What one of them is made of. */
  readonly subject: SubjectKind;
  readonly fields: DocumentFields;
};

/** What every document of an engagement bears. */
export type Front = {
  /** The document's own number; empty until it is given one. */
  readonly number: string;
  /** 自治体機密性, as the profile names the class. */
  readonly label: string;
  readonly date: PlainDate;
  readonly client: string;
  readonly engagement: string;
  readonly fiscalYear: number;
};

type Said = readonly [ja: string, en: string];

const label = ([ja, en]: Said): { label: Words } => ({ label: { ja, en } });

/** Fields in few words. */
export const text = (...said: Said): PlainField => ({ kind: 'text', ...label(said) });
export const lines = (...said: Said): PlainField => ({ kind: 'lines', ...label(said) });
export const date = (...said: Said): PlainField => ({ kind: 'date', ...label(said) });
export const dateTime = (...said: Said): PlainField => ({ kind: 'dateTime', ...label(said) });
export const count = (unit: string, ...said: Said): PlainField => ({ kind: 'number', unit, ...label(said) });
export const must = (field: PlainField): PlainField => ({ ...field, required: true });

/** A list's fields by their own names: the list's id is put before each. */
export const rows = (
  list: string,
  said: Said,
  fields: Readonly<Record<string, PlainField>>,
  required = false,
): Readonly<Record<string, RowsField>> => ({
  [list]: {
    kind: 'rows',
    ...label(said),
    ...(required ? { required } : {}),
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [`${list}.${name}`, field])),
  },
});

export const FRONT_FIELDS: DocumentFields = {
  'document.number': text('文書番号', 'Document number'),
  'document.label': must(text('機密性の区分', 'Confidentiality')),
  'document.date': date('作成日', 'Date'),
  'document.client': text('委託者', 'Client'),
  'document.engagement': text('契約の件名', 'Engagement'),
  'document.year': text('年度', 'Fiscal year'),
};

/** A row, its values by their own names; what is not known stays empty. */
export const rowOf =
  (list: string) =>
  (key: string, values: Readonly<Record<string, Scalar | undefined>>, source?: FactSource): FactRow => ({
    key,
    values: Object.fromEntries(
      Object.entries(values).flatMap(([name, value]): [string, Scalar][] =>
        value === undefined ? [] : [[`${list}.${name}`, value]],
      ),
    ),
    ...(source ? { source } : {}),
  });

/** The rows of a list, or one that is to be written where no record holds one. */
export const rowsOrToWrite = (
  list: string,
  rows: readonly FactRow[],
  ...cells: readonly string[]
): readonly FactRow[] =>
  rows.length > 0 ? rows : [rowOf(list)('w1', Object.fromEntries(cells.map((cell) => [cell, TO_WRITE])))];

export type KnownValues = Readonly<Record<string, Fact['value'] | undefined>>;

/** @param at when the values were read */
export const factList = (at: Instant, values: KnownValues, source?: FactSource): readonly Fact[] =>
  Object.entries(values).flatMap(([id, value]): Fact[] =>
    value === undefined ? [] : [{ id, value, at, ...(source ? { source } : {}) }],
  );

export const frontFacts = (at: Instant, front: Front): readonly Fact[] =>
  factList(at, {
    'document.number': front.number,
    'document.label': front.label,
    'document.date': front.date,
    'document.client': front.client,
    'document.engagement': front.engagement,
    'document.year': fiscalYearLabel(front.fiscalYear, 'ja'),
  });

/** An instant as facts carry it: Tokyo's wall clock. */
export const wallTime = (instant: Instant): string => {
  const { date: day, time } = toTokyo(instant);
  return `${day}T${time}`;
};

/** A key of a row that any text may be: letters, digits and hyphens are kept. */
export const rowKey = (text: string, index: number): string => {
  const plain = text.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 20);
  return plain === '' ? `row${index + 1}` : plain;
};
