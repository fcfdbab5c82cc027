import type { Instant } from '../../kernel/instant.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import { factsOf, orToWrite, type Facts, type FactSource } from '../facts.ts';
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
} from './kind.ts';

/** 作業実施報告書, with 課題管理 and スケジュール管理 attached. N-3.3.ア.ア.4, N-4.3.ア.ア.2. */

export type WorkReportFacts = {
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** In a few lines. */
  readonly summary?: string;
  readonly works: readonly {
    readonly theme: string;
    /** Empty where no record says it yet. */
    readonly done: string;
    readonly state: string;
    readonly next: string;
  }[];
  readonly meetings: readonly {
    readonly on: PlainDate;
    readonly title: string;
    readonly source?: FactSource;
  }[];
  /** The register as it stands: what is open, and what was closed in the period. */
  readonly issues: readonly {
    readonly number: string;
    readonly kind: string;
    readonly title: string;
    readonly owner: string;
    readonly due?: PlainDate;
    readonly state: string;
    readonly isDone: boolean;
    readonly source?: FactSource;
  }[];
  readonly deliverables: readonly {
    readonly name: string;
    readonly due?: PlainDate;
    readonly handedInOn?: PlainDate;
    readonly source?: FactSource;
  }[];
};

export const WORK_REPORT: DocumentKind = {
  id: 'workReport',
  name: { ja: '作業実施報告書', en: 'Work report' },
  subject: 'period',
  fields: {
    ...FRONT_FIELDS,
    'report.from': must(date('対象期間の始め', 'From')),
    'report.to': must(date('対象期間の終わり', 'To')),
    'report.summary': must(lines('概況', 'Summary')),
    'report.openIssues': count('件', '未完了の課題', 'Open issues'),
    'report.lateIssues': count('件', '期限を過ぎた課題', 'Late issues'),
    ...rows(
      'works',
      ['作業の実施状況', 'Work done'],
      {
        theme: must(text('作業', 'Work')),
        done: must(lines('実施した内容', 'Done')),
        state: text('状況', 'State'),
        next: { ...lines('今後の予定', 'Next'), sparse: true },
      },
      true,
    ),
    ...rows('meetings', ['開催した会議', 'Meetings held'], {
      on: date('開催日', 'On'),
      title: text('会議名', 'Meeting'),
    }),
    ...rows(
      'issues',
      ['課題管理', 'Issues'],
      {
        number: text('番号', 'Number'),
        kind: text('区分', 'Kind'),
        title: text('件名', 'Subject'),
        owner: text('担当', 'Owner'),
        due: { kind: 'date', style: 'eraShort', label: { ja: '期限', en: 'Due' } },
        state: text('対応状況', 'State'),
      },
      true,
    ),
    ...rows(
      'deliverables',
      ['スケジュール管理', 'Schedule'],
      {
        name: text('成果物・作業', 'Deliverable'),
        due: date('期限', 'Due'),
        handedInOn: { ...date('提出日', 'Handed in'), sparse: true },
        state: text('状況', 'State'),
      },
      true,
    ),
  },
};

const stateOf = (due: PlainDate | undefined, handedInOn: PlainDate | undefined, today: PlainDate): string =>
  handedInOn !== undefined
    ? due !== undefined && handedInOn > due
      ? '提出済み（期限後）'
      : '提出済み'
    : due !== undefined && due < today
      ? '遅延'
      : '予定';

/** What is late is so on the day of the document. */
export const workReportFacts = (at: Instant, front: Front, report: WorkReportFacts): Facts => {
  const open = report.issues.filter(({ isDone }) => !isDone);
  return factsOf([
    ...frontFacts(at, front),
    ...factList(at, {
      'report.from': report.from,
      'report.to': report.to,
      'report.summary': orToWrite(report.summary),
      'report.openIssues': open.length,
      'report.lateIssues': open.filter(({ due }) => due !== undefined && due < front.date).length,
      works: report.works.map((work, index) =>
        rowOf('works')(`w${index + 1}`, { ...work, done: orToWrite(work.done) }),
      ),
      meetings: report.meetings.map(({ source, ...meeting }, index) =>
        rowOf('meetings')(`m${index + 1}`, meeting, source),
      ),
      issues: report.issues.map(({ source, number, kind, title, owner, due, state }, index) =>
        rowOf('issues')(rowKey(number, index), { number, kind, title, owner, due, state }, source),
      ),
      deliverables: report.deliverables.map(({ source, ...one }, index) =>
        rowOf('deliverables')(
          `d${index + 1}`,
          { ...one, state: stateOf(one.due, one.handedInOn, front.date) },
          source,
        ),
      ),
    }),
  ]);
};
