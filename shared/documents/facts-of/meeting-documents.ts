import { toTokyo, type Instant } from '../../kernel/instant.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import { factsOf, orToWrite, TO_WRITE, type Fact, type Facts, type FactSource } from '../facts.ts';
import {
  count,
  date,
  dateTime,
  factList,
  FRONT_FIELDS,
  frontFacts,
  lines,
  must,
  rowKey,
  rowOf,
  rows,
  text,
  wallTime,
  type DocumentKind,
  type Front,
} from './kind.ts';

/** 次第 and 議事録. N-3.3.ア.エ.2, N-4.3.ア.ウ, N-4.3.ア.エ. */

/** A meeting as its list has it, people by name. */
export type MeetingFacts = {
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly place: string;
  readonly joinLink?: string;
  readonly organiser: string;
  readonly attendees: readonly { readonly name: string; readonly note?: string }[];
  readonly agenda: readonly {
    readonly title: string;
    readonly presenter?: string;
    readonly lines: readonly string[];
    /** What was said, in the minutes. */
    readonly discussion?: string;
  }[];
  readonly papers: readonly string[];
  readonly source?: FactSource;
};

export type MinutesFacts = MeetingFacts & {
  readonly decisions: readonly string[];
  readonly actionItems: readonly {
    readonly number: string;
    readonly title: string;
    readonly owner: string;
    readonly due?: PlainDate;
    readonly source?: FactSource;
  }[];
  readonly next?: Instant;
  readonly writer: string;
};

const MEETING_FIELDS = {
  ...FRONT_FIELDS,
  'meeting.title': must(text('会議名', 'Meeting')),
  'meeting.start': must(dateTime('開始', 'Start')),
  'meeting.end': text('終了時刻', 'End'),
  'meeting.place': must(text('場所', 'Place')),
  'meeting.joinLink': text('会議のリンク', 'Link'),
  'meeting.organiser': text('開催者', 'Organiser'),
  ...rows('attendees', ['出席者', 'Attendees'], {
    name: text('氏名', 'Name'),
    note: text('備考', 'Note'),
  }),
  ...rows(
    'agenda',
    ['議事', 'Agenda'],
    {
      title: must(text('議題', 'Item')),
      presenter: text('説明者', 'Presenter'),
      lines: lines('内訳', 'Lines'),
      discussion: lines('説明および質疑', 'Discussion'),
    },
    true,
  ),
  ...rows('papers', ['資料', 'Papers'], {
    number: count('', '番号', 'Number'),
    name: text('資料名', 'Paper'),
  }),
};

export const AGENDA: DocumentKind = {
  id: 'agenda',
  name: { ja: '次第', en: 'Agenda' },
  subject: 'meeting',
  fields: MEETING_FIELDS,
};

export const MINUTES: DocumentKind = {
  id: 'minutes',
  name: { ja: '議事録', en: 'Minutes' },
  subject: 'meeting',
  fields: {
    ...MEETING_FIELDS,
    ...rows('attendees', ['出席者', 'Attendees'], {
      name: must(text('氏名', 'Name')),
      note: text('備考', 'Note'),
    }),
    ...rows('decisions', ['決定事項', 'Decisions'], { text: must(text('決定事項', 'Decision')) }),
    ...rows('actionItems', ['宿題', 'Action items'], {
      number: text('番号', 'Number'),
      title: text('内容', 'Content'),
      owner: text('担当', 'Owner'),
      due: date('期限', 'Due'),
    }),
    'meeting.next': dateTime('次回', 'Next meeting'),
    'minutes.writer': must(text('作成者', 'Written by')),
  },
};

/** Where no record says what is talked of. */
const OPEN_ITEM: MeetingFacts['agenda'][number] = { title: TO_WRITE, lines: [] };

const meetingFacts = (at: Instant, meeting: MeetingFacts): readonly Fact[] =>
  factList(
    at,
    {
      'meeting.title': meeting.title,
      'meeting.start': wallTime(meeting.start),
      'meeting.end': toTokyo(meeting.end).time,
      'meeting.place': orToWrite(meeting.place),
      'meeting.joinLink': meeting.joinLink ?? '',
      'meeting.organiser': meeting.organiser,
      attendees: meeting.attendees.map(({ name, note }, index) =>
        rowOf('attendees')(`a${index + 1}`, { name, note }),
      ),
      agenda: (meeting.agenda.length === 0 ? [OPEN_ITEM] : meeting.agenda).map(
        ({ title, presenter, lines: below, discussion }, index) =>
          rowOf('agenda')(`i${index + 1}`, {
            title,
            presenter: presenter ?? '',
            lines: below.join('\n'),
            discussion: discussion ?? '',
          }),
      ),
      papers: meeting.papers.map((name, index) =>
        rowOf('papers')(`p${index + 1}`, { number: index + 1, name }),
      ),
    },
    meeting.source,
  );

export const agendaFacts = (at: Instant, front: Front, meeting: MeetingFacts): Facts =>
  factsOf([...frontFacts(at, front), ...meetingFacts(at, meeting)]);

export const minutesFacts = (at: Instant, front: Front, minutes: MinutesFacts): Facts =>
  factsOf([
    ...frontFacts(at, front),
    ...meetingFacts(at, minutes),
    ...factList(at, {
      decisions: (minutes.decisions.length === 0 ? [TO_WRITE] : minutes.decisions).map((said, index) =>
        rowOf('decisions')(`d${index + 1}`, { text: said }),
      ),
      actionItems: minutes.actionItems.map(({ number, title, owner, due, source }, index) =>
        rowOf('actionItems')(rowKey(number, index), { number, title, owner, due }, source),
      ),
      'meeting.next': minutes.next === undefined ? '' : wallTime(minutes.next),
      'minutes.writer': orToWrite(minutes.writer),
    }),
  ]);
