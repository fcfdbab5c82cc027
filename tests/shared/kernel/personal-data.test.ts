import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { suspicionsIn, suspicionWords } from '../../../shared/kernel/personal-data.ts';

const limits = { mailAddresses: 5, telephoneNumbers: 5, datesOfBirth: 3 };
const inText = (text: string) => suspicionsIn(text, limits);

/**
 * The check digit by the published formula: 11 − (Σ Pn·Qn mod 11), Pn counted from the right without the check digit,
 * Qn = n + 1 for n ≤ 6 and n − 5 above; a rest of 0 or 1 gives 0.
 */
const checkDigit = (eleven: string): number => {
  let sum = 0;
  for (let n = 1; n <= 11; n += 1) sum += Number(eleven.at(-n)) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return rest <= 1 ? 0 : 11 - rest;
};
const elevenDigits = fc.stringMatching(/^\d{11}$/);
const fullWidth = (digits: string): string =>
  digits.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0));
const grouped = (digits: string, by: string): string => (digits.match(/\d{4}/g) ?? []).join(by);

describe('My Numbers', () => {
  test('the formula holds for a number worked out by hand', () => {
    // 1·6+2·5+3·4+4·3+5·2 + 6·7+7·6+8·5+9·4+0·3+1·2 = 212, 212 mod 11 = 3, 11 − 3 = 8
    expect(checkDigit('12345678901')).toBe(8);
    expect(inText('番号は123456789018です')).toEqual(['myNumber']);
  });

  test('every number with its right check digit is asked about, however it is written', () => {
    fc.assert(
      fc.property(elevenDigits, (eleven) => {
        const number = `${eleven}${checkDigit(eleven)}`;
        for (const written of [
          number,
          grouped(number, ' '),
          grouped(number, '-'),
          grouped(number, '　'),
          grouped(number, '－'),
          fullWidth(number),
          `本人の番号：${number}。`,
        ])
          expect(inText(written)).toContain('myNumber');
      }),
    );
  });

  test('twelve digits that fail the check are no My Number', () => {
    fc.assert(
      fc.property(elevenDigits, fc.integer({ min: 1, max: 9 }), (eleven, off) => {
        const wrong = `${eleven}${(checkDigit(eleven) + off) % 10}`;
        expect(inText(`管理番号 ${wrong}`)).not.toContain('myNumber');
      }),
    );
  });

  test('twelve digits within a longer number are none', () => {
    expect(inText('1234567890180')).toEqual([]);
    expect(inText('9123456789018')).toEqual([]);
  });
});

describe('lists of persons', () => {
  const times = (count: number, one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join('\n');

  test('many mail addresses', () => {
    expect(inText(times(4, (index) => `person${index}@section.example`))).toEqual([]);
    expect(inText(times(5, (index) => `person${index}@section.example`))).toEqual(['listOfPersons']);
    expect(inText(times(5, (index) => `ｐｅｒｓｏｎ${index}＠ｓｅｃｔｉｏｎ．ｅｘａｍｐｌｅ`))).toEqual([
      'listOfPersons',
    ]);
  });

  test('many telephone numbers', () => {
    expect(inText(times(4, (index) => `03-0000-000${index}`))).toEqual([]);
    expect(inText(times(5, (index) => `03-0000-000${index}`))).toEqual(['listOfPersons']);
    expect(inText(times(5, (index) => `０９０－００００－０００${index}`))).toEqual(['listOfPersons']);
    expect(inText(times(5, (index) => `044(000)000${index}`))).toEqual(['listOfPersons']);
  });

  test('many dates of birth, western or by the era', () => {
    expect(inText('1980年1月2日、1981年3月4日')).toEqual([]);
    expect(inText('1980年1月2日、1981年3月4日、1999/12/31')).toEqual(['listOfPersons']);
    expect(inText('昭和55年1月2日\n平成1年3月4日\nS60.5.6')).toEqual(['listOfPersons']);
  });

  test('the same address again is one', () => {
    expect(inText(times(9, () => 'section@office.example'))).toEqual([]);
  });

  test('the profile says from how many on', () => {
    expect(suspicionsIn('a@x.example b@x.example', { ...limits, mailAddresses: 2 })).toEqual([
      'listOfPersons',
    ]);
  });
});

describe('no false alarm', () => {
  test.each([
    ['one telephone number', '連絡先は03-0000-0000（内線1234）です。'],
    ['one birth date', '昭和55年1月2日生まれの方からの問合せです。'],
    ['amounts', '見積額は12,345,678円、税込13,580,245円、年間契約額は148,000,000円です。'],
    ['versions', 'バージョン1.2.3.4から10.15.7.2000へ更新、ビルド20260914.1、10.0.19045.3803'],
    ['addresses of the network', '192.168.0.1、10.0.0.254、fe80::1、255.255.255.0'],
    ['postal codes', '〒176-0012 〒210-0007 〒100-0001 〒176-8501 〒176-0001 〒176-0002'],
    ['numbers of cases', 'R8-相-0001、R8-相-0002、R8-事-0001、R8-相-0003、R8-相-0004'],
    ['the term', '令和8年4月1日から令和9年3月31日まで'],
  ])('%s', (_what, text) => {
    expect(inText(text)).toEqual([]);
  });

  test('two words may be asked about at once, in both languages', () => {
    const both = `123456789018\n${'abcde'.replace(/./g, (name) => `${name}@x.example\n`)}`;
    expect(inText(both)).toEqual(['myNumber', 'listOfPersons']);
    for (const suspicion of inText(both))
      expect(suspicionWords[suspicion]).toEqual({
        ja: expect.stringMatching(/ください。.*そのまま送信できます。$/),
        en: expect.stringMatching(/\.$/),
      });
  });

  test('a long text is read at once: no expression runs away', () => {
    const started = performance.now();
    for (const unit of ['0', '0-', 'a.', 'a@', '1 ', '昭和1', '000-', '１'])
      inText(unit.repeat(20_000 / unit.length));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
