import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, oneLine, shorten, startOf } from '../../../shared/kernel/text.ts';
import { anyText } from './arbitrary-records.ts';

describe('what people typed, made storable', () => {
  test.each([
    ['line ends become one', 'い\r\nろ\rは\nに', 'い\nろ\nは\nに'],
    ['control characters go, a tab is a blank', 'a\u0000b\u001B[31mc\td\u007F', 'ab[31mc d'],
    ['invisible direction marks go', 'invoice\u202Efdp.exe\u200E', 'invoicefdp.exe'],
    ['zero width blanks and byte order marks go', '\uFEFF管\u200B理', '管理'],
    ['half characters go', '𠮷\uD842x\uDFB7', '𠮷x'],
    ['outer blanks go, full-width ones too', '\u3000 件名 \n\u3000', '件名'],
    ['Markdown, links and mentions stay letter by letter', '**x** <at>y</at>', '**x** <at>y</at>'],
  ])('%s', (_what, typed, kept) => {
    expect(cleanText(typed)).toBe(kept);
  });

  test('rare characters of names stay: 髙﨑𠮷, variants, half-width kana', () => {
    const names = '髙﨑 𠮷野 葛\u{E0100}飾 ｱｲｳ ㈱ ①';
    expect(cleanText(names)).toBe(names);
  });

  test('cleaning twice changes nothing more; nothing that harms is left', () => {
    fc.assert(
      fc.property(anyText(), (typed) => {
        const clean = cleanText(typed);
        expect(cleanText(clean)).toBe(clean);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean).not.toMatch(/[\r\t\0\u202A-\u202E\u2066-\u2069\uFEFF]/);
        expect(clean.length).toBeLessThanOrEqual(typed.length);
      }),
    );
  });

  test('one line of it has no line end', () => {
    expect(oneLine('件\r\n  名\n\nその二')).toBe('件 名 その二');
    fc.assert(fc.property(anyText(), (typed) => !/[\r\n]/.test(oneLine(typed))));
  });
});

describe('shortening', () => {
  test('counts whole characters and never cuts one in half', () => {
    expect(shorten('𠮷𠮷𠮷𠮷', 3)).toBe('𠮷𠮷…');
    expect(shorten('𠮷𠮷𠮷', 3)).toBe('𠮷𠮷𠮷');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (text, max) => {
          const short = shorten(text, max);
          expect(short.isWellFormed()).toBe(text.isWellFormed());
          expect(Array.from(short).length).toBeLessThanOrEqual(max);
        },
      ),
    );
  });

  test('the beginning of a text ends before a character that would be cut in half', () => {
    expect(startOf('あ𠮷い', 2)).toBe('あ');
    expect(startOf('あ𠮷い', 3)).toBe('あ𠮷');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (text, most) => {
          const start = startOf(text, most);
          expect(start.isWellFormed()).toBe(true);
          expect(text.startsWith(start)).toBe(true);
          expect(start.length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
