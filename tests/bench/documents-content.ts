import { cell, control, paragraph, row, tableOf, text, wordFile } from '../shared/documents/word-fixture.ts';
import { deckFile, shape, table, words } from '../shared/documents/deck-fixture.ts';
import type { DocumentFields, PlainField } from '../../shared/documents/document-field.ts';
import { factsOf, type Fact, type FactRow, type Facts } from '../../shared/documents/facts.ts';

/** The same report and the same deck, as templates of each engine and as values for it. */

export const FIELD_COUNT = 500;
export const TABLE_COUNT = 10;
export const ROW_COUNT = 100;
export const SLIDE_COUNT = 40;
export const SLIDE_ROWS = 6;
const COLUMNS = ['no', 'name', 'owner', 'result'] as const;
const AT = Date.UTC(2026, 10, 22);

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const PROSE =
  '情報セキュリティ対策の実施状況を確認し、規程と運用との差異を整理したうえで、改善の方向を示す。各課の実情に即して、無理のない手順を選ぶ。';
const STYLED =
  '<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="ＭＳ 明朝"/><w:sz w:val="21"/></w:rPr>';
const SPACED = '<w:pPr><w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLine="210"/></w:pPr>';

export const fieldValue = (index: number): string => `第${index}項の値 ${index * 37} & <件>`;
export const cellValue = (list: number, line: number, column: string): string => `${column}${list}-${line}`;

/** A report of about sixty pages: a paragraph of prose with each field, ten tables with one model row each. */
const report = (
  field: (name: string) => string,
  loop: (list: number, row: (name: string) => string) => string,
): Uint8Array => {
  const head = row(...COLUMNS.map((column) => cell(paragraph(text(column, STYLED)))));
  const body = numbers(FIELD_COUNT).map((index) => {
    const prose = paragraph(text(PROSE.repeat(2), STYLED), SPACED).repeat(3);
    const list =
      index % 50 === 49 ? tableOf(4, head + loop((index - 49) / 50, (name) => paragraph(field(name)))) : '';
    return (
      paragraph(text('これは', STYLED) + field(`f${index}`) + text('です。', STYLED), SPACED) + prose + list
    );
  });
  return wordFile({ body: body.join('') });
};

export const ourReport = (): Uint8Array =>
  report(
    (name) => control(name.startsWith('f') ? `cio:doc.${name}` : `cio:${name}`, text('…', STYLED)),
    (list, line) =>
      control(`cio:each:t${list}`, row(...COLUMNS.map((column) => cell(line(`t${list}.${column}`))))),
  );

export const theirReport = (): Uint8Array =>
  report(
    (name) => text(`{${name.split('.').at(-1)}}`, STYLED),
    (list, line) =>
      row(
        ...COLUMNS.map((column, index) =>
          cell(
            index === 0
              ? paragraph(text(`{#t${list}}{${column}}`, STYLED))
              : index === COLUMNS.length - 1
                ? paragraph(text(`{${column}}{/t${list}}`, STYLED))
                : line(column),
          ),
        ),
      ),
  );

const label = { ja: '項目', en: 'Field' };
const TEXT: PlainField = { kind: 'text', label };

export const reportFields = (): DocumentFields => ({
  ...Object.fromEntries(numbers(FIELD_COUNT).map((index) => [`doc.f${index}`, TEXT])),
  ...Object.fromEntries(
    numbers(TABLE_COUNT).map((list) => [
      `t${list}`,
      {
        kind: 'rows' as const,
        label,
        fields: Object.fromEntries(COLUMNS.map((column) => [`t${list}.${column}`, TEXT])),
      },
    ]),
  ),
});

const fact = (id: string, value: Fact['value']): Fact => ({
  id,
  value,
  source: { list: 'plans', itemId: '7', version: '3' },
  at: AT,
});

export const reportFacts = (): Facts =>
  factsOf([
    ...numbers(FIELD_COUNT).map((index) => fact(`doc.f${index}`, fieldValue(index))),
    ...numbers(TABLE_COUNT).map((list) =>
      fact(
        `t${list}`,
        numbers(ROW_COUNT).map((line): FactRow => ({
          key: String(line + 1),
          values: Object.fromEntries(
            COLUMNS.map((column) => [`t${list}.${column}`, cellValue(list, line, column)]),
          ),
        })),
      ),
    ),
  ]);

/** What docxtemplater is given. */
export const reportData = (): Record<string, unknown> => ({
  ...Object.fromEntries(numbers(FIELD_COUNT).map((index) => [`f${index}`, fieldValue(index)])),
  ...Object.fromEntries(
    numbers(TABLE_COUNT).map((list) => [
      `t${list}`,
      numbers(ROW_COUNT).map((line) =>
        Object.fromEntries(COLUMNS.map((column) => [column, cellValue(list, line, column)])),
      ),
    ]),
  ),
});

export const SHAPES = ['title', 'lead', 'point', 'note'] as const;
export const shapeValue = (slide: number, name: string): string => `${name} ${slide} の要点`;

/** A deck of forty slides: four texts and a table of three columns on each. Our names; the other finds them as well. */
export const deck = (slides = SLIDE_COUNT): Uint8Array =>
  deckFile(
    numbers(slides).map((slide) => ({
      shapes:
        SHAPES.map((name) => shape(`cio:deck.s${slide}.${name}`, words('…'))).join('') +
        table(`cio:each:d${slide}[d${slide}.no,d${slide}.name,d${slide}.owner]`, [
          ['番号', '取組', '担当'],
          ['', '', ''],
        ]),
    })),
  );

export const deckFields = (): DocumentFields => ({
  ...Object.fromEntries(
    numbers(SLIDE_COUNT).flatMap((slide) => SHAPES.map((name) => [`deck.s${slide}.${name}`, TEXT])),
  ),
  ...Object.fromEntries(
    numbers(SLIDE_COUNT).map((slide) => [
      `d${slide}`,
      {
        kind: 'rows' as const,
        label,
        fields: Object.fromEntries(['no', 'name', 'owner'].map((column) => [`d${slide}.${column}`, TEXT])),
      },
    ]),
  ),
});

export const deckRows = (slide: number): readonly (readonly string[])[] =>
  numbers(SLIDE_ROWS).map((line) => ['no', 'name', 'owner'].map((column) => cellValue(slide, line, column)));

export const deckFacts = (): Facts =>
  factsOf([
    ...numbers(SLIDE_COUNT).flatMap((slide) =>
      SHAPES.map((name) => fact(`deck.s${slide}.${name}`, shapeValue(slide, name))),
    ),
    ...numbers(SLIDE_COUNT).map((slide) =>
      fact(
        `d${slide}`,
        deckRows(slide).map((cells, line): FactRow => ({
          key: String(line + 1),
          values: Object.fromEntries(
            ['no', 'name', 'owner'].map((column, index) => [`d${slide}.${column}`, cells[index] ?? '']),
          ),
        })),
      ),
    ),
  ]);
