import {
  checklistQuery,
  documentQuery,
  MOST_DOCUMENT_BYTES,
  templateQuery,
  type DocumentsAnswer,
  type FactsAnswer,
  type SubjectsAnswer,
} from '../../../shared/documents/api.ts';
import { libraryName } from '../../../shared/documents/templates/catalogue.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest, type Route } from '../../api/route.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { readFile } from '../../graph/read-file.ts';
import { checklistOf, checklistsOf } from './checklists.ts';
import type { DocumentDesk } from './document-desk.ts';
import { factsOfSubject } from './facts/facts-of.ts';
import { subjectsOf } from './subjects.ts';
import { findTemplate, templatesOf, type Template } from './templates.ts';

/** What the pane in Word and PowerPoint asks for: templates, what they may be made of, and what is known of that. */

export const CONTENT_TYPES = {
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  powerpoint: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
} as const;

export const documentsNotYours = refused(403, {
  code: 'documentsNotYours',
  message: {
    ja: '文書を作る権限がありません。使う必要がある場合は、{itPolicySection}へご連絡ください。',
    en: 'You may not make documents. Please contact the {itPolicySection} if you need to.',
  },
});

export const noTemplate = refused(404, {
  code: 'noSuchTemplate',
  message: {
    ja: 'このひな形は見つかりません。削除または移動された可能性があります。ひな形を選び直してください。',
    en: 'There is no such template; it may have been deleted or moved. Please choose another.',
  },
});

const noChecklist = refused(404, {
  code: 'noSuchChecklist',
  message: {
    ja: 'この点検表は見つかりません。点検表を選び直してください。',
    en: 'There is no such checklist. Please choose another.',
  },
});

export const libraryAway = refused(503, {
  code: 'libraryAway',
  message: {
    ja: 'SharePointに接続できないため、ファイルを扱えません。何も変わっていません。少し待ってからもう一度お試しください。',
    en: 'SharePoint does not answer, so the file cannot be had. Nothing was changed. Please try again in a moment.',
  },
});

/** Statuses of the problems that the facts of a subject may be. */
export const factsRefused = (problem: Problem): ApiAnswer =>
  refused(problem.code === 'subjectGone' ? 404 : 403, problem);

type Reader = (desk: DocumentDesk, request: ApiRequest) => Promise<ApiAnswer>;

/** For those alone who may read documents, and where a template is asked for, with it. */
export const forReaders =
  (run: Reader): Reader =>
  async (desk, request) =>
    may(desk.settings, request.speaker, 'document.read') ? run(desk, request) : documentsNotYours;

export const withTemplate =
  (run: (desk: DocumentDesk, request: ApiRequest, template: Template) => Promise<ApiAnswer>): Reader =>
  async (desk, request) => {
    const asked = templateQuery.safeParse(request.query);
    if (!asked.success) return badRequest;
    const template = await findTemplate(desk, asked.data.template);
    return template ? run(desk, request, template) : noTemplate;
  };

const overview: Reader = async (desk, { now }) => {
  const { settings } = desk;
  return json({
    now,
    today: tokyoDate(now),
    fiscalYear: settings.fiscalYear,
    engagement: settings.name,
    templates: (await templatesOf(desk)).map(({ entry }) => entry),
    checklists: await checklistsOf(desk),
    language: { orthography: settings.orthography, words: settings.documents.words },
    proofRounds: Object.fromEntries(
      settings.documents.deliverables.flatMap(({ kind, proofRounds }) =>
        kind === undefined ? [] : [[kind, proofRounds]],
      ),
    ),
  } satisfies DocumentsAnswer);
};

const subjects = withTemplate(async (desk, { speaker, now }, { kind }) =>
  json({ subjects: await subjectsOf(desk, speaker, kind, now) } satisfies SubjectsAnswer),
);

const templateFile = withTemplate(async (desk, _request, { entry, place, like }) => {
  try {
    const bytes =
      place.at === 'shipped'
        ? place.bytes
        : (
            await readFile(
              desk.graph,
              await desk.places.library('documents'),
              place.itemId,
              MOST_DOCUMENT_BYTES,
            )
          )?.bytes;
    if (!bytes) return noTemplate;
    return {
      kind: 'file',
      content: bytes,
      contentType: CONTENT_TYPES[entry.app],
      fileName: `${entry.name.ja}.${like.app === 'word' ? 'docx' : 'pptx'}`,
    };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return error.status === 404 ? noTemplate : libraryAway;
  }
});

const facts = withTemplate(async (desk, request, { entry, like, kind }) => {
  const asked = documentQuery.safeParse(request.query);
  if (!asked.success) return badRequest;
  const { subject } = asked.data;
  const known = await factsOfSubject(desk, { person: request.speaker, now: request.now }, kind, subject);
  if (!known.ok) return factsRefused(known.problem);
  const { name, facts: all, notes } = known.value;
  return json({
    template: entry.id,
    subject: { id: subject, name },
    fileName: libraryName(like, all),
    facts: [...all.values()] as FactsAnswer['facts'],
    notes: [...notes],
  } satisfies FactsAnswer);
});

const checklist: Reader = async (desk, { query }) => {
  const asked = checklistQuery.safeParse(query);
  if (!asked.success) return badRequest;
  const found = await checklistOf(desk, asked.data.checklist);
  return found ? json(found) : noChecklist;
};

export const readRoutes = (desk: DocumentDesk): readonly Route[] => {
  const get = (path: Route['path'], run: Reader): Route => ({
    method: 'GET',
    path,
    run: (request) => forReaders(run)(desk, request),
  });
  return [
    get('/api/documents', overview),
    get('/api/documents/subjects', subjects),
    get('/api/documents/template', templateFile),
    get('/api/documents/facts', facts),
    get('/api/documents/checklist', checklist),
  ];
};
