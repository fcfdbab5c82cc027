import { clauseOfSlot } from './cadence.ts';
import { type Deadline, deadline } from '../kernel/deadline/deadline.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import { folderName } from '../kernel/file-name.ts';
import type { Words } from '../kernel/words.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingSettings, Series } from './meeting-settings.ts';

/** A place in the meeting's folder in which one required document, or the minutes, is to stand. */
export type DocumentSlot = {
  /** meeting/document; the minutes are meeting/minutes. */
  readonly id: string;
  readonly name: Words;
  /** The role that makes it. */
  readonly owner: string;
  /** Path of the slot's folder in the library, without a leading slash. */
  readonly folder: string;
  /** Absent where the contract sets none. */
  readonly deadline?: Deadline;
  readonly whenNeeded: boolean;
  /** The minutes come after the meeting; everything else before it. */
  readonly minutes: boolean;
  readonly clause: string;
};

const MINUTES: Words = { ja: '議事録', en: 'Minutes' };

export const seriesOf = (
  settings: MeetingSettings,
  meeting: { readonly series: string },
): Series | undefined => settings.series.find(({ id }) => id === meeting.series);

/** The clause that a meeting answers to. */
export const clauseOfMeeting = (
  settings: MeetingSettings,
  meeting: { readonly series: string; readonly slot?: string },
): string => {
  const series = seriesOf(settings, meeting);
  return series === undefined ? '' : clauseOfSlot(series, meeting.slot);
};

/**
 * The folder of a meeting: 会議/定例会/R8-会-0012. By the number and not by the day, so that a meeting that is moved
 * keeps its folder and every link to it.
 */
export const meetingFolder = (settings: MeetingSettings, meeting: Meeting): string =>
  [settings.folder, seriesOf(settings, meeting)?.name.ja ?? meeting.series, meeting.id]
    .map((part) => folderName(part))
    .join('/');

/** In the order of the profile, the minutes last. Empty for a series that the profile does not know any more. */
export function documentSlots(
  settings: MeetingSettings,
  meeting: Meeting,
  calendar: OpenDays,
): readonly DocumentSlot[] {
  const series = seriesOf(settings, meeting);
  if (series === undefined) return [];
  const folder = meetingFolder(settings, meeting);
  const papers = series.documents.map((document) => ({ ...document, minutes: false }));
  const record =
    series.minutes === 'none'
      ? []
      : [{ ...series.minutes, id: 'minutes', name: MINUTES, whenNeeded: false, minutes: true }];
  return [...papers, ...record].map(({ id, name, owner, due, whenNeeded, minutes, clause }, index) => ({
    id: `${meeting.id}/${id}`,
    name,
    owner,
    folder: `${folder}/${String(index + 1).padStart(2, '0')} ${folderName(name.ja)}`,
    ...(due === undefined ? {} : { deadline: deadline(due, meeting.start, calendar, clause) }),
    whenNeeded,
    minutes,
    clause,
  }));
}

export type FoundFile = { readonly name: string; readonly path: string; readonly size: number };

/** What matching needs of a slot. */
type Place = Pick<DocumentSlot, 'id' | 'name' | 'folder'>;

export type Match<S extends Place = DocumentSlot> =
  /** `editable` is false for a form other than the profile's (N-4.3.イ.1): it counts, and is told. */
  | { readonly slot: S; readonly editable: boolean }
  | { readonly refused: 'lock' | 'empty' | 'noSlot' | 'ambiguous' };

/**
 * The slot that a file in the library fills: the one in whose folder it lies, or for a file in the meeting's folder
 * the one whose name its own begins with (after a number such as 「01 」). What matches none or two never counts.
 * @param file `path` is that of the folder it lies in, as in a slot
 */
export function matchFile<S extends Place>(
  slots: readonly S[],
  formats: readonly string[],
  file: FoundFile,
): Match<S> {
  if (/^(~\$|\.~lock|~.*\.tmp$)/i.test(file.name)) return { refused: 'lock' };
  const inside = slots.filter((slot) => file.path === slot.folder || file.path.startsWith(`${slot.folder}/`));
  const named = slots.filter(
    (slot) => file.path === parentOf(slot.folder) && plain(file.name).startsWith(plain(slot.name.ja)),
  );
  const found = inside.length > 0 ? inside : longest(named);
  const [slot, second] = found;
  if (slot === undefined) return { refused: 'noSlot' };
  if (second !== undefined) return { refused: 'ambiguous' };
  if (file.size === 0) return { refused: 'empty' };
  const extension = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  return { slot, editable: formats.includes(extension) };
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Widths and blanks told apart by nobody, a leading number dropped. */
const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/^\d{1,2}[\s._-]*/, '')
    .replaceAll(/\s/g, '');

function longest<S extends Place>(slots: readonly S[]): readonly S[] {
  const most = Math.max(0, ...slots.map((slot) => plain(slot.name.ja).length));
  return slots.filter((slot) => plain(slot.name.ja).length === most);
}
