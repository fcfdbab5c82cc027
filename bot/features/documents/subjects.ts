import type { SubjectsAnswer } from '../../../shared/documents/api.ts';
import type { DocumentKind } from '../../../shared/documents/facts-of/kind.ts';
import { fiscalYearLabel } from '../../../shared/kernel/fiscal-year.ts';
import { formatInstant, formatInstantEra } from '../../../shared/kernel/instant.ts';
import { may, sectionsSeenBy } from '../../../shared/kernel/permission.ts';
import type { Speaker } from '../../../shared/kernel/person.ts';
import { sectionName } from '../../intake/desk.ts';
import { listCases } from '../../store/cases-seen.ts';
import { meetingsIn } from '../../store/meetings.ts';
import type { DocumentDesk } from './document-desk.ts';
import { auditSubjects } from './facts/audit-facts.ts';
import { answersOf, textIn } from './facts/cases.ts';
import { mayReadAllCases } from './facts/report-facts.ts';
import { periodName, periodsOf } from './facts/periods.ts';
import { answerSlot } from '../../../shared/documents/slots.ts';

/**
 * What a document of a kind may be made of: the likeliest first, periods in the order of the year; nothing that the
 * person may not see.
 */

type Subjects = SubjectsAnswer['subjects'];

const MOST = 200;

const meetingsFor = async (
  { db, settings }: DocumentDesk,
  speaker: Speaker,
  kind: string,
  now: number,
): Promise<Subjects> => {
  if (!may(settings, speaker, 'meeting.read')) return [];
  const all = (await meetingsIn(db, settings.id, { states: ['confirmed', 'held'] })).filter(({ meeting }) =>
    settings.meetings.series.some(
      (series) => series.id === meeting.series && (kind !== 'minutes' || series.minutes !== 'none'),
    ),
  );
  // An agenda is made for the next meeting, minutes of the last.
  const past = all.filter(({ meeting }) => meeting.end <= now).toReversed();
  const ahead = all.filter(({ meeting }) => meeting.end > now);
  return (kind === 'minutes' ? [...past, ...ahead] : [...ahead, ...past])
    .slice(0, MOST)
    .map(({ meeting }) => ({
      id: meeting.id,
      name: meeting.title,
      detail:
        speaker.language === 'ja'
          ? formatInstantEra(meeting.start)
          : formatInstant(meeting.start, 'en', { year: true }),
    }));
};

const consultationsFor = async (desk: DocumentDesk, speaker: Speaker): Promise<Subjects> => {
  const { db, settings } = desk;
  const sections = sectionsSeenBy(settings, speaker, 'consultation.read');
  const { cases } = await listCases(db, settings.id, [{ kind: 'consultation', own: speaker.id, sections }], {
    offset: 0,
    size: MOST,
  });
  const there = cases.filter(({ gone, state }) => !gone && state !== 'withdrawn');
  const answers = await answersOf(desk, there);
  const isOpen = (number: string): boolean => !answers.has(answerSlot(settings.documents, number).id);
  return there
    .toSorted((one, other) => Number(isOpen(other.number)) - Number(isOpen(one.number)))
    .map((one) => ({
      id: one.number,
      name: `${one.number}　${textIn(one, 'subject')}`,
      detail: sectionName(settings, textIn(one, 'onBehalfOf') || one.sectionId, speaker.language),
    }));
};

const periodsFor = async (
  desk: DocumentDesk,
  speaker: Speaker,
  kind: string,
  now: number,
): Promise<Subjects> =>
  mayReadAllCases(desk, { person: speaker, now }, 'consultation')
    ? (await periodsOf(desk, kind)).map(({ id, days, meeting }) => ({
        id,
        name: periodName(days, speaker.language),
        ...(meeting === undefined ? {} : { detail: meeting.title }),
      }))
    : [];

export const subjectsOf = async (
  desk: DocumentDesk,
  speaker: Speaker,
  { id, subject }: DocumentKind,
  now: number,
): Promise<Subjects> => {
  const { fiscalYear } = desk.settings;
  switch (subject) {
    case 'year':
      return [{ id: String(fiscalYear), name: fiscalYearLabel(fiscalYear, speaker.language) }];
    case 'meeting':
      return meetingsFor(desk, speaker, id, now);
    case 'consultation':
      return consultationsFor(desk, speaker);
    case 'period':
      return periodsFor(desk, speaker, id, now);
    case 'audit':
      return auditSubjects(desk);
  }
};
