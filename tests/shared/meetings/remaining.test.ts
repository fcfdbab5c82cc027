import { expect, test } from '@jest/globals';
import { MARK_STATES } from '../../../shared/meetings/api.ts';
import { standing } from '../../../shared/meetings/remaining.ts';
import { standingOf } from '../../../shared/meetings/year-picture.ts';
import { duesOfMeeting, isLate } from '../../../shared/meetings/due.ts';
import { at, calendarOf, meetingOf, nerima } from './sample-year.ts';

/** How a meeting or something due stands, in words. */

const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { state: 'confirmed' });

test('N-3.3.ア.エ.2：終わった会議は確定のままではなく、記録待ちと読める', () => {
  expect(standingOf(meeting, meeting.end - 1)).toBe('confirmed');
  expect(standingOf(meeting, meeting.end)).toBe('toRecord');
  expect(standingOf({ ...meeting, state: 'held' }, meeting.end)).toBe('held');
  expect(standingOf({ ...meeting, state: 'cancelled' }, at('2026-10-01T09:00'))).toBe('cancelled');
  expect(standing('toRecord', -1).ja).toBe('開催済み（記録待ち）');
});

test('会議は「本日まで」ではなく「本日」、案のまま過ぎた会議はそのとおりに読める', () => {
  expect(standing('confirmed', 0).ja).toBe('本日');
  expect(standing('open', 0).ja).toBe('本日まで');
  expect(standing('proposed', -2).ja).toBe('確定しないまま経過');
});

test('N-5.1：検収は提出済みではなく検収済みと読める', () => {
  const deed = { ja: '検収済み', en: 'accepted' };
  expect(standing('inTime', -3, deed).ja).toBe('検収済み');
  expect(standing('inLate', -3, deed).ja).toBe('検収済み（期限の後）');
  expect(standing('inTime', -3).ja).toBe('提出済み');
});

test('N-4.3.ア.ウ：確定していない会議の資料は、期限を過ぎても遅れではない', () => {
  const calendar = calendarOf(nerima);
  const past = at('2026-09-24T09:00');
  const [tentative] = duesOfMeeting(nerima.meetings, { ...meeting, state: 'proposed' }, calendar);
  const [firm] = duesOfMeeting(nerima.meetings, meeting, calendar);
  expect([tentative && isLate(tentative, past), firm && isLate(firm, past)]).toEqual([false, true]);
  expect(standing('open', -1).ja).toBe('会議が未確定');
});

test('each state has its words', () => {
  for (const state of MARK_STATES) expect(standing(state, 1).ja).not.toBe('');
});
