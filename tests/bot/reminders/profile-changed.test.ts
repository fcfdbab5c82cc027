import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pino from 'pino';
import { plannedReminders } from '../../../bot/features/reminders/plan.ts';
import { reminderDesk } from '../../../bot/features/reminders/reminder-desk.ts';
import { createTicker, type Ticker } from '../../../bot/jobs/ticker.ts';
import { addMeeting } from '../../../bot/store/meetings.ts';
import type { Settings } from '../../../shared/engagements/settings.ts';
import { formatIso } from '../../../shared/kernel/instant.ts';
import { deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { at, crew, meetingOf, nerima } from '../../shared/meetings/sample-year.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** The profile is changed in the middle of the year: only the future changes, what was said stays said. */

const profile = nerimaProfile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

let now = at('2026-09-14T08:00');
const log = pino({ level: 'silent' });

/** The product as it starts with a profile. */
const startedWith = (settings: Settings): Ticker => {
  const desk = { ...deskOn(store.db, { ...profile, settings }), clock: () => now };
  const staff = crew.map((member) => ({ ...member, name: member.id, mail: '' }));
  const planned = plannedReminders(
    reminderDesk(desk, { graph: {} as never, graphUrl: '', staff: () => Promise.resolve(staff) }),
  );
  return createTicker({ db: store.db, clock: () => now, log, planned: [planned], wake: () => undefined });
};

const instants = async (taken: boolean): Promise<readonly string[]> =>
  (
    await store.db
      .selectFrom('due_instant')
      .select(['key', 'at', 'taken'])
      .orderBy('at')
      .orderBy('key')
      .execute()
  )
    .filter((row) => (row.taken !== null) === taken && row.key.includes('/agenda@'))
    .map((row) => `${formatIso(row.at.getTime()).slice(5, 16)} ${row.key.split('/').slice(-2).join(' ')}`);

test('N-4.3.ア.ウ the plan from the change on is the new one; what was sent is neither sent again nor taken back', async () => {
  const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0001' });
  await store.db
    .transaction()
    .execute((tx) => addMeeting(tx, nerima.id, 'meetings', randomUUID(), meeting, undefined, now));
  const before = startedWith(nerima);
  await before.tick();
  now = at('2026-09-16T09:31');
  await before.tick();
  const said = await instants(true);
  expect(said).toEqual(['09-16T09:30 2d09:30 baba']);
  expect(await instants(false)).toContain('09-17T15:00 1d15:00 baba');

  // From today the last word is at 14:00, and the papers may come until noon.
  const deadlines = nerima.meetings.reminders.deadlines.map((step) =>
    'openDaysBefore' in step && step.at === '15:00' ? { ...step, at: '14:00' } : step,
  );
  const series = nerima.meetings.series.map((one) => ({
    ...one,
    documents: one.documents.map((paper) =>
      paper.due && 'openDaysBefore' in paper.due ? { ...paper, due: { ...paper.due, at: '12:00' } } : paper,
    ),
  }));
  now = at('2026-09-16T11:00');
  const after = startedWith({
    ...nerima,
    meetings: { ...nerima.meetings, series, reminders: { ...nerima.meetings.reminders, deadlines } },
  });
  await after.tick();
  expect(await instants(true)).toEqual(said);
  expect(await instants(false)).toEqual([
    '09-17T14:00 1d14:00 baba',
    '09-18T09:00 0d09:00 baba',
    '09-18T12:30 late30 aoki',
    '09-18T12:30 late30 baba',
  ]);
});
