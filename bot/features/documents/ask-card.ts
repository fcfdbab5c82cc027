import { documentSlots } from '../../../shared/meetings/required-document.ts';
import type { CardElement } from '../../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { deliverableSlots, isDeliverable, type Slot } from '../../../shared/documents/slots.ts';
import { readerLanguage } from '../../store/conversations.ts';
import type { Renderer } from '../../delivery/message.ts';
import { findDocument, type HandedDocument } from '../../store/handed-documents.ts';
import { findMeetingByNumber, meetingsIn } from '../../store/meetings.ts';
import {
  card,
  heading,
  label,
  link,
  notice,
  press,
  typed,
  typedNotice,
  words,
  type Card,
} from '../../teams/card.ts';
import type { DocumentDesk } from './document-desk.ts';

/** A file that fills no slot: whoever put it there is asked once which paper it is. The card then says what became of it. */

export const ASK = 'documents.ask';

const text = {
  title: { ja: 'どの資料か教えてください', en: 'Which paper is this?' },
  unwrittenTitle: { ja: '回答書に書き入れていない項目があります', en: 'The written answer is not complete' },
  counts: { ja: '提出済みです。', en: 'It is handed in.' },
  noSlot: {
    ja: '資料のフォルダーにありますが、どの資料か分からないため、提出済みになっていません。',
    en: 'It lies in a folder for papers, but which paper it is cannot be told, so it does not count as handed in.',
  },
  ambiguous: {
    ja: '二つ以上の資料に当てはまるため、提出済みになっていません。',
    en: 'It fits more than one paper, so it does not count as handed in.',
  },
  empty: {
    ja: 'ファイルの中身が空のため、提出済みになっていません。内容のあるファイルに置き換えてください。',
    en: 'The file is empty, so it does not count as handed in. Please replace it by one with content.',
  },
  unwritten: {
    ja: '必須の項目が空か、「（要記入）」が残っているため、回答として数えていません。書き入れて保存すると、回答になります。',
    en: 'Something that it must say is empty or still to be written, so it does not count as the answer. Write it and save the file: then it does.',
  },
  file: { ja: 'ファイル', en: 'File' },
  place: { ja: '置かれた場所', en: 'Where it lies' },
  which: { ja: 'どの資料ですか', en: 'Which paper is it?' },
  choose: { ja: '資料を選んでください。', en: 'Please choose a paper.' },
  move: { ja: 'この資料として提出する', en: 'Hand it in as this paper' },
  noPaper: { ja: '資料ではない', en: 'It is no paper' },
  open: { ja: 'ファイルを開く', en: 'Open the file' },
  gone: { ja: 'このファイルは、削除または移動されました。', en: 'This file was deleted or moved.' },
  isNone: { ja: '資料ではないものとして扱います。', en: 'It is treated as no paper.' },
} as const satisfies Record<string, Words>;

/** How many meetings are offered for a file that lies in no meeting's folder. */
const MOST_MEETINGS = 3;

/** `of` names the meeting; a document of the contract is of none. */
export type Choice = { readonly of: string; readonly slot: Slot };

/** What it can be: a document of the contract where those lie, else a paper of its meeting, or of the next ones. */
export const choicesFor = async (desk: DocumentDesk, one: HandedDocument): Promise<readonly Choice[]> => {
  const { db, settings, calendar } = desk;
  if (isDeliverable(settings, one.folder))
    return deliverableSlots(settings).map((slot) => ({ of: '', slot }));
  const own = one.meeting === undefined ? undefined : await findMeetingByNumber(db, settings.id, one.meeting);
  const meetings = own
    ? [own]
    : (await meetingsIn(db, settings.id, { from: desk.clock(), states: ['confirmed'] })).slice(
        0,
        MOST_MEETINGS,
      );
  return meetings.flatMap(({ meeting }) =>
    documentSlots(settings.meetings, meeting, calendar).map((slot) => ({ of: meeting.title, slot })),
  );
};

const WHY: Readonly<Record<string, Words>> = {
  empty: text.empty,
  ambiguous: text.ambiguous,
  unwritten: text.unwritten,
};

/** What is asked of it. */
const titleOf = ({ refused }: HandedDocument): Words =>
  refused === 'unwritten' ? text.unwrittenTitle : text.title;

const question = (one: HandedDocument, choices: readonly Choice[], language: Language): Card => {
  const why = WHY[one.refused ?? ''] ?? text.noSlot;
  const movable = !['empty', 'unwritten'].includes(one.refused ?? '') && choices.length > 0;
  const data = { item: one.itemId };
  const input: CardElement[] = movable
    ? [
        {
          type: 'Input.ChoiceSet',
          id: 'slot',
          label: say(text.which, language),
          style: 'compact',
          wrap: true,
          isRequired: true,
          errorMessage: say(text.choose, language),
          choices: choices.map(({ of, slot }) => ({
            title: [of, say(slot.name, language)].filter(Boolean).join('　'),
            value: slot.id,
          })),
        },
      ]
    : [];
  return card(
    [
      words(say(titleOf(one), language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
      label(say(text.file, language)),
      typed(one.name, { weight: 'Bolder' }, 3),
      label(say(text.place, language)),
      typed(one.folder, {}, 3),
      notice(say(why, language), 'warning'),
      ...input,
    ],
    [
      ...(movable
        ? [
            press({
              title: say(text.move, language),
              verb: 'documents.place',
              data,
              main: true,
              inputs: true,
            }),
          ]
        : []),
      press({ title: say(text.noPaper, language), verb: 'documents.noPaper', data }),
      ...(one.webUrl ? [link(say(text.open, language), one.webUrl)] : []),
    ],
  );
};

/** The card as it stands now. */
export const askCard = async (desk: DocumentDesk, one: HandedDocument, language: Language): Promise<Card> => {
  const choices = await choicesFor(desk, one);
  const slot = choices.find((choice) => choice.slot.id === one.slot);
  const closed = one.gone
    ? say(text.gone, language)
    : one.noPaper
      ? say(text.isNone, language)
      : slot
        ? language === 'ja'
          ? `${slot.of === '' ? '' : `${slot.of}の`}「${slot.slot.name.ja}」として提出済みです。`
          : `Handed in as "${slot.slot.name.en}"${slot.of === '' ? '' : ` of ${slot.of}`}.`
        : one.slot !== undefined
          ? say(text.counts, language)
          : undefined;
  if (closed === undefined) return question(one, choices, language);
  return card([heading(one.name), typedNotice(closed, one.gone ? 'default' : 'good')]);
};

export const askRenderer =
  (desk: DocumentDesk): Renderer =>
  async (itemId, destination) => {
    const one = await findDocument(desk.db, itemId);
    if (!one) return undefined;
    const language = await readerLanguage(desk.db, destination);
    return { card: await askCard(desk, one, language), summary: say(titleOf(one), language) };
  };
