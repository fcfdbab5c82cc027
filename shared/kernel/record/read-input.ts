import type { Language, Words } from '../words.ts';
import { cleanText, oneLine } from '../text.ts';
import { inputIds, isChoice, type Typed } from './card-input.ts';
import {
  excludingAmong,
  type Field,
  type FieldValue,
  type Fields,
  type RecordDefinition,
  type RecordOf,
} from './field.ts';
import { isDay, schemaOf } from './schema.ts';

/** A fault of one field, in words that stand under it. */
export type Faults = Readonly<Record<string, Words>>;

export type Reading<F extends Fields> =
  | { readonly ok: true; readonly values: RecordOf<F> }
  | { readonly ok: false; readonly faults: Faults };

/** No text of a form is longer than this, whatever its own limit: a bound against bodies made to be large. */
const LONGEST = 20_000;

/**
 * The inputs of a record out of the data that came with a card: only the record's own input ids, only strings,
 * numbers and booleans, everything as text. What is not of the form is dropped; what is too long is cut there.
 */
export const typedIn = (record: RecordDefinition, data: unknown): Typed => {
  const typed: Record<string, string> = {};
  if (typeof data !== 'object' || data === null) return typed;
  for (const [name, field] of Object.entries(record.fields))
    for (const id of inputIds(name, field)) {
      if (!Object.hasOwn(data, id)) continue;
      const value = (data as Record<string, unknown>)[id];
      if (typeof value === 'string') typed[id] = value.slice(0, LONGEST);
      else if (typeof value === 'number' || typeof value === 'boolean') typed[id] = String(value);
    }
  return typed;
};

const words = {
  missing: { ja: '入力してください。', en: 'Please fill this in.' },
  notChosen: { ja: '選択してください。', en: 'Please choose.' },
  choice: { ja: '選択肢から選んでください。', en: 'Please choose one of the options.' },
  alone: (name: Words): Words => ({
    ja: `「${name.ja}」は、ほかの選択肢と一緒には選べません。どちらかの選択を外してください。`,
    en: `“${name.en}” cannot be chosen together with other options. Please untick it or the others.`,
  }),
  date: { ja: '日付を正しく入力してください。', en: 'Please enter a valid date.' },
  time: { ja: '日付と時刻の両方を入力してください。', en: 'Please enter both the date and the time.' },
  number: (field: Field & { kind: 'integer' }): Words => ({
    ja: `${field.min}から${field.max}までの整数で入力してください。`,
    en: `Please enter a whole number from ${field.min} to ${field.max}.`,
  }),
  long: (max: number, length: number): Words => ({
    ja: `${max}文字以内で入力してください（現在${length}文字）。`,
    en: `Please keep this within ${max} characters (now ${length}).`,
  }),
};

type Read = { readonly value?: FieldValue; readonly fault?: Words };

const readText = (typed: string, field: Field & { kind: 'text' | 'lines' | 'list' }): Read => {
  const text = field.kind === 'text' ? oneLine(typed) : cleanText(typed);
  if (text === '') return {};
  return text.length > field.max ? { fault: words.long(field.max, text.length) } : { value: text };
};

const readField = (name: string, field: Field, typed: Typed): Read => {
  const raw = (typed[name] ?? '').trim();
  switch (field.kind) {
    case 'text':
    case 'lines':
      return readText(typed[name] ?? '', field);
    case 'list': {
      const items = inputIds(name, field).map((id) => readText(typed[id] ?? '', field));
      const fault = items.find((item) => item.fault)?.fault;
      const values = items.flatMap((item) => (item.value === undefined ? [] : [String(item.value)]));
      return fault ? { fault } : values.length ? { value: values } : {};
    }
    case 'choice':
      if (raw === '') return {};
      return field.choices.some((choice) => choice.id === raw) ? { value: raw } : { fault: words.choice };
    case 'choices': {
      const ids = [...new Set(raw.split(',').filter((id) => id !== ''))];
      if (!ids.every((id) => field.choices.some((choice) => choice.id === id)))
        return { fault: words.choice };
      const alone = excludingAmong(field, ids);
      if (alone) return { fault: words.alone(alone.name) };
      return ids.length ? { value: ids } : {};
    }
    case 'date':
      return raw === '' ? {} : isDay(raw) ? { value: raw } : { fault: words.date };
    case 'dateTime': {
      const date = (typed[`${name}Date`] ?? '').trim();
      const time = (typed[`${name}Time`] ?? '').trim();
      if (date === '' && time === '') return {};
      if (date === '' || time === '') return { fault: words.time };
      return isDay(date) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
        ? { value: `${date}T${time}` }
        : { fault: words.time };
    }
    case 'integer': {
      if (raw === '') return {};
      const number = Number(raw.normalize('NFKC'));
      return Number.isInteger(number) && number >= field.min && number <= field.max
        ? { value: number }
        : { fault: words.number(field) };
    }
    case 'toggle':
      return { value: raw === 'true' };
  }
};

/** Reads a whole form. Every fault at once, so that nobody mends one only to meet the next. */
export const readForm = <F extends Fields>(record: RecordDefinition<F>, typed: Typed): Reading<F> => {
  const values: Record<string, FieldValue> = {};
  const faults: Record<string, Words> = {};
  for (const [name, field] of Object.entries(record.fields)) {
    const { value, fault } = readField(name, field, typed);
    if (fault) faults[name] = fault;
    else if (value !== undefined) values[name] = value;
    else if (field.required) faults[name] = isChoice(field) ? words.notChosen : words.missing;
  }
  if (Object.keys(faults).length) return { ok: false, faults };
  return { ok: true, values: schemaOf(record).parse(values) };
};

export const faultText = (faults: Faults, name: string, language: Language): string | undefined =>
  faults[name]?.[language];
