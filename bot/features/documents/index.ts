import type { Feature } from '../../feature.ts';
import { noPaper, placeDocument } from './answer-ask.ts';
import { ASK, askRenderer } from './ask-card.ts';
import { answeredRenderer } from './answered-card.ts';
import { DRAFT_DOCUMENTS, draftDocuments, draftDocumentsJob } from './draft-documents.ts';
import { checklistList } from './checklist-list.ts';
import { COPY_CHECKLISTS, copyChecklists } from './checklists.ts';
import type { DocumentDesk } from './document-desk.ts';
import {
  ANSWERED,
  FILE_SUBMISSIONS,
  fileSubmissions,
  fileSubmissionsJob,
  SUBMITTED,
} from './file-submissions.ts';
import { handInRoutes, putBackStep } from './hand-in-routes.ts';
import { PROOFS, proofList } from './proof-list.ts';
import { AGAIN, submissionRenderer, submitAgain } from './submission-card.ts';
import { fileRoutes } from './file-routes.ts';
import { readRoutes } from './read-routes.ts';
import { FOLLOW_DOCUMENTS, followDocuments, followDocumentsJob } from './follow-documents.ts';
import { putPapers } from './hand-in.ts';
import { offerPapers } from './offer-papers.ts';
import {
  NOT_STORED,
  notStoredRenderer,
  STORE_PAPERS,
  storeAgain,
  storePapers,
  storePapersJob,
} from './store-papers.ts';

/** Papers of meetings: where they are put, what came in, and what is no paper. */

export const documents = (desk: DocumentDesk): Feature => ({
  name: 'documents',
  lists: [checklistList(desk.settings), proofList(desk.settings)],
  commands: [],
  presses: {
    'documents.place': (turn, data) => placeDocument(desk, turn, data),
    'documents.noPaper': (turn, data) => noPaper(desk, turn, data),
    'documents.storeAgain': (turn, data) => storeAgain(desk, turn, data),
    [AGAIN]: (turn, data) => submitAgain(desk, turn, data),
  },
  dialogs: {},
  reopens: {},
  jobs: {
    [FOLLOW_DOCUMENTS]: () => followDocuments(desk),
    [STORE_PAPERS]: () => storePapers(desk),
    [COPY_CHECKLISTS]: () => copyChecklists(desk),
    [FILE_SUBMISSIONS]: () => fileSubmissions(desk),
    [DRAFT_DOCUMENTS]: () => draftDocuments(desk),
  },
  wakes: [followDocumentsJob, storePapersJob, fileSubmissionsJob, draftDocumentsJob],
  filePlaces: { offer: offerPapers(desk), put: putPapers(desk) },
  routes: [...readRoutes(desk), ...fileRoutes(desk), ...handInRoutes(desk)],
  renderers: {
    [ASK]: askRenderer(desk),
    [NOT_STORED]: notStoredRenderer(desk),
    [SUBMITTED]: submissionRenderer(desk),
    [ANSWERED]: answeredRenderer(desk),
  },
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: (tx, list, row) => (list === PROOFS ? putBackStep(desk, tx, row) : Promise.resolve()),
});
