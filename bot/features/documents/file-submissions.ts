import { createHash } from 'node:crypto';
import { MOST_DOCUMENT_BYTES } from '../../../shared/documents/api.ts';
import { deliverJob } from '../../delivery/deliver-job.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { putFile, type FiledDocument } from '../../graph/files.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { ensureFolder, findByPath } from '../../graph/library.ts';
import { readFile } from '../../graph/read-file.ts';
import { addJobs, type Job } from '../../jobs/jobs.ts';
import { alone } from '../../store/alone.ts';
import { addDeliveries, delivery } from '../../store/deliveries.ts';
import {
  findSubmission,
  isOfSubmission,
  markSubmissionFault,
  markSubmissionFiled,
  nextSubmission,
  type Submission,
} from '../../store/document-submissions.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import { keepDocument } from '../../store/handed-documents.ts';
import { addCommand } from '../../store/outbox.ts';
import { standsAlready } from '../../store/reminder-choices.ts';
import type { DocumentDesk } from './document-desk.ts';
import { nameOfVersion } from './document-of.ts';
import { PROOFS, submissionRow } from './proof-list.ts';
import { answeredCase, askerOf, channelOf } from './tell-submission.ts';

/** Brings submissions from our keeping into their slots, whole or not at all; then the section is told, once. */

export const FILE_SUBMISSIONS = 'file-submissions';
export const fileSubmissionsJob: Job = {
  task: FILE_SUBMISSIONS,
  payload: {},
  key: FILE_SUBMISSIONS,
  wakes: true,
};

export const SUBMITTED = 'documents.submitted';
export const ANSWERED = 'documents.answered';

/** Files of the same name that stand in the way at most. */
const MOST_NAMES = 20;

type Placed = { readonly filed: FiledDocument; readonly name: string };

/**
 * The file of that name if it is ours: written before, and the answer was lost. SharePoint may write properties into an
 * Office file that it was given: then the bytes differ, but nobody of the site's people made it.
 */
const written = async (
  desk: DocumentDesk,
  one: Submission,
  name: string,
): Promise<FiledDocument | undefined> => {
  const { graph, places } = desk;
  const library = await places.library('documents');
  const there = await findByPath(graph, library, `${one.folder}/${name}`);
  const read = there && (await readFile(graph, library, there.id, MOST_DOCUMENT_BYTES));
  if (!there || !read) return undefined;
  const isSame = createHash('sha256').update(read.bytes).digest('hex') === one.hash;
  const isOurs = there.createdBy?.user === undefined && there.lastModifiedBy?.user === undefined;
  if (!isSame && (!isOurs || (await isOfSubmission(desk.db, there.id)))) return undefined;
  return { id: there.id, webUrl: there.webUrl ?? '' };
};

/** Nothing that lies in the slot is written over: what somebody put there under that name stays. */
const place = async (desk: DocumentDesk, one: Submission, bytes: Buffer): Promise<Placed> => {
  const { graph, places, machineClock } = desk;
  const library = await places.library('documents');
  await ensureFolder(graph, library, one.folder);
  for (let attempt = 1; attempt <= MOST_NAMES; attempt += 1) {
    const name = nameOfVersion(one.name, 1, attempt);
    try {
      return {
        filed: await putFile(graph, library, one.folder, name, bytes, machineClock, { isNew: true }),
        name,
      };
    } catch (error) {
      if (!(error instanceof GraphError && error.status === 409)) throw error;
      const filed = await written(desk, one, name);
      if (filed) return { filed, name };
    }
  }
  throw new GraphError(409, 'nameAlreadyExists', 'too many files of that name stand in the slot');
};

const settle = async (
  desk: DocumentDesk,
  one: Submission,
  size: number,
  { filed, name }: Placed,
): Promise<void> => {
  const { db, settings, newId, clock } = desk;
  const told = delivery(`submission/${one.id}`, channelOf(desk, one), SUBMITTED, one.id);
  await db.transaction().execute(async (tx) => {
    await markSubmissionFiled(tx, one.id, { itemId: filed.id, webUrl: filed.webUrl, name });
    await keepDocument(tx, settings.id, {
      itemId: filed.id,
      slot: one.slot,
      meeting: one.scope,
      folder: one.folder,
      name,
      size,
      webUrl: filed.webUrl,
      by: one.by,
      at: one.at,
      refused: undefined,
      noPaper: false,
    });
    const commandId = newId();
    await addCommand(tx, {
      commandId,
      list: PROOFS,
      rowId: one.id,
      values: submissionRow({ ...one, webUrl: filed.webUrl }, commandId),
      urgent: false,
      acceptedAt: new Date(clock()),
    });
    await deriveSoon(tx, [one.scope]);
    const asker = askerOf(await answeredCase(desk, tx, one), one.by.id);
    const answered = asker && delivery(`answered/${one.id}`, asker, ANSWERED, one.id);
    // Of one that was refused before, the card that stands says so now.
    if (!(await standsAlready(tx, one.id))) await addDeliveries(tx, [told]);
    if (answered) await addDeliveries(tx, [answered]);
    await addJobs(tx, [
      deliverJob(told.thread),
      ...(answered ? [deliverJob(answered.thread)] : []),
      refreshJob(one.id),
      fileRowsJob,
    ]);
  });
};

/** The library does not take it, however often it is tried: it counts no more, and the section is told. */
const refuse = async (desk: DocumentDesk, one: Submission, fault: string): Promise<void> => {
  const { db, newId } = desk;
  const told = delivery(`submission-refused/${one.id}/${newId()}`, channelOf(desk, one), SUBMITTED, one.id);
  await db.transaction().execute(async (tx) => {
    await markSubmissionFault(tx, one, fault);
    await addDeliveries(tx, [told]);
    await addJobs(tx, [deliverJob(told.thread), refreshJob(one.id)]);
  });
};

export const fileSubmissions = async (desk: DocumentDesk): Promise<void> => {
  const { db, settings, log } = desk;
  await alone(db, `${FILE_SUBMISSIONS}/${settings.id}`, async () => {
    for (;;) {
      const next = await nextSubmission(db, settings.id);
      if (!next) return;
      try {
        await settle(desk, next.one, next.bytes.length, await place(desk, next.one, next.bytes));
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        log.warn(
          { submission: next.one.id, status: error.status, code: error.code },
          'a submission could not be brought to the library',
        );
        // The timer comes back to what waits.
        if (error.passing) return;
        await refuse(desk, next.one, error.message);
      }
    }
  });
};

/** @returns whether it had been refused and is tried again */
export const fileAgain = async (desk: DocumentDesk, id: string): Promise<boolean> => {
  const one = await findSubmission(desk.db, id);
  if (!one || one.filed || one.fault === undefined) return false;
  await desk.db.transaction().execute(async (tx) => {
    await markSubmissionFault(tx, one, undefined);
    await addJobs(tx, [fileSubmissionsJob, refreshJob(id)]);
  });
  return true;
};
