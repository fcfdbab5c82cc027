import { createHash } from 'node:crypto';
import { documentQuery } from '../../../shared/documents/api.ts';
import {
  consistencyOf,
  otherDocument,
  readSent,
  unfilled,
  type Sent,
} from '../../../shared/documents/fitness.ts';
import { say } from '../../../shared/kernel/words.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest } from '../../api/route.ts';
import { fileRowsJob } from '../../filing/file-rows.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { proofsOf } from '../../store/document-proofs.ts';
import {
  addSubmission,
  latestBytes,
  submissionsOf,
  type Submission,
} from '../../store/document-submissions.ts';
import { addCommand } from '../../store/outbox.ts';
import { oneAtATime } from '../../store/take-numbers.ts';
import type { DocumentDesk } from './document-desk.ts';
import { documentOf, nameOfVersion, type Document } from './document-of.ts';
import { fileSubmissions, fileSubmissionsJob } from './file-submissions.ts';
import { PROOFS, submissionRow } from './proof-list.ts';
import { factsRefused, noTemplate } from './read-routes.ts';
import { hindrances, standingOf } from './standing.ts';
import { findTemplate, templatesOf, type Template } from './templates.ts';

/**
 * A document is handed in: looked through, accepted, and brought into its slot. What is accepted is kept here until
 * the library has it, so that it counts from now on whether SharePoint answers or not.
 */

/** Milliseconds for which the answer waits for the library, so that it mostly can say that it is there. */
const PATIENCE = 4_000;

const isLike =
  (template: Template) =>
  ({ kind, like }: Template): boolean =>
    kind.id === template.kind.id && like.edition === template.like.edition;

/** Its other edition as it was submitted last. */
const counterpartOf = async (desk: DocumentDesk, document: Document): Promise<Sent | undefined> => {
  if (document.counterpart === undefined) return undefined;
  const bytes = await latestBytes(desk.db, desk.settings.id, document.counterpart);
  const read = bytes && readSent(bytes, document.fileName);
  return read?.ok ? read.value : undefined;
};

type Accepting = {
  readonly document: Document & { readonly slot: NonNullable<Document['slot']> };
  readonly bytes: Buffer;
  readonly consistency: string;
};

const accept = async (
  desk: DocumentDesk,
  { speaker, now }: ApiRequest,
  { document, bytes, consistency }: Accepting,
): Promise<void> => {
  const { db, settings, newId } = desk;
  const hash = createHash('sha256').update(bytes).digest('hex');
  await db.transaction().execute(async (tx) => {
    await oneAtATime(tx, `document/${settings.id}/${document.key}`);
    const latest = (await submissionsOf(tx, settings.id, document.key)).at(-1);
    // Sent twice, or again after an answer that was lost: the first one did it.
    if (latest?.hash === hash) return;
    const version = (latest?.version ?? 0) + 1;
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
      consistency,
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
  const { speaker, now, body, query } = request;
  const asked = documentQuery.safeParse(query);
  if (!asked.success || !Buffer.isBuffer(body)) return badRequest;
  const template = await findTemplate(desk, asked.data.template);
  if (!template) return noTemplate;
  const { subject } = asked.data;
  const found = await documentOf(desk, { person: speaker, now }, template, subject);
  if (!found.ok) return factsRefused(found.problem);
  const document = found.value;
  const proofs = await proofsOf(desk.db, desk.settings.id, document.key);
  const [hindrance] = hindrances(desk, speaker, document, proofs);
  if (hindrance) return refused(hindrance.code === 'submission.notAllowed' ? 403 : 409, hindrance);
  const { slot } = document;
  if (!slot) return badRequest;

  const sent = readSent(body, document.fileName);
  if (!sent.ok) return refused(400, sent.problem);
  const { reading } = sent.value;
  const { fields } = template.kind;
  const like = (await templatesOf(desk)).filter(isLike(template)).map(({ entry }) => entry.id);
  const problem =
    otherDocument(reading, {
      templates: [...like, asked.data.template],
      subject,
      engagement: desk.settings.name.ja,
      title: document.title,
    }) ?? unfilled(reading, fields);
  if (problem) return refused(409, problem);

  const consistency = consistencyOf(
    sent.value,
    template.like.edition,
    await counterpartOf(desk, document),
    fields,
    document.known.facts,
  );
  await accept(desk, request, { document: { ...document, slot }, bytes: body, consistency });
  await patiently(
    fileSubmissions(desk).catch((error: unknown) => {
      desk.log.warn({ err: error }, `${say(slot.name, 'en')} is brought to the library later`);
    }),
  );
  return json(await standingOf(desk, speaker, document));
};
