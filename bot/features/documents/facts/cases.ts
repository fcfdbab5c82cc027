import { answerSlot } from '../../../../shared/documents/slots.ts';
import type { CaseFacts } from '../../../../shared/documents/facts-of/consultation-documents.ts';
import { tokyoDate, type Instant } from '../../../../shared/kernel/instant.ts';
import { wordsOfChoice } from '../../../../shared/kernel/record/field.ts';
import { sectionName } from '../../../intake/desk.ts';
import { stateWords } from '../../../intake/state-words.ts';
import type { Case } from '../../../store/cases.ts';
import { slotsFilled } from '../../../store/handed-documents.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { sourcesOf, type Sources } from './known.ts';

/** Consultations as documents show them: choices by name, answered once the written answer stands in its slot. */

export const consultationKind = (desk: Pick<DocumentDesk, 'kinds'>) => {
  const kind = desk.kinds.find((one) => one.kind === 'consultation');
  if (!kind) throw new Error('the product takes no consultations');
  return kind;
};

export const choiceName = (desk: DocumentDesk, one: Case, name: string): string => {
  const field = consultationKind(desk).record.fields[name];
  const value = one.fields[name];
  if (typeof value !== 'string') return '';
  return (field?.kind === 'choice' ? wordsOfChoice(field, value)?.ja : undefined) ?? value;
};

export const textIn = (one: Case, name: string): string => {
  const value = one.fields[name];
  return typeof value === 'string' ? value : '';
};

/** The section that asks, be it that somebody asked for it. */
const sectionOf = ({ settings }: DocumentDesk, one: Case): string =>
  sectionName(settings, textIn(one, 'onBehalfOf') || one.sectionId, 'ja');

export const caseSources = (desk: DocumentDesk, cases: readonly Case[]): Promise<Sources> =>
  sourcesOf(
    desk,
    consultationKind(desk).list,
    cases.map(({ id }) => id),
  );

export const answersOf = async (
  { db, settings }: DocumentDesk,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, Instant>> =>
  slotsFilled(
    db,
    cases.map(({ number }) => answerSlot(settings.documents, number).id),
  );

export const caseFacts = (
  desk: DocumentDesk,
  one: Case,
  sources: Sources,
  answers: ReadonlyMap<string, Instant>,
): CaseFacts => {
  const answeredAt = answers.get(answerSlot(desk.settings.documents, one.number).id);
  return {
    number: one.number,
    receivedOn: tokyoDate(one.submittedAt),
    section: sectionOf(desk, one),
    subject: textIn(one, 'subject'),
    category: choiceName(desk, one, 'category'),
    answerForm: choiceName(desk, one, 'answerForm'),
    state: answeredAt === undefined ? stateWords[one.state].ja : '回答済み',
    ...(answeredAt === undefined ? {} : { answeredOn: tokyoDate(answeredAt) }),
    ...sources.of(one.id),
  };
};
