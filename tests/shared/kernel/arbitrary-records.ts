import fc from 'fast-check';
import {
  defineRecord,
  type Field,
  type FieldValue,
  type Values,
} from '../../../shared/kernel/record/field.ts';
import { cleanText, oneLine } from '../../../shared/kernel/text.ts';

/** A record with a field of every kind, and whatever people may put in it. */

const words = (ja: string, en: string) => ({ ja, en });
const choices = ['alpha', 'beta', 'gamma'].map((id, index) => ({
  id,
  name: words(`選択肢${index + 1}`, `Choice ${index + 1}`),
}));

const none = { id: 'none', name: words('なし', 'None'), excludesOthers: true };

export const sample = defineRecord({
  name: 'sampleRecord',
  label: words('見本', 'Sample'),
  fields: {
    subject: {
      kind: 'text',
      column: 'Subject',
      label: words('件名', 'Subject'),
      hint: words('例：見本', 'e.g. sample'),
      required: true,
      max: 100,
    },
    body: { kind: 'lines', column: 'Body', label: words('本文', 'Body'), required: true, max: 1000 },
    questions: {
      kind: 'list',
      column: 'Question',
      label: words('質問', 'Question'),
      required: true,
      max: 200,
      items: 4,
      more: { ja: '理由を追加', en: 'Add a reason' },
    },
    category: {
      kind: 'choice',
      column: 'Category',
      label: words('区分', 'Category'),
      required: true,
      choices,
      indexed: true,
    },
    kinds: { kind: 'choices', column: 'Kinds', label: words('種類', 'Kinds'), choices: [...choices, none] },
    wished: { kind: 'date', column: 'Wished', label: words('希望日', 'Wished'), required: true },
    found: { kind: 'dateTime', column: 'Found', label: words('発見日時', 'Found'), required: true },
    persons: { kind: 'integer', column: 'Persons', label: words('人数', 'Persons'), min: 0, max: 10_000 },
    going: {
      kind: 'toggle',
      column: 'Going',
      label: words('継続', 'Going on'),
      statement: words('続いています', 'It goes on'),
    },
  },
});

const two = (value: number): string => String(value).padStart(2, '0');

/** A day that exists, between 1900 and 2100. */
export const anyDay: fc.Arbitrary<string> = fc
  .integer({ min: Date.UTC(1901, 0, 1) / 86_400_000, max: Date.UTC(2100, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

export const anyTime: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);

/** Japanese, emoji, half surrogates, control and direction marks, every line end, Markdown and card functions. */
export const anyText = (maxLength = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        {
          weight: 4,
          arbitrary: fc.constantFrom(...Array.from('庁舎のシステム更新について　ガギグ髙﨑𠮷ｱｲｳ、。')),
        },
        {
          weight: 2,
          arbitrary: fc.constantFrom(
            '\r\n',
            '\r',
            '\n',
            '\t',
            '\0',
            '\u0007',
            '\u001B',
            '\u0085',
            '\u200B',
            '\u202E',
            '\uFEFF',
            '\uD800',
            '\uDFFF',
            '😀',
            '\u2028',
          ),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom('**', '[x](https://a.example)', '<at>', '{{DATE(', '"', '\\', '、'),
        },
        { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }) },
      ),
      { maxLength },
    )
    .map((parts) => parts.join(''));

const nonEmpty = (text: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
  text.filter((one) => one !== '' && one.length <= max);

const valueOf = (field: Field): fc.Arbitrary<FieldValue> => {
  switch (field.kind) {
    case 'text':
      return nonEmpty(anyText().map(oneLine), field.max);
    case 'lines':
      return nonEmpty(anyText().map(cleanText), field.max);
    case 'list':
      return fc.array(nonEmpty(anyText().map(cleanText), field.max), {
        minLength: 1,
        maxLength: field.items,
      });
    case 'choice':
      return fc.constantFrom(...field.choices.map((choice) => choice.id));
    case 'choices':
      return fc.subarray(
        field.choices.flatMap((choice) => (choice.excludesOthers ? [] : [choice.id])),
        { minLength: 1 },
      );
    case 'date':
      return anyDay;
    case 'dateTime':
      return fc.tuple(anyDay, anyTime).map(([day, time]) => `${day}T${time}`);
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'toggle':
      return fc.boolean();
  }
};

/** Values as a form leaves them: clean, every required field filled, the others now and then. */
export const valuesOf = (record: {
  readonly fields: Readonly<Record<string, Field>>;
}): fc.Arbitrary<Values> =>
  fc
    .tuple(
      ...Object.entries(record.fields).map(([name, field]) => {
        const filled = valueOf(field).map((value): [string, FieldValue][] => [[name, value]]);
        // A toggle that was not pressed says no: a form has no third answer.
        return field.required || field.kind === 'toggle' ? filled : fc.oneof(filled, fc.constant([]));
      }),
    )
    .map((entries) => Object.fromEntries(entries.flat()) as Values);
