import { documentSlots } from '../../../shared/meetings/required-document.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { deliverJob } from '../../delivery/deliver-job.ts';
import type { Renderer } from '../../delivery/message.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { putFile } from '../../graph/files.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { ensureFolder } from '../../graph/library.ts';
import { idIn, type PressData } from '../../intake/press-data.ts';
import { addJob, addJobs, type Job } from '../../jobs/jobs.ts';
import { alone } from '../../store/alone.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { addDeliveries, delivery } from '../../store/deliveries.ts';
import { findDocument, keepDocument } from '../../store/handed-documents.ts';
import {
  findHandedFile,
  type HandedFile,
  markStored,
  nextHandedFile,
  refuseHandedFile,
  retryHandedFile,
} from '../../store/handed-files.ts';
import { findMeetingByNumber } from '../../store/meetings.ts';
import { card, heading, press, state, words, type Card } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Brings papers from our keeping into their folders; while SharePoint does not answer they wait. */

export const STORE_PAPERS = 'store-papers';
export const storePapersJob: Job = { task: STORE_PAPERS, payload: {}, key: STORE_PAPERS, wakes: true };

export const NOT_STORED = 'documents.notStored';

const text = {
  refused: {
    ja: '資料の置き場所に入れられないため、提出済みになっていません。ファイルはお預かりしています。',
    en: 'The library does not take the file, so it does not count as handed in. It is kept.',
  },
  what: {
    ja: '置き場所（SharePoint）の空き容量やファイル名を確かめてから、もう一度入れてください。',
    en: 'Please check the library’s space and the file’s name, then try again.',
  },
  again: { ja: 'もう一度入れる', en: 'Try again' },
  waiting: {
    ja: '自動で入れています。操作は不要です。',
    en: 'It is being put there. There is nothing to do.',
  },
  stored: { ja: '資料の置き場所に入れました。', en: 'It stands in the library.' },
} as const satisfies Record<string, Words>;

const refuse = async (desk: DocumentDesk, one: HandedFile, fault: string): Promise<void> => {
  const told = delivery(
    `not-stored/${one.id}/${desk.newId()}`,
    { to: 'person', personId: one.owner.id },
    NOT_STORED,
    one.id,
  );
  await desk.db.transaction().execute(async (tx) => {
    await refuseHandedFile(tx, one, fault);
    await addDeliveries(tx, [told]);
    await addJobs(tx, [deliverJob(told.thread), refreshJob(one.id)]);
  });
};

const store = async (desk: DocumentDesk, one: HandedFile): Promise<void> => {
  const { db, settings, graph, places, calendar, machineClock } = desk;
  const kept = await findMeetingByNumber(db, settings.id, one.meeting);
  const slot =
    kept && documentSlots(settings.meetings, kept.meeting, calendar).find(({ id }) => id === one.slot);
  if (!slot) return refuse(desk, one, 'the profile has no such paper any more');
  const library = await places.library('documents');
  await ensureFolder(graph, library, slot.folder);
  // Of the same name it is a new version of what stands there.
  const filed = await putFile(graph, library, slot.folder, one.name, one.bytes, machineClock);
  await db.transaction().execute(async (tx) => {
    const before = await findDocument(tx, filed.id);
    const stands = before !== undefined && !before.gone && before.slot === one.slot;
    await keepDocument(tx, settings.id, {
      itemId: filed.id,
      slot: one.slot,
      meeting: one.meeting,
      folder: slot.folder,
      name: one.name,
      size: one.bytes.length,
      webUrl: filed.webUrl,
      by: one.owner,
      at: stands ? Math.min(before.at, one.at) : one.at,
      refused: undefined,
      noPaper: false,
    });
    await markStored(tx, one.id, filed.id);
    await addJobs(tx, [refreshJob(one.id)]);
  });
};

export const storePapers = async (desk: DocumentDesk): Promise<void> => {
  const { db, settings, log } = desk;
  await alone(db, `${STORE_PAPERS}/${settings.id}`, async () => {
    for (let one = await nextHandedFile(db, settings.id); one; one = await nextHandedFile(db, settings.id))
      try {
        await store(desk, one);
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        log.warn(
          { file: one.id, status: error.status, code: error.code },
          'a paper could not be put in the library',
        );
        // The timer comes back to what waits.
        if (error.passing) return;
        await refuse(desk, one, error.message);
      }
  });
};

const statusCard = async (
  desk: DocumentDesk,
  id: string,
  language: Language,
): Promise<{ readonly card: Card; readonly summary: string } | undefined> => {
  const one = await findHandedFile(desk.db, id);
  if (!one) return undefined;
  const said = one.stored ? text.stored : one.fault === undefined ? text.waiting : text.refused;
  return {
    card: card(
      [
        heading(one.name),
        state(say(said, language), one.fault === undefined ? 'good' : 'attention'),
        ...(one.fault === undefined ? [] : [words(say(text.what, language))]),
      ],
      one.fault === undefined
        ? []
        : [
            press({
              title: say(text.again, language),
              verb: 'documents.storeAgain',
              data: { fileId: id },
              main: true,
            }),
          ],
    ),
    summary: say(said, language).slice(0, 40),
  };
};

export const notStoredRenderer =
  (desk: DocumentDesk): Renderer =>
  async (id, destination) =>
    statusCard(desk, id, await readerLanguage(desk.db, destination));

const notYours: Answer = problem({
  code: 'noSuchFile',
  message: {
    ja: 'このファイルは見つからないか、もうお預かりしていません。何も変わっていません。',
    en: 'There is no such file in our keeping. Nothing has changed.',
  },
});

export const storeAgain = async (desk: DocumentDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const id = idIn(data, 'fileId');
  if (id === undefined || !(await retryHandedFile(desk.db, turn.speaker.id, id))) return notYours;
  await addJob(desk.db, storePapersJob);
  const shown = await statusCard(desk, id, turn.speaker.language);
  return shown ? showCard(shown.card, shown.summary, { message: NOT_STORED, subjectId: id }) : notYours;
};
