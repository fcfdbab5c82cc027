import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import {
  openPackage,
  readXml,
  writePackage,
  type OfficePackage,
} from '../../../shared/documents/ooxml/package.ts';
import { FIELDS, facts, measure } from './sample-fields.ts';
import {
  cell,
  checkBox,
  control,
  dropDown,
  paragraph,
  placeholder,
  row,
  tableOf,
  text,
  wordFile,
  type WordParts,
} from './word-fixture.ts';

const opened = (bytes: Uint8Array): OfficePackage => {
  const result = openPackage(bytes, { name: '運営計画書.docx' });
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};

const bodyOf = (file: OfficePackage, part = 'word/document.xml'): string => {
  const xml = readXml(file, part);
  if (!xml.ok) throw new Error(part);
  return xml.value.text;
};

const reading = (file: OfficePackage) => {
  const result = readDocument(file);
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};

/** Fills, writes, and opens again what was written. */
const filled = (parts: WordParts | OfficePackage, given: Facts = facts()): OfficePackage => {
  const file = 'parts' in parts ? parts : opened(wordFile(parts));
  const applied = applyPlan(file, planFill(reading(file), FIELDS, given));
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
  return opened(writePackage(applied.file));
};

const states = (file: OfficePackage, given: Facts = facts()) =>
  Object.fromEntries(
    compareWithSource(reading(file), FIELDS, given).map(({ id, row, state }) => [
      row ? `${id}#${row}` : id,
      state,
    ]),
  );

const measures = tableOf(
  3,
  row(cell(paragraph(text('取組'))), cell(paragraph(text('件数'))), cell(paragraph(text('結果')))) +
    control(
      'cio:each:measures',
      row(
        cell(paragraph(placeholder('cio:measures.name'))),
        cell(paragraph(placeholder('cio:measures.count'), '<w:pPr><w:jc w:val="right"/></w:pPr>')),
        cell(paragraph(dropDown('cio:measures.result', ['適合', '要改善']))),
      ),
    ),
);

const plan: WordParts = {
  body:
    paragraph(placeholder('cio:plan.title'), '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>') +
    paragraph(
      text('作成日：') + placeholder('cio:plan.date') + text(' 予算：') + placeholder('cio:plan.budget'),
    ) +
    control(
      'cio:plan.purpose',
      paragraph(text('（目的）', '<w:rPr><w:i/></w:rPr>'), '<w:pPr><w:ind w:left="210"/></w:pPr>'),
    ) +
    measures +
    control('cio:if:plan.hasRisks', paragraph(text('リスクへの対応は別紙のとおりです。'))) +
    control('cio:unless:plan.hasRisks', paragraph(text('特記すべきリスクはありません。'))) +
    paragraph(
      checkBox('cio:plan.approved') + text(' 承認済み ') + dropDown('cio:plan.result', ['適合', '要改善']),
    ),
  header: paragraph(placeholder('cio:plan.title')),
  footer: paragraph(text('区政情報 ') + placeholder('cio:plan.date')),
  footnote: paragraph(placeholder('cio:plan.date')),
};

describe('N-3.2.ア: a plan is made from a template that a person made in Word', () => {
  const file = filled(plan);
  const body = bodyOf(file);

  test('each field says its value, in 和暦, with grouping and 約, wherever it stands', () => {
    const texts = new Map(reading(file).anchors.map(({ tag, text }) => [tag.id, text]));
    expect(texts.get('plan.title')).toBe('情報セキュリティ運営計画書');
    expect(texts.get('plan.date')).toBe('令和8年9月18日');
    expect(texts.get('plan.budget')).toBe('約1,230万円');
    for (const part of ['word/footer1.xml', 'word/footnotes.xml'])
      expect(bodyOf(file, part)).toContain('令和8年9月18日');
    expect(bodyOf(file, 'word/header1.xml')).toContain('情報セキュリティ運営計画書');
  });

  test('a placeholder gives way with its grey, and keeps what else was set', () => {
    expect(body).not.toContain('showingPlcHdr');
    expect(body).not.toContain('PlaceholderText');
    expect(body).toContain('<w:r><w:rPr><w:b/></w:rPr><w:t>情報セキュリティ運営計画書</w:t></w:r>');
  });

  test('lines become paragraphs of the same style', () => {
    expect(body).toContain(
      '<w:p><w:pPr><w:ind w:left="210"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>目的の一行目</w:t></w:r></w:p>' +
        '<w:p><w:pPr><w:ind w:left="210"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>目的の二行目</w:t></w:r></w:p>',
    );
  });

  test('a table has one row for each row of the list, each knowing whose it is', () => {
    expect([...body.matchAll(/cio:each:measures:(\w+)/g)].map(([, key]) => key)).toEqual(['1', '2', '3']);
    expect(body).toContain('監査 &amp; 点検 &lt;年2回&gt;');
    expect(body.match(/<w:jc w:val="right"\/>/g)).toHaveLength(3);
    const ids = [...body.matchAll(/<w:id w:val="(\d+)"\/>/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('what does not hold is not there, what holds is', () => {
    expect(body).not.toContain('別紙のとおり');
    expect(body).toContain('特記すべきリスクはありません。');
  });

  test('a check box is ticked, a drop-down chosen', () => {
    expect(body).toContain('<w14:checked w14:val="1"/>');
    expect(body).toContain('<w:t>☒</w:t>');
    expect(reading(file).anchors.find(({ tag }) => tag.id === 'plan.result')?.text).toBe('要改善');
  });

  test('what was not touched stays byte for byte; the same filling gives the same file', () => {
    const [before, after] = [unzipSync(wordFile(plan)), unzipSync(writePackage(file))];
    for (const part of ['word/styles.xml', 'word/settings.xml', '_rels/.rels'])
      expect(Buffer.from(after[part] ?? [])).toEqual(Buffer.from(before[part] ?? []));
    const template = opened(wordFile(plan));
    expect(writePackage(filled(template))).toEqual(writePackage(filled(template)));
    expect(bodyOf(filled(file))).toBe(body);
  });
});

describe('N-3.2.ア: the document knows later what has become untrue', () => {
  test('all is in step after filling, but for what was taken out', () => {
    expect(new Set(Object.values(states(filled(plan))))).toEqual(new Set(['inStep']));
  });

  test('a figure that changes at its source is stale; one a person changed is theirs', () => {
    const file = filled(plan);
    expect(states(file, facts({ 'plan.budget': 20_000_000 }))).toMatchObject({
      'plan.budget': 'stale',
      'plan.title': 'inStep',
    });
    const edited = bodyOf(file).replace('約1,230万円', '約1,300万円');
    const byHand = opened(wordWith(file, edited));
    expect(states(byHand)).toMatchObject({ 'plan.budget': 'editedByHand' });
    const both = compareWithSource(reading(byHand), FIELDS, facts({ 'plan.budget': 20_000_000 }));
    expect(both.find(({ id }) => id === 'plan.budget')).toMatchObject({
      state: 'editedByHand',
      sourceMoved: true,
      document: '約1,300万円',
      filled: '約1,230万円',
      source: '約2,000万円',
    });
  });

  test('a field deleted is missing; a record deleted leaves the field unknown; a copied field counts once', () => {
    const file = filled(plan);
    const gone = bodyOf(file).replace(/<w:sdt>(?:(?!<w:sdt>).)*?cio:plan\.budget.*?<\/w:sdt>/, '');
    expect(states(opened(wordWith(file, gone)))).toMatchObject({ 'plan.budget': 'missing' });
    expect(states(file, facts({ 'plan.title': undefined }))).toMatchObject({ 'plan.title': 'unknown' });
    const copied = control('cio:plan.date', text('令和8年9月1日'));
    const twice = bodyOf(file).replace('</w:tbl>', `</w:tbl><w:p>${copied}</w:p>`);
    expect(states(opened(wordWith(file, twice)))).toMatchObject({ 'plan.date': 'editedByHand' });
  });

  test('rows follow their list by key: added, removed, moved, one cell changed', () => {
    const file = filled(plan);
    const now = facts({
      measures: [measure('3', '規程の改定', 9), measure('1', '研修の実施', 3), measure('4', '訓練', 1)],
    });
    expect(states(file, now)).toMatchObject({
      measures: 'stale',
      'measures.count#3': 'stale',
      'measures.count#1': 'inStep',
    });
    const noted = bodyOf(file).replace(
      '<w:t>規程の改定</w:t></w:r></w:sdtContent></w:sdt>',
      (whole) => `${whole}${text('（継続）')}`,
    );
    const again = filled(opened(wordWith(file, noted)), now);
    expect([...bodyOf(again).matchAll(/cio:each:measures:(\w+)/g)].map(([, key]) => key)).toEqual([
      '3',
      '1',
      '4',
    ]);
    expect(bodyOf(again)).toContain('（継続）');
    expect(new Set(Object.values(states(again, now)))).toEqual(new Set(['inStep']));
    const emptied = filled(again, facts({ measures: [] }));
    expect(bodyOf(emptied)).toContain('"cio:each:measures"');
    expect(bodyOf(filled(emptied))).toContain('研修の実施');
  });
});

/** The same file with another body, as if a person had edited it in Word. */
const wordWith = (file: OfficePackage, body: string): Uint8Array => {
  const parts = unzipSync(writePackage(file));
  return wordFile({ ...plan, extra: { ...parts, 'word/document.xml': Buffer.from(body) } });
};

describe('nothing is destroyed', () => {
  const refused = (body: string, settings = ''): readonly string[] => {
    const file = opened(wordFile({ body, settings }));
    const applied = applyPlan(file, planFill(reading(file), FIELDS, facts()));
    return applied.ok ? [] : applied.problems.map(({ code }) => code);
  };
  const field = (content: string, properties = ''): string =>
    paragraph(control('cio:plan.title', content, properties));

  test.each([
    [
      'a tracked change',
      field(`<w:ins w:id="1" w:author="例田"><w:r><w:t>a</w:t></w:r></w:ins>`),
      'document.trackedChange',
    ],
    [
      'a comment',
      field(`<w:commentRangeStart w:id="1"/>${text('a')}<w:commentRangeEnd w:id="1"/>`),
      'document.comment',
    ],
    ['a field in a field', field(placeholder('cio:plan.date')), 'document.nested'],
    [
      'a bound control',
      field(text('a'), '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'),
      'document.bound',
    ],
    [
      'a formula',
      field('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
      'document.content',
    ],
    ['a choice that is not offered', paragraph(dropDown('cio:plan.result', ['適合'])), 'document.notOffered'],
  ])('%s is reported, and nothing written', (_, body, code) => {
    expect(refused(body)).toContain(code);
  });

  test('a protected document is left alone; tracking is said', () => {
    const body = field(text('a'));
    expect(refused(body, '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>')).toEqual([
      'document.protected',
    ]);
    const file = opened(wordFile({ body, settings: '<w:trackRevisions/>' }));
    const applied = applyPlan(file, planFill(reading(file), FIELDS, facts()));
    expect(applied.ok && applied.notices.map(({ code }) => code)).toEqual(['document.untracked']);
  });

  test('what people typed is data: text that looks like XML stays text', () => {
    const odd = '</w:t><w:evil/>&amp;\u0000\uFFFF';
    const file = filled(plan, facts({ 'plan.title': odd }));
    expect(reading(file).anchors.find(({ tag }) => tag.id === 'plan.title')?.text).toBe(
      '</w:t><w:evil/>&amp;',
    );
  });
});
