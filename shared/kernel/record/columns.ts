import type { ChoicesField, Field, FieldValue, RecordDefinition, Values } from './field.ts';

/** A SharePoint column as Graph's columnDefinition takes it. Source: learn.microsoft.com/graph/api/resources/columndefinition. */
export type Column = {
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  readonly indexed?: boolean;
  readonly enforceUniqueValues?: boolean;
  readonly hidden?: boolean;
  readonly text?: {
    readonly allowMultipleLines?: boolean;
    readonly maxLength?: number;
    readonly textType?: 'plain';
  };
  readonly number?: { readonly decimalPlaces?: 'none' };
  readonly boolean?: Record<string, never>;
  readonly dateTime?: { readonly format: 'dateOnly' | 'dateTime' };
  readonly choice?: {
    readonly choices: readonly string[];
    readonly allowTextEntry: boolean;
    readonly displayAs: 'dropDownMenu' | 'checkBoxes' | 'radioButtons';
  };
};

export type ColumnValue = string | number | boolean | null;
export type ColumnValues = Readonly<Record<string, ColumnValue>>;

const LONG = { allowMultipleLines: true, textType: 'plain' } as const;

const names = (field: Field): readonly string[] =>
  field.kind === 'list'
    ? Array.from({ length: field.items }, (_, index) => `${field.column}${index + 1}`)
    : [field.column];

const shape = (field: Field): Partial<Column> => {
  switch (field.kind) {
    case 'text':
      return { text: { maxLength: 255 } };
    case 'lines':
    case 'list':
    case 'choices':
      return { text: LONG };
    case 'choice':
      // Free entry, so that a choice renamed in the profile never refuses a row that is already filed.
      return {
        choice: {
          choices: field.choices.map((choice) => choice.name.ja),
          allowTextEntry: true,
          displayAs: 'dropDownMenu',
        },
      };
    case 'date':
      return { dateTime: { format: 'dateOnly' } };
    case 'dateTime':
      return { dateTime: { format: 'dateTime' } };
    case 'integer':
      return { number: { decimalPlaces: 'none' } };
    case 'toggle':
      return { boolean: {} };
  }
};

/** The columns of a record, Japanese on the screen and English inside. */
export const columnsOf = (record: RecordDefinition): readonly Column[] =>
  Object.values(record.fields).flatMap((field) =>
    names(field).map((name, index) => ({
      name,
      displayName: field.kind === 'list' ? `${field.label.ja}${index + 1}` : field.label.ja,
      ...(field.indexed ? { indexed: true } : {}),
      ...shape(field),
    })),
  );

const TOKYO = '+09:00';

const SEPARATOR = '、';

/** A name as one of several in a text: in quotes where it would fall apart. */
const quoted = (name: string): string =>
  /[、「」]/.test(name) ? `「${name.replaceAll('」', '」」')}」` : name;

/** The names in a text as we write it, or as people do: known names stay whole, the rest ends at a separator. */
const namesIn = (text: string, field: ChoicesField): readonly string[] => {
  const known = field.choices.map(({ name }) => name.ja);
  // As we write it comes first: bare, a name may look like several others.
  const forms = [
    ...known.map((name) => ({ written: quoted(name), name })),
    ...known.map((name) => ({ written: name, name })),
  ];
  const found: string[] = [];
  for (let rest = text; rest !== '';) {
    const [other = ''] = rest.split(SEPARATOR);
    const { written, name } = forms.find((form) =>
      `${rest}${SEPARATOR}`.startsWith(`${form.written}${SEPARATOR}`),
    ) ?? {
      written: other,
      name: other,
    };
    if (name !== '') found.push(name);
    rest = rest.slice(written.length + SEPARATOR.length);
  }
  return found;
};

const toColumn = (field: Field, value: FieldValue | undefined): ColumnValue => {
  if (value === undefined) return null;
  switch (field.kind) {
    case 'choice':
      return field.choices.find((choice) => choice.id === value)?.name.ja ?? String(value);
    case 'choices':
      return (value as readonly string[])
        .map((id) => quoted(field.choices.find((choice) => choice.id === id)?.name.ja ?? id))
        .join(SEPARATOR);
    // SharePoint keeps days as instants: midnight in Tokyo is that day for everyone who reads the list there.
    case 'date':
      return new Date(`${String(value)}T00:00:00${TOKYO}`).toISOString().replace('.000', '');
    case 'dateTime':
      return new Date(`${String(value)}:00${TOKYO}`).toISOString().replace('.000', '');
    case 'list':
    case 'text':
    case 'lines':
    case 'integer':
    case 'toggle':
      return value as string | number | boolean;
  }
};

/** A record's values as the list takes them; every column is named, an empty field empties its column. */
export const toColumns = (record: RecordDefinition, values: Values): ColumnValues =>
  Object.fromEntries(
    Object.entries(record.fields).flatMap(([name, field]): [string, ColumnValue][] =>
      field.kind === 'list'
        ? names(field).map((column, index): [string, ColumnValue] => [
            column,
            (values[name] as readonly string[] | undefined)?.[index] ?? null,
          ])
        : [[field.column, toColumn(field, values[name])]],
    ),
  );

/** The columns that differ between two states of a record: what somebody else changed in the meantime is left alone. */
export const changedColumns = (record: RecordDefinition, before: Values, after: Values): ColumnValues => {
  const was = toColumns(record, before);
  return Object.fromEntries(
    Object.entries(toColumns(record, after)).filter(([column, value]) => was[column] !== value),
  );
};

const inTokyo = (instant: string): string => new Date(Date.parse(instant) + 9 * 3_600_000).toISOString();

const idOf = (field: Field & { kind: 'choice' | 'choices' }, name: string): string =>
  field.choices.find((choice) => choice.name.ja === name)?.id ?? name;

const fromColumn = (field: Field, value: unknown): FieldValue | undefined => {
  if (value === '' || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean'))
    return undefined;
  // A column that somebody turned into another kind by hand may hold anything.
  if ((field.kind === 'date' || field.kind === 'dateTime') && Number.isNaN(Date.parse(String(value))))
    return undefined;
  if (field.kind === 'integer' && !Number.isFinite(Number(value))) return undefined;
  switch (field.kind) {
    case 'choice':
      return idOf(field, String(value));
    case 'choices':
      return namesIn(String(value), field).map((name) => idOf(field, name));
    case 'date':
      return inTokyo(String(value)).slice(0, 10);
    case 'dateTime':
      return inTokyo(String(value)).slice(0, 16);
    case 'integer':
      return Number(value);
    case 'toggle':
      return value === true || value === 'true';
    case 'list':
    case 'text':
    case 'lines':
      return String(value);
  }
};

/** A list row back into values; a choice somebody typed by hand stays as it was typed. */
export const fromColumns = (record: RecordDefinition, row: Readonly<Record<string, unknown>>): Values =>
  Object.fromEntries(
    Object.entries(record.fields).flatMap(([name, field]): [string, FieldValue][] => {
      if (field.kind === 'list') {
        const items = names(field).flatMap((column) => {
          const item = row[column];
          return typeof item === 'string' && item !== '' ? [item] : [];
        });
        return items.length ? [[name, items]] : [];
      }
      const value = fromColumn(field, row[field.column]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
