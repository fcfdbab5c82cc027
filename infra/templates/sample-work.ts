import type { WorkReportFacts } from '../../shared/documents/facts-of/work-documents.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { plainDate } from '../../shared/kernel/plain-date.ts';
import { dayOf } from './sample-cases.ts';

/** Two months of an engagement's work, invented. */
export const workReportOf = (settings: Settings): WorkReportFacts => {
  const on = (monthDay: string) => plainDate(dayOf(settings, monthDay));
  const mark = settings.numberPrefix;
  const [regular] = settings.meetings.series;
  const meetings = regular
    ? ['08-11', '08-25', '09-08', '09-29'].map((day, index) => ({
        on: on(day),
        title: `第${index + 9}回${regular.name.ja}`,
      }))
    : [];
  return {
    from: on('08-01'),
    to: on('09-30'),
    summary:
      '対象期間の作業は、監査の日程の調整を除き、計画のとおり進みました。監査は対象の2課から候補日の回答がなく、開始が2週間遅れる見込みです。10月の自己点検の時期と重ならないよう、日程を組み直しています。',
    works: [
      {
        theme: '相談への対応',
        done: '8件を受け付け、6件に回答しました。\n1件は事業者との打合せに同席しました。',
        state: '計画どおり',
        next: '残る2件に10月上旬までに回答します。',
      },
      {
        theme: '調達の支援',
        done: '窓口予約システムの見積条件をそろえる様式案を作成しました。',
        state: '計画どおり',
        next: '3社の再見積りを比較します。',
      },
      {
        theme: '情報セキュリティ研修',
        done: '担当者研修の教材を改訂し、演習の事例を入れ替えました。',
        state: '計画どおり',
        next: '11月に2回目を実施します。',
      },
      {
        theme: '情報セキュリティ監査',
        done: '監査項目とポリシーの対応を確認し、調書の様式を整えました。',
        state: '2週間の遅れ',
        next: '10月2日までに候補日を再度照会します。',
      },
      {
        theme: '規程の見直し',
        done: '国のガイドラインとの対照表と見直し案を提出しました。',
        state: '完了',
        next: '実施手順への反映を始めます。',
      },
    ],
    meetings,
    issues: [
      {
        number: `${mark}-課-0006`,
        kind: '課題',
        title: '研修の受講記録の集め方の統一',
        owner: '見本 花子',
        due: on('09-18'),
        state: '完了',
        isDone: true,
      },
      {
        number: `${mark}-課-0008`,
        kind: 'リスク',
        title: '委託先点検の回答の遅れ',
        owner: '見本 三郎',
        due: on('09-25'),
        state: '対応中',
        isDone: false,
      },
      {
        number: `${mark}-課-0009`,
        kind: '課題',
        title: '監査の日程の調整',
        owner: '見本 次郎',
        due: on('10-09'),
        state: '対応中',
        isDone: false,
      },
      {
        number: `${mark}-課-0010`,
        kind: '宿題',
        title: '研修教材の改訂案の確認',
        owner: '見本 花子',
        due: on('10-16'),
        state: '確認待ち',
        isDone: false,
      },
      {
        number: `${mark}-課-0012`,
        kind: '宿題',
        title: '事例の共有の様式案の作成',
        owner: '見本 一郎',
        due: on('10-09'),
        state: '未着手',
        isDone: false,
      },
    ],
    deliverables: [
      { name: '作業実施計画書', due: on('04-15'), handedInOn: on('04-14') },
      { name: '運営計画書（詳細版・概要版）', due: on('05-29'), handedInOn: on('05-27') },
      { name: '規程の見直し案', due: on('09-30'), handedInOn: on('08-28') },
      { name: '監査実施計画の確定', due: on('09-25') },
      { name: '所属点検結果報告書', due: on('12-18') },
      { name: '最終報告書（詳細版・概要版）', due: on('03-19') },
    ],
  };
};
