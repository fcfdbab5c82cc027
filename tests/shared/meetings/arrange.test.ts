import { describe, expect, test } from '@jest/globals';
import {
  cancelMeeting,
  closeMeeting,
  confirmMeeting,
  type Doer,
  extraMeeting,
  moveMeeting,
  skipMeeting,
} from '../../../shared/meetings/arrange.ts';
import { meetingRecord, meetingValues } from '../../../shared/meetings/meeting.ts';
import { schemaOf } from '../../../shared/kernel/record/schema.ts';
import type { Problem, Result } from '../../../shared/kernel/problem.ts';
import { noticesFor } from '../../../shared/meetings/notice.ts';
import { at, calendarOf, crew, meetingOf, nerima, noticeFacts } from './sample-year.ts';

const section: Doer = { mayDo: () => true, at: at('2026-09-01T10:00') };
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.problem.message.ja);
  return result.value;
};
const problem = <T>(result: Result<T>): Problem => {
  if (result.ok) throw new Error('no problem');
  return result.problem;
};

const september = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'm', state: 'proposed' });
const confirmed = value(confirmMeeting(noticeFacts(nerima), september, section)).meeting;

describe('N-3.3.ア.エ.1 confirmed, moved, skipped, held extra', () => {
  test('confirmed it stands from that moment', () => {
    expect(confirmed).toEqual({ ...september, state: 'confirmed', since: section.at });
  });

  test('moved it keeps its id and its length; only time, reason and since change', () => {
    const to = { start: at('2026-09-29T10:00'), reason: '議会の\nため' };
    expect(value(moveMeeting(noticeFacts(nerima), confirmed, to, section))).toEqual({
      meeting: { ...confirmed, start: to.start, end: at('2026-09-29T13:30'), reason: '議会の ため' },
      notices: [],
    });
  });

  test('skipped 協議の上, cancelled, closed', () => {
    expect(value(skipMeeting(september, '議題がないため', section)).state).toBe('cancelled');
    expect(value(cancelMeeting(confirmed, '台風のため', section)).state).toBe('cancelled');
    expect(value(closeMeeting(confirmed, { ...section, at: at('2026-09-24T17:00') })).state).toBe('held');
  });

  test('an extra one beside the series', () => {
    const wanted = { id: 'x', series: 'regularMeeting', start: at('2026-09-10T13:30'), reason: '臨時の議題' };
    const { meeting, notices } = value(extraMeeting(noticeFacts(nerima), wanted, section));
    expect(meeting).toMatchObject({
      id: 'x',
      title: '定例会（臨時）',
      state: 'confirmed',
      end: at('2026-09-10T17:00'),
    });
    expect(meeting.slot).toBeUndefined();
    expect(notices).toEqual([]);
  });
});

describe('what is refused', () => {
  const facts = noticeFacts(nerima);
  const to = { start: at('2026-09-29T10:00'), reason: '会場の都合' };
  test.each<[string, () => Result<unknown>, string]>([
    [
      'by who may not',
      () => moveMeeting(facts, confirmed, to, { ...section, mayDo: () => false }),
      'workflow.notYou',
    ],
    [
      'without a reason',
      () => moveMeeting(facts, confirmed, { ...to, reason: ' ' }, section),
      'workflow.reason',
    ],
    ['skipping without a reason', () => skipMeeting(confirmed, '', section), 'workflow.reason'],
    [
      'to where it stands already, which nobody is to be told of',
      () => moveMeeting(facts, confirmed, { ...to, start: confirmed.start }, section),
      'meeting.same',
    ],
    [
      'into the past',
      () => moveMeeting(facts, confirmed, { ...to, start: at('2026-08-31T10:00') }, section),
      'meeting.past',
    ],
    [
      'an end before the start',
      () => moveMeeting(facts, confirmed, { ...to, end: to.start }, section),
      'meeting.order',
    ],
    [
      'over midnight',
      () => moveMeeting(facts, confirmed, { ...to, start: at('2026-09-29T22:00') }, section),
      'meeting.order',
    ],
    ['twice confirmed', () => confirmMeeting(facts, confirmed, section), 'workflow.notNow'],
    [
      'moved when cancelled',
      () => moveMeeting(facts, { ...confirmed, state: 'cancelled' }, to, section),
      'workflow.notNow',
    ],
    ['closed before it began', () => closeMeeting(confirmed, section), 'meeting.notBegun'],
    [
      'of a series that there is not',
      () => extraMeeting(facts, { id: 'x', series: 'x', ...to }, section),
      'meeting.series',
    ],
    [
      'an extra one without a reason',
      () => extraMeeting(facts, { id: 'x', series: 'regularMeeting', start: to.start, reason: '' }, section),
      'workflow.reason',
    ],
  ])('%s', (_case, act, code) => {
    const { code: found, message } = problem(act());
    expect(found).toBe(code);
    expect(message.ja).toMatch(/。$/);
  });
});

describe('what is not refused is told', () => {
  const codes = (start: string, change: Parameters<typeof noticeFacts>[1] = {}, doer = section) =>
    value(moveMeeting(noticeFacts(nerima, change), confirmed, { start: at(start), reason: '都合' }, doer))
      .notices;

  test('a closed day, with the next open one', () => {
    expect(codes('2026-09-22T13:30')).toEqual([
      {
        code: 'closedDay',
        message: {
          ja: '9月22日(火)は閉庁日です（休日）。次の開庁日は9月24日(木)です。',
          en: expect.stringContaining('Thu 24 Sep'),
        },
      },
    ]);
  });

  test('a day closed late', () => {
    const calendar = calendarOf(nerima, { closures: [{ date: '2026-09-29', reason: '停電' }] });
    expect(codes('2026-09-29T13:30', { calendar })).toMatchObject([{ code: 'closedDay' }]);
  });

  test('out of hours, out of the term', () => {
    expect(codes('2026-09-29T16:00').map(({ code }) => code)).toEqual(['outOfHours']);
    expect(codes('2027-04-01T10:00').map(({ code }) => code)).toEqual(['outOfTerm']);
  });

  test('two at once for one person, who holds two roles', () => {
    const other = meetingOf(nerima, 'securityCommittee', '2026-09-29T14:00', { id: 'o' });
    const found = codes('2026-09-29T13:30', { staff: crew, others: [other, confirmed] });
    expect(found).toMatchObject([{ code: 'clash', people: ['chiba'] }]);
    expect(codes('2026-09-29T09:00', { staff: crew, others: [other] })).toEqual([]);
    expect(codes('2026-09-29T13:30', { staff: crew, others: [{ ...other, state: 'cancelled' }] })).toEqual(
      [],
    );
  });

  test('too near to another of the series', () => {
    const other = meetingOf(nerima, 'regularMeeting', '2026-09-28T13:30', { id: 'o' });
    expect(codes('2026-09-30T13:30', { others: [other] })).toMatchObject([{ code: 'crowded' }]);
  });

  test('moved past its own deadline: the papers whose time is over, those due together in one word', () => {
    const doer = { ...section, at: at('2026-09-18T11:00') };
    expect(codes('2026-09-24T10:00', {}, doer).map(({ message }) => message.ja)).toEqual([
      '次第、資料、課題管理表の期限（9月18日(金) 10:00）は、すでに過ぎています。提出日を双方で決め、「締切」からその期限を開いて「合意した期限にする」で登録してください。',
    ]);
    expect(codes('2026-09-24T10:00', {}, { ...section, at: at('2026-09-18T09:59') })).toEqual([]);
  });

  test('N-4.3.ア.ウ a paper that is in is not asked for again, and one that falls due as it should is no matter of the date', () => {
    const facts = { ...noticeFacts(nerima), settled: new Set(['m/agenda', 'm/papers', 'm/issueRegister']) };
    const at11 = at('2026-09-18T11:00');
    const moved = { start: at('2026-09-24T10:00'), reason: '都合' };
    expect(value(moveMeeting(facts, confirmed, moved, { ...section, at: at11 })).notices).toEqual([]);
    // Confirmed on 1 September, looked at after the papers' time: late or not, no other time is to be agreed on.
    expect(noticesFor(noticeFacts(nerima), confirmed, at11)).toEqual([]);
    expect(noticesFor(noticeFacts(nerima), { ...confirmed, since: at11 }, at11)).toMatchObject([
      { code: 'deadlinePast' },
    ]);
  });

  test('moved to today', () => {
    const doer = { ...section, at: at('2026-09-24T09:00') };
    expect(codes('2026-09-24T13:00', {}, doer).map(({ code }) => code)).toEqual(['today', 'deadlinePast']);
  });
});

test('a meeting as the list and the cards carry it', () => {
  const values = meetingValues({ ...confirmed, reason: '協議による' }, (person) => `名:${person}`);
  expect(values).toMatchObject({
    series: 'regularMeeting',
    start: '2026-09-24T13:30',
    end: '2026-09-24T17:00',
    state: 'confirmed',
    organiser: '名:role:itPolicySection',
  });
  expect(String(values['attendees']).split('\n')).toHaveLength(5);
  expect(schemaOf(meetingRecord(nerima.meetings)).safeParse(values).success).toBe(true);
});
