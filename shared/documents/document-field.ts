import { eraLong, eraShort } from '../kernel/era.ts';
import { formatInstantEra, fromTokyo, timeOfDay } from '../kernel/instant.ts';
import { parsePlainDate, partsOf, plainDate, type PlainDate } from '../kernel/plain-date.ts';
import type { FieldChoice, RecordDefinition, Values } from '../kernel/record/field.ts';
import type { Words } from '../kernel/words.ts';
import type { Scalar } from './facts.ts';

/** A field of a document: what it is called and how its value is written out. */

type Common = {
  readonly label: Words;
  /** A document of this kind is not complete without it. */
  readonly required?: boolean;
  /** Empty on purpose where nothing is to be said: a month in a schedule, a remark, the day of what is still to come. */
  readonly sparse?: boolean;
};

type NumberField = Common & {
  readonly kind: 'number';
  readonly decimals?: number;
  /** What the number is divided by before it is written: 10000 for 万円. */
  readonly scale?: number;
  /** Written behind it: 件, %, 万円. */
  readonly unit?: string;
  /** Rounded to a multiple of this, of the written unit, and marked with 約. */
  readonly about?: number;
};

export type PlainField =
  | (Common & { readonly kind: 'text' | 'lines' | 'list' | 'dateTime' | 'toggle' })
  | NumberField
  | (Common & { readonly kind: 'date'; readonly style?: 'era' | 'eraShort' | 'western' })
  | (Common & { readonly kind: 'choice' | 'choices'; readonly choices: readonly FieldChoice[] });

/** Rows of a table, parts of a document, or slides. */
export type RowsField = Common & {
  readonly kind: 'rows';
  /** By the full id: 'measures.owner'. */
  readonly fields: Readonly<Record<string, PlainField>>;
};

/** Drawn from the rows of a list: one fact for the table and for the chart. */
export type ChartField = Common & {
  readonly kind: 'chart';
  readonly rows: string;
  /** Full ids: the field that names the categories, and those that are drawn. */
  readonly category: string;
  readonly series: readonly string[];
};

export type DocumentField = PlainField | RowsField | ChartField;
export type DocumentFields = Readonly<Record<string, DocumentField>>;

/** What is put into a document for a value: words, for a check box whether it is ticked, for a date picker the day. */
export type Written = { readonly text: string; readonly checked?: boolean; readonly date?: PlainDate };

const grouped = (value: number, decimals: number): string => {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '△' : '';
  return `${sign}${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}${rest === undefined ? '' : `.${rest}`}`;
};

const numberText = (field: NumberField, value: number): string => {
  const scaled = value / (field.scale ?? 1);
  const rounded = field.about ? Math.round(scaled / field.about) * field.about : scaled;
  const decimals = field.decimals ?? (Number.isInteger(rounded) ? 0 : 1);
  return `${field.about ? '約' : ''}${grouped(rounded, decimals)}${field.unit ?? ''}`;
};

const FIRST_ERA_DAY = '1873-01-01';

const dateText = (date: PlainDate, style: 'era' | 'eraShort' | 'western'): string => {
  const { year, month, day } = partsOf(date);
  if (style === 'western' || date < FIRST_ERA_DAY) return `${year}年${month}月${day}日`;
  return style === 'era' ? eraLong(date) : eraShort(date);
};

const WALL = /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)$/;

const choiceText = (choices: readonly FieldChoice[], id: string): string =>
  choices.find((choice) => choice.id === id)?.name.ja ?? id;

/** The value as the field writes it; a value of another kind is written as it is, so that nothing is lost unseen. */
export const writeOut = (field: PlainField, value: Scalar): Written => {
  const text = Array.isArray(value) ? value.join('\n') : String(value);
  switch (field.kind) {
    case 'text':
    case 'lines':
    case 'list':
      return { text };
    case 'toggle':
      return typeof value === 'boolean' ? { text: value ? '☑' : '☐', checked: value } : { text };
    case 'number':
      return { text: typeof value === 'number' ? numberText(field, value) : text };
    case 'date': {
      const date = parsePlainDate(text);
      return date ? { text: dateText(date, field.style ?? 'era'), date } : { text };
    }
    case 'dateTime': {
      const [, date, time] = WALL.exec(text) ?? [];
      const known = date === undefined ? undefined : parsePlainDate(date);
      return {
        text: known && time ? formatInstantEra(fromTokyo(plainDate(known), timeOfDay(time))) : text,
      };
    }
    case 'choice':
      return { text: choiceText(field.choices, text) };
    case 'choices':
      return {
        text: (Array.isArray(value) ? (value as readonly string[]) : [text])
          .map((id) => choiceText(field.choices, id))
          .join('、'),
      };
  }
};

/**
 * The fields of a record, under the tags by which documents name them: 'consultation.relatedSystem'.
 * @param of what stands before the field's own name
 */
export const fieldsOfRecord = (record: RecordDefinition, of: string): Readonly<Record<string, PlainField>> =>
  Object.fromEntries(
    Object.entries(record.fields).map(([name, field]): [string, PlainField] => {
      const { label } = field;
      const id = `${of}.${name}`;
      if (field.kind === 'integer') return [id, { kind: 'number', label }];
      if (field.kind === 'choice' || field.kind === 'choices')
        return [id, { kind: field.kind, label, choices: field.choices }];
      return [id, { kind: field.kind, label }];
    }),
  );

/** What a record holds, under the same tags; what was left empty is empty in the document. */
export const valuesOfRecord = (
  record: RecordDefinition,
  values: Values,
  of: string,
): Readonly<Record<string, Scalar>> =>
  Object.fromEntries(Object.keys(record.fields).map((name) => [`${of}.${name}`, values[name] ?? '']));

/** A field by its id, those of rows as well. */
export const fieldOf = (fields: DocumentFields, id: string): DocumentField | undefined => {
  if (Object.hasOwn(fields, id)) return fields[id];
  const rows = fields[id.slice(0, Math.max(0, id.indexOf('.')))];
  return rows?.kind === 'rows' && Object.hasOwn(rows.fields, id) ? rows.fields[id] : undefined;
};

export const isPlain = (field: DocumentField | undefined): field is PlainField =>
  field !== undefined && field.kind !== 'rows' && field.kind !== 'chart';
