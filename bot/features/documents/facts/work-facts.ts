import {
  workReportFacts,
  type WorkReportFacts,
} from '../../../../shared/documents/facts-of/work-documents.ts';
import { ISSUE_FLOW } from '../../../../shared/issues/issue.ts';
import type { Days } from '../../../../shared/kernel/deadline/period.ts';
import { tokyoDate } from '../../../../shared/kernel/instant.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import { STATES } from '../../../../shared/plans/plan.ts';
import { duesOfContract } from '../../../../shared/meetings/due.ts';
import { nameIn } from '../../../identity/staff.ts';
import { issuesIn } from '../../../store/issues.ts';
import { meetingsIn } from '../../../store/meetings.ts';
import { planRowsOf } from '../../../store/plan-rows.ts';
import { dueMarks } from '../../../store/reminder-choices.ts';
import { casesBetween } from '../../../store/reported-cases.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { answersOf } from './cases.ts';
import { frontOf, gone, mayAll, notYours, sourcesOf, type Asking, type Known } from './known.ts';
import { parsePeriod, periodName } from './periods.ts';
import { mayReadAllCases, spanOf } from './report-facts.ts';

/** 作業実施報告書 of a period: what the registers say of it, with 課題管理 and スケジュール管理. N-4.3.ア.ア.2 */

type Works = WorkReportFacts['works'];

const monthsOf = ({ start, end }: Days): readonly string[] => {
  const found: string[] = [];
  for (let [year = 0, month = 0] = start.split('-').map(Number); ;) {
    found.push(`m${month}`);
    if (`${year}-${String(month).padStart(2, '0')}` >= end.slice(0, 7)) return found;
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
};

/** The plan's measures that fall into the period, and how the consultations went. */
const worksOf = async (desk: DocumentDesk, days: Days): Promise<Works> => {
  const { db, settings } = desk;
  const { from, to } = spanOf(days);
  const cases = await casesBetween(db, settings.id, 'consultation', from, to);
  const answered = (await answersOf(desk, cases)).size;
  const { initiatives } = await planRowsOf(db, settings.fiscalYear);
  const months = monthsOf(days);
  const said = (value: unknown): string => (typeof value === 'string' ? value : '');
  const planned = initiatives.filter(({ values }) => {
    const own = values['months'];
    return Array.isArray(own) && own.some((month) => months.includes(month));
  });
  return [
    {
      theme: `${settings.consultation.name.ja}への対応`,
      done: `${cases.length}件を受け付け、${answered}件に回答しました。`,
      state: '',
      next: cases.length > answered ? `残る${cases.length - answered}件に回答します。` : '',
    },
    ...planned.map(({ values }) => ({
      theme: said(values['name']),
      done: said(values['result']),
      state: STATES.find(({ id }) => id === values['state'])?.name.ja ?? said(values['state']),
      next: said(values['nextYear']),
    })),
  ];
};

const issuesOf = async (desk: DocumentDesk, days: Days): Promise<WorkReportFacts['issues']> => {
  const { db, settings } = desk;
  const { from } = spanOf(days);
  const nameOf = nameIn(settings, await desk.staff());
  const register = (await issuesIn(db, settings.id)).filter(
    ({ issue }) => issue.state !== 'done' || (issue.doneAt !== undefined && issue.doneAt >= from),
  );
  const sources = await sourcesOf(
    desk,
    { key: 'issues', title: settings.issues.list },
    register.map(({ id }) => id),
  );
  return register.map(({ id, issue }) => ({
    number: issue.number,
    kind: settings.issues.kinds.find((kind) => kind.id === issue.kind)?.name.ja ?? issue.kind,
    title: issue.title,
    owner: nameOf(issue.owner),
    ...(issue.due === undefined ? {} : { due: issue.due }),
    state: ISSUE_FLOW.states[issue.state].ja,
    isDone: issue.state === 'done',
    ...sources.of(id),
  }));
};

const meetingsOf = async (desk: DocumentDesk, days: Days): Promise<WorkReportFacts['meetings']> => {
  const held = await meetingsIn(desk.db, desk.settings.id, { ...spanOf(days), states: ['held'] });
  const sources = await sourcesOf(
    desk,
    { key: 'meetings', title: desk.settings.meetings.list },
    held.map(({ id }) => id),
  );
  return held.map(({ id, meeting }) => ({
    on: tokyoDate(meeting.start),
    title: meeting.title,
    ...sources.of(id),
  }));
};

/** What the contract asks for by fixed dates. */
const deliverablesOf = async ({
  db,
  settings,
  calendar,
}: DocumentDesk): Promise<WorkReportFacts['deliverables']> => {
  const marks = await dueMarks(db, settings.id, 'all');
  return duesOfContract(settings.deadlines, calendar, marks)
    .toSorted((one, other) => one.deadline.due - other.deadline.due)
    .map(({ name, deadline, doneAt }) => ({
      name: name.ja,
      due: deadline.date,
      ...(doneAt === undefined ? {} : { handedInOn: tokyoDate(doneAt) }),
    }));
};

export const workReportFactsOf = async (
  desk: DocumentDesk,
  asking: Asking,
  id: string,
): Promise<Result<Known>> => {
  const days = parsePeriod(desk, id);
  if (!days) return gone;
  if (!mayAll(desk, asking, 'meeting.read', 'issue.read') || !mayReadAllCases(desk, asking, 'consultation'))
    return notYours;
  return ok({
    name: periodName(days),
    facts: workReportFacts(asking.now, frontOf(desk, asking.now), {
      from: days.start,
      to: days.end,
      works: await worksOf(desk, days),
      meetings: await meetingsOf(desk, days),
      issues: await issuesOf(desk, days),
      deliverables: await deliverablesOf(desk),
    }),
    notes: [
      {
        ja: '「概況」は記録にないため、文書に直接書いてください。作業のうち、相談と運営計画の取組のほかは、文書に直接書いてください。',
        en: 'The summary is not in the records. Work beside consultations and the plan’s measures is to be written by hand.',
      },
    ],
  });
};
