import { z } from 'zod';
import { parsePlainDate } from '../plain-date.ts';
import { cleanText, oneLine } from '../text.ts';
import {
  excludingAmong,
  type ChoicesField,
  type Field,
  type Fields,
  type RecordDefinition,
  type RecordOf,
} from './field.ts';

/**
 * A day that there is, 'YYYY-MM-DD', of those that a list of SharePoint keeps: 1900 to 8900. Farther ones would be
 * accepted and never filed, and have no open day after them.
 */
export const isDay = (text: string): boolean =>
  text >= '1900-01-01' && text <= '8900-12-31' && parsePlainDate(text) !== undefined;

/** A wall-clock time in Tokyo, as the forms and the lists carry it. */
export const wallTime = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'YYYY-MM-DDTHH:mm')
  .refine((text) => isDay(text.slice(0, 10)), 'a day that there is');

const choicesSchema = (field: ChoicesField): z.ZodType =>
  z
    .array(z.enum(field.choices.map((choice) => choice.id)))
    .max(field.choices.length)
    .check(({ value, issues }) => {
      const alone = excludingAmong(field, value);
      if (alone)
        issues.push({
          code: 'custom',
          input: value,
          message: `${alone.name.ja} (${alone.id}): only by itself`,
        });
    });

const valueSchema = (field: Field): z.ZodType => {
  switch (field.kind) {
    case 'text':
      return z.string().transform(oneLine).pipe(z.string().min(1).max(field.max));
    case 'lines':
      return z.string().transform(cleanText).pipe(z.string().min(1).max(field.max));
    case 'list':
      return z
        .array(z.string().transform(cleanText).pipe(z.string().min(1).max(field.max)))
        .min(field.required ? 1 : 0)
        .max(field.items);
    case 'choice':
      return z.enum(field.choices.map((choice) => choice.id));
    case 'choices':
      return choicesSchema(field);
    case 'date':
      return z.iso.date().refine(isDay, 'a day from 1900 to 8900');
    case 'dateTime':
      return wallTime;
    case 'integer':
      return z.int().min(field.min).max(field.max);
    case 'toggle':
      return z.boolean();
  }
};

const schemas = new WeakMap<RecordDefinition, z.ZodType>();

/** Checks values from anywhere: card, API, list. Unknown names are refused, typed text is cleaned. */
export const schemaOf = <F extends Fields>(record: RecordDefinition<F>): z.ZodType<RecordOf<F>> => {
  const known = schemas.get(record);
  if (known) return known as z.ZodType<RecordOf<F>>;
  const shape = Object.fromEntries(
    Object.entries(record.fields).map(([name, field]) => [
      name,
      field.required ? valueSchema(field) : valueSchema(field).optional(),
    ]),
  );
  const schema = z.strictObject(shape);
  schemas.set(record, schema);
  return schema as unknown as z.ZodType<RecordOf<F>>;
};

/** JSON Schema of the record as the REST API takes it. */
export const apiSchemaOf = (record: RecordDefinition): Record<string, unknown> => ({
  ...(z.toJSONSchema(schemaOf(record), { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>),
  title: record.name,
});
