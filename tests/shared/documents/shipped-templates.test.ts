import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { TEMPLATE_FILES } from '../../../infra/templates/make.ts';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage, type OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { checkTemplate } from '../../../shared/documents/template.ts';
import {
  libraryName,
  SHIPPED_TEMPLATES,
  templateOf,
  type ShippedTemplate,
} from '../../../shared/documents/templates/catalogue.ts';
import { parseEngagement } from '../../../shared/engagements/engagement.ts';

/** The shipped templates: N-3.3.ア.エ.2, N-4.3.ア (documents of meetings), N-4.3.イ.1 (editable Office formats). */

const SHARED = path.join(import.meta.dirname, '../../../shared');
const FOLDER = path.join(SHARED, 'documents/templates');

const samplesOf = (profile: string): Readonly<Record<string, Facts>> => {
  const parsed = parseEngagement(readFileSync(path.join(SHARED, `engagements/${profile}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(profile);
  return sampleFacts(parsed.engagement.settings);
};
const PROFILES = { 'nerima-r8': samplesOf('nerima-r8'), 'kawasaki-r3': samplesOf('kawasaki-r3') };

const opened = (bytes: Uint8Array, name: string): OfficePackage => {
  const file = openPackage(bytes, { name });
  if (!file.ok) throw new Error(`${name}: ${file.problem.message.ja}`);
  return file.value;
};
const reading = (file: OfficePackage) => {
  const read = readDocument(file);
  if (!read.ok) throw new Error(read.problem.message.ja);
  return read.value;
};
const shipped = ({ file }: ShippedTemplate): OfficePackage =>
  opened(readFileSync(path.join(FOLDER, file)), file);

const known = new Map<Facts, Uint8Array>();
const fill = (template: ShippedTemplate, facts: Facts): Uint8Array => {
  const bytes = known.get(facts) ?? fillAnew(template, facts);
  known.set(facts, bytes);
  return bytes;
};

const fillAnew = (template: ShippedTemplate, facts: Facts): Uint8Array => {
  const file = shipped(template);
  const applied = applyPlan(file, planFill(reading(file), template.kind.fields, facts));
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
  return writePackage(applied.file);
};
const partsOf = (bytes: Uint8Array, pattern: RegExp): readonly string[] =>
  Object.entries(unzipSync(bytes)).flatMap(([name, content]) =>
    pattern.test(name) ? [strFromU8(content)] : [],
  );
const factsOfTemplate = (template: ShippedTemplate, profile: keyof typeof PROFILES = 'nerima-r8'): Facts => {
  const facts = PROFILES[profile][template.id];
  if (!facts) throw new Error(`no sample for ${template.id}`);
  return facts;
};

test('the catalogue and the folder name the same files', () => {
  const files = readdirSync(FOLDER).filter((name) => /\.(docx|pptx)$/.test(name));
  expect(files.sort()).toEqual(SHIPPED_TEMPLATES.map(({ file }) => file).sort());
  expect(Object.keys(TEMPLATE_FILES).sort()).toEqual(files);
});

test('making a template twice gives the same bytes', () => {
  for (const make of Object.values(TEMPLATE_FILES)) expect(Buffer.compare(make(), make())).toBe(0);
});

describe.each(SHIPPED_TEMPLATES.map((template) => [template.name.ja, template] as const))(
  '%s',
  (_, template) => {
    test('passes the check that people pass their own templates through', () => {
      expect(checkTemplate(reading(shipped(template)), template.kind.fields)).toEqual([]);
    });

    test.each(['nerima-r8', 'kawasaki-r3'] as const)('is filled whole from records of %s', (profile) => {
      const facts = factsOfTemplate(template, profile);
      const plan = planFill(reading(shipped(template)), template.kind.fields, facts);
      expect({ unfilled: plan.unfilled, unknown: plan.unknown }).toEqual({ unfilled: [], unknown: [] });
      const bytes = fill(template, facts);
      const texts = partsOf(bytes, /^(word|ppt\/(slides|notesSlides))\/[^/]+\.xml$/).join('');
      expect(texts).not.toMatch(/［|］|showingPlcHdr|@[A-Za-z]+@/);
      expect(Buffer.compare(fillAnew(template, facts), bytes)).toBe(0);
    });

    test('bears number and confidentiality, and every figure has words for who cannot see it', () => {
      const { anchors } = reading(shipped(template));
      expect(anchors.map(({ tag }) => tag.id)).toEqual(
        expect.arrayContaining(['document.number', 'document.label']),
      );
      const figures = partsOf(
        fill(template, factsOfTemplate(template)),
        /^(word\/document|ppt\/slides\/slide\d+)\.xml$/,
      )
        .join('')
        .match(/<(?:wp:docPr|p:cNvPr)[^>]*name="cio:chart:[^>]*>/g);
      for (const figure of figures ?? []) expect(figure).toMatch(/descr="[^"]{15,}"/);
    });
  },
);

describe.each(
  SHIPPED_TEMPLATES.filter(({ app }) => app === 'word').map((one) => [one.name.ja, one] as const),
)('%s as a Word document', (_, template) => {
  const [body = ''] = partsOf(writePackage(shipped(template)), /^word\/document\.xml$/);

  test('is A4 with page n / N, its looks come from styles, rows stay whole and heads repeat', () => {
    expect(body).toMatch(/<w:pgSz w:w="(11906" w:h="16838|16838" w:h="11906)"/);
    expect(partsOf(writePackage(shipped(template)), /^word\/footer/).join('')).toMatch(/PAGE .*NUMPAGES/s);
    expect(body).not.toMatch(/<w:(sz|b|color|rFonts|jc|ind|spacing) /);
    expect(body.match(/<w:tr>/g)?.length).toBe(body.match(/<w:cantSplit\/>/g)?.length);
    const lists = body.match(/cio:each:\w+"\/>(?:(?!<w:sdtContent>).)*<w:sdtContent><w:tr>/g)?.length ?? 0;
    expect(body.match(/<w:tblHeader\/>/g)?.length ?? 0).toBe(lists);
  });
});

test('N-4.3.ア.ア.2: in a table a short date as long as R8.12.31 stands on one line', () => {
  const widths = SHIPPED_TEMPLATES.flatMap((template) => {
    const dates = Object.values(template.kind.fields).flatMap((field) =>
      field.kind === 'rows'
        ? Object.entries(field.fields).flatMap(([id, one]) =>
            one.kind === 'date' && one.style === 'eraShort' ? [id] : [],
          )
        : [],
    );
    const body = partsOf(writePackage(shipped(template)), /^word\/document\.xml$/).join('');
    return dates.flatMap((id) =>
      [...body.matchAll(/<w:tc>(?:(?!<\/w:tc>).)*<\/w:tc>/gs)].flatMap(([cell]) =>
        cell.includes(`"cio:${id}"`) ? [Number(/<w:tcW w:w="(\d+)"/.exec(cell)?.[1])] : [],
      ),
    );
  });
  // Eight letters of 0.6 of 9.5 points and the room at both sides, in twentieths of a point.
  expect(widths.length).toBeGreaterThanOrEqual(5);
  for (const width of widths) expect(width).toBeGreaterThanOrEqual(8 * 0.6 * 9.5 * 20 + 2 * 85);
});

describe.each(
  SHIPPED_TEMPLATES.filter(({ app }) => app === 'powerpoint').map((one) => [one.name.ja, one] as const),
)('%s as slides', (_, template) => {
  const bytes = fill(template, factsOfTemplate(template));
  const slides = partsOf(bytes, /^ppt\/slides\/slide\d+\.xml$/);

  test('each slide has one message as its title, a page, its label and words for the speaker', () => {
    for (const slide of slides) {
      expect(slide.match(/<p:ph type="(?:title|ctrTitle)"\/>/g)).toHaveLength(1);
      expect(slide).toMatch(/type="slidenum"/);
      expect(slide).toMatch(/自治体機密性|機密性/);
    }
    expect(partsOf(bytes, /^ppt\/notesSlides\/notesSlide\d+\.xml$/)).toHaveLength(slides.length);
  });

  test('nothing of the content is smaller than 18 points, and no text has more than five lines', () => {
    for (const slide of slides) {
      const shapes = slide.match(/<p:sp>.*?<\/p:sp>/gs) ?? [];
      const apart = /name="(?:cio:document\.(?:label|number))"|出典：/;
      for (const shape of shapes.filter((one) => !apart.test(one)))
        for (const [, size] of shape.matchAll(/\bsz="(\d+)"/g))
          expect(Number(size)).toBeGreaterThanOrEqual(1800);
      for (const shape of shapes.filter((one) => /<p:ph idx="1"\/>/.test(one)))
        expect(shape.match(/<a:p>/g)?.length).toBeLessThanOrEqual(5);
    }
  });

  test('every chart carries the workbook with its data, and names its source', () => {
    const charts = slides.filter((slide) => slide.includes('cio:chart:'));
    const files = Object.keys(unzipSync(bytes));
    expect(charts.length).toBeGreaterThan(0);
    expect(files.filter((name) => /^ppt\/charts\/chart\d+\.xml$/.test(name))).toHaveLength(charts.length);
    expect(files.filter((name) => /^ppt\/embeddings\/.*\.xlsx$/.test(name))).toHaveLength(charts.length);
    for (const slide of charts) expect(slide).toContain('出典：');
  });

  test('the summary has ten slides at most', () => {
    if (template.edition === 'summary') expect(slides.length).toBeLessThanOrEqual(10);
    else expect(slides.length).toBeGreaterThan(10);
  });
});

describe('N-3.2.ア.3 詳細版 and 概要版 do not disagree', () => {
  test.each(['securityManagementPlan', 'securityManagementReport'])('%s', (kind) => {
    const [detailed, summary] = ['Detailed', 'Summary'].map((edition) => {
      const template = templateOf(`${kind}${edition}`);
      if (!template) throw new Error(kind);
      const bytes = fill(template, factsOfTemplate(template));
      return reading(opened(bytes, template.file)).ledger?.entries ?? new Map();
    });
    const common = [...(summary?.keys() ?? [])].filter((key) => detailed?.has(key));
    expect(common).toEqual(expect.arrayContaining(['rows:figures', 'rows:risks', 'rows:initiatives']));
    for (const key of common.filter((one) => one !== 'value:document.number'))
      expect(summary?.get(key)).toEqual(detailed?.get(key));
  });

  test('N-3.2.ア.4 the final report says what the next year takes over', () => {
    const template = templateOf('securityManagementReportSummary');
    if (!template) throw new Error('catalogue');
    const texts = partsOf(fill(template, factsOfTemplate(template)), /^ppt\/slides\/slide\d+\.xml$/).join('');
    expect(texts).toContain('履行中の確認を第1四半期に終える');
  });
});

test('a filled document is named for the library after what it says', () => {
  const agenda = templateOf('agenda');
  const answer = templateOf('responseDocument');
  if (!agenda || !answer) throw new Error('catalogue');
  expect(libraryName(agenda, factsOfTemplate(agenda))).toBe('次第_第12回定例会_令和8年9月29日.docx');
  const said = new Map(factsOfTemplate(answer));
  const subject = said.get('consultation.subject');
  if (!subject) throw new Error('no subject');
  said.set('consultation.subject', { ...subject, value: '甲/乙: 見積り?' });
  expect(libraryName(answer, said)).toMatch(/_甲／乙： 見積り？\.docx$/);
});

test.each([
  ['agenda', '（要記入）'],
  ['minutes', '持ち帰った宿題はありません'],
])('a meeting without an agenda yet gives a whole document, without an empty number: %s', (id, said) => {
  const template = templateOf(id);
  if (!template) throw new Error('catalogue');
  const facts = new Map(factsOfTemplate(template));
  for (const list of ['agenda', 'attendees', 'papers', 'actionItems', 'decisions']) {
    const fact = facts.get(list);
    if (fact) facts.set(list, { ...fact, value: [] });
  }
  const [body = ''] = partsOf(fill(template, facts), /^word\/document\.xml$/);
  const empty = /<w:pStyle w:val="(?:Heading\d|Item\d|BulletItem)"\/>(?:(?!<\/w:p>).)*?<\/w:p>/g;
  for (const [paragraph] of body.matchAll(empty)) expect(paragraph).toMatch(/<w:t[ >]/);
  expect(body).toContain(said);
});

describe('what the documents of the work say', () => {
  const said = (id: string): string => {
    const template = templateOf(id);
    if (!template) throw new Error(id);
    return partsOf(fill(template, factsOfTemplate(template)), /^word\/document\.xml$/)
      .join('')
      .replaceAll(/<w:p[ >]/g, '\n$&')
      .replaceAll(/<[^>]+>/g, '');
  };

  test('N-3.3.ア.イ.a.3 the consultation report sets the cases against what the contract plans', () => {
    expect(said('consultationReport')).toMatch(/所管課からの相談\n+件\n+20\n+8\n+13\n+7/);
  });

  test('N-4.3.ア.ア.2 the work report has 課題管理 and スケジュール管理 attached, what is late is said so', () => {
    const text = said('workReport');
    expect(text).toMatch(
      /別紙1　課題管理[\s\S]*R8-課-0009[\s\S]*別紙2　スケジュール管理[\s\S]*監査実施計画の確定/,
    );
    expect(text).toMatch(/未完了4件（うち期限を過ぎたもの1件）/);
    expect(text).toMatch(/監査実施計画の確定\n+令和8年9月25日\n+遅延/);
  });

  test('N-3.2.エ.2, N-3.2.エ.4 the working paper has the policy clause of each item and the agreement', () => {
    const text = said('auditWorkingPaper');
    expect(text).toMatch(/A-07\n+委託\n+[^\n]+\n+対策基準 8\.1\n+不適合/);
    expect(text).toMatch(/適合3件、要改善3件、不適合1件、対象外1件/);
    expect(text).toMatch(
      /令和8年11月6日、保育課長（情報セキュリティ責任者）は、この調書の結果に合意しました。/,
    );
  });

  test('N-3.2.エ.6, N-3.2.エ.7 the summary counts over all audits and lists risks with measures', () => {
    const text = said('auditSummary');
    expect(text).toMatch(/適合13件、要改善6件、不適合1件、対象外4件/);
    expect(text).toMatch(/リスク、要因、対応策[\s\S]*不要な利用者IDが使われる/);
  });
});

describe('a document just made lacks nothing', () => {
  const isRowList = (value: unknown): boolean =>
    Array.isArray(value) && value.some((one) => typeof one === 'object');

  test.each(['agenda', 'minutes', 'workReport', 'consultationReport', 'auditSummary'])(
    '%s of a time of which nothing is recorded: its lists are left out with the parts that show them',
    (id) => {
      const template = templateOf(id);
      const samples = PROFILES['nerima-r8'][id];
      if (!template || !samples) throw new Error(id);
      const quiet: Facts = new Map(
        [...samples].map(([key, fact]) => [key, isRowList(fact.value) ? { ...fact, value: [] } : fact]),
      );
      const states = compareWithSource(
        reading(opened(fillAnew(template, quiet), template.file)),
        template.kind.fields,
        quiet,
      );
      expect(states.filter(({ state }) => state !== 'inStep')).toEqual([]);
    },
  );
});
