import { describe, expect, test } from '@jest/globals';
import { startsWith } from '../../../shared/kernel/deadline/started-by.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { duesOf } from '../../../shared/meetings/due.ts';
import { dueOfFact } from '../../../shared/meetings/due-of-fact.ts';
import { at, calendarOf, meetingOf, nerima, startedDue } from './sample-year.ts';

const calendar = calendarOf(nerima);
const startOf = (id: string) => {
  const startedBy = nerima.deadlines.list.find((one) => one.id === id)?.startedBy;
  if (startedBy === undefined || !('case' in startedBy)) throw new Error(id);
  return startedBy;
};

describe('dates that a fact starts', () => {
  test('N-4.1.ア.イ.b: an opinion is due on the seventh day after the request, closed or not', () => {
    // Asked on Monday 14 September 2026; the 21st is 敬老の日, and the office opens again on Thursday the 24th.
    expect(startedDue(nerima, 'opinion', 'R8-相-0001', '2026-09-14T10:00')?.deadline).toMatchObject({
      date: '2026-09-21',
      clause: 'N-4.1.ア.イ.b',
      closedDay: { why: { ja: '敬老の日' }, nextOpenDay: '2026-09-24' },
    });
  });

  test('N-5.2: a payment is due 30 days after the invoice; N-4.0: a date agreed on stands instead', () => {
    expect(startedDue(nerima, 'payment', 'x', '2026-10-01T00:00')?.deadline).toMatchObject({
      date: '2026-10-31',
      closedDay: { nextOpenDay: '2026-11-02' },
    });
    const agreed = dueOfFact(
      nerima.deadlines,
      {
        deadline: 'payment',
        subject: 'x',
        about: { ja: '請求書', en: 'invoice' },
        at: at('2026-10-01T00:00'),
        since: at('2026-10-01T09:00'),
        agreed: plainDate('2026-10-20'),
        typed: true,
      },
      calendar,
    );
    expect(agreed).toMatchObject({
      deadline: { date: '2026-10-20', clause: 'N-5.2' },
      // A locked screen shows nothing that somebody typed.
      outside: { ja: '支払い' },
    });
  });

  test('N-5.1: what came in is to be accepted within 15 days, each by itself; what is out starts nothing', () => {
    const meeting = meetingOf(nerima, 'progressMeeting', '2026-09-25T10:00', { id: 'm' });
    const handedIn = new Map([
      ['m/workReport', at('2026-09-24T09:00')],
      ['m/agenda', at('2026-09-24T09:00')],
      ['deadline/workPlan', at('2026-04-10T15:00')],
    ]);
    const dues = duesOf(nerima, calendar, { meetings: [meeting] }, { handedIn });
    const acceptances = dues.filter(({ setting }) => setting === 'acceptance');
    expect(acceptances.map(({ id, scope, name, deadline }) => [id, scope, name.ja, deadline.date])).toEqual([
      ['deadline/acceptance/m/workReport', 'm', '検収（進捗報告会 作業実施報告書）', '2026-10-09'],
      ['deadline/acceptance/deadline/workPlan', 'deadline/workPlan', '検収（作業実施計画書）', '2026-04-25'],
    ]);
    expect(acceptances[1]?.deadline.closedDay?.nextOpenDay).toBe('2026-04-27');
    const accepted = new Map([...handedIn, ['deadline/acceptance/m/workReport', at('2026-10-01T11:00')]]);
    const after = duesOf(nerima, calendar, { meetings: [meeting] }, { handedIn: accepted });
    expect(after.find(({ id }) => id === 'deadline/acceptance/m/workReport')?.doneAt).toBe(
      at('2026-10-01T11:00'),
    );
  });

  test('an opinion that came in is accepted like any other deliverable', () => {
    const fact = {
      deadline: 'opinion',
      subject: 'R8-相-0001',
      about: { ja: 'R8-相-0001', en: 'R8-相-0001' },
      at: at('2026-09-14T10:00'),
      since: at('2026-09-14T10:00'),
    };
    const handedIn = new Map([['deadline/opinion/R8-相-0001', at('2026-09-18T10:00')]]);
    const dues = duesOf(nerima, calendar, { meetings: [], facts: [fact] }, { handedIn });
    expect(dues.find(({ setting }) => setting === 'acceptance')).toMatchObject({
      id: 'deadline/acceptance/deadline/opinion/R8-相-0001',
      deadline: { date: '2026-10-03', closedDay: { nextOpenDay: '2026-10-05' } },
    });
  });

  test('what an incident starts shows a locked screen nothing but its number', () => {
    expect(startedDue(nerima, 'finalReportMyNumber', 'R8-事-0001', '2026-09-14T10:00')?.outside?.ja).toBe(
      'R8-事-0001',
    );
  });
});

describe('which cases start a clock', () => {
  test.each([
    [{ personalInformationKinds: ['specialCare'] }, true],
    [{ personalInformationKinds: ['ordinary'], persons: 101, incidentKind: 'misdelivery' }, true],
    [{ personalInformationKinds: ['ordinary'], persons: 100, incidentKind: 'misdelivery' }, false],
    [{ personalInformationKinds: ['unknown'], incidentKind: 'malware' }, true],
    [{ personalInformationKinds: ['none'], persons: 500 }, false],
    [{ incidentKind: 'malware' }, false],
  ])('the preliminary report with %j: %s', (values, starts) => {
    expect(startsWith(startOf('preliminaryReport'), values)).toBe(starts);
  });

  test('the final report of an attack has 60 days, of a mistake 30, and never both', () => {
    const attack = { personalInformationKinds: ['specialCare'], incidentKind: 'cyberAttack' };
    const mistake = { ...attack, incidentKind: 'misdelivery' };
    expect(startsWith(startOf('finalReportImproper'), attack)).toBe(true);
    expect(startsWith(startOf('finalReport'), attack)).toBe(false);
    expect(startsWith(startOf('finalReport'), mistake)).toBe(true);
    expect(startsWith(startOf('finalReportImproper'), mistake)).toBe(false);
  });
});
