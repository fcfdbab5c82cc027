import { formatInstant } from '../../../shared/kernel/instant.ts';
import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { say, type Language, type Words } from '../../../shared/kernel/words.ts';
import { documentSlots } from '../../../shared/meetings/required-document.ts';
import type { FilePlaces } from '../../feature.ts';
import { extensionOf } from '../../graph/files.ts';
import { addJob } from '../../jobs/jobs.ts';
import { filesWaiting } from '../../store/attachments.ts';
import { handedBefore, handInFiles } from '../../store/handed-files.ts';
import { findMeetingByNumber } from '../../store/meetings.ts';
import { card, fact, notice, small, state, typed, words, type Card } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { DocumentDesk } from './document-desk.ts';
import { choicesOfPapers, type Paper } from './offer-papers.ts';
import { storePapersJob } from './store-papers.ts';

/** A file from the personal chat becomes a paper of a meeting: it counts as handed in before the answer. */

const text = {
  title: { ja: '会議の資料', en: 'Papers of a meeting' },
  done: { ja: '提出を受け付けました', en: 'Handed in' },
  due: { ja: '期限', en: 'Due' },
  late: { ja: '期限を過ぎています', en: 'Overdue' },
  inTime: { ja: '期限内', en: 'in time' },
  rest: {
    ja: '資料の置き場所へは自動で入れます。操作は不要です。',
    en: 'It is put in the library by itself. There is nothing to do.',
  },
} as const satisfies Record<string, Words>;

const notThere: Answer = problem({
  code: 'noSuchPaper',
  refusal: true,
  message: {
    ja: '選ばれた資料は、いまは提出を受け付けていないか、提出する権限がありません。ファイルはお預かりしたままです。もう一度ファイルを送ると、選び直せます。',
    en: 'That paper cannot be handed in now, or not by you. Your files are still kept; send one again to choose anew.',
  },
});

const notWaiting: Answer = problem({
  code: 'noFiles',
  message: {
    ja: 'このファイルは、すでに添付したか、破棄しています。提出していません。必要なときは、もう一度ファイルを送ってください。',
    en: 'These files were attached elsewhere or discarded already. Nothing was handed in. Please send them again.',
  },
});

type HandedIn = { readonly name: string; readonly paper: Paper };

const lineOf = ({ name, paper }: HandedIn, now: number, language: Language) => {
  const { deadline } = paper.slot;
  const due =
    deadline === undefined
      ? []
      : [
          fact(
            say(text.due, language),
            `${deadline.timed ? formatInstant(deadline.due, language) : formatDate(deadline.date, language)}　${say(now > deadline.due ? text.late : text.inTime, language)}`,
          ),
        ];
  return [typed(say(paper.slot.name, language), { weight: 'Bolder' }), typed(name, {}, 3), ...due];
};

const receiptOf = (desk: DocumentDesk, all: readonly HandedIn[], now: number, language: Language): Card => {
  const [first] = all;
  const { formats } = desk.settings.meetings;
  const others = all.some(({ name }) => !formats.includes(extensionOf(name)));
  return card([
    small(say(text.title, language)),
    typed(
      first ? `${first.paper.meeting.title}　${formatInstant(first.paper.meeting.start, language)}` : '',
      {
        size: 'Large',
        weight: 'Bolder',
      },
    ),
    state(say(text.done, language), 'good'),
    ...all.flatMap((one) => lineOf(one, now, language)),
    ...(others
      ? [
          notice(
            language === 'ja'
              ? `${formats.join('・')}以外の形式のファイルがあります。受け付けましたが、契約の形式をご確認ください。`
              : `Some are none of ${formats.join(', ')}. They were taken; please check the contract's formats.`,
            'warning',
          ),
        ]
      : []),
    words(say(text.rest, language), { isSubtle: true, size: 'Small' }),
  ]);
};

const receipt = (desk: DocumentDesk, turn: Turn, all: readonly HandedIn[]): Answer =>
  showCard(
    receiptOf(desk, all, turn.now, turn.speaker.language),
    say(text.done, turn.speaker.language),
    'none',
  );

/** Pressed twice: the first one did it. */
const seenBefore = async (
  desk: DocumentDesk,
  turn: Turn,
  ids: readonly string[],
): Promise<readonly HandedIn[]> => {
  const { db, settings, calendar } = desk;
  const before = await handedBefore(db, turn.speaker.id, ids);
  const found = await Promise.all(
    before.map(async ({ name, slot: id, meeting }) => {
      const kept = await findMeetingByNumber(db, settings.id, meeting);
      const slot =
        kept && documentSlots(settings.meetings, kept.meeting, calendar).find((one) => one.id === id);
      return slot ? [{ name, paper: { meeting: kept.meeting, slot, filled: true } }] : [];
    }),
  );
  return found.flat();
};

export const putPapers =
  (desk: DocumentDesk): FilePlaces['put'] =>
  async (turn, ids, where) => {
    if (!/^papers?:/.test(where)) return undefined;
    const { db, settings } = desk;
    const { speaker, now } = turn;
    const waiting = (await filesWaiting(db, speaker.id)).filter(({ id }) => ids.includes(id));
    if (waiting.length === 0) {
      const before = await seenBefore(desk, turn, ids);
      return before.length > 0 ? receipt(desk, turn, before) : notWaiting;
    }
    const choice = (await choicesOfPapers(desk, turn, waiting)).find(({ value }) => value === where);
    if (!choice) return notThere;
    const wanted = waiting.flatMap((file) => {
      const paper = choice.as.get(file.id);
      return paper ? [{ file, paper }] : [];
    });
    const taken = await handInFiles(
      db,
      settings.id,
      { id: speaker.id, name: speaker.name },
      wanted.map(({ file, paper }) => ({ id: file.id, slot: paper.slot.id, meeting: paper.meeting.id })),
      now,
    );
    await addJob(db, storePapersJob);
    const all = wanted
      .filter(({ file }) => taken.includes(file.id))
      .map(({ file, paper }) => ({ name: file.name, paper }));
    return all.length > 0 ? receipt(desk, turn, all) : notWaiting;
  };
