import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import { columnsOf, fromColumns, toColumns } from '../../../shared/kernel/record/columns.ts';
import { defineRecord } from '../../../shared/kernel/record/field.ts';
import { readForm } from '../../../shared/kernel/record/read-input.ts';
import { schemaOf } from '../../../shared/kernel/record/schema.ts';
import { sample, valuesOf } from './arbitrary-records.ts';

describe('to the list and back', () => {
  test('nothing is lost or changed: Japanese, emoji, line ends, quotation marks', () => {
    fc.assert(
      fc.property(valuesOf(sample), (values) => {
        expect(fromColumns(sample, toColumns(sample, values))).toEqual(values);
      }),
    );
  });

  test('what comes back is what the schema takes, unchanged', () => {
    fc.assert(
      fc.property(valuesOf(sample), (values) => {
        expect(schemaOf(sample).parse(fromColumns(sample, toColumns(sample, values)))).toEqual(values);
      }),
    );
  });

  test('every column is named, so that a field emptied in a correction empties its column', () => {
    fc.assert(
      fc.property(valuesOf(sample), (values) => {
        expect(Object.keys(toColumns(sample, values)).toSorted()).toEqual(
          columnsOf(sample)
            .map(({ name }) => name)
            .toSorted(),
        );
      }),
    );
    expect(toColumns(sample, {})).toEqual(
      Object.fromEntries(columnsOf(sample).map(({ name }) => [name, null])),
    );
  });

  test('a row as Graph gives it, with columns that are not ours and empty ones, is read', () => {
    expect(
      fromColumns(sample, {
        '@odata.etag': '"1"',
        id: '7',
        Title: 'R8-相-0001',
        Subject: '件名',
        Body: '',
        Question1: 'い',
        Question3: 'ろ',
        Category: '選択肢2',
        Kinds: '選択肢1、選択肢3',
        Wished: '2026-09-17T15:00:00Z',
        Found: '2026-09-13T15:00:00Z',
        Persons: 12,
        Going: false,
      }),
    ).toEqual({
      subject: '件名',
      questions: ['い', 'ろ'],
      category: 'beta',
      kinds: ['alpha', 'gamma'],
      wished: '2026-09-18',
      found: '2026-09-14T00:00',
      persons: 12,
      going: false,
    });
  });

  test('a choice that somebody typed by hand stays as it was typed, and the schema refuses it', () => {
    const read = fromColumns(sample, { Category: '手書きの区分' });
    expect(read['category']).toBe('手書きの区分');
    expect(schemaOf(sample).safeParse(read).success).toBe(false);
  });
});

describe('days and times are Tokyo’s', () => {
  test('a day is midnight in Tokyo, a time is on Tokyo’s wall clock', () => {
    expect(toColumns(sample, { wished: '2026-09-18', found: '2026-09-14T00:00' })).toMatchObject({
      Wished: '2026-09-17T15:00:00Z',
      Found: '2026-09-13T15:00:00Z',
    });
    expect(toColumns(sample, { wished: '2026-01-01', found: '2026-12-31T23:59' })).toMatchObject({
      Wished: '2025-12-31T15:00:00Z',
      Found: '2026-12-31T14:59:00Z',
    });
  });

  test('the answers do not depend on the time zone of the process', () => {
    const answersIn = (zone: string): object =>
      JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(new URL('column-answers.ts', import.meta.url))], {
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        }),
      ) as object;
    const inTokyo = answersIn('Asia/Tokyo');
    expect(inTokyo).toMatchObject({
      zone: 'Asia/Tokyo',
      answers: expect.arrayContaining([
        ['2026-09-13T15:00:00Z', '2026-09-14T14:59:00Z', '2026-09-14', '2026-09-14T23:59'],
      ]),
    });
    for (const zone of ['America/New_York', 'Pacific/Auckland', 'UTC'])
      expect(answersIn(zone)).toEqual({ ...inTokyo, zone });
  });
});

describe('to the form and back', () => {
  test('what was stored is shown as it was typed, and sending it unchanged changes nothing', () => {
    fc.assert(
      fc.property(valuesOf(sample), (values) => {
        expect(readForm(sample, typedFrom(sample, values))).toEqual({ ok: true, values });
      }),
    );
  });

  test('a value of a field that the record no longer has is left out of the form', () => {
    expect(typedFrom(sample, { subject: 'い', formerField: 'ろ' })).toEqual({ subject: 'い' });
  });
});

describe('several choices in one column', () => {
  const fieldOf = (names: readonly string[]) =>
    defineRecord({
      name: 'choices',
      label: { ja: '見本', en: 'Sample' },
      fields: {
        kinds: {
          kind: 'choices',
          column: 'Kinds',
          label: { ja: '種類', en: 'Kinds' },
          choices: names.map((ja, index) => ({ id: `id${index}`, name: { ja, en: `Choice ${index}` } })),
        },
      },
    });
  const read = (names: readonly string[], text: string) =>
    fromColumns(fieldOf(names), { Kinds: text })['kinds'];

  test('a name that holds the separator, and those that it looks like, stay themselves', () => {
    const names = ['氏名、住所', '氏名', '住所', '「住所」'];
    const record = fieldOf(names);
    expect(toColumns(record, { kinds: ['id0', 'id1'] })).toEqual({ Kinds: '「氏名、住所」、氏名' });
    expect(read(names, '「氏名、住所」、氏名')).toEqual(['id0', 'id1']);
    expect(read(names, '氏名、住所')).toEqual(['id1', 'id2']);
  });

  test('typed by hand without quotes it is understood where it can mean nothing else', () => {
    expect(read(['氏名、住所', '口座番号'], '氏名、住所、口座番号')).toEqual(['id0', 'id1']);
    expect(read(['氏名'], '氏名、手書き')).toEqual(['id0', '手書き']);
  });

  test('whatever the names are, what was chosen comes back', () => {
    const name = fc.string({
      unit: fc.constantFrom('氏', '住', '、', '「', '」'),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 1, maxLength: 6 }).chain((names) =>
          fc.tuple(
            fc.constant(names),
            fc.subarray(
              names.map((_, index) => `id${index}`),
              { minLength: 1 },
            ),
          ),
        ),
        ([names, kinds]) => {
          const record = fieldOf(names);
          expect(fromColumns(record, toColumns(record, { kinds }))).toEqual({ kinds });
        },
      ),
    );
  });
});
