import { formatInstant } from '../../../shared/kernel/instant.ts';
import { consultationOfSlot } from '../../../shared/documents/slots.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import { startOf } from '../../../shared/kernel/text.ts';
import type { Renderer } from '../../delivery/message.ts';
import { idIn, type PressData } from '../../intake/press-data.ts';
import { findSubmission, type Submission } from '../../store/document-submissions.ts';
import { card, fact, heading, link, press, small, state, typed, words, type Card } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DocumentDesk } from './document-desk.ts';
import { fileAgain, SUBMITTED } from './file-submissions.ts';
import { consistencyWords } from './proof-list.ts';

/** What the section is told of a submission, and how it stands now. */

export const AGAIN = 'documents.submitAgain';

const standing = (one: Submission, language: Language): readonly ReturnType<typeof state>[] => {
  if (one.filed) return [state(language === 'ja' ? '提出されました' : 'Submitted', 'good')];
  return one.fault === undefined
    ? [state(language === 'ja' ? 'ライブラリに登録しています' : 'Being put into the library', 'warning')]
    : [
        state(
          language === 'ja'
            ? 'ライブラリに登録できないため、提出済みになっていません'
            : 'The library does not take it, so it does not count as submitted',
          'attention',
        ),
        words(
          language === 'ja'
            ? 'ファイルは保存済みです。SharePointの空き容量と権限を確かめてから、もう一度登録してください。'
            : 'The file is kept. Check the space and the permissions in SharePoint, then try again.',
        ),
      ];
};

export const submissionCard = (one: Submission, language: Language): Card => {
  const ja = language === 'ja';
  const consistency = consistencyWords(one.consistency);
  return card(
    [
      small(ja ? '文書の提出' : 'A document was submitted'),
      heading(one.title),
      ...standing(one, language),
      typed(one.name, {}, 3),
      fact(ja ? '版' : 'Version', String(one.version)),
      fact(ja ? '提出者' : 'By', one.by.name),
      fact(ja ? '日時' : 'At', formatInstant(one.at, language)),
      fact(ja ? '校正' : 'Proof rounds', ja ? `${one.proofRounds}回` : String(one.proofRounds)),
      fact(ja ? '整合' : 'Consistency', consistency[language]),
      fact(ja ? '置き場所' : 'Folder', one.folder),
    ],
    [
      ...(one.webUrl ? [link(ja ? 'ファイルを開く' : 'Open the file', one.webUrl)] : []),
      ...(one.fault === undefined
        ? []
        : [
            press({
              title: ja ? 'もう一度登録する' : 'Try again',
              verb: AGAIN,
              data: { submissionId: one.id },
            }),
          ]),
    ],
  );
};

export const submissionRenderer =
  (desk: DocumentDesk): Renderer =>
  async (id) => {
    const one = await findSubmission(desk.db, id);
    if (!one) return undefined;
    // What a consultation is about is nothing for a notification.
    const number = consultationOfSlot(one.slot);
    const what = number === undefined ? one.title : `回答書　${number}`;
    return { card: submissionCard(one, 'ja'), summary: startOf(`提出：${what}`, 40) };
  };

const notYours: Answer = problem({
  code: 'noSuchSubmission',
  refusal: true,
  message: {
    ja: 'この提出は見つからないか、扱う権限がありません。何も変わっていません。',
    en: 'There is no such submission, or it is not yours to handle. Nothing was changed.',
  },
});

export const submitAgain = async (desk: DocumentDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const { speaker } = turn;
  const id = idIn(data, 'submissionId') ?? '';
  if (!may(desk.settings, speaker, 'document.read')) return notYours;
  await fileAgain(desk, id);
  const one = await findSubmission(desk.db, id);
  if (!one) return notYours;
  return showCard(submissionCard(one, speaker.language), one.title, { message: SUBMITTED, subjectId: id });
};
