import { fromTokyo, type Instant, timeOfDay, toTokyo } from '../kernel/instant.ts';
import { plainDate } from '../kernel/plain-date.ts';
import {
  defineRecord,
  type FieldChoice,
  type RecordDefinition,
  type Values,
} from '../kernel/record/field.ts';
import { workflow } from '../kernel/workflow.ts';
import type { Words } from '../kernel/words.ts';
import type { MeetingSettings } from './meeting-settings.ts';

/** 会議. One meeting of a series of the profile. Clauses: 練馬区 3(3)ア(ウ)–(オ); 川崎市 4(2)ア, 5. */

/** Who a duty or a message is for: an id of the directory, or `role:…` while nobody is known to hold the role. */
export type PersonRef = string;

export type MeetingState = 'proposed' | 'confirmed' | 'cancelled' | 'held';

export type Meeting = {
  /** Stable for the meeting's life, whatever day it is moved to. */
  readonly id: string;
  readonly series: string;
  /** The place of the year that it fills; an extra meeting fills none. */
  readonly slot?: string;
  readonly title: string;
  readonly start: Instant;
  /** Not part of the meeting any more. */
  readonly end: Instant;
  readonly place: string;
  readonly joinLink?: string;
  readonly state: MeetingState;
  /** Why it was moved, skipped, cancelled or held beside the series. */
  readonly reason?: string;
  readonly organiser: PersonRef;
  readonly required: readonly PersonRef[];
  readonly optional: readonly PersonRef[];
  /** Since when this meeting stands at this time: what should have been said of it before, never was. */
  readonly since?: Instant;
};

/** Every permission that meetings ask for; the profile says who holds it. */
export const MEETING_ACTIONS = [
  'meeting.read',
  'meeting.arrange',
  'meeting.close',
  'meeting.submit',
] as const;
export type MeetingAction = (typeof MEETING_ACTIONS)[number];

export const MEETING_FLOW = workflow<
  MeetingState,
  'confirm' | 'move' | 'skip' | 'cancel' | 'close',
  MeetingAction
>({
  states: {
    proposed: { ja: '案', en: 'proposed' },
    confirmed: { ja: '確定', en: 'confirmed' },
    cancelled: { ja: '中止', en: 'cancelled' },
    held: { ja: '終了', en: 'held' },
  },
  steps: {
    confirm: {
      name: { ja: '確定', en: 'confirm' },
      from: ['proposed'],
      to: 'confirmed',
      action: 'meeting.arrange',
      reason: false,
    },
    move: {
      name: { ja: '日時の変更', en: 'move' },
      from: ['proposed', 'confirmed'],
      action: 'meeting.arrange',
      reason: true,
    },
    // N-3.3.ア.エ.1「協議の上、省略される場合」
    skip: {
      name: { ja: '省略', en: 'skip' },
      from: ['proposed', 'confirmed'],
      to: 'cancelled',
      action: 'meeting.arrange',
      reason: true,
    },
    cancel: {
      name: { ja: '中止', en: 'cancel' },
      from: ['confirmed'],
      to: 'cancelled',
      action: 'meeting.arrange',
      reason: true,
    },
    close: {
      name: { ja: '終了', en: 'close' },
      from: ['confirmed'],
      to: 'held',
      action: 'meeting.close',
      reason: false,
    },
  },
});

const stateChoices: readonly FieldChoice[] = Object.entries(MEETING_FLOW.states).map(([id, name]) => ({
  id,
  name,
}));

const text = (column: string, label: Words, max: number, required = false) =>
  ({ kind: 'text', column, label, max, required }) as const;
const lines = (column: string, label: Words, max: number) => ({ kind: 'lines', column, label, max }) as const;

/** The meeting as lists, cards and the API carry it. People stand as names here; their ids are workflow columns. */
export const meetingRecord = (settings: MeetingSettings): RecordDefinition =>
  defineRecord({
    name: 'meeting',
    label: { ja: '会議', en: 'Meeting' },
    fields: {
      series: {
        kind: 'choice',
        column: 'Series',
        label: { ja: '会議の種類', en: 'Series' },
        required: true,
        choices: settings.series.map(({ id, name }) => ({ id, name })),
        indexed: true,
      },
      title: text('MeetingTitle', { ja: '会議名', en: 'Title' }, 100, true),
      start: {
        kind: 'dateTime',
        column: 'StartsAt',
        label: { ja: '開始', en: 'Start' },
        required: true,
        indexed: true,
      },
      end: { kind: 'dateTime', column: 'EndsAt', label: { ja: '終了', en: 'End' }, required: true },
      place: text('MeetingPlace', { ja: '場所', en: 'Place' }, 100),
      joinLink: text('JoinLink', { ja: '会議のリンク', en: 'Link' }, 1000),
      state: {
        kind: 'choice',
        column: 'MeetingState',
        label: { ja: '状態', en: 'State' },
        required: true,
        choices: stateChoices,
        indexed: true,
      },
      reason: lines('MeetingReason', { ja: '理由', en: 'Reason' }, 500),
      organiser: text('Organiser', { ja: '開催者', en: 'Organiser' }, 100),
      attendees: lines('Attendees', { ja: '出席者（1行に1人）', en: 'Attendees, one a line' }, 4000),
    },
  });

const wall = (instant: Instant): string => {
  const { date, time } = toTokyo(instant);
  return `${date}T${time}`;
};

/** The record's values of a meeting; `nameOf` gives what people call someone. */
export function meetingValues(meeting: Meeting, nameOf: (person: PersonRef) => string): Values {
  const { series, title, place, joinLink, state, reason } = meeting;
  const attendees = [...meeting.required, ...meeting.optional].map((person) => nameOf(person)).join('\n');
  return {
    series,
    title,
    start: wall(meeting.start),
    end: wall(meeting.end),
    place,
    state,
    organiser: nameOf(meeting.organiser),
    ...(joinLink === undefined ? {} : { joinLink }),
    ...(reason === undefined ? {} : { reason }),
    ...(attendees === '' ? {} : { attendees }),
  };
}

/** Reads a wall-clock time of a record's field. */
export function instantOfWall(wallTime: string): Instant {
  const [date = '', time = ''] = wallTime.split('T');
  return fromTokyo(plainDate(date), timeOfDay(time));
}
