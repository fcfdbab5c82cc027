import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { LIMITS } from '../../../shared/documents/ooxml/limits.ts';
import { openPackage, readXml, writePackage, type Opening } from '../../../shared/documents/ooxml/package.ts';
import { paragraph, text, wordFile, type WordParts } from './word-fixture.ts';

/** Files of unknown origin: what is opened, what is refused, and why. */

const body = paragraph(text('本文'));
const codeOf = (bytes: Uint8Array, opening: Opening = {}): string => {
  const result = openPackage(bytes, opening);
  return result.ok ? 'opened' : result.problem.code;
};
const made = (parts: Partial<WordParts>): Uint8Array => wordFile({ body, ...parts });

/** Overwrites two or four bytes at each place where the signature stands. */
const patched = (
  bytes: Uint8Array,
  signature: number,
  offset: number,
  value: number,
  width: 2 | 4,
): Uint8Array => {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at += 1)
    if (view.getUint32(at, true) === signature)
      if (width === 2) view.setUint16(at + offset, value, true);
      else view.setUint32(at + offset, value, true);
  return copy;
};

const CENTRAL = 0x02014b50;

describe('a sound file', () => {
  test('is opened, and written again its parts are what they were', () => {
    const result = openPackage(made({}), { name: '計画書.DOCX' });
    if (!result.ok) throw new Error(result.problem.code);
    expect(result.value).toMatchObject({ kind: 'docx', main: 'word/document.xml' });
    const again = openPackage(writePackage(result.value));
    if (!again.ok) throw new Error(again.problem.code);
    expect([...again.value.parts.values()].map(({ name, crc, time }) => [name, crc, time])).toEqual(
      [...result.value.parts.values()].map(({ name, crc, time }) => [name, crc, time]),
    );
    expect(writePackage(again.value)).toEqual(writePackage(result.value));
  });
});

describe('refused, with a reason and nothing changed', () => {
  test.each([
    ['nothing at all', new Uint8Array(0), 'document.noOffice'],
    ['a text', strToU8('これは文書ではありません'.repeat(20)), 'document.noOffice'],
    ['a zip that is no document', zipSync({ 'a.txt': strToU8('a') }), 'document.noOffice'],
    ['a file cut off', made({}).slice(0, 900), 'document.broken'],
    [
      'an encrypted or old file',
      Uint8Array.from({ length: 600 }, (_, index) => [0xd0, 0xcf, 0x11, 0xe0][index] ?? 0),
      'document.encrypted',
    ],
    ['an encrypted entry', patched(made({}), CENTRAL, 8, 1, 2), 'document.encrypted'],
    ['a check sum that does not fit', patched(made({}), CENTRAL, 16, 7, 4), 'document.broken'],
    ['an entry that says it is smaller than it is', patched(made({}), CENTRAL, 24, 60, 4), 'document.broken'],
    ['an entry that says it is immense', patched(made({}), CENTRAL, 24, 0x7fffffff, 4), 'document.tooLarge'],
    ['a file with macros', made({ extra: { 'word/vbaProject.bin': strToU8('x') } }), 'document.macros'],
    ['a name that leads out', made({ extra: { '../out.xml': strToU8('<a/>') } }), 'document.unsafe'],
    ['a name from the root', made({ extra: { '/etc/out.xml': strToU8('<a/>') } }), 'document.unsafe'],
    ['a name of another system', made({ extra: { 'word\\out.xml': strToU8('<a/>') } }), 'document.unsafe'],
    ['the same name twice', made({ extra: { 'WORD/document.xml': strToU8('<a/>') } }), 'document.unsafe'],
    [
      'entities, in a part nobody reads',
      made({ extra: { 'docProps/app.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') } }),
      'document.unsafe',
    ],
    [
      'XML in UTF-16',
      made({ extra: { 'docProps/app.xml': new Uint8Array([0xff, 0xfe, 0x3c, 0]) } }),
      'document.broken',
    ],
    ['a bomb', made({ extra: { 'word/media/a.png': new Uint8Array(30_000_000) } }), 'document.unsafe'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  test('more parts, larger parts and larger files than a document has', () => {
    const many = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`a${index}.xml`, strToU8('<a/>')]),
    );
    expect(codeOf(made({ extra: many }), { limits: { ...LIMITS, entries: 20 } })).toBe('document.tooLarge');
    expect(codeOf(made({}), { limits: { ...LIMITS, xml: 200 } })).toBe('document.tooLarge');
    expect(codeOf(made({}), { limits: { ...LIMITS, inflated: 200 } })).toBe('document.tooLarge');
    expect(codeOf(made({}), { limits: { ...LIMITS, file: 200 } })).toBe('document.tooLarge');
  });

  test('a large part whose stream goes on beyond what it declares is stopped', () => {
    const noise = new Uint8Array(600_000).map((_, index) => (index * 7919 + (index >> 5) * 104_729) & 0xff);
    const bytes = made({ extra: { 'word/media/a.xml': [noise, { level: 6 }] } });
    expect(codeOf(patched(bytes, CENTRAL, 24, 1_000, 4))).toBe('document.broken');
  });

  test.each(['計画書.pptx', '計画書.docm', '計画書.xlsx', '計画書'])(
    'a file that is not what its name says: %s',
    (name) => {
      expect(codeOf(made({}), { name })).toBe('document.otherKind');
    },
  );
});

describe('what is told of it', () => {
  const messageOf = (bytes: Uint8Array, opening: Opening = {}): string => {
    const result = openPackage(bytes, opening);
    return result.ok ? '' : `${result.problem.message.ja} ${result.problem.message.en}`;
  };
  test('a table of Excel is no damaged document, be it cut off or whole', () => {
    const xlsx = zipSync({
      '[Content_Types].xml': strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
      ),
      '_rels/.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
      ),
      'xl/workbook.xml': strToU8('<workbook/>'),
    });
    for (const name of ['課題管理表.xlsx', '課題管理表.docx'])
      expect(codeOf(xlsx, { name })).toBe('document.noOffice');
    expect(codeOf(xlsx.slice(0, 300), { name: '課題管理表.xlsx' })).toBe('document.noOffice');
    expect(codeOf(xlsx.slice(0, 300), { name: '課題管理表.docx' })).toBe('document.broken');
  });

  test('is in words of an office: no name of a part, no way of packing', () => {
    const bomb = made({ extra: { 'word/media/a.png': new Uint8Array(30_000_000) } });
    expect(messageOf(bomb)).toContain('展開すると極端に大きくなる部品があります');
    for (const bytes of [bomb, made({}).slice(0, 900), patched(made({}), CENTRAL, 16, 7, 4)])
      expect(messageOf(bytes)).not.toMatch(/zip|xml|word\//i);
    expect(messageOf(made({}), { limits: { ...LIMITS, file: 200 } })).toContain('上限は1MBです');
  });
});

describe('XML that is none', () => {
  const xmlCode = (xml: string): string => {
    const file = openPackage(made({ extra: { 'word/document.xml': strToU8(xml) } }));
    if (!file.ok) return file.problem.code;
    const read = readXml(file.value, 'word/document.xml');
    return read.ok ? 'read' : read.problem.code;
  };
  test.each([
    ['<a><b></a></b>', 'document.broken'],
    ['<a>', 'document.broken'],
    ['<a/><b/>', 'document.broken'],
    ['</a>', 'document.broken'],
    ['', 'document.broken'],
    ['<a b="1', 'document.broken'],
    ['<a b=<c/>', 'document.broken'],
    ['<!doctype a><a/>', 'document.unsafe'],
    [`${'<a>'.repeat(1_500)}${'</a>'.repeat(1_500)}`, 'document.unsafe'],
    ['<a b=">" c=\'/>\'><!-- <x> --><![CDATA[<y>]]><?p <z> ?></a>', 'read'],
  ])('%s', (xml, code) => {
    expect(xmlCode(xml)).toBe(code);
  });
});
