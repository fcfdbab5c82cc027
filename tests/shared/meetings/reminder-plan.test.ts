import { describe, expect, test } from '@jest/globals';
import { formatIso } from '../../../shared/kernel/instant.ts';
import { moveMeeting } from '../../../shared/meetings/arrange.ts';
import { dueOfTask, duesOfContract, duesOfMeeting } from '../../../shared/meetings/due.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';
import { remindersIn, whenArrived } from '../../../shared/meetings/reminder-plan.ts';
import {
  at,
  calendarOf,
  crew,
  digesting,
  factsOf,
  flat,
  meetingOf,
  nerima,
  startedDue,
  noticeFacts,
} from './sample-year.ts';

const year = { from: at('2026-04-01T00:00'), to: at('2027-04-01T00:00') };
const clock = (instant: number): string => formatIso(instant).slice(5, 16).replace('T', ' ');
const lines = (reminders: readonly Reminder[]): string[] =>
  reminders.map((one) => `${clock(one.at)} ${one.kind} ${one.subject.replace(/^.*\//, '')} → ${one.to}`);

const september = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'm' });

describe('the plan of a meeting, N-4.3.ア.ウ', () => {
  test('the papers of 24 September 2026 are due on Friday the 18th at 10:00, counted over three days off', () => {
    const agenda = factsOf(nerima, [september], { staff: crew });
    const own = { ...agenda, dues: agenda.dues.filter(({ id }) => id === 'm/agenda'), meetings: [] };
    // Fri 11, Mon 14 … Fri 18: five open days before are the 11th, two the 16th, one the 17th.
    expect(lines(remindersIn(own, year))).toEqual([
      '09-11 09:30 ahead agenda → baba',
      '09-16 09:30 ahead agenda → baba',
      '09-17 15:00 ahead agenda → baba',
      '09-18 09:00 ahead agenda → baba',
      // 業務責任者 is the chief of the contractor's side: the section that runs the contract hears of it instead.
      '09-18 10:30 late agenda → aoki',
      '09-18 10:30 late agenda → baba',
    ]);
    expect(remindersIn(own, year).map(({ clause }) => clause)).toEqual(Array(6).fill('N-4.3.ア.ウ'));
  });

  test('everyone who takes part hears on the open day before, and an hour before', () => {
    const facts = { ...factsOf(nerima, [september], { staff: crew }), dues: [] };
    expect(lines(remindersIn(facts, year))).toEqual([
      '09-18 10:30 meeting m → aoki',
      '09-18 10:30 meeting m → baba',
      '09-18 10:30 meeting m → chiba',
      '09-18 10:30 meeting m → doi',
      '09-24 12:30 soon m → aoki',
      '09-24 12:30 soon m → baba',
      '09-24 12:30 soon m → chiba',
      '09-24 12:30 soon m → doi',
    ]);
  });

  test('minutes have no date in the contract: nobody is reminded of them', () => {
    expect(factsOf(nerima, [september]).dues.map(({ id }) => id)).toEqual([
      'm/agenda',
      'm/papers',
      'm/issueRegister',
    ]);
  });

  test('a paper that only some meetings need is owed once it is asked for', () => {
    const progress = meetingOf(nerima, 'progressMeeting', '2026-09-15T10:00', { id: 'p' });
    const owed = (asked: string[]) =>
      duesOfMeeting(nerima.meetings, progress, calendarOf(nerima), { asked: new Set(asked) }).map(
        ({ id }) => id,
      );
    expect(owed([])).toEqual(['p/agenda', 'p/workReport', 'p/consultationReport']);
    expect(owed(['p/otherPapers'])).toContain('p/otherPapers');
  });

  test('around the year’s end: 4 January 2027 is prepared until 28 December', () => {
    const meeting = meetingOf(nerima, 'regularMeeting', '2027-01-04T13:30', { id: 'm' });
    const facts = factsOf(nerima, [meeting], { staff: crew });
    const own = { ...facts, meetings: [], dues: facts.dues.filter(({ id }) => id === 'm/papers') };
    expect(lines(remindersIn(own, year)).map((line) => line.slice(0, 11))).toEqual([
      '12-21 09:30',
      '12-24 09:30',
      '12-25 15:00',
      '12-28 09:00',
      '12-28 10:30',
      '12-28 10:30',
    ]);
  });

  test('around 5 May: 7 May 2026 is prepared until 1 May, 29 April is off', () => {
    const meeting = meetingOf(nerima, 'regularMeeting', '2026-05-07T13:30', { id: 'm' });
    const facts = factsOf(nerima, [meeting], { staff: crew });
    const own = { ...facts, meetings: [], dues: facts.dues.filter(({ id }) => id === 'm/papers') };
    expect(lines(remindersIn(own, year)).map((line) => line.slice(0, 11))).toEqual([
      '04-23 09:30',
      '04-28 09:30',
      '04-30 15:00',
      '05-01 09:00',
      '05-01 10:30',
      '05-01 10:30',
    ]);
  });

  test('a proposed or a cancelled meeting reminds nobody', () => {
    for (const state of ['proposed', 'cancelled'] as const) {
      expect(remindersIn(factsOf(nerima, [{ ...september, state }]), year)).toEqual([]);
    }
  });
});

describe('who is told', () => {
  test('only who still owes something; what came in is told once to its owner and the section', () => {
    const slots = new Map([['m/agenda', at('2026-09-16T14:00')]]);
    const dues = duesOfMeeting(nerima.meetings, september, calendarOf(nerima), { handedIn: slots });
    const facts = { ...factsOf(nerima, [september], { staff: crew }), meetings: [], dues: dues.slice(0, 1) };
    expect(lines(remindersIn(facts, year))).toEqual([
      '09-11 09:30 ahead agenda → baba',
      '09-16 09:30 ahead agenda → baba',
    ]);
    const [agenda] = dues;
    if (agenda === undefined) throw new Error('no agenda');
    expect(lines(whenArrived(facts, agenda))).toEqual([
      '09-16 14:00 arrived agenda → aoki',
      '09-16 14:00 arrived agenda → baba',
    ]);
  });

  test('N-4.3.ア.ウ: whoever handed it in is not told of their own act; their deputy who did is not either', () => {
    const slots = new Map([['m/agenda', at('2026-09-16T14:00')]]);
    const by = (person: string) => {
      const known = { handedIn: slots, handedInBy: new Map([['m/agenda', person]]) };
      const [agenda] = duesOfMeeting(nerima.meetings, september, calendarOf(nerima), known);
      if (agenda === undefined) throw new Error('no agenda');
      return agenda;
    };
    const facts = factsOf(nerima, [], { staff: crew });
    expect(lines(whenArrived(facts, by('baba')))).toEqual(['09-16 14:00 arrived agenda → aoki']);
    const away = { from: at('2026-09-16T00:00'), to: at('2026-09-17T00:00'), deputy: 'doi' };
    const staff = crew.map((one) => (one.id === 'baba' ? { ...one, away: [away] } : one));
    expect(lines(whenArrived({ ...facts, staff }, by('doi')))).toEqual(['09-16 14:00 arrived agenda → aoki']);
  });

  test('the owner before their chief; the chief when it is late', () => {
    const opinion = startedDue(nerima, 'opinion', 'R8-調-0001', '2026-06-01T10:00');
    if (opinion === undefined) throw new Error('no such deadline');
    const facts = factsOf(nerima, [], { staff: crew, more: [opinion] });
    expect(lines(remindersIn(facts, year))).toEqual([
      // Requested on Monday 1 June: due Monday 8 June. Five open days before it is the 1st, at 09:30: past by then.
      '06-01 10:00 ahead R8-調-0001 → chiba',
      '06-04 09:30 ahead R8-調-0001 → chiba',
      '06-05 15:00 ahead R8-調-0001 → chiba',
      '06-08 09:00 ahead R8-調-0001 → chiba',
      '06-09 09:00 late R8-調-0001 → baba',
      '06-09 09:00 late R8-調-0001 → chiba',
    ]);
    expect(remindersIn(facts, year).at(-1)).toMatchObject({
      urgent: false,
      movedFrom: at('2026-06-09T00:29'),
      clause: 'N-4.1.ア.イ.b',
    });
  });

  test('a person’s own chief comes before the one of the profile', () => {
    const staff = crew.map((one) => (one.id === 'chiba' ? { ...one, chief: 'endo' } : one));
    const opinion = startedDue(nerima, 'opinion', 'x', '2026-06-01T10:00');
    const facts = factsOf(nerima, [], { staff, more: opinion === undefined ? [] : [opinion] });
    expect(lines(remindersIn(facts, year)).filter((line) => line.includes('late'))).toEqual([
      '06-09 09:00 late x → chiba',
      '06-09 09:00 late x → endo',
    ]);
  });

  test('while someone is away their deputy gets it, under the same key', () => {
    const away = [{ from: at('2026-09-16T00:00'), to: at('2026-09-18T00:00'), deputy: 'doi' }];
    const staff = crew.map((one) => (one.id === 'baba' ? { ...one, away } : one));
    const facts = (who: typeof crew) => {
      const all = factsOf(nerima, [september], { staff: who });
      return { ...all, meetings: [], dues: all.dues.slice(0, 1) };
    };
    const reminders = remindersIn(facts(staff), year);
    expect(reminders.map(({ to, insteadOf }) => [to, insteadOf])).toEqual([
      ['baba', undefined],
      ['doi', 'baba'],
      ['doi', 'baba'],
      ['baba', undefined],
      ['aoki', undefined],
      ['baba', undefined],
    ]);
    expect(reminders.map(({ key }) => key)).toEqual(remindersIn(facts(crew), year).map(({ key }) => key));
  });

  test('a deputy who is away as well does not swallow it', () => {
    const gone = { from: at('2026-09-01T00:00'), to: at('2026-10-01T00:00') };
    const staff = crew.map((one) =>
      one.id === 'baba'
        ? { ...one, away: [{ ...gone, deputy: 'doi' }] }
        : one.id === 'doi'
          ? { ...one, away: [gone] }
          : one,
    );
    const all = factsOf(nerima, [september], { staff });
    const told = remindersIn({ ...all, meetings: [], dues: all.dues.slice(0, 1) }, year);
    expect(new Set(told.filter(({ kind }) => kind === 'ahead').map(({ to }) => to))).toEqual(
      new Set(['baba']),
    );
  });

  test('where nobody holds the role, the role is told and nothing is lost', () => {
    const told = remindersIn(factsOf(nerima, [september]), year);
    expect(new Set(told.map(({ to }) => to))).toContain('role:engagementManager');
  });

  test('a task of the issue register', () => {
    const task = dueOfTask(
      { number: 'R8-課-0003', title: '見積りの根拠を確かめる', owner: 'doi', due: plainDate('2026-09-22') },
      'N-4.3.ア.ウ',
      calendarOf(nerima),
    );
    // Due on a day off: the plan counts open days back from it, and the last of them is Friday the 18th.
    expect(
      lines(remindersIn(factsOf(nerima, [], { staff: crew, more: task === undefined ? [] : [task] }), year)),
    ).toEqual([
      '09-14 09:30 ahead R8-課-0003 → doi',
      '09-17 09:30 ahead R8-課-0003 → doi',
      '09-18 09:00 ahead R8-課-0003 → doi',
      '09-18 15:00 ahead R8-課-0003 → doi',
      '09-24 09:00 late R8-課-0003 → baba',
      '09-24 09:00 late R8-課-0003 → doi',
    ]);
  });
});

describe('hours and digests', () => {
  test('the morning of someone who takes a digest is one message; 15:00 and what is late go alone', () => {
    const staff = digesting;
    const facts = { ...factsOf(nerima, [september], { staff }), meetings: [] };
    const told = remindersIn(facts, year);
    expect(lines(told).filter((line) => line.includes('digest'))).toEqual([
      '09-11 09:00 digest 2026-09-11 → baba',
      '09-16 09:00 digest 2026-09-16 → baba',
      '09-18 09:00 digest 2026-09-18 → baba',
    ]);
    expect(told.find(({ kind }) => kind === 'digest')?.items?.map(({ subject }) => subject)).toEqual([
      'm/agenda',
      'm/issueRegister',
      'm/papers',
    ]);
    expect(lines(told).filter((line) => line.startsWith('09-17'))).toHaveLength(3);
    expect(lines(told).filter((line) => line.startsWith('09-18 10:30 late'))).toHaveLength(6);
  });

  test('a person may choose only what the profile allows', () => {
    const reminders = {
      ...nerima.meetings.reminders,
      digest: { ...nerima.meetings.reminders.digest, choices: ['digest' as const] },
    };
    const settings = { ...nerima, meetings: { ...nerima.meetings, reminders } };
    const told = remindersIn({ ...factsOf(settings, [september], { staff: crew }), meetings: [] }, year);
    expect(told.filter(({ kind }) => kind === 'digest')).toHaveLength(3);
  });

  test('what comes up after the day’s digest went out goes alone', () => {
    const staff = digesting;
    const since = at('2026-09-16T09:10');
    const facts = { ...factsOf(nerima, [{ ...september, since }], { staff }), meetings: [] };
    // The five-day step is past: one message at once stands for it, and the two-day step of 09:30 follows alone.
    expect(lines(remindersIn(facts, { from: at('2026-09-16T00:00'), to: at('2026-09-17T00:00') }))).toEqual([
      '09-16 09:10 ahead agenda → baba',
      '09-16 09:10 ahead issueRegister → baba',
      '09-16 09:10 ahead papers → baba',
      '09-16 09:30 ahead agenda → baba',
      '09-16 09:30 ahead issueRegister → baba',
      '09-16 09:30 ahead papers → baba',
    ]);
  });

  test('an hour before a meeting on a Sunday is urgent and goes out; the day before is Friday', () => {
    const sunday = meetingOf(nerima, 'securityCommittee', '2026-06-14T10:00', { id: 's' });
    const told = remindersIn(factsOf(nerima, [sunday], { staff: crew }), year).filter(
      ({ to }) => to === 'chiba',
    );
    expect(told.map(({ at: when, kind, urgent }) => [clock(when), kind, urgent])).toEqual([
      ['06-12 10:30', 'meeting', false],
      ['06-14 09:00', 'soon', true],
    ]);
  });

  test('a deadline already past when the meeting is made is late at once, in hours', () => {
    const since = at('2026-09-18T18:00');
    const made = { ...september, since };
    const facts = { ...factsOf(nerima, [made], { staff: crew }), meetings: [] };
    expect(
      remindersIn(facts, year).map(({ at: when, kind, movedFrom }) => [clock(when), kind, movedFrom]),
    ).toEqual(Array.from({ length: 6 }, () => ['09-24 09:00', 'late', since]));
  });
});

describe('keys', () => {
  test('a moved meeting has new ones, and the old fall away', () => {
    const before = flat(remindersIn(factsOf(nerima, [september], { staff: crew }), year));
    const moved = moveMeeting(
      noticeFacts(nerima),
      september,
      { start: at('2026-10-01T13:30'), reason: '会場の都合' },
      { mayDo: () => true, at: at('2026-09-10T09:00') },
    );
    if (!moved.ok) throw new Error(moved.problem.message.ja);
    const after = flat(remindersIn(factsOf(nerima, [moved.value.meeting], { staff: crew }), year));
    expect(after.length).toBe(before.length);
    const old = new Set(before.map(({ key }) => key));
    expect(after.filter(({ key }) => old.has(key))).toEqual([]);
  });

  test('a holiday declared late: new instants, new keys', () => {
    const calendar = calendarOf(nerima, { closures: [{ date: '2026-09-18', reason: '台風' }] });
    const keys = (facts: Parameters<typeof remindersIn>[0]) =>
      new Set(remindersIn(facts, year).map(({ key }) => key));
    const plain = factsOf(nerima, [september], { staff: crew });
    const late = factsOf(nerima, [september], { staff: crew, calendar });
    expect(late.dues[0]?.deadline.date).toBe('2026-09-17');
    const papers = (all: ReadonlySet<string>) => [...all].filter((key) => key.includes('/agenda@'));
    expect(papers(keys(late)).some((key) => keys(plain).has(key))).toBe(false);
  });

  test('the contract’s own deadlines of the year', () => {
    const dues = duesOfContract(nerima.deadlines, calendarOf(nerima));
    expect(dues.map(({ id, deadline }) => [id, deadline.date, deadline.clause])).toEqual([
      ['deadline/workPlan', '2026-04-15', 'N-4.3.ア.ア.1'],
      ['deadline/nextYearMaterials', '2027-03-31', 'N-3.2.イ.5'],
      ['deadline/electronicMedia', '2027-03-31', 'N-4.3.イ.2'],
    ]);
  });

  test('a legal clock names its source, an incident its day', () => {
    const due = startedDue(nerima, 'preliminaryReport', 'R8-事-0001', '2026-09-18T22:00');
    expect(due?.deadline).toMatchObject({
      date: '2026-09-23',
      closedDay: { why: { ja: '秋分の日' }, nextOpenDay: '2026-09-24' },
      clause: expect.stringContaining('個人情報保護法'),
    });
    expect(startedDue(nerima, 'nothing', 'x', '2026-06-01T10:00')).toBeUndefined();
  });
});
