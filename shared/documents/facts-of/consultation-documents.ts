import type { Instant } from '../../kernel/instant.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import { factsOf, orToWrite, TO_WRITE, type Facts, type FactSource } from '../facts.ts';
import {
  count,
  date,
  factList,
  FRONT_FIELDS,
  frontFacts,
  lines,
  must,
  rowKey,
  rowOf,
  rows,
  text,
  type DocumentKind,
  type Front,
  type KnownValues,
} from './kind.ts';

/** 回答書 and 相談業務実施報告書. N-3.3.ア.イ.a.1, N-3.3.ア.イ.a.3, N-4.3.ア.イ. */

/** A consultation as its list has it, choices and people by name. */
export type CaseFacts = {
  readonly number: string;
  readonly receivedOn: PlainDate;
  readonly section: string;
  readonly subject: string;
  readonly category: string;
  readonly answerForm: string;
  readonly state: string;
  readonly answeredOn?: PlainDate;
  readonly source?: FactSource;
};

export type AnswerFacts = CaseFacts & {
  readonly background?: string;
  /** An answer that no record has is to be written. */
  readonly questions: readonly { readonly question: string; readonly answer?: string }[];
  /** What the answer rests on, a line each. */
  readonly references?: string;
  /** Role and name of who answers, once somebody took it up. */
  readonly answeredBy?: string;
  /** All that the form holds, by tag. */
  readonly form?: KnownValues;
};

export const ANSWER: DocumentKind = {
  id: 'responseDocument',
  name: { ja: '回答書', en: 'Written answer' },
  subject: 'consultation',
  fields: {
    ...FRONT_FIELDS,
    'document.date': must(date('作成日', 'Date')),
    'consultation.number': must(text('受付番号', 'Number')),
    'consultation.receivedOn': must(date('受付日', 'Received on')),
    'consultation.section': must(text('相談元の課', 'Section')),
    'consultation.subject': must(text('件名', 'Subject')),
    'consultation.category': text('区分', 'Category'),
    'consultation.background': lines('背景・現状', 'Background'),
    ...rows(
      'questions',
      ['相談内容と回答', 'Questions and answers'],
      { question: must(lines('相談内容', 'Question')), answer: must(lines('回答', 'Answer')) },
      true,
    ),
    'answer.references': lines('参考とした資料', 'References'),
    'answer.answeredBy': must(text('回答者', 'Answered by')),
  },
};

export const answerFacts = (at: Instant, front: Front, answer: AnswerFacts): Facts =>
  factsOf([
    ...frontFacts(at, front),
    ...factList(
      at,
      {
        ...answer.form,
        'consultation.number': answer.number,
        'consultation.receivedOn': answer.receivedOn,
        'consultation.section': answer.section,
        'consultation.subject': answer.subject,
        'consultation.category': answer.category,
        'consultation.background': answer.background ?? '',
        questions: (answer.questions.length === 0 ? [{ question: TO_WRITE }] : answer.questions).map(
          (one: AnswerFacts['questions'][number], index) =>
            rowOf('questions')(`q${index + 1}`, { question: one.question, answer: orToWrite(one.answer) }),
        ),
        'answer.references': answer.references ?? '',
        'answer.answeredBy': orToWrite(answer.answeredBy),
      },
      answer.source,
    ),
  ]);

/** A count that the contract plans for the year. */
export type QuotaFacts = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly planned: number;
  /** In the period of the report. */
  readonly period: number;
  /** Since the year began. */
  readonly total: number;
};

export type ConsultationReportFacts = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly cases: readonly CaseFacts[];
  readonly quotas: readonly QuotaFacts[];
  /** In the contractor's words. */
  readonly remarks?: string;
};

export const CONSULTATION_REPORT: DocumentKind = {
  id: 'consultationReport',
  name: { ja: '相談業務実施報告書', en: 'Consultation report' },
  subject: 'period',
  fields: {
    ...FRONT_FIELDS,
    'report.from': must(date('対象期間の始め', 'From')),
    'report.to': must(date('対象期間の終わり', 'To')),
    'report.cases': count('件', '対象期間の受付', 'Cases in the period'),
    'report.answered': count('件', 'うち回答済み', 'Answered'),
    'report.open': count('件', 'うち未回答', 'Unanswered'),
    'report.remarks': must(lines('所見', 'Remarks')),
    ...rows('quotas', ['年間の想定件数', 'Counts of the year'], {
      name: text('区分', 'Count'),
      unit: text('単位', 'Unit'),
      planned: count('', '想定', 'Planned'),
      period: count('', '対象期間', 'In the period'),
      total: count('', '年度累計', 'Since April'),
      remaining: count('', '残り', 'Remaining'),
    }),
    ...rows('categories', ['区分別の件数', 'By category'], {
      name: text('区分', 'Category'),
      cases: count('件', '件数', 'Cases'),
    }),
    categoryChart: {
      kind: 'chart',
      label: { ja: '区分別の件数', en: 'Cases by category' },
      rows: 'categories',
      category: 'categories.name',
      series: ['categories.cases'],
    },
    ...rows(
      'cases',
      ['相談の一覧', 'Consultations'],
      {
        number: text('受付番号', 'Number'),
        receivedOn: { kind: 'date', style: 'eraShort', label: { ja: '受付日', en: 'Received' } },
        section: text('相談元', 'Section'),
        subject: text('件名', 'Subject'),
        category: text('区分', 'Category'),
        answerForm: text('回答方法', 'Form'),
        state: text('状態', 'State'),
        answeredOn: {
          kind: 'date',
          style: 'eraShort',
          label: { ja: '回答日', en: 'Answered' },
          sparse: true,
        },
      },
      true,
    ),
  },
};

/** How many of each, in the order in which they first appear. */
export const tallied = (names: readonly string[]): readonly (readonly [name: string, count: number])[] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one);
};

export const consultationReportFacts = (
  at: Instant,
  front: Front,
  report: ConsultationReportFacts,
): Facts => {
  const answered = report.cases.filter(({ answeredOn }) => answeredOn !== undefined).length;
  return factsOf([
    ...frontFacts(at, front),
    ...factList(at, {
      'report.from': report.from,
      'report.to': report.to,
      'report.cases': report.cases.length,
      'report.answered': answered,
      'report.open': report.cases.length - answered,
      'report.remarks': orToWrite(report.remarks),
      quotas: report.quotas.map(({ id, ...quota }, index) =>
        rowOf('quotas')(rowKey(id, index), {
          ...quota,
          remaining: Math.max(0, quota.planned - quota.total),
        }),
      ),
      categories: tallied(report.cases.map(({ category }) => category)).map(([name, cases], index) =>
        rowOf('categories')(`c${index + 1}`, { name, cases }),
      ),
      cases: report.cases.map(({ source, ...one }, index) =>
        rowOf('cases')(rowKey(one.number, index), one, source),
      ),
    }),
  ]);
};
