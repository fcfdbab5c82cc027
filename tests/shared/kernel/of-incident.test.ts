import { expect, test } from '@jest/globals';
import { isOfIncident, mayKnowOf, rolesMayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { calendarFile } from '../../../shared/meetings/ics.ts';
import { remindersIn, whenArrived } from '../../../shared/meetings/reminder-plan.ts';
import { at, factsOf, flat, nerima, startedDue } from '../meetings/sample-year.ts';

/** Who may not see incidents learns of none from its clocks. */

const CLOCK = 'deadline/preliminaryReportMyNumber/R8-事-0001';

test('a clock of an incident is known by its id, and so is what is said of it and what follows from it', () => {
  for (const subject of [
    CLOCK,
    `${CLOCK}@2026-09-19T23:59:59+09:00/late30/baba`,
    `deadline/acceptance/${CLOCK}`,
  ])
    expect(isOfIncident(nerima, subject)).toBe(true);
  for (const subject of ['deadline/opinion/R8-相-0001', 'R8-会-0001/agenda', 'issue/R8-課-0001'])
    expect(isOfIncident(nerima, subject)).toBe(false);
});

test('it is known to the roles that may see incidents, as the profile has them', () => {
  const person = (...groups: string[]) => ({
    id: 'x',
    name: '',
    mail: '',
    jobTitle: '',
    guest: true,
    groups,
  });
  for (const { id, group } of nerima.roles) {
    const knows = nerima.permissions['incident.read'].includes(`role:${id}`);
    expect([id, rolesMayKnowOf(nerima, [id], CLOCK)]).toEqual([id, knows]);
    expect([id, mayKnowOf(nerima, person(group), CLOCK)]).toEqual([id, knows]);
    expect(rolesMayKnowOf(nerima, [id], 'deadline/opinion/R8-相-0001')).toBe(true);
  }
});

const due = startedDue(nerima, 'preliminaryReportMyNumber', 'R8-事-0001', '2026-09-14T10:00');
if (due === undefined) throw new Error('no clock');
const whole = { from: at('2026-09-14T00:00'), to: at('2026-09-30T00:00') };
const toldTo = (staff: Parameters<typeof factsOf>[2] & object, change: Partial<typeof due> = {}) =>
  new Set(
    flat(remindersIn(factsOf(nerima, [], { ...staff, more: [{ ...due, ...change }] }), whole)).map(
      ({ to }) => to,
    ),
  );

const kato = { id: 'kato', roles: ['responseTeam', 'supportStaff'] };
const doi = { id: 'doi', roles: ['supportStaff'] };
const aoki = { id: 'aoki', roles: ['itPolicySection'] };

test('a deputy who may not see incidents gets nothing of them: whoever is away hears of it', () => {
  const away = [{ from: whole.from, to: whole.to, deputy: 'doi' }];
  const told = toldTo({ staff: [{ ...kato, away }, doi, aoki] });
  expect(told).toContain('kato');
  expect(told).not.toContain('doi');
});

test('an owner who may not see incidents any more is told nothing; those who see to them are', () => {
  const told = toldTo({ staff: [doi, aoki] }, { owners: ['doi'] });
  expect(told).toContain(`role:${nerima.runBy}`);
  expect(told).not.toContain('doi');
  const done = { ...due, owners: ['doi'], doneAt: at('2026-09-15T10:00') };
  expect(whenArrived(factsOf(nerima, [], { staff: [doi, aoki] }), done).map(({ to }) => to)).not.toContain(
    'doi',
  );
});

test('in a calendar that others may look at it is private', () => {
  const file = calendarFile(
    {
      engagement: nerima.id,
      name: 'x',
      language: 'ja',
      meetings: [],
      dues: [
        due,
        { ...due, id: 'deadline/workPlan', deadline: { ...due.deadline, date: plainDate('2026-09-20') } },
      ],
      isPrivate: ({ id }) => isOfIncident(nerima, id),
    },
    at('2026-09-14T12:00'),
  );
  const [, first, second] = file.split('BEGIN:VEVENT');
  expect(first).toContain('CLASS:PRIVATE');
  expect(second).not.toContain('CLASS:');
});
