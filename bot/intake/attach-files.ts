import { may } from '../../shared/kernel/permission.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import type { FilePlaces } from '../feature.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJobs } from '../jobs/jobs.ts';
import { attachFiles, countAttached, dropFiles } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { card, words } from '../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { rowGone, tooManyFiles } from './correct-case.ts';
import { kindOf, related, type Desk } from './desk.ts';
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

const notWaiting: Answer = problem({
  code: 'noFiles',
  message: {
    ja: 'このファイルは、すでに別の受付に添付したか、破棄しています。添付していません。必要なときは、もう一度ファイルを送ってください。',
    en: 'These files were attached elsewhere or discarded already. Nothing was attached. Please send them again if you need them here.',
  },
});

export const attachWaiting = async (
  desk: Desk,
  places: readonly FilePlaces[],
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const { db, settings } = desk;
  const { speaker } = turn;
  const where = textIn(data, 'where') ?? '';
  for (const { put } of places) {
    const answer = await put(turn, idsIn(data, 'files'), where);
    if (answer) return answer;
  }
  const newOne = desk.kinds.find((one) => one.kind === where);
  if (newOne) return openForm(desk, newOne, turn);
  const id = idIn(data, 'where');
  const one = id ? await findCase(db, id) : undefined;
  if (!one || !may(settings, speaker, actionOf(kindOf(desk, one.kind), 'correct'), related(one)))
    return noSuchCase;
  const kind = kindOf(desk, one.kind);
  const ids = idsIn(data, 'files');
  // Pressed twice: the first one did it, and its case may even have been taken up since.
  if ((await countAttached(db, speaker.id, ids, one.id)) > 0) return receipt(desk, kind, turn, one);
  if (!isOpen(one)) return one.gone ? rowGone : tooLate;
  const attaching = await attachFiles(db, speaker.id, ids, one.id, settings.files.maxFiles);
  switch (attaching.outcome) {
    case 'attached':
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
        : notWaiting;
  }
};

export const discardWaiting = async (desk: Desk, turn: Turn, data: PressData): Promise<Answer> => {
  const count = await dropFiles(desk.db, turn.speaker.id, idsIn(data, 'files'));
  const said = say(count ? text.dropped : text.none, turn.speaker.language);
  return showCard(card([words(said)]), said);
};
