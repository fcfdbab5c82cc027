import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { frontOf } from '../../../infra/templates/sample-cases.ts';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import { TO_WRITE, type Facts } from '../../../shared/documents/facts.ts';
import {
  answerFacts,
  consultationReportFacts,
} from '../../../shared/documents/facts-of/consultation-documents.ts';
import { agendaFacts, minutesFacts } from '../../../shared/documents/facts-of/meeting-documents.ts';
import { planFacts, reportFacts } from '../../../shared/documents/facts-of/plan-facts.ts';
import { sentences } from '../../../shared/documents/facts-of/plan-words.ts';
import { workReportFacts } from '../../../shared/documents/facts-of/work-documents.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { readSent, unfilled, type Sent } from '../../../shared/documents/fitness.ts';
import { lintDocument } from '../../../shared/documents/lint.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { templateOf, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { LEVELS, PHASES, STATES } from '../../../shared/plans/plan.ts';
import { profile } from '../engagements/profile-text.ts';

/**
 * Documents made on the first day of an engagement, of which no list holds anything yet: they assert nothing, and
 * cannot be handed in as they are. N-3.3.ア.エ.2, N-3.3.ア.イ.a.1, N-4.3.ア, N-4.2.ア.
 */

const FOLDER = path.join(import.meta.dirname, '../../../shared/documents/templates');
const at = Date.parse('2026-04-14T00:00:00Z');
const day = plainDate('2026-04-14');

const nothing = {
  plan: { values: {} },
  initiatives: [],
  risks: [],
  figures: [],
  phases: PHASES,
  states: STATES,
  levels: LEVELS,
  incidentWord: '事故等',
};
const period = { from: plainDate('2026-04-01'), to: plainDate('2026-04-30') };
const meeting = {
  title: '第1回定例会',
  start: at,
  end: at + 3_600_000,
  place: '',
  organiser: '',
  attendees: [],
  agenda: [],
  papers: [],
};
const consultation = {
  number: 'R8-相-0001',
  receivedOn: day,
  section: '税務課',
  subject: '見積りについて',
  category: 'システム',
  answerForm: '文書',
  state: '受付済み',
};

const factsOfNothing = (profileId: 'nerima-r8' | 'kawasaki-r3'): Readonly<Record<string, Facts>> => {
  const front = frontOf(profile(profileId).settings, TO_WRITE, day);
  const plan = planFacts(at, front, { ...nothing, organisation: [] });
  const report = reportFacts(at, front, { ...nothing, incidentKinds: [], approvals: [] });
  return {
    agenda: agendaFacts(at, front, meeting),
    minutes: minutesFacts(at, front, { ...meeting, decisions: [], actionItems: [], writer: '' }),
    responseDocument: answerFacts(at, front, { ...consultation, questions: [] }),
    consultationReport: consultationReportFacts(at, front, { ...period, cases: [], quotas: [] }),
    workReport: workReportFacts(at, front, {
      ...period,
      works: [],
      meetings: [],
      issues: [],
      deliverables: [],
    }),
    securityManagementPlanDetailed: plan,
    securityManagementPlanSummary: plan,
    securityManagementReportDetailed: report,
    securityManagementReportSummary: report,
  };
};

const templateNamed = (id: string): ShippedTemplate => {
  const found = templateOf(id);
  if (!found) throw new Error(id);
  return found;
};

const filled = (id: string, facts: Facts | undefined): Sent => {
  const template = templateNamed(id);
  const file = openPackage(readFileSync(path.join(FOLDER, template.file)), { name: template.file });
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok || !facts) throw new Error(id);
  const applied = applyPlan(file.value, planFill(read.value, template.kind.fields, facts));
  const sent = applied.ok ? readSent(writePackage(applied.file), template.file) : undefined;
  if (!sent?.ok) throw new Error(`${id} is not filled`);
  return sent.value;
};

const textsOf = (sent: Sent): readonly string[] => {
  const places = textPlaces(sent.file);
  if (!places.ok) throw new Error('no text');
  return places.value.filter(({ kind }) => kind !== 'notes').map(({ text }) => text);
};

describe.each(['nerima-r8', 'kawasaki-r3'] as const)('of nothing in %s', (profileId) => {
  const all = factsOfNothing(profileId);

  test.each(Object.keys(all))('%s asserts nothing, and is found unfinished', (id) => {
    const sent = filled(id, all[id]);
    const text = textsOf(sent).join('\n');
    expect(text).not.toMatch(
      /計画のとおり|すべて計画に|決定した事項|当日に定め|特に報告|四半期ごとに|確認中です/,
    );
    expect(text).not.toMatch(/(?<!\d)0(?:件|項目)(?:の|は|を|で(?!す)|のうち)|［|項目1|種別1|区分1|分類1/);
    expect(text).toContain(TO_WRITE);
    expect(['submission.toWrite', 'submission.unfilled']).toContain(
      unfilled(sent, templateNamed(id).kind.fields)?.code,
    );
    const places = textPlaces(sent.file);
    const findings = lintDocument(
      { anchors: sent.reading.anchors, places: places.ok ? places.value : [] },
      {
        orthography: profile(profileId).settings.orthography,
        words: profile(profileId).settings.documents.words,
      },
    );
    expect(findings.map(({ rule }) => rule)).toContain('placeholder');
    expect(findings.filter(({ rule }) => rule === 'orthography' || rule === 'assurance')).toEqual([]);
  });

  test.each(['PlanDetailed', 'PlanSummary', 'ReportDetailed', 'ReportSummary'])(
    'N-3.2.ア %s draws no chart of figures that nobody has',
    (name) => {
      const { reading } = filled(`securityManagement${name}`, all[`securityManagement${name}`]);
      expect(reading.anchors.filter(({ tag }) => tag.role === 'chart')).toEqual([]);
    },
  );
});

describe('what must be filled before a document is handed in', () => {
  const samples = sampleFacts(profile('nerima-r8').settings);
  const without = (
    id: string,
    change: (facts: Map<string, Facts extends ReadonlyMap<string, infer F> ? F : never>) => void,
  ) => {
    const facts = new Map(samples[id]);
    change(facts);
    return unfilled(filled(id, facts), templateNamed(id).kind.fields);
  };
  const emptied = (id: string, field: string) =>
    without(id, (facts) => {
      const fact = facts.get(field);
      if (!fact) throw new Error(field);
      facts.set(field, { ...fact, value: '' });
    });
  const emptiedCell = (id: string, list: string, cell: string) =>
    without(id, (facts) => {
      const fact = facts.get(list);
      if (!fact || !Array.isArray(fact.value)) throw new Error(list);
      const rows = fact.value as readonly { key: string; values: Record<string, string> }[];
      facts.set(list, {
        ...fact,
        value: rows.map((row, index) =>
          index === rows.length - 1 ? { ...row, values: { ...row.values, [cell]: '' } } : row,
        ),
      });
    });

  test.each(Object.keys(samples))('%s filled whole lacks nothing', (id) => {
    expect(unfilled(filled(id, samples[id]), templateNamed(id).kind.fields)).toBeUndefined();
  });

  test('N-3.3.ア.イ.a.1 an answer to every question, and who gives it', () => {
    expect(emptied('responseDocument', 'answer.answeredBy')?.message.ja).toContain('回答者');
    const problem = emptiedCell('responseDocument', 'questions', 'questions.answer');
    expect(problem?.code).toBe('submission.unfilled');
    expect(problem?.message.ja).toContain('必須の項目が空です（回答）');
  });

  test.each([
    ['minutes', 'minutes.writer', '作成者'],
    ['workReport', 'report.summary', '概況'],
    ['consultationReport', 'report.remarks', '所見'],
    ['auditWorkingPaper', 'audit.conclusion', '監査結論'],
    ['auditSummary', 'report.summary', '総評'],
    ['securityManagementPlanDetailed', 'plan.purpose', '目的'],
    ['securityManagementReportDetailed', 'report.summary', '総括'],
  ])('%s without %s is told so', (id, field, name) => {
    expect(emptied(id, field)?.message.ja).toContain(name);
  });

  test.each([
    ['minutes', 'decisions', 'decisions.text', '決定事項'],
    ['agenda', 'agenda', 'agenda.title', '議題'],
    ['workReport', 'works', 'works.done', '実施した内容'],
  ])('%s with an empty row of %s is told so', (id, list, cell, name) => {
    expect(emptiedCell(id, list, cell)?.message.ja).toContain(name);
  });

  test('the number that an office gives later hinders nothing', () => {
    const problem = without('consultationReport', (facts) => {
      const fact = facts.get('document.number');
      if (fact) facts.set('document.number', { ...fact, value: TO_WRITE });
    });
    expect(problem).toBeUndefined();
  });
});

describe('N-3.2.ア.4 a message says what its figures say', () => {
  const words = (change: Partial<Parameters<typeof sentences>[0]> = {}) =>
    sentences({ ...nothing, ...change });

  test('of incidents the most frequent kind is named only where there is one', () => {
    const said = words().incidentsPast;
    expect(said([])).toBe('事故等の報告はありませんでした');
    expect(said([['誤送信', 3]])).toBe('事故等は3件で、すべて「誤送信」です');
    expect(
      said([
        ['誤送信', 2],
        ['紛失', 1],
      ]),
    ).toBe('事故等は3件で、最も多いのは「誤送信」です');
    expect(
      said([
        ['誤送信', 1],
        ['紛失', 1],
      ]),
    ).toBe('事故等は2件で、2種別にわたりました');
  });

  test('a figure that nobody measured is neither reached nor missed', () => {
    expect(words().rates([true, undefined])).toBe('率で測る1項目は、すべて計画に達しました');
    expect(words().rates([undefined])).toBe(TO_WRITE);
    expect(words({ figures: [nothing.plan, nothing.plan] }).reached([true, undefined])).toBe(
      '実績のある1項目のうち、1項目で計画に達しました',
    );
  });

  test('two busiest months are both named', () => {
    expect(words().schedule([[6, 10], [6], [10]])).toBe(
      '取組が最も重なるのは6月、10月で、2件を同時に進めます',
    );
    expect(words().schedule([])).toBe(TO_WRITE);
  });

  test('no two slides of a deck bear the same title', () => {
    const samples = sampleFacts(profile('nerima-r8').settings);
    for (const id of Object.keys(samples).filter((one) => templateNamed(one).app === 'powerpoint')) {
      const { file } = filled(id, samples[id]);
      const places = textPlaces(file);
      const titles = places.ok
        ? [...new Map(places.value.map(({ part, heading }) => [part, heading])).entries()]
            .filter(([part]) => part.startsWith('ppt/slides/'))
            .map(([, heading]) => heading)
        : [];
      expect(titles.length).toBeGreaterThan(5);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });
});

test('a list that stands in a table and on slides is one field, each of its cells told once', () => {
  const id = 'securityManagementPlanDetailed';
  const facts = sampleFacts(profile('nerima-r8').settings)[id];
  if (!facts) throw new Error(id);
  const states = compareWithSource(filled(id, facts).reading, templateNamed(id).kind.fields, facts);
  const names = states.map(({ kind, id: field, row }) => `${kind}:${field}:${row ?? ''}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(states.filter(({ state }) => state !== 'inStep')).toEqual([]);
});
