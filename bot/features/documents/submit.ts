import { submissionQuery } from '../../../shared/documents/api.ts';
import { failed } from '../../../shared/kernel/problem.ts';
import { say } from '../../../shared/kernel/words.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest } from '../../api/route.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { proofsOf } from '../../store/document-proofs.ts';
import { addSubmission, submissionsOf, type Submission } from '../../store/document-submissions.ts';
import { addCommand } from '../../store/outbox.ts';
import { oneAtATime } from '../../store/take-numbers.ts';
import type { DocumentDesk } from './document-desk.ts';
import { nameOfVersion } from './document-of.ts';
import { fileSubmissions, fileSubmissionsJob } from './file-submissions.ts';
import { judgeSent, type Judged } from './judge-sent.ts';
import { PROOFS, submissionRow } from './proof-list.ts';
import { standingOf } from './standing.ts';

/**
 * A document is handed in: looked through, accepted, and brought into its slot. What is accepted is kept here until
 * the library has it, so that it counts from now on whether SharePoint answers or not.
 */

/** Milliseconds for which the answer waits for the library, so that it mostly can say that it is there. */
const PATIENCE = 4_000;

const contradicts = refused(
  409,
  failed(
    'submission.contradicts',
    '元の値、または対の文書と食い違いがあります。提出していません。食い違いを確かめてから、もう一度提出してください。',
    'It contradicts its source or its counterpart. It was not submitted. Look at the differences, then submit again.',
  ).problem,
);

/** @returns the version as which this very file stands there already; undefined when it is new */
const accept = async (
  desk: DocumentDesk,
  { speaker, now }: ApiRequest,
  { document, bytes, hash, standing }: Judged,
): Promise<number | undefined> => {
  const { db, settings, newId } = desk;
  return db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `document/${settings.id}/${document.key}`);
    const before = await submissionsOf(tx, settings.id, document.key);
    // Sent twice, or again after an answer that was lost: the first one did it.
    const same = before.find((one) => one.hash === hash);
    if (same) return same.version;
    const version = (before.at(-1)?.version ?? 0) + 1;
    const one: Submission = {
      id: newId(),
      document: document.key,
      title: document.title,
      version,
      name: nameOfVersion(document.fileName, version),
      folder: document.slot.folder,
      slot: document.slot.id,
      scope: document.slot.scope,
      hash,
      by: { id: speaker.id, name: speaker.name },
      at: now,
      proofRounds: (await proofsOf(tx, settings.id, document.key)).length,
      consistency: standing.consistency,
      webUrl: undefined,
      filed: false,
      fault: undefined,
    };
    const commandId = newId();
    await addSubmission(tx, settings.id, PROOFS, one, bytes);
    await addCommand(tx, {
      commandId,
      list: PROOFS,
      rowId: one.id,
      values: submissionRow(one, commandId),
      urgent: false,
      acceptedAt: new Date(now),
    });
    await addJobs(tx, [fileSubmissionsJob, fileRowsJob]);
    return undefined;
  });
};

const patiently = async (work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([work, enough]).finally(() => clearTimeout(timer));
};

export const submit = async (desk: DocumentDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const asked = submissionQuery.safeParse(request.query);
  if (!asked.success) return badRequest;
  const judged = await judgeSent(desk, request);
  if ('kind' in judged) return judged;
  const { document, standing, already } = judged;
  if (!already && standing.consistency === 'different' && asked.data.knowing !== 'different')
    return contradicts;
  const version = await accept(desk, request, judged);
  await patiently(
    fileSubmissions(desk).catch((error: unknown) => {
      desk.log.warn({ err: error }, `${say(document.slot.name, 'en')} is brought to the library later`);
    }),
  );
  return json({
    ...(await standingOf(desk, request.speaker, document)),
    ...(version === undefined ? {} : { already: version }),
  });
};
