import { expect, test } from '@jest/globals';
import { isBundleOf, together } from '../../../bot/features/reminders/together.ts';
import type { Reminder } from '../../../shared/meetings/reminder.ts';

const at = Date.parse('2026-09-17T15:00:00+09:00');
const reminder = (key: string, change: Partial<Reminder> = {}): Reminder => ({
  key,
  at,
  to: 'baba',
  kind: 'ahead',
  subject: key,
  clause: 'N-4.3.ア.ウ',
  urgent: false,
  ...change,
});

test('three papers of one meeting, due at one time, are one message to whoever owes them', () => {
  const [message, ...rest] = together([
    reminder('m/agenda'),
    reminder('m/papers'),
    reminder('m/issueRegister', { kind: 'late' }),
  ]);
  expect(rest).toEqual([]);
  expect(message).toMatchObject({ key: 'together/baba@2026-09-17T15:00:00+09:00', to: 'baba', at });
  expect(message?.items?.map(({ key }) => key)).toEqual(['m/agenda', 'm/papers', 'm/issueRegister']);
  expect(isBundleOf(message?.key ?? '', 'baba')).toBe(true);
  expect(isBundleOf(message?.key ?? '', 'bab')).toBe(false);
});

test('one alone, another person’s, what is urgent, what begins soon, a digest and what goes to a channel stay as they are', () => {
  const all = [
    reminder('one'),
    reminder('other', { to: 'doi' }),
    reminder('urgent', { urgent: true }),
    reminder('soon', { kind: 'soon' }),
    reminder('digest/baba@x', { kind: 'digest', items: [reminder('inside')] }),
    reminder('role one', { to: 'role:cio' }),
    reminder('role two', { to: 'role:cio' }),
  ];
  expect(together(all)).toEqual(all);
});
