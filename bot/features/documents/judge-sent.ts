import { createHash } from 'node:crypto';
import { documentQuery, type FitnessAnswer } from '../../../shared/documents/api.ts';
import { standingOfSent, type Standing } from '../../../shared/documents/consistency.ts';
import { otherDocument, readSent, unfilled, type Sent } from '../../../shared/documents/fitness.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest } from '../../api/route.ts';
import { proofsOf } from '../../store/document-proofs.ts';
import { latestBytes, submissionsOf, type Submission } from '../../store/document-submissions.ts';
import type { DocumentDesk } from './document-desk.ts';
import { documentOf, type Document } from './document-of.ts';
import { factsRefused, noTemplate } from './read-routes.ts';
import { hindrances, submissionOf } from './standing.ts';
import { findTemplate, templatesOf, type Template } from './templates.ts';

/** What is sent, held against what it is said to be, its source and its other edition. Nothing is written here. */

export type Judged = {
  readonly document: Document & { readonly slot: NonNullable<Document['slot']> };
  readonly bytes: Buffer;
  readonly hash: string;
  readonly standing: Standing;
  readonly counterpart: Submission | undefined;
  /** The submission that brought this very file. */
  readonly already: Submission | undefined;
};

/** A list that is longer is read in 照合. */
const MOST_DIFFERENCES = 12;

const isLike =
  (template: Template) =>
  ({ kind, like }: Template): boolean =>
    kind.id === template.kind.id && like.edition === template.like.edition;

/** Its other edition as it was submitted last. */
const counterpartOf = async (
  { db, settings }: DocumentDesk,
  { counterpart, fileName }: Document,
): Promise<{ readonly one: Submission; readonly sent: Sent | undefined } | undefined> => {
  if (counterpart === undefined) return undefined;
  const one = (await submissionsOf(db, settings.id, counterpart)).at(-1);
  const bytes = one && (await latestBytes(db, settings.id, counterpart));
  const read = bytes && readSent(bytes, fileName);
  return one && { one, sent: read?.ok ? read.value : undefined };
};

export const judgeSent = async (
  desk: DocumentDesk,
  { speaker, now, body, query }: ApiRequest,
): Promise<Judged | ApiAnswer> => {
  const { db, settings } = desk;
  const asked = documentQuery.safeParse(query);
  if (!asked.success || !Buffer.isBuffer(body)) return badRequest;
  const template = await findTemplate(desk, asked.data.template);
  if (!template) return noTemplate;
  const { subject } = asked.data;
  const found = await documentOf(desk, { person: speaker, now }, template, subject);
  if (!found.ok) return factsRefused(found.problem);
  const document = found.value;
  const [hindrance] = hindrances(desk, speaker, document, await proofsOf(db, settings.id, document.key));
  if (hindrance) return refused(hindrance.code === 'submission.notAllowed' ? 403 : 409, hindrance);
  const { slot } = document;
  if (!slot) return badRequest;

  const sent = readSent(body, document.fileName);
  if (!sent.ok) return refused(400, sent.problem);
  const { fields } = template.kind;
  const like = (await templatesOf(desk)).filter(isLike(template)).map(({ entry }) => entry.id);
  const problem =
    otherDocument(sent.value.reading, {
      templates: [...like, asked.data.template],
      subject,
      engagement: settings.name.ja,
      title: document.title,
    }) ?? unfilled(sent.value, fields);
  if (problem) return refused(409, problem);

  const other = await counterpartOf(desk, document);
  const hash = createHash('sha256').update(body).digest('hex');
  return {
    document: { ...document, slot },
    bytes: body,
    hash,
    standing: standingOfSent(sent.value, template.like.edition, other?.sent, fields, document.known.facts),
    counterpart: other?.one,
    already: (await submissionsOf(db, settings.id, document.key)).find((one) => one.hash === hash),
  };
};

/** How it would stand, told before it is submitted. */
export const fitness = async (desk: DocumentDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const judged = await judgeSent(desk, request);
  if ('kind' in judged) return judged;
  const { standing, counterpart, already } = judged;
  return json({
    consistency: standing.consistency,
    ...(counterpart && {
      counterpart: { name: counterpart.title, version: counterpart.version, at: counterpart.at },
    }),
    differences: standing.differences.slice(0, MOST_DIFFERENCES),
    count: standing.differences.length,
    ...(already && { already: submissionOf(already) }),
  } satisfies FitnessAnswer);
};
