import type { ChartField, DocumentFields } from '../document-field.ts';
import { count, date, FRONT_FIELDS, lines, must, rows, text, type DocumentKind } from './kind.ts';

/**
 * 運営計画書 and 最終報告書: what may stand in them. Both editions of both use the same fields, so that a figure has one
 * name wherever it stands (N-3.2.ア.3 齟齬のないよう).
 */

const MONTHS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3];

const chart = (
  ja: string,
  en: string,
  list: string,
  name: string,
  series: readonly string[],
): ChartField => ({
  kind: 'chart',
  label: { ja, en },
  rows: list,
  category: `${list}.${name}`,
  series: series.map((one) => `${list}.${one}`),
});

const COMMON: DocumentFields = {
  ...FRONT_FIELDS,
  'plan.aim': text('目的（一文）', 'Aim in a sentence'),
  'plan.purpose': lines('目的', 'Purpose'),
  'plan.initiativeCount': count('件', '取組の数', 'Initiatives'),
  'plan.riskCount': count('件', 'リスクの数', 'Risks'),
  'plan.initiativesMessage': text('取組（一文）', 'Initiatives in a sentence'),
  ...rows(
    'initiatives',
    ['取組', 'Initiatives'],
    {
      number: text('番号', 'Number'),
      name: must(text('取組', 'Initiative')),
      aim: text('ねらい', 'Aim'),
      phase: text('段階', 'Phase'),
      theme: text('テーマ', 'Theme'),
      method: lines('方法', 'Method'),
      owner: text('担当', 'Owner'),
      when: text('時期', 'When'),
      target: text('目標', 'Target'),
      state: text('状態', 'State'),
      result: lines('結果', 'Result'),
      nextYear: text('翌年度の取組', 'Next year'),
      ...Object.fromEntries(
        MONTHS.map((month) => [`m${month}`, { ...text(`${month}月`, `Month ${month}`), sparse: true }]),
      ),
    },
    true,
  ),
  ...rows('phases', ['段階ごとの取組', 'Initiatives by phase'], {
    name: text('段階', 'Phase'),
    count: count('件', '計画', 'Planned'),
    done: count('件', '完了', 'Done'),
  }),
  ...rows('risks', ['リスク', 'Risks'], {
    number: text('番号', 'Number'),
    risk: text('リスク', 'Risk'),
    origin: text('見つけた場', 'Found in'),
    level: text('程度', 'Level'),
    treatment: text('対応', 'Treatment'),
    owner: text('担当', 'Owner'),
    due: date('期限', 'Due'),
    state: text('状態', 'State'),
  }),
  ...rows('figures', ['数値', 'Figures'], {
    label: text('項目', 'Figure'),
    unit: text('単位', 'Unit'),
    planned: count('', '計画', 'Planned'),
    actual: count('', '実績', 'Actual'),
    reached: text('達成', 'Reached'),
    origin: text('出典', 'Source'),
  }),
};

export const PLAN: DocumentKind = {
  id: 'securityManagementPlan',
  name: { ja: '運営計画書', en: 'Security management plan' },
  subject: 'year',
  fields: {
    ...COMMON,
    'plan.aim': must(text('目的（一文）', 'Aim in a sentence')),
    'plan.purpose': must(lines('目的', 'Purpose')),
    'plan.phasesMessage': text('段階ごとの取組（一文）', 'Phases in a sentence'),
    'plan.risksMessage': text('リスク（一文）', 'Risks in a sentence'),
    'plan.reviewMessage': text('前年度の振り返り（一文）', 'Last year in a sentence'),
    'plan.review': lines('前年度の振り返り', 'Last year'),
    'plan.scheduleMessage': text('年間の予定（一文）', 'The year in a sentence'),
    'plan.figuresMessage': text('数値の目標（一文）', 'Figures in a sentence'),
    'plan.incidentsMessage': text('事故等への備え（一文）', 'Incidents in a sentence'),
    'plan.incidents': lines('事故等への備え', 'Ready for incidents'),
    'plan.followUp': lines('進捗の確認', 'Follow-up'),
    ...rows('organisation', ['体制', 'Organisation'], {
      role: text('役割', 'Role'),
      duty: text('担うこと', 'Duty'),
    }),
    phaseChart: chart('段階ごとの取組の数', 'Initiatives by phase', 'phases', 'name', ['count']),
  },
};

export const REPORT: DocumentKind = {
  id: 'securityManagementReport',
  name: { ja: '最終報告書', en: 'Security management report' },
  subject: 'year',
  fields: {
    ...COMMON,
    'report.summaryMessage': must(text('総括（一文）', 'Summary in a sentence')),
    'report.summary': must(lines('総括', 'Summary')),
    'report.initiativesMessage': text('取組の結果（一文）', 'Results in a sentence'),
    'report.risksMessage': text('リスクの結果（一文）', 'Risks in a sentence'),
    'report.figuresMessage': text('数値の結果（一文）', 'Figures in a sentence'),
    'report.ratesMessage': text('率の結果（一文）', 'Rates in a sentence'),
    'report.incidentCount': count('件', '事故等の件数', 'Incidents'),
    'report.incidentsMessage': text('事故等（一文）', 'Incidents in a sentence'),
    'report.nextYearMessage': text('翌年度（一文）', 'Next year in a sentence'),
    ...rows('rates', ['率で測る数値', 'Figures in per cent'], {
      label: text('項目', 'Figure'),
      planned: count('%', '計画', 'Planned'),
      actual: count('%', '実績', 'Actual'),
    }),
    ...rows('incidentKinds', ['種別ごとの事故等', 'Incidents by kind'], {
      name: text('種別', 'Kind'),
      count: count('件', '件数', 'Cases'),
    }),
    ...rows(
      'nextYear',
      ['翌年度の取組', 'Next year'],
      {
        name: text('今年度の取組', 'This year'),
        action: text('翌年度の取組', 'Next year'),
        owner: text('担当', 'Owner'),
      },
      true,
    ),
    ...rows('approvals', ['付議と承認', 'Approvals'], {
      committee: text('会議体', 'Committee'),
      on: date('日付', 'On'),
      result: text('結果', 'Result'),
    }),
    phaseChart: chart('段階ごとの取組の計画と完了', 'Initiatives by phase', 'phases', 'name', [
      'count',
      'done',
    ]),
    rateChart: chart('率で測る数値の計画と実績', 'Rates', 'rates', 'label', ['planned', 'actual']),
    incidentChart: chart('種別ごとの事故等の件数', 'Incidents by kind', 'incidentKinds', 'name', ['count']),
  },
};
