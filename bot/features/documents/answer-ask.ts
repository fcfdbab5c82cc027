import { may } from '../../../shared/kernel/permission.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { ensureFolder, moveInto } from '../../graph/library.ts';
import { addJobs } from '../../jobs/jobs.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { textIn, type PressData } from '../../intake/press-data.ts';
import { findDocument, markNoPaper, type HandedDocument } from '../../store/handed-documents.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { ASK, askCard, choicesFor } from './ask-card.ts';
import type { DocumentDesk } from './document-desk.ts';
import { followDocuments } from './follow-documents.ts';

/** What the person said of a file: it goes into the slot that they chose, or is no paper. */

const notYours: Answer = problem({
  code: 'noSuchFile',
  refusal: true,
  message: {
    ja: 'このファイルは見つからないか、扱う権限がありません。何も変わっていません。',
    en: 'There is no such file, or it is not yours to handle. Nothing was changed.',
  },
});

const notThere: Answer = problem({
  code: 'noSuchPaper',
  refusal: true,
  message: {
    ja: '選ばれた資料は、ここにはありません。何も変わっていません。もう一度選んでください。',
    en: 'There is no such paper here. Nothing was changed. Please choose again.',
  },
});

const refusedBy = (error: GraphError): Answer =>
  problem({
    code: 'notMoved',
    message:
      error.status === 409
        ? {
            ja: '同じ名前のファイルがすでに提出されているため、移していません。名前を変えるか、そのファイルを置き換えてください。',
            en: 'A file of that name is there already, so it was not moved. Please rename it, or replace that file.',
          }
        : error.status === 404
          ? {
              ja: 'ファイルが見つかりません。削除または移動された可能性があります。何も変わっていません。',
              en: 'The file was not found; it may have been deleted or moved. Nothing was changed.',
            }
          : {
              ja: 'SharePointでファイルを移せませんでした。何も変わっていません。開いている場合は閉じて、もう一度お試しください。',
              en: 'SharePoint could not move the file. Nothing was changed. If it is open, please close it and try again.',
            },
  });

/** Whoever put it there, and who may hand in papers. */
const mayHandle = ({ settings }: DocumentDesk, turn: Turn, one: HandedDocument): boolean =>
  one.by?.id === turn.speaker.id || may(settings, turn.speaker, 'meeting.submit');

const asked = async (
  desk: DocumentDesk,
  turn: Turn,
  data: PressData,
): Promise<HandedDocument | undefined> => {
  const one = await findDocument(desk.db, textIn(data, 'item') ?? '');
  return one && mayHandle(desk, turn, one) ? one : undefined;
};

const shown = async (desk: DocumentDesk, turn: Turn, itemId: string): Promise<Answer> => {
  const one = await findDocument(desk.db, itemId);
  if (!one) return notYours;
  await addJobs(desk.db, [refreshJob(itemId)]);
  return showCard(await askCard(desk, one, turn.speaker.language), one.name, {
    message: ASK,
    subjectId: itemId,
  });
};

export const placeDocument = async (desk: DocumentDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await asked(desk, turn, data);
  if (!one) return notYours;
  // Pressed twice, or mended by hand meanwhile: the card says how it stands.
  if (one.gone || one.slot !== undefined) return shown(desk, turn, one.itemId);
  const wanted = textIn(data, 'slot');
  const choice = (await choicesFor(desk, one)).find(({ slot }) => slot.id === wanted);
  if (!choice) return notThere;
  try {
    const library = await desk.places.library('documents');
    await ensureFolder(desk.graph, library, choice.slot.folder);
    await moveInto(desk.graph, library, one.itemId, choice.slot.folder);
  } catch (error) {
    if (error instanceof GraphError) return refusedBy(error);
    throw error;
  }
  await followDocuments(desk);
  return shown(desk, turn, one.itemId);
};

export const noPaper = async (desk: DocumentDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await asked(desk, turn, data);
  if (!one) return notYours;
  await markNoPaper(desk.db, one.itemId);
  return shown(desk, turn, one.itemId);
};
