import { proofBody, type ProofBody } from '../../../shared/documents/api.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Speaker } from '../../../shared/kernel/person.ts';
import { cleanText } from '../../../shared/kernel/text.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest } from '../../api/route.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { addProof, proofsOf, type Proof } from '../../store/document-proofs.ts';
import { addCommand } from '../../store/outbox.ts';
import { oneAtATime } from '../../store/take-numbers.ts';
import { authorOf, authorsOf, noSuchAuthor, otherAuthor, ownWork, type Author } from './authors.ts';
import type { DocumentDesk } from './document-desk.ts';
import { documentOf, type Document } from './document-of.ts';
import { PROOFS, proofRow } from './proof-list.ts';
import { documentsNotYours, factsRefused, noTemplate } from './read-routes.ts';
import { standingOf } from './standing.ts';
import { findTemplate } from './templates.ts';

/** A proof round: somebody other than its author proved a document as it was then. N-4.2.ア 最低2回の校正 */

const folded = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();

/** Who proves is told by their token. A round that names its author without an id is held against their name. */
const wrote = (speaker: Speaker, { id, name }: Proof['author']): boolean =>
  id === undefined ? folded(name) === folded(speaker.name) : id === speaker.id;

const record = async (
  desk: DocumentDesk,
  { speaker, now }: ApiRequest,
  document: Document,
  { changes, hash }: ProofBody,
  author: Author,
): Promise<void> => {
  const { db, settings, newId } = desk;
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `document/${settings.id}/${document.key}`);
    const before = await proofsOf(tx, settings.id, document.key);
    // Sent twice, or the same state proved again by the same person: the first one did it.
    if (before.some((one) => one.hash === hash && one.reviewer.id === speaker.id)) return;
    const proof = {
      id: newId(),
      document: document.key,
      round: before.length + 1,
      reviewer: { id: speaker.id, name: speaker.name },
      author,
      at: now,
      changes: cleanText(changes),
      hash,
    };
    const commandId = newId();
    await addProof(tx, settings.id, PROOFS, proof);
    await addCommand(tx, {
      commandId,
      list: PROOFS,
      rowId: proof.id,
      values: proofRow(document.title, proof, commandId),
      urgent: false,
      acceptedAt: new Date(now),
    });
    await addJobs(tx, [fileRowsJob]);
  });
};

export const prove = async (desk: DocumentDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const { speaker, now } = request;
  const asked = proofBody.safeParse(request.body);
  if (!asked.success) return badRequest;
  if (!may(desk.settings, speaker, 'document.prove')) return documentsNotYours;
  const template = await findTemplate(desk, asked.data.template);
  if (!template) return noTemplate;
  const found = await documentOf(desk, { person: speaker, now }, template, asked.data.subject);
  if (!found.ok) return factsRefused(found.problem);
  const { author: chosen, otherAuthor: isMeant } = asked.data;
  const before = await proofsOf(desk.db, desk.settings.id, found.value.key);
  const last = authorOf(before);
  // Whoever left the office since stays the author of what they wrote.
  const author = [...(last ? [last] : []), ...(await authorsOf(desk))].find(({ id }) => id === chosen);
  if (!author) return refused(409, noSuchAuthor);
  if (author.id === speaker.id || before.some((one) => wrote(speaker, one.author)))
    return refused(409, ownWork);
  if (last && last.id !== author.id && isMeant !== true) return refused(409, otherAuthor(last.name));
  await record(desk, request, found.value, asked.data, author);
  return json(await standingOf(desk, speaker, found.value));
};
