import {
  planFacts,
  reportFacts,
  type ListItem,
  type PlanFacts,
  type ReportFacts,
} from '../../../../shared/documents/facts-of/plan-facts.ts';
import type { Settings } from '../../../../shared/engagements/settings.ts';
import { fiscalYearLabel } from '../../../../shared/kernel/fiscal-year.ts';
import { tokyoDate } from '../../../../shared/kernel/instant.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import { LEVELS, PHASES, STATES } from '../../../../shared/plans/plan.ts';
import { reportGaps } from '../../../../shared/plans/report-gaps.ts';
import { meetingsIn } from '../../../store/meetings.ts';
import { planRowsOf, type PlanRow, type PlanRows } from '../../../store/plan-rows.ts';
import { casesBetween } from '../../../store/reported-cases.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { frontOf, gone, mayAll, notYours, type Asking, type Known } from './known.ts';
import { mayReadAllCases, spanOf } from './report-facts.ts';

/** 運営計画書 and 最終報告書 of the year, from the lists of the plan. N-3.2.ア */

const itemsOf = (title: string, rows: readonly PlanRow[]): readonly ListItem[] =>
  rows.map(({ values, itemId, version }) => ({ values, source: { list: title, itemId, version } }));

const common = ({ plan: { lists }, words }: Settings, rows: PlanRows): PlanFacts => ({
  plan: itemsOf(lists.plan, rows.plan ? [rows.plan] : [])[0] ?? { values: {} },
  initiatives: itemsOf(lists.initiatives, rows.initiatives),
  risks: itemsOf(lists.risks, rows.risks),
  figures: itemsOf(lists.figures, rows.figures),
  phases: PHASES,
  states: STATES,
  levels: LEVELS,
  incidentWord: words.incident.ja,
});

const emptyLists = ({ plan: { lists } }: Settings, rows: PlanRows): readonly Words[] =>
  (['plan', 'initiatives', 'risks', 'figures'] as const).flatMap((key) => {
    const found = rows[key];
    const isEmpty = found === undefined || (Array.isArray(found) && found.length === 0);
    return isEmpty
      ? [
          {
            ja: `リスト「${lists[key]}」に今年度の行がないため、関係する項目は「（要記入）」としています。SharePointで入力し、項目を更新してください。`,
            en: `The list "${lists[key]}" has no row of this year: its fields are left to be written. Please fill it in SharePoint and refresh them.`,
          },
        ]
      : [];
  });

/** What the committees decided of the document, in the words of their record. */
const approvalsOf = async (
  { db, settings }: DocumentDesk,
  document: string,
): Promise<ReportFacts['approvals']> => {
  const held = await meetingsIn(db, settings.id, { states: ['held'] });
  return held
    .filter(({ meeting }) => settings.plan.committees.includes(meeting.series))
    .flatMap(({ meeting, minutes }) =>
      (minutes?.decisions ?? [])
        .filter((said) => said.includes(document))
        .map((result) => ({ committee: meeting.title, on: tokyoDate(meeting.start), result })),
    );
};

const incidentKindsOf = async ({ db, settings, term }: DocumentDesk): Promise<readonly string[]> => {
  const { from, to } = spanOf(term);
  return (await casesBetween(db, settings.id, 'incident', from, to)).map(
    ({ fields }) =>
      settings.incident.kinds.find(({ id }) => id === fields['incidentKind'])?.name.ja ??
      String(fields['incidentKind'] ?? ''),
  );
};

/** Counted over all incidents: who may not see every one of them is told no number at all. */
const OF_INCIDENTS = ['report.incidentCount', 'report.incidentsMessage', 'incidentKinds'];

const reportOf = async (desk: DocumentDesk, asking: Asking, rows: PlanRows): Promise<Known> => {
  const { settings } = desk;
  const readsIncidents = mayReadAllCases(desk, asking, 'incident');
  const approvals = await approvalsOf(desk, '最終報告書');
  const facts = reportFacts(asking.now, frontOf(desk, asking.now), {
    ...common(settings, rows),
    incidentKinds: readsIncidents ? await incidentKindsOf(desk) : [],
    approvals,
  });
  const gaps = reportGaps(
    rows.initiatives.map(({ values }) => values),
    rows.figures.map(({ values }) => values),
  ).map(({ message }) => message);
  const hidden: Words = {
    ja: `${settings.words.incident.ja}を見る権限がないため、その件数の項目は埋めていません。見る権限のある方が、項目を更新してください。`,
    en: `You may not see every ${settings.words.incident.en}: what counts them is left open. Please have somebody refresh it who may.`,
  };
  const noApproval: Words = {
    ja: '付議と承認の記録がありません。会議の記録の決定事項に「最終報告書」とあるものを載せます。',
    en: 'No committee’s decision is recorded. Decisions that name 最終報告書 are listed.',
  };
  return {
    name: fiscalYearLabel(settings.fiscalYear, 'ja'),
    facts: readsIncidents ? facts : new Map([...facts].filter(([id]) => !OF_INCIDENTS.includes(id))),
    notes: [...(readsIncidents ? [] : [hidden]), ...(approvals.length ? [] : [noApproval]), ...gaps],
  };
};

const planOf = (desk: DocumentDesk, { now }: Asking, rows: PlanRows): Known => {
  const { settings } = desk;
  return {
    name: fiscalYearLabel(settings.fiscalYear, 'ja'),
    facts: planFacts(now, frontOf(desk, now), {
      ...common(settings, rows),
      organisation: settings.plan.organisation.map(({ role, duty }) => ({
        role: settings.roles.find(({ id }) => id === role)?.name.ja ?? role,
        duty,
      })),
    }),
    notes: [],
  };
};

export const planFactsOf = async (
  desk: DocumentDesk,
  asking: Asking,
  which: 'plan' | 'report',
  year: string,
): Promise<Result<Known>> => {
  const { db, settings } = desk;
  if (!mayAll(desk, asking, 'document.read')) return notYours;
  if (year !== String(settings.fiscalYear)) return gone;
  const rows = await planRowsOf(db, settings.fiscalYear);
  const known = which === 'plan' ? planOf(desk, asking, rows) : await reportOf(desk, asking, rows);
  return ok({ ...known, notes: [...emptyLists(settings, rows), ...known.notes] });
};
