import type { Feature } from '../../feature.ts';
import { noPaper, placeDocument } from './answer-ask.ts';
import { ASK, askRenderer } from './ask-card.ts';
import type { DocumentDesk } from './document-desk.ts';
import { FOLLOW_DOCUMENTS, followDocuments, followDocumentsJob } from './follow-documents.ts';

/** Papers of meetings: where they are put, what came in, and what is no paper. */

export const documents = (desk: DocumentDesk): Feature => ({
  name: 'documents',
  lists: [],
  commands: [],
  presses: {
    'documents.place': (turn, data) => placeDocument(desk, turn, data),
    'documents.noPaper': (turn, data) => noPaper(desk, turn, data),
  },
  dialogs: {},
  reopens: {},
  jobs: { [FOLLOW_DOCUMENTS]: () => followDocuments(desk) },
  wakes: [followDocumentsJob],
  renderers: { [ASK]: askRenderer(desk) },
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
