import { PLAN, REPORT } from '../../shared/documents/facts-of/plan-fields.ts';
import type { DeckTemplate } from './deck-file.ts';
import {
  approvals,
  cover,
  figures,
  incidents,
  initiative,
  initiatives,
  nextYear,
  noIncidents,
  organisation,
  phases,
  rates,
  risks,
  said,
  schedule,
} from './plan-slides.ts';

/** 運営計画書 and 最終報告書, each in two editions; the summary has ten slides at most. N-3.2.ア, N-4.2.ア. */

const purpose = said('plan.aim', 'plan.purpose', 'ポリシーのどの定めに基づく計画かを、最初に述べます。');
const summary = said(
  'report.summaryMessage',
  'report.summary',
  '数値は、この後の面の表と同じです。ここでは二つまで触れます。',
);
const followUp = {
  ...said('plan.followUp', 'plan.followUp', '進捗の確認の場と、計画を変える手続を説明します。'),
  title: '進捗を確かめ、計画と翌年度の取組に生かします',
};

export const planDetailed: DeckTemplate = {
  title: '運営計画書（詳細版）',
  fields: PLAN.fields,
  slides: [
    cover('運営計画書', '詳細版'),
    purpose,
    said('plan.reviewMessage', 'plan.review', '前年度の最終報告書から引き継いだ点を示します。'),
    organisation,
    risks(false),
    phases('plan.phasesMessage', false),
    initiatives('plan.initiativesMessage', false),
    schedule,
    initiative(false),
    figures('plan.figuresMessage', false),
    said('plan.incidentsMessage', 'plan.incidents', '第一報の受付と、遮断と復旧の判断の流れを説明します。'),
    followUp,
  ],
};

export const planSummary: DeckTemplate = {
  title: '運営計画書（概要版）',
  fields: PLAN.fields,
  slides: [
    cover('運営計画書', '概要版'),
    purpose,
    risks(false),
    phases('plan.phasesMessage', false),
    schedule,
    figures('plan.figuresMessage', false),
    followUp,
  ],
};

export const reportDetailed: DeckTemplate = {
  title: '最終報告書（詳細版）',
  fields: REPORT.fields,
  slides: [
    cover('最終報告書', '詳細版'),
    purpose,
    summary,
    figures('report.figuresMessage', true),
    rates,
    phases('report.initiativesMessage', true),
    initiative(true),
    risks(true),
    incidents,
    noIncidents,
    nextYear,
    approvals,
  ],
};

export const reportSummary: DeckTemplate = {
  title: '最終報告書（概要版）',
  fields: REPORT.fields,
  slides: [
    cover('最終報告書', '概要版'),
    summary,
    figures('report.figuresMessage', true),
    rates,
    initiatives('report.initiativesMessage', true),
    risks(true),
    incidents,
    noIncidents,
    nextYear,
  ],
};
