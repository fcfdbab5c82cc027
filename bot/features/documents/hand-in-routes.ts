import { documentQuery, MOST_DOCUMENT_BYTES } from '../../../shared/documents/api.ts';
import { badRequest, json, type Route } from '../../api/route.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import type { SeenRow } from '../../filing/follow-lists.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { findProof } from '../../store/document-proofs.ts';
import { findSubmission } from '../../store/document-submissions.ts';
import { addCommand } from '../../store/outbox.ts';
import type { DocumentDesk } from './document-desk.ts';
import { documentOf, titleOfKey } from './document-of.ts';
import { fitness } from './judge-sent.ts';
import { PROOFS, proofRow, submissionRow } from './proof-list.ts';
import { prove } from './prove.ts';
import { factsRefused, forReaders, withTemplate } from './read-routes.ts';
import { standingOf } from './standing.ts';
import { submit } from './submit.ts';

/** Proof rounds and submission over HTTP; their record in SharePoint is the product's and is put back when changed. */

const standing = withTemplate(async (desk, { query, speaker, now }, template) => {
  const asked = documentQuery.safeParse(query);
  if (!asked.success) return badRequest;
  const found = await documentOf(desk, { person: speaker, now }, template, asked.data.subject);
  return found.ok ? json(await standingOf(desk, speaker, found.value)) : factsRefused(found.problem);
});

export const handInRoutes = (desk: DocumentDesk): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/documents/standing',
    run: (request) => forReaders(standing)(desk, request),
  },
  { method: 'POST', path: '/api/documents/proofs', run: (request) => forReaders(prove)(desk, request) },
  {
    method: 'PUT',
    path: '/api/documents/fitness',
    mostBytes: MOST_DOCUMENT_BYTES,
    run: (request) => forReaders(fitness)(desk, request),
  },
  {
    method: 'PUT',
    path: '/api/documents/submission',
    mostBytes: MOST_DOCUMENT_BYTES,
    run: (request) => forReaders(submit)(desk, request),
  },
];

export const putBackStep = async (desk: DocumentDesk, tx: Tx, row: SeenRow): Promise<void> => {
  if (row.lost || row.byHand.length === 0) return;
  const commandId = desk.newId();
  const proof = await findProof(tx, row.rowId);
  const submission = proof ? undefined : await findSubmission(tx, row.rowId);
  const seen = row.byHand.includes('Title') ? undefined : row.seen['Title'];
  const values = proof
    ? proofRow(typeof seen === 'string' ? seen : titleOfKey(proof.document), proof, commandId)
    : submission && submissionRow(submission, commandId);
  if (!values) return;
  desk.log.info({ row: row.rowId, columns: row.byHand }, 'a record of proofs edited by hand was put back');
  await addCommand(tx, {
    commandId,
    list: PROOFS,
    rowId: row.rowId,
    values,
    urgent: false,
    acceptedAt: new Date(desk.clock()),
  });
  await addJobs(tx, [fileRowsJob]);
};
