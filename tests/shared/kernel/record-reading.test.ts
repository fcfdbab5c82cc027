import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inputIds, inputsOf } from '../../../shared/kernel/record/card-input.ts';
import { readForm, typedIn } from '../../../shared/kernel/record/read-input.ts';
import { schemaOf } from '../../../shared/kernel/record/schema.ts';
import { anyText, sample } from './arbitrary-records.ts';

const good = {
  subject: '件名',
  body: '本文',
  questions1: '一つめ',
  category: 'alpha',
  wished: '2026-09-18',
  foundDate: '2026-09-14',
  foundTime: '10:00',
};

const faultsOf = (typed: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => {
  const read = readForm(sample, { ...good, ...typed });
  return read.ok ? {} : read.faults;
};

const allIds = Object.entries(sample.fields).flatMap(([name, field]) => inputIds(name, field));

describe('a form is read', () => {
  test('every fault at once, each under its field, in words of both languages', () => {
    const read = readForm(sample, {
      subject: 'あ'.repeat(101),
      category: 'delta',
      wished: '2026-02-29',
      foundDate: '2026-09-14',
      persons: 'many',
    });
    expect(read).toEqual({
      ok: false,
      faults: {
        subject: {
          ja: '100文字以内で入力してください（現在101文字）。',
          en: 'Please keep this within 100 characters (now 101).',
        },
        body: { ja: '入力してください。', en: 'Please fill this in.' },
        questions: { ja: '入力してください。', en: 'Please fill this in.' },
        category: { ja: '選択肢から選んでください。', en: 'Please choose one of the options.' },
        wished: { ja: '日付を正しく入力してください。', en: 'Please enter a valid date.' },
        found: {
          ja: '日付と時刻の両方を入力してください。',
          en: 'Please enter both the date and the time.',
        },
        persons: {
          ja: '0から10000までの整数で入力してください。',
          en: 'Please enter a whole number from 0 to 10000.',
        },
      },
    });
  });

  test.each([
    ['a thirteenth month', { wished: '2026-13-01' }, 'wished'],
    ['the 29th of February of a common year', { wished: '2026-02-29' }, 'wished'],
    ['a day before those that SharePoint keeps', { wished: '1899-12-31' }, 'wished'],
    ['a day after those that SharePoint keeps', { wished: '8901-01-01' }, 'wished'],
    ['the last day there is', { foundDate: '9999-12-31' }, 'found'],
    ['a day with text', { wished: '2026-09-18 明日' }, 'wished'],
    ['24 o’clock', { foundTime: '24:00' }, 'found'],
    ['a time without a day', { foundDate: '' }, 'found'],
    ['a negative count', { persons: '-1' }, 'persons'],
    ['a fraction', { persons: '1.5' }, 'persons'],
    ['more than the limit', { persons: '10001' }, 'persons'],
    ['a choice that is not offered beside one that is', { kinds: 'alpha,delta' }, 'kinds'],
    ['a choice that excludes the others beside one of them', { kinds: 'none,beta' }, 'kinds'],
    ['a long item of a list', { questions2: 'x'.repeat(201) }, 'questions'],
    ['nothing but blanks', { subject: ' \u3000\n\u200B' }, 'subject'],
  ])('refused: %s', (_what, typed, field) => {
    expect(Object.keys(faultsOf(typed))).toEqual([field]);
  });

  test('a leap day, the last minute of a day and a full-width number are taken', () => {
    expect(
      readForm(sample, { ...good, wished: '2028-02-29', foundTime: '23:59', persons: '１２' }),
    ).toMatchObject({ ok: true, values: { wished: '2028-02-29', found: '2026-09-14T23:59', persons: 12 } });
  });

  test('line ends become one, control and direction marks and half characters go, a subject is one line', () => {
    expect(
      readForm(sample, {
        ...good,
        subject: ' 件\r\n名\u0000\u202E ',
        body: 'い\r\nろ\rは\nに\uD800',
        questions1: '',
        questions3: '三つめ',
      }),
    ).toMatchObject({
      ok: true,
      values: { subject: '件 名', body: 'い\nろ\nは\nに', questions: ['三つめ'] },
    });
  });

  test('a choice that excludes the others stands alone, from a form and from anywhere else', () => {
    expect(faultsOf({ kinds: 'alpha,none' })).toEqual({
      kinds: {
        ja: '「なし」は、ほかの選択肢と一緒には選べません。どちらかの選択を外してください。',
        en: '“None” cannot be chosen together with other options. Please untick it or the others.',
      },
    });
    const read = readForm(sample, { ...good, kinds: 'none,none' });
    expect(read).toMatchObject({ ok: true, values: { kinds: ['none'] } });
    const values = read.ok ? read.values : {};
    expect(schemaOf(sample).safeParse({ ...values, kinds: ['alpha', 'beta'] }).success).toBe(true);
    const refused = schemaOf(sample).safeParse({ ...values, kinds: ['alpha', 'none'] });
    expect(refused.error?.issues).toMatchObject([
      { path: ['kinds'], message: 'なし (none): only by itself' },
    ]);
  });

  test('a limit counts what is kept, not the blanks around it', () => {
    expect(faultsOf({ subject: `  ${'あ'.repeat(100)}\n` })).toEqual({});
  });

  test('whatever was typed, the schema agrees with the form', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...allIds), anyText()), (typed) => {
        const read = readForm(sample, { ...good, ...typed });
        if (read.ok) expect(schemaOf(sample).parse(read.values)).toEqual(read.values);
        else expect(Object.keys(read.faults).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what came with a card is only a suggestion', () => {
  const anyData = fc.oneof(
    fc.anything(),
    fc.dictionary(
      fc.oneof(
        fc.constantFrom(...allIds, '__proto__', 'constructor', 'toString', 'submissionId'),
        fc.string(),
      ),
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(fc.string()),
        fc.object(),
      ),
    ),
  );

  test('never throws, never invents: only ids of the form, only what came for them', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const typed = typedIn(sample, data);
        for (const [id, value] of Object.entries(typed)) {
          expect(allIds).toContain(id);
          expect(String((data as Record<string, unknown>)[id]).startsWith(value)).toBe(true);
        }
        readForm(sample, typed);
      }),
      { numRuns: 500 },
    );
  });

  test('prototype keys are no input, and nothing is inherited', () => {
    const smuggled = JSON.parse(
      '{"__proto__":{"subject":"x"},"constructor":{"subject":"x"},"body":"本文"}',
    ) as unknown;
    expect(typedIn(sample, smuggled)).toEqual({ body: '本文' });
    expect(typedIn(sample, Object.create({ subject: 'x' }))).toEqual({});
    expect(({} as Record<string, unknown>)['subject']).toBeUndefined();
  });

  test.each([
    ['null', null],
    ['an array', ['subject']],
    ['text', 'subject'],
    ['a number', 7],
    ['an object for a field', { subject: { text: 'x' } }],
    ['an array for a field', { subject: ['x'] }],
  ])('%s gives nothing', (_what, data) => {
    expect(typedIn(sample, data)).toEqual({});
  });

  test('a text made to be large is cut', () => {
    expect(typedIn(sample, { body: 'x'.repeat(1_000_000) })['body']?.length).toBeLessThanOrEqual(20_000);
  });
});

describe('what was typed is kept in the form', () => {
  test('by each input, so that nobody types twice', () => {
    const typed = { ...good, kinds: 'alpha,gamma', persons: '12', going: 'true', questions3: '三つめ' };
    const kept = Object.entries(sample.fields).flatMap(([name, field]) =>
      inputsOf(name, field, typed, 'ja').flatMap((element) =>
        ((element['items'] as readonly (typeof element)[] | undefined) ?? [element]).filter((one) =>
          one.type.startsWith('Input.'),
        ),
      ),
    );
    expect(
      Object.fromEntries(
        kept.filter((one) => one['value'] !== undefined).map((one) => [one['id'], String(one['value'])]),
      ),
    ).toEqual(typed);
  });

  test('a default that is no longer a choice is left out: such a card would not render', () => {
    const [input] = inputsOf('category', sample.fields.category, { category: 'delta' }, 'ja');
    expect(input).not.toHaveProperty('value');
    const [several] = inputsOf('kinds', sample.fields.kinds, { kinds: 'alpha,delta' }, 'ja');
    expect(several).toMatchObject({ value: 'alpha' });
  });

  test('as many items of a list are open as are filled, and the next is one press away', () => {
    const [first, second, third] = inputsOf('questions', sample.fields.questions, { questions2: 'ろ' }, 'ja');
    expect([first?.['isVisible'], second?.['isVisible'], third?.['isVisible']]).toEqual([true, true, false]);
  });
});
