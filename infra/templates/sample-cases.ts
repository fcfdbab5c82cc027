import type { Settings } from '../../shared/engagements/settings.ts';
import type {
  AnswerFacts,
  CaseFacts,
  ConsultationReportFacts,
} from '../../shared/documents/facts-of/consultation-documents.ts';
import type { Front } from '../../shared/documents/facts-of/kind.ts';
import { addDays, plainDate } from '../../shared/kernel/plain-date.ts';
import { week } from '../demo-week.ts';

/** The demonstration's week as documents show it. Answers are invented. */

export const frontOf = (settings: Settings, number: string, on: string): Front => ({
  number,
  label:
    settings.confidentiality.classes.find(({ id }) => id === settings.confidentiality.standard)?.name.ja ??
    '',
  date: plainDate(on),
  client: settings.client.name.ja,
  engagement: settings.name.ja,
  fiscalYear: settings.fiscalYear,
});

/** A day of the engagement's year: month and day. */
export const dayOf = ({ fiscalYear }: Settings, monthDay: string): string =>
  `${Number(monthDay.slice(0, 2)) >= 4 ? fiscalYear : fiscalYear + 1}-${monthDay}`;

const nameOf = (choices: readonly { id: string; name: { ja: string } }[], id: string | undefined): string =>
  choices.find((one) => one.id === id)?.name.ja ?? choices.at(-1)?.name.ja ?? '';

export const casesOf = (settings: Settings): readonly CaseFacts[] => {
  let day = plainDate(dayOf(settings, '09-14'));
  let number = 0;
  return week.flatMap(({ kind, inputs, nextDay }): CaseFacts[] => {
    if (nextDay) day = addDays(day, 1);
    if (kind !== 'consultation') return [];
    number += 1;
    const id = String(number).padStart(4, '0');
    const answered = number % 4 !== 0;
    return [
      {
        number: `${settings.numberPrefix}-${settings.consultation.numberMark}-${id}`,
        receivedOn: day,
        section: settings.sections[(number * 5) % settings.sections.length]?.name.ja ?? '',
        subject: inputs['subject'] ?? '',
        category: nameOf(settings.consultation.categories, inputs['category']),
        answerForm: nameOf(settings.consultation.answerForms, inputs['answerForm'] ?? 'document'),
        state: answered ? '回答済み' : '対応中',
        ...(answered ? { answeredOn: addDays(day, 7) } : {}),
        source: { list: settings.consultation.list, itemId: String(number), version: '1' },
      },
    ];
  });
};

export const consultationReportOf = (settings: Settings): ConsultationReportFacts => {
  const cases = casesOf(settings);
  const numbers: Readonly<Record<string, readonly [period: number, total: number]>> = {
    consultationSection: [cases.length, 13],
    consultationAccompaniment: [1, 2],
    consultationIT: [6, 21],
    dxSupport: [2, 4],
    procurement: [1, 2],
    planReview: [9, 34],
  };
  return {
    from: plainDate(dayOf(settings, '08-01')),
    to: plainDate(dayOf(settings, '09-30')),
    cases,
    quotas: settings.counts.flatMap(({ id, name, unit, planned }) => {
      const [period, total] = numbers[id] ?? [];
      const most = typeof planned === 'number' ? planned : planned.max;
      return period === undefined || total === undefined
        ? []
        : [{ id, name: name.ja, unit, planned: most, period, total }];
    }),
    remarks: [
      '相談の半数以上がDXの取組に関するもので、他自治体の事例を求める内容が続いています。事例は個別の回答にとどめず、一覧にまとめて庁内で共有することを提案します。',
      '窓口予約システムの見積りについては、3社の保守費用の範囲がそろっていないため、比較の前提をそろえたうえで再度の確認が必要です。',
    ].join('\n'),
  };
};

export const answerOf = (settings: Settings): AnswerFacts => {
  const cases = casesOf(settings);
  const estimate = cases.find(({ subject }) => subject.includes('見積り')) ?? cases[0];
  if (!estimate) throw new Error('the demonstration has no consultation');
  return {
    ...estimate,
    background: '来年度の更新に向けて、3社から見積りを取りました。',
    questions: [
      {
        question: '経費の内訳は妥当でしょうか。',
        answer: [
          '初期費用のうち、データの移行に係る工数は、移行する予約データの件数に対して多めに見積もられています。移行の対象を受付中の予約に限る場合の再見積りを求めることをお勧めします。',
          '機器の費用は、同じ仕様の市場価格の範囲にあります。',
        ].join('\n'),
      },
      {
        question: '保守費用の比較方法を助言してください。',
        answer: [
          '3社で保守の範囲（受付時間、障害時の駆付け、制度改正への対応）が異なるため、金額だけでは比較できません。',
          '範囲を一覧にし、同じ条件にそろえた5年間の総額で比較してください。様式の案を別に送付します。',
        ].join('\n'),
      },
    ],
    references: '3社の見積書（令和8年9月取得）\n窓口予約システム更新の基本的な考え方（案）',
    answeredBy: `${settings.words.cioAdvisor.ja}　見本 一郎`,
  };
};
