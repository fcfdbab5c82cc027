import { formatDate } from '../../../shared/kernel/plain-date.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
import { say, type Language } from '../../../shared/kernel/words.ts';
import type { Meeting } from '../../../shared/meetings/meeting.ts';
import {
  type DocumentSlot,
  documentSlots,
  matchFile,
  meetingFolder,
} from '../../../shared/meetings/required-document.ts';
import type { FilePlaces } from '../../feature.ts';
import type { WaitingFile } from '../../store/attachments.ts';
import { slotsFilled } from '../../store/handed-documents.ts';
import { meetingsIn } from '../../store/meetings.ts';
import type { Turn } from '../../teams/turn.ts';
import type { DocumentDesk } from './document-desk.ts';

/** Which papers a file from the chat can be: those of the next meetings, and what is still owed of the last ones. */

export type Paper = { readonly meeting: Meeting; readonly slot: DocumentSlot; readonly filled: boolean };

const NEXT_MEETINGS = 3;
const LAST_MEETINGS = 3;
/** Milliseconds in which what was owed for a meeting that is over may still come. */
const LATE = 62 * 86_400_000;

/** Of the next meetings all papers; of those that have begun what nobody has handed in. Earliest meeting first. */
export const papersFor = async (desk: DocumentDesk, now: number): Promise<readonly Paper[]> => {
  const { db, settings, calendar } = desk;
  const meetings = (
    await meetingsIn(db, settings.id, { from: now - LATE, states: ['confirmed', 'held'] })
  ).map(({ meeting }) => meeting);
  const filled = await slotsFilled(
    db,
    meetings.map(({ id }) => id),
  );
  const papers = (of: readonly Meeting[]): readonly Paper[] =>
    of.flatMap((meeting) =>
      documentSlots(settings.meetings, meeting, calendar).map((slot) => ({
        meeting,
        slot,
        filled: filled.has(slot.id),
      })),
    );
  const past = papers(meetings.filter(({ start }) => start <= now)).filter((one) => !one.filled);
  const lately = new Set([...new Set(past.map(({ meeting }) => meeting.id))].slice(-LAST_MEETINGS));
  return [
    ...papers(meetings.filter(({ start }) => start > now).slice(0, NEXT_MEETINGS)),
    ...past.filter(({ meeting }) => lately.has(meeting.id)),
  ];
};

/** The paper of a meeting that a file's name says it is, as it would be found in the meeting's folder. */
const namedIn = (
  { settings }: DocumentDesk,
  papers: readonly Paper[],
  meeting: Meeting,
  file: WaitingFile,
): DocumentSlot | undefined => {
  const slots = papers.filter((one) => one.meeting.id === meeting.id).map(({ slot }) => slot);
  const path = meetingFolder(settings.meetings, meeting);
  const match = matchFile(slots, settings.meetings.formats, { name: file.name, path, size: 1 });
  return 'slot' in match ? match.slot : undefined;
};

const meetingsOf = (papers: readonly Paper[]): readonly Meeting[] => [
  ...new Map(papers.map(({ meeting }) => [meeting.id, meeting])).values(),
];

export type Choice = {
  readonly value: string;
  readonly title: string;
  /** Which paper each file becomes. */
  readonly as: ReadonlyMap<string, Paper>;
  readonly suggested: boolean;
};

const when = ({ start }: Meeting, language: Language): string => formatDate(tokyoDate(start), language);

/** Several files that each name another paper of one meeting go in together. */
const byTheirNames = (
  desk: DocumentDesk,
  papers: readonly Paper[],
  files: readonly WaitingFile[],
  language: Language,
): readonly Choice[] =>
  files.length < 2
    ? []
    : meetingsOf(papers).flatMap((meeting): Choice[] => {
        const slots = files.map((file) => namedIn(desk, papers, meeting, file)?.id);
        const as = new Map<string, Paper>();
        for (const [index, file] of files.entries()) {
          const paper = papers.find(({ slot }) => slot.id === slots[index]);
          if (paper) as.set(file.id, paper);
        }
        if (as.size < files.length || new Set(slots).size < files.length) return [];
        const title =
          language === 'ja'
            ? `${meeting.title}（${when(meeting, 'ja')}）の、ファイル名どおりの資料`
            : `Papers of ${meeting.title} (${when(meeting, 'en')}), each as its name says`;
        return [{ value: `papers:${meeting.id}`, title, as, suggested: false }];
      });

const one = (paper: Paper, files: readonly WaitingFile[], language: Language): Choice => {
  const { meeting, slot, filled } = paper;
  const again = filled ? (language === 'ja' ? '（提出済み。差し替え）' : ' (in already; replaces it)') : '';
  return {
    value: `paper:${slot.id}`,
    title: `${meeting.title}（${when(meeting, language)}）　${say(slot.name, language)}${again}`,
    as: new Map(files.map(({ id }) => [id, paper])),
    suggested: false,
  };
};

/**
 * Suggested is what is plain: the papers that the names say, of the first meeting for which nobody has handed them in.
 */
export const choicesOfPapers = async (
  desk: DocumentDesk,
  turn: Pick<Turn, 'speaker' | 'now'>,
  files: readonly WaitingFile[],
): Promise<readonly Choice[]> => {
  const { language } = turn.speaker;
  if (!may(desk.settings, turn.speaker, 'meeting.submit') || files.length === 0) return [];
  const papers = await papersFor(desk, turn.now);
  const [file] = files;
  const single = files.length === 1 ? file : undefined;
  const open = papers.filter(({ filled }) => !filled);
  const plain =
    single === undefined
      ? undefined
      : meetingsOf(open).flatMap((meeting) => namedIn(desk, open, meeting, single) ?? [])[0];
  const choices = [
    ...byTheirNames(desk, papers, files, language),
    ...papers.map((paper) => one(paper, files, language)),
  ];
  const suggested = choices.find(({ value }) =>
    plain === undefined ? value.startsWith('papers:') : value === `paper:${plain.id}`,
  );
  return choices.map((choice) => (choice === suggested ? { ...choice, suggested: true } : choice));
};

export const offerPapers =
  (desk: DocumentDesk): FilePlaces['offer'] =>
  async (turn, files) =>
    (await choicesOfPapers(desk, turn, files)).map(({ title, value, suggested }) => ({
      title,
      value,
      suggested,
    }));
