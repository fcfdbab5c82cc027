import { describe, expect, test } from '@jest/globals';
import { inputIds, inputsOf } from '../../../shared/kernel/record/card-input.ts';
import { columnsOf, toColumns } from '../../../shared/kernel/record/columns.ts';
import { defineRecord, type Field } from '../../../shared/kernel/record/field.ts';
import { readForm, typedIn } from '../../../shared/kernel/record/read-input.ts';
import { apiSchemaOf, schemaOf } from '../../../shared/kernel/record/schema.ts';
import { fieldsOfRecord, valuesOfRecord } from '../../../shared/documents/document-field.ts';
import { sample } from './arbitrary-records.ts';

/** A field is written once (the design's first idea): added in one place, it is everywhere. */

const added = {
  kind: 'text',
  column: 'Room',
  label: { ja: '部屋', en: 'Room' },
  hint: { ja: '例：302会議室', en: 'e.g. room 302' },
  required: true,
  max: 30,
  indexed: true,
} as const satisfies Field;

const before = sample;
const after = defineRecord({ ...sample, fields: { ...sample.fields, room: added } });

const filled = {
  subject: '件名',
  body: '本文',
  questions: ['一つめ'],
  category: 'alpha',
  wished: '2026-09-18',
  found: '2026-09-14T10:00',
};

describe('a field added to a record in one place', () => {
  test('is in the zod schema: required, cleaned, bounded', () => {
    expect(schemaOf(before).safeParse({ ...filled, room: '302' }).success).toBe(false);
    expect(schemaOf(after).safeParse(filled).success).toBe(false);
    expect(schemaOf(after).parse({ ...filled, room: ' 302\r\n会議室 ' })).toMatchObject({
      room: '302 会議室',
    });
    expect(schemaOf(after).safeParse({ ...filled, room: 'x'.repeat(31) }).success).toBe(false);
  });

  test('is an input of the card, with label, mark, example and limit, in both languages', () => {
    expect(inputsOf('room', after.fields.room, {}, 'ja')).toEqual([
      {
        type: 'Input.Text',
        id: 'room',
        label: '部屋',
        isRequired: true,
        errorMessage: '入力してください。',
        placeholder: '例：302会議室',
        maxLength: 30,
      },
    ]);
    expect(inputsOf('room', after.fields.room, {}, 'en')[0]).toMatchObject({
      label: 'Room',
      placeholder: 'e.g. room 302',
    });
  });

  test('is taken out of what a card sends', () => {
    expect(typedIn(before, { room: '302' })).toEqual({});
    expect(typedIn(after, { room: '302' })).toEqual({ room: '302' });
    expect(readForm(after, {})).toMatchObject({
      ok: false,
      faults: { room: { ja: '入力してください。', en: 'Please fill this in.' } },
    });
  });

  test('is a column of the list, named inside and on the screen, and filled', () => {
    expect(columnsOf(before).some(({ name }) => name === 'Room')).toBe(false);
    expect(columnsOf(after)).toContainEqual({
      name: 'Room',
      displayName: '部屋',
      indexed: true,
      text: { maxLength: 255 },
    });
    expect(toColumns(after, { ...filled, room: '302' })).toMatchObject({ Room: '302' });
    expect(toColumns(after, filled)).toMatchObject({ Room: null });
  });

  test('is in the schema of the API', () => {
    expect(apiSchemaOf(before)).not.toHaveProperty('properties.room');
    expect(apiSchemaOf(after)).toMatchObject({
      title: 'sampleRecord',
      type: 'object',
      additionalProperties: false,
      properties: { room: { type: 'string' } },
    });
    expect(apiSchemaOf(after)['required']).toContain('room');
  });

  test('is a tag of the documents', () => {
    expect(Object.keys(fieldsOfRecord(after, 'sample'))).toEqual([
      ...Object.keys(fieldsOfRecord(before, 'sample')),
      'sample.room',
    ]);
    expect(valuesOfRecord(after, { ...filled, room: '302' }, 'sample')).toMatchObject({
      'sample.room': '302',
    });
    expect(valuesOfRecord(after, filled, 'sample')).toMatchObject({ 'sample.room': '' });
  });
});

describe('a record with a field of every kind', () => {
  const inputs = Object.entries(sample.fields).flatMap(([name, field]) =>
    inputsOf(name, field, {}, 'ja').flatMap((element) => {
      const inside = (element['items'] as readonly (typeof element)[] | undefined) ?? [element];
      return inside.filter(({ type }) => type.startsWith('Input.'));
    }),
  );

  test('has exactly the inputs it reads, each id once', () => {
    const ids = Object.entries(sample.fields).flatMap(([name, field]) => inputIds(name, field));
    expect(inputs.map((input) => input['id'])).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('labels every input and marks the required ones', () => {
    for (const input of inputs) expect(input['label']).toEqual(expect.stringMatching(/\S/));
    expect(inputs.filter((input) => input['isRequired'] === true).map((input) => input['id'])).toEqual([
      'subject',
      'body',
      'questions1',
      'category',
      'wished',
      'foundDate',
      'foundTime',
    ]);
  });

  test('a list’s button for one more says the record’s own words', () => {
    const said = JSON.stringify(inputsOf('questions', sample.fields.questions, {}, 'ja'));
    const titles = [...said.matchAll(/"title":"([^"]+)"/g)].map(([, title]) => title);
    expect(titles).toEqual(['理由を追加', '理由を追加', '理由を追加']);
  });

  test('has a column for every field, and one for each item of a list', () => {
    expect(columnsOf(sample).map(({ name }) => name)).toEqual([
      'Subject',
      'Body',
      'Question1',
      'Question2',
      'Question3',
      'Question4',
      'Category',
      'Kinds',
      'Wished',
      'Found',
      'Persons',
      'Going',
    ]);
  });

  test('never lets a renamed choice refuse a row: choices take free entry', () => {
    expect(columnsOf(sample).find(({ name }) => name === 'Category')?.choice?.allowTextEntry).toBe(true);
  });

  test('describes every field to the API', () => {
    expect(Object.keys(apiSchemaOf(sample)['properties'] as object)).toEqual(Object.keys(sample.fields));
  });
});
