import { may } from '../../shared/kernel/permission.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import type { FilePlaces } from '../feature.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJobs } from '../jobs/jobs.ts';
import { attachFiles, countAttached, dropFiles, filesWaiting } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { threadOf } from '../store/deliveries.ts';
import { forgetStanding } from '../store/standing-cards.ts';
import { card, words } from '../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { rowGone, tooManyFiles } from './correct-case.ts';
import { kindOf, related, type Desk } from './desk.ts';
import { fileCardJobs } from './file-card.ts';
import { actionOf } from './intake-kind.ts';
import { isOpen } from './open-case.ts';
import { openForm } from './open-form.ts';
import { idIn, idsIn, textIn, type PressData } from './press-data.ts';
import { noSuchCase, receipt } from './show-case.ts';
import { uploadFilesJob } from './upload-files.ts';

/** Kept files go with a new form, to a case that is still open, or away. */

const text = {
  dropped: { ja: 'お預かりしたファイルを破棄しました。', en: 'The files were discarded.' },
  none: {
    ja: 'お預かり中のファイルはありません。何も変わっていません。',
    en: 'There are no files in our keeping. Nothing was changed.',
  },
} as const satisfies Record<string, Words>;

const tooLate: Answer = problem({
  code: 'tooLate',
  message: {
    ja: 'すでに担当が着手したか、取り下げられているため、添付できません。ファイルはお預かりしたままです。',
    en: 'It has been taken up or withdrawn already. Your files are still kept.',
  },
});

const notWaiting: Words = {
  ja: 'このファイルは、すでに別の受付に添付したか、破棄しています。添付していません。必要なときは、もう一度ファイルを送ってください。',
  en: 'These files were attached elsewhere or discarded already. Nothing was attached. Please send them again if you need them here.',
};

/** In the place of the card that offered them. */
const gone = (language: Language): Answer => {
  const said = say(notWaiting, language);
  return showCard(card([words(said)]), said.slice(0, 40), 'none');
};

/** The card that offered the files holds something else now; every other one that does is looked at again. */
const filesWent = async (desk: Desk, turn: Turn, files: readonly string[]): Promise<void> => {
  const { pressedOn, speaker } = turn;
  if (pressedOn)
    await forgetStanding(
      desk.db,
      threadOf({ to: 'person', personId: speaker.id }),
      pressedOn.conversationId,
      pressedOn.activityId,
    );
  await addJobs(desk.db, await fileCardJobs(desk.db, speaker.id, files));
};

export const attachWaiting = async (
  desk: Desk,
  places: readonly FilePlaces[],
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const { db, settings } = desk;
  const { speaker } = turn;
  const where = textIn(data, 'where') ?? '';
  const ids = idsIn(data, 'files');
  for (const { put } of places) {
    const answer = await put(turn, ids, where);
    if (answer?.kind === 'card') await filesWent(desk, turn, ids);
    if (answer) return answer;
  }
  const newOne = desk.kinds.find((one) => one.kind === where);
  if (newOne) {
    const waiting = (await filesWaiting(db, speaker.id)).filter(({ id }) => ids.includes(id));
    if (waiting.length === 0) return gone(speaker.language);
    const form = await openForm(desk, newOne, turn, 'card', ids);
    // The form stands where the files were offered.
    return form.kind === 'card' ? { ...form, standing: 'none' } : form;
  }
  const id = idIn(data, 'where');
  const one = id ? await findCase(db, id) : undefined;
  if (!one || !may(settings, speaker, actionOf(kindOf(desk, one.kind), 'correct'), related(one)))
    return noSuchCase;
  const kind = kindOf(desk, one.kind);
  // Pressed twice: the first one did it, and its case may even have been taken up since.
  if ((await countAttached(db, speaker.id, ids, one.id)) > 0) return receipt(desk, kind, turn, one);
  if (!isOpen(one)) return one.gone ? rowGone : tooLate;
  const attaching = await attachFiles(db, speaker.id, ids, one.id, settings.files.maxFiles);
  switch (attaching.outcome) {
    case 'attached':
      await filesWent(desk, turn, ids);
      await addJobs(db, [uploadFilesJob(one.id), refreshJob(one.id)]);
      return receipt(desk, kind, turn, one);
    case 'tooMany':
      return problem({
        code: 'tooManyFiles',
        message: tooManyFiles(settings.files.maxFiles, attaching.has),
      });
    case 'nothing':
      return (await countAttached(db, speaker.id, ids, one.id)) > 0
        ? receipt(desk, kind, turn, one)
        : gone(speaker.language);
  }
};

export const discardWaiting = async (desk: Desk, turn: Turn, data: PressData): Promise<Answer> => {
  const ids = idsIn(data, 'files');
  const count = await dropFiles(desk.db, turn.speaker.id, ids);
  if (count) await filesWent(desk, turn, ids);
  const said = say(count ? text.dropped : text.none, turn.speaker.language);
  return showCard(card([words(said)]), said, 'none');
};
