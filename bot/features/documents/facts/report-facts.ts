import type { Settings } from '../../../../shared/engagements/settings.ts';
import {
  consultationReportFacts,
  type QuotaFacts,
} from '../../../../shared/documents/facts-of/consultation-documents.ts';
import type { Days } from '../../../../shared/kernel/deadline/period.ts';
import { fromTokyo, timeOfDay, type Instant } from '../../../../shared/kernel/instant.ts';
import { sectionsSeenBy } from '../../../../shared/kernel/permission.ts';
import { addDays } from '../../../../shared/kernel/plain-date.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Case } from '../../../store/cases.ts';
import { casesBetween } from '../../../store/reported-cases.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { answersOf, caseFacts, caseSources, textIn } from './cases.ts';
import { frontOf, gone, notYours, type Asking, type Known } from './known.ts';
import { parsePeriod, periodName } from './periods.ts';

/** 相談業務実施報告書 of a period: every consultation in it, or nothing for who may not see every one. */

export const mayReadAllCases = (
  { settings }: DocumentDesk,
  { person }: Asking,
  kind: 'consultation' | 'incident',
): boolean => person === 'bot' || sectionsSeenBy(settings, person, `${kind}.read`) === 'all';

/** Instants: the end is not part of it any more. */
export const spanOf = ({ start, end }: Days): { readonly from: Instant; readonly to: Instant } => ({
  from: fromTokyo(start, timeOfDay('00:00')),
  to: fromTokyo(addDays(end, 1), timeOfDay('00:00')),
});

type Counted = Settings['documents']['consultationCounts'][number];

const counts = (settings: Settings, { from, answerForm }: Counted, one: Case): boolean => {
  const runner = settings.roles.find(({ id }) => id === settings.runBy)?.group;
  const section = settings.sections.find(({ id }) => id === (textIn(one, 'onBehalfOf') || one.sectionId));
  const isRunner = section !== undefined && section.group === runner;
  return (
    (from === 'all' || isRunner === (from === 'runBy')) &&
    (answerForm === undefined || textIn(one, 'answerForm') === answerForm)
  );
};

const quotasOf = (settings: Settings, year: readonly Case[], from: Instant): readonly QuotaFacts[] =>
  settings.documents.consultationCounts.flatMap((counted): QuotaFacts[] => {
    const count = settings.counts.find(({ id }) => id === counted.count);
    if (!count) return [];
    const own = year.filter((one) => counts(settings, counted, one));
    const { id, name, unit, planned } = count;
    return [
      {
        id,
        name: name.ja,
        unit,
        planned: typeof planned === 'number' ? planned : planned.max,
        period: own.filter(({ submittedAt }) => submittedAt >= from).length,
        total: own.length,
      },
    ];
  });

export const consultationReportFactsOf = async (
  desk: DocumentDesk,
  asking: Asking,
  id: string,
): Promise<Result<Known>> => {
  const { db, settings, term } = desk;
  const days = parsePeriod(desk, id);
  if (!days) return gone;
  if (!mayReadAllCases(desk, asking, 'consultation')) return notYours;
  const { from, to } = spanOf(days);
  const year = await casesBetween(db, settings.id, 'consultation', spanOf(term).from, to);
  const cases = year.filter(({ submittedAt }) => submittedAt >= from);
  const sources = await caseSources(desk, cases);
  const answers = await answersOf(desk, cases);
  return ok({
    name: periodName(days),
    facts: consultationReportFacts(asking.now, frontOf(desk, asking.now), {
      from: days.start,
      to: days.end,
      cases: cases.map((one) => caseFacts(desk, one, sources, answers)),
      quotas: quotasOf(settings, year, from),
    }),
    notes: [
      {
        ja: '「所見」は記録にないため、文書に直接書いてください。',
        en: 'The remarks are not in the records. Please write them into the document.',
      },
    ],
  });
};
