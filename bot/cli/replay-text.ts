import { KINDS as KINDS_OF_CASES } from '../../shared/engagements/kinds.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { basisOf, CLOCK_STARTS, isStartedByFact } from '../../shared/kernel/deadline/deadline-settings.ts';
import { ruleWords } from '../../shared/kernel/deadline/rule.ts';
import { formatInstant, formatIso, type Instant } from '../../shared/kernel/instant.ts';
import { formatDate } from '../../shared/kernel/plain-date.ts';
import type { Due } from '../../shared/meetings/due.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { Reminder, ReminderKind } from '../../shared/meetings/reminder.ts';
import type { Span } from '../../shared/meetings/reminder-plan.ts';
import { clauseOfMeeting } from '../../shared/meetings/required-document.ts';
import type { Replay } from '../../shared/meetings/replay.ts';
import { tableLines } from './table.ts';

/** A replayed year in words, and as JSON. The same year is the same text, byte for byte. */

export function cutTo(year: Replay, span: Span): Replay {
  const within = (at: Instant): boolean => span.from <= at && at < span.to;
  return {
    meetings: year.meetings.filter(({ start }) => within(start)),
    conflicts: year.conflicts,
    dues: year.dues.filter(({ deadline }) => within(deadline.due)),
    reminders: year.reminders.filter(({ at }) => within(at)),
  };
}

const KINDS: Readonly<Record<ReminderKind, string>> = {
  ahead: '期限の前',
  late: '遅れ（済んでいないとき）',
  meeting: '会議の前',
  soon: '会議の直前',
  arrived: '提出',
  digest: '朝のまとめ',
};

const when = (at: Instant): string => formatInstant(at, 'ja', { year: true });

/** @param whole the uncut year, whose names a cut one still speaks of */
export function replayText(settings: Settings, year: Replay, whole: Replay): string {
  const names = namesOf(settings, whole);
  const part = (title: string, count: number, rows: readonly string[][]): string =>
    [`■ ${title}（${count}）`, ...tableLines(rows).map((line) => `  ${line}`)].join('\n');
  const conflicts = year.conflicts.map(({ clause, message }) => [clause, message.ja]);
  const started = settings.deadlines.list
    .filter((one) => isStartedByFact(one))
    .map((one) => [
      one.name.ja,
      `${CLOCK_STARTS[one.from]}から${ruleWords(one.due)}`,
      one.startedBy === undefined
        ? 'カードで登録'
        : 'case' in one.startedBy
          ? `${caseName(settings, one.startedBy.case)}の受付から自動`
          : '提出から自動',
      basisOf(one),
      names.role(`role:${one.owner}`),
    ]);
  return [
    `${settings.client.name.ja}　${settings.name.ja}`,
    '提案した会議がすべて確定し、資料が一つも提出されないときの一年です。',
    part(
      '会議',
      year.meetings.length,
      year.meetings.map((one) => meetingRow(settings, one, names)),
    ),
    part('契約どおりに置けないもの', conflicts.length, conflicts),
    part(
      '期限',
      year.dues.length,
      year.dues.map((due) => dueRow(due, names)),
    ),
    part('年の途中に始まる期限', started.length, started),
    part(
      'お知らせ',
      year.reminders.length,
      year.reminders.flatMap((one) => reminderRows(one, names)),
    ),
  ].join('\n\n');
}

const caseName = (settings: Settings, kind: string): string =>
  KINDS_OF_CASES.flatMap((one) => (one === kind ? [settings[one].name.ja] : []))[0] ?? kind;

type Names = { readonly role: (ref: string) => string; readonly subject: (id: string) => string };

function namesOf(settings: Settings, year: Replay): Names {
  const roles = new Map(settings.roles.map(({ id, name }) => [`role:${id}`, name.ja]));
  const subjects = new Map([
    ...year.meetings.map(({ id, title }) => [id, title] as const),
    ...year.dues.map(({ id, name }) => [id, name.ja] as const),
  ]);
  return { role: (ref) => roles.get(ref) ?? ref, subject: (id) => subjects.get(id) ?? id };
}

function meetingRow(settings: Settings, meeting: Meeting, names: Names): string[] {
  const optional = meeting.optional.length === 0 ? '' : `（${meeting.optional.map(names.role).join('、')}）`;
  return [
    `${when(meeting.start)}～${formatInstant(meeting.end, 'ja').slice(-5)}`,
    meeting.title,
    clauseOfMeeting(settings.meetings, meeting),
    `${meeting.required.map(names.role).join('、')}${optional}`,
  ];
}

function dueRow({ deadline, name, owners }: Due, names: Names): string[] {
  const { date, timed, due, clause, closedDay } = deadline;
  const closed =
    closedDay === undefined
      ? ''
      : `閉庁日（${closedDay.why.ja}）、次の開庁日は${formatDate(closedDay.nextOpenDay, 'ja')}`;
  const day = timed ? when(due) : formatDate(date, 'ja', { year: true });
  return [day, name.ja, clause, owners.map(names.role).join('、'), closed];
}

function reminderRows(reminder: Reminder, names: Names): string[][] {
  const remarks = [
    reminder.urgent ? '急ぎ' : '',
    reminder.movedFrom === undefined ? '' : `${when(reminder.movedFrom)}の分`,
  ].filter((text) => text !== '');
  const to = names.role(reminder.to);
  const at = when(reminder.at);
  if (reminder.items === undefined) {
    return [
      [at, KINDS[reminder.kind], names.subject(reminder.subject), reminder.clause, to, remarks.join('、')],
    ];
  }
  return reminder.items.map((item, index) => [
    index === 0 ? at : '',
    index === 0 ? KINDS.digest : '',
    names.subject(item.subject),
    item.clause,
    index === 0 ? to : '',
    item.movedFrom === undefined ? '' : `${when(item.movedFrom)}の分`,
  ]);
}

const INSTANTS = new Set(['start', 'end', 'due', 'at', 'movedFrom', 'since', 'doneAt']);

export function replayJson(settings: Settings, year: Replay): string {
  const readable = (key: string, value: unknown): unknown =>
    INSTANTS.has(key) && typeof value === 'number' ? formatIso(value) : value;
  return JSON.stringify({ engagement: settings.id, ...year }, readable, 2);
}
