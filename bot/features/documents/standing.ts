import type { StandingAnswer } from '../../../shared/documents/api.ts';
import type { Consistency } from '../../../shared/documents/consistency.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { failed, type Problem } from '../../../shared/kernel/problem.ts';
import { proofsOf, type Proof } from '../../store/document-proofs.ts';
import { submissionsOf, type Submission } from '../../store/document-submissions.ts';
import { authorOf, authorsOf } from './authors.ts';
import type { DocumentDesk } from './document-desk.ts';
import { nameOfVersion, noMeeting, noSlot, type Document } from './document-of.ts';

/** How far a document has come: its proof rounds, what was submitted, and what stands against submitting it now. */

const notAllowed = failed(
  'submission.notAllowed',
  'この文書を提出する権限がありません。提出できる人に依頼してください。',
  'You may not submit this document. Please ask somebody who may.',
).problem;

const moreRounds = (needed: number, done: number): Problem =>
  failed(
    'submission.rounds',
    `提出までに${needed}回の校正が必要です。いまは${done}回です。作成者とは別の人が校正してください。`,
    `${needed} proof rounds are needed before it is submitted; ${done} were made. Somebody other than its author proves it.`,
  ).problem;

const isPaper = ({ meetings }: DocumentDesk['settings'], { key }: Document): boolean =>
  meetings.series.some(({ documents }) => documents.some(({ id }) => key.startsWith(`${id}/`)));

/** What stands against it, whatever the file is like. */
export const hindrances = (
  { settings }: DocumentDesk,
  person: Person,
  document: Document,
  proofs: readonly Proof[],
): readonly Problem[] => [
  ...(may(settings, person, 'document.submit') ? [] : [notAllowed]),
  ...(document.slot ? [] : [isPaper(settings, document) ? noMeeting : noSlot]),
  ...(proofs.length < document.roundsNeeded ? [moreRounds(document.roundsNeeded, proofs.length)] : []),
];

export const submissionOf = (one: Submission): StandingAnswer['submissions'][number] => ({
  version: one.version,
  name: one.name,
  folder: one.folder,
  webUrl: one.webUrl ?? '',
  hash: one.hash,
  by: one.by.name,
  at: one.at,
  proofRounds: one.proofRounds,
  consistency: one.consistency as Consistency,
  ...(one.filed ? {} : { waiting: true }),
});

export const standingOf = async (
  desk: DocumentDesk,
  person: Person,
  document: Document,
): Promise<StandingAnswer> => {
  const { db, settings } = desk;
  const proofs = await proofsOf(db, settings.id, document.key);
  const submissions = await submissionsOf(db, settings.id, document.key);
  const author = authorOf(proofs);
  const version = (submissions.at(-1)?.version ?? 0) + 1;
  return {
    reviewer: { id: person.id, name: person.name },
    ...(author === undefined ? {} : { author }),
    authors: [...(await authorsOf(desk))],
    rounds: proofs.map(({ round, reviewer, author: wrote, at, changes, hash }) => ({
      round,
      reviewer: reviewer.name,
      author: wrote.name,
      at,
      changes,
      hash,
    })),
    roundsNeeded: document.roundsNeeded,
    submissions: submissions.map(submissionOf),
    slot: { folder: document.slot?.folder ?? '', name: nameOfVersion(document.fileName, version) },
    missing: hindrances(desk, person, document, proofs).map(({ code, message, field }) => ({
      code,
      message,
      ...(field === undefined ? {} : { field }),
    })),
  };
};
