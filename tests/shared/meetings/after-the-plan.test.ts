import { describe, expect, test } from '@jest/globals';
import { formatIso } from '../../../shared/kernel/instant.ts';
import { catchUp } from '../../../shared/meetings/catch-up.ts';
import { duesOfMeeting } from '../../../shared/meetings/due.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import { horizon, remindersIn, type ReminderFacts } from '../../../shared/meetings/reminder-plan.ts';
import { at, calendarOf, crew, digesting, factsOf, meetingOf, nerima, startedDue } from './sample-year.ts';

const clock = (instant: number): string => formatIso(instant).slice(5, 16).replace('T', ' ');
const lines = (reminders: readonly Reminder[]): string[] =>
  reminders.map((one) => `${clock(one.at)} ${one.kind} ${one.subject.replace(/^.*\//, '')} → ${one.to}`);
const year = { from: at('2026-04-01T00:00'), to: at('2027-04-01T00:00') };
const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'm' });
const agendaOnly = (change: Partial<ReminderFacts> = {}): ReminderFacts => {
  const facts = factsOf(nerima, [meeting], { staff: crew, ...change });
  return { ...facts, meetings: [], dues: facts.dues.slice(0, 1) };
};

describe('「後で」 and 担当変更', () => {
  const pressed = { subject: 'm/agenda', person: 'baba', pressedAt: at('2026-09-16T09:35') };

  test('nothing until the time chosen, then once, then the plan again', () => {
    const later = [{ ...pressed, until: at('2026-09-17T16:00') }];
    expect(lines(remindersIn(agendaOnly({ later }), year))).toEqual([
      '09-11 09:30 ahead agenda → baba',
      '09-16 09:30 ahead agenda → baba',
      '09-17 16:00 ahead agenda → baba',
      '09-18 09:00 ahead agenda → baba',
      '09-18 10:30 late agenda → aoki',
      '09-18 10:30 late agenda → baba',
    ]);
  });

  test('a time after the due instant does not put off what is late, and one at night waits for the morning', () => {
    const later = [{ ...pressed, until: at('2026-09-18T20:00') }];
    expect(lines(remindersIn(agendaOnly({ later }), year)).slice(2)).toEqual([
      '09-18 10:30 late agenda → aoki',
      '09-18 10:30 late agenda → baba',
      '09-24 09:00 late agenda → baba',
    ]);
  });

  test('what has come in meanwhile is not asked for again', () => {
    const later = [{ ...pressed, until: at('2026-09-17T16:00') }];
    const handedIn = new Map([['m/agenda', at('2026-09-17T15:30')]]);
    const dues = duesOfMeeting(nerima.meetings, meeting, calendarOf(nerima), { handedIn }).slice(0, 1);
    expect(lines(remindersIn({ ...agendaOnly({ later }), dues }, year))).toHaveLength(2);
  });

  test('another person’s press changes nothing', () => {
    const later = [{ ...pressed, person: 'doi', until: at('2026-09-17T16:00') }];
    const told = remindersIn(agendaOnly({ later }), year).filter(({ to }) => to === 'baba');
    expect(told).toEqual(remindersIn(agendaOnly(), year).filter(({ to }) => to === 'baba'));
  });

  test('who takes a paper over is reminded instead of the role', () => {
    const dues = duesOfMeeting(nerima.meetings, meeting, calendarOf(nerima), {
      owners: new Map([['m/agenda', 'doi']]),
    });
    const told = remindersIn({ ...agendaOnly(), dues: dues.slice(0, 1) }, year);
    expect(new Set(told.filter(({ kind }) => kind === 'ahead').map(({ to }) => to))).toEqual(
      new Set(['doi']),
    );
    // Late, the chief of the contractor's side hears of it as well.
    expect(told.filter(({ kind }) => kind === 'late').map(({ to }) => to)).toEqual(['baba', 'doi']);
  });
});

describe('a plan of its own', () => {
  const early = [{ openDaysBefore: 20, at: '10:00', to: ['owner' as const] }];
  test('a series’ and a deadline’s plan stand in the place of the common one, and the horizon reaches as far', () => {
    const series = nerima.meetings.series.map((one) =>
      one.id === 'regularMeeting' ? { ...one, reminders: { deadlines: early, meetings: [] } } : one,
    );
    const list = nerima.deadlines.list.map((one) =>
      one.id === 'opinion' ? { ...one, reminders: early } : one,
    );
    const settings = {
      ...nerima,
      meetings: { ...nerima.meetings, series },
      deadlines: { ...nerima.deadlines, list },
    };
    const facts = factsOf(settings, [meeting], { staff: crew });
    // Twenty open days before Friday 18 September, Monday to Friday without a day off: Friday 21 August.
    expect(lines(remindersIn(facts, year))).toEqual([
      '08-21 10:00 ahead agenda → baba',
      '08-21 10:00 ahead issueRegister → baba',
      '08-21 10:00 ahead papers → baba',
    ]);
    const span = { from: at('2026-08-21T00:00'), to: at('2026-08-22T00:00') };
    expect(horizon(facts, span).subject.to).toBeGreaterThan(at('2026-09-18T10:00'));
    const opinion = startedDue(settings, 'opinion', 'x', '2026-06-01T10:00');
    expect(opinion?.steps).toEqual(early);
  });
});

describe('after downtime', () => {
  const told = remindersIn(agendaOnly(), year);

  test('of three about the same thing the last is sent', () => {
    const now = at('2026-09-18T09:05');
    const { send, missed, superseded } = catchUp(
      told.filter((one) => one.at < now),
      now,
    );
    expect(lines(send)).toEqual(['09-18 09:00 ahead agenda → baba']);
    expect(superseded).toHaveLength(3);
    expect(missed).toEqual([]);
  });

  test('once it is due the earlier ones are missed, and what is late is said', () => {
    const now = at('2026-09-18T12:00');
    const { send, missed } = catchUp(
      told.filter((one) => one.at < now),
      now,
    );
    expect(lines(send)).toEqual(['09-18 10:30 late agenda → aoki', '09-18 10:30 late agenda → baba']);
    expect(missed).toHaveLength(4);
  });

  test('an hour before a meeting that has begun is missed', () => {
    const facts = { ...factsOf(nerima, [meeting], { staff: crew }), dues: [] };
    const soon = remindersIn(facts, year).filter(({ kind, to }) => kind === 'soon' && to === 'aoki');
    expect(catchUp(soon, at('2026-09-24T13:00')).send).toHaveLength(1);
    expect(catchUp(soon, at('2026-09-24T13:30'))).toMatchObject({ send: [], missed: soon });
  });

  test('this morning’s digest goes out whole; an older one with what is left of it', () => {
    const facts = { ...factsOf(nerima, [meeting], { staff: digesting }), meetings: [] };
    const digests = remindersIn(facts, year).filter(({ kind }) => kind === 'digest');
    const now = at('2026-09-16T11:00');
    const until = digests.filter((one) => one.at < now);
    expect(until).toHaveLength(2);
    const { send, superseded } = catchUp(until, now);
    expect(send).toEqual(until.slice(1));
    expect(superseded.map(({ items }) => items)).toEqual([[]]);
    const [first] = until;
    if (first === undefined) throw new Error('no digest');
    expect(catchUp([first], now).send).toEqual([first]);
    expect(catchUp([first], at('2026-09-18T10:00'))).toMatchObject({ send: [], missed: { length: 3 } });
  });

  test('this morning’s digest does not tell of a meeting that has begun since: that was missed', () => {
    const one = (key: string, kind: 'ahead' | 'meeting'): Reminder => ({
      key,
      at: at('2026-09-24T09:00'),
      to: 'baba',
      kind,
      subject: key,
      clause: '',
      urgent: false,
      until: at('2026-09-24T13:30'),
    });
    const items = [one('m/agenda', 'ahead'), one('m', 'meeting')];
    const digest: Reminder = { ...one('digest/baba', 'ahead'), kind: 'digest', items };
    const { send, missed } = catchUp([digest], at('2026-09-24T14:00'));
    expect(send.map((left) => left.items)).toEqual([items.slice(0, 1)]);
    expect(missed).toEqual(items.slice(1));
  });

  test('N-4.3.ア.ウ: what is told as late is not told in the digest of the same morning once more', () => {
    const facts = { ...factsOf(nerima, [meeting], { staff: digesting }), meetings: [] };
    const now = at('2026-09-18T10:31');
    const morning = remindersIn(facts, year).filter(
      (one) => at('2026-09-18T00:00') <= one.at && one.at < now && one.to === 'baba',
    );
    expect(morning.map(({ kind }) => kind)).toEqual(['digest', 'late', 'late', 'late']);
    const { send, missed } = catchUp(morning, now);
    expect(send.map(({ kind }) => kind)).toEqual(['late', 'late', 'late']);
    expect(missed).toEqual([]);
  });

  test('each is accounted for once', () => {
    const now = at('2026-09-18T12:00');
    const before = told.filter((one) => one.at < now);
    const { send, missed, superseded } = catchUp(before, now);
    expect([...send, ...missed, ...superseded].map(({ key }) => key).sort()).toEqual(
      before.map(({ key }) => key).sort(),
    );
  });
});
