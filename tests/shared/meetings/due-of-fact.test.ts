import { describe, expect, test } from '@jest/globals';
import { startsWith } from '../../../shared/kernel/deadline/started-by.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { duesOf, isLate, stateOfDue } from '../../../shared/meetings/due.ts';
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

  test('N-5.2: a payment is due 30 days after the invoice; a locked screen shows nothing that somebody typed', () => {
    const about = { ja: '請求書', en: 'invoice' };
    const when = at('2026-10-01T00:00');
    const fact = { deadline: 'payment', subject: 'x', about, at: when, since: when, typed: true as const };
    expect(dueOfFact(nerima.deadlines, fact, calendar)).toMatchObject({
      deadline: { date: '2026-10-31', clause: 'N-5.2', closedDay: { nextOpenDay: '2026-11-02' } },
      outside: { ja: '支払い' },
    });
  });

  const opinion = {
    deadline: 'opinion',
    subject: 'R8-相-0001',
    about: { ja: 'R8-相-0001', en: 'R8-相-0001' },
    at: at('2026-09-14T10:00'),
    since: at('2026-09-14T10:00'),
  };
  const agreed = (id: string) => ({
    agreed: new Map([[id, { date: plainDate('2026-09-30'), at: at('2026-09-15T09:00') }]]),
  });

  test('N-4.0, N-4.1.ア.イ.b: where the clause says 「程度」 a date agreed on stands, and the rule’s beside it', () => {
    const id = 'deadline/opinion/R8-相-0001';
    expect(dueOfFact(nerima.deadlines, opinion, calendar, agreed(id))).toMatchObject({
      deadline: { date: '2026-09-30', clause: 'N-4.1.ア.イ.b' },
      ruled: { date: '2026-09-21' },
      since: at('2026-09-15T09:00'),
    });
  });

  test('a legal clock, and what the contract dates, keep their dates whatever is said to be agreed', () => {
    const legal = { ...opinion, deadline: 'preliminaryReport', subject: 'R8-事-0001' };
    const due = dueOfFact(nerima.deadlines, legal, calendar, agreed('deadline/preliminaryReport/R8-事-0001'));
    expect(due?.deadline.date).toBe('2026-09-19');
    expect(due?.ruled).toBeUndefined();
    const [workPlan] = duesOf(nerima, calendar, { meetings: [] }, agreed('deadline/workPlan'));
    expect(workPlan).toMatchObject({ id: 'deadline/workPlan', deadline: { date: '2026-04-15' } });
  });

  test('対象外 is never late and starts nothing', () => {
    const id = 'deadline/opinion/R8-相-0001';
    const exempt = new Map([[id, { at: at('2026-09-15T09:00'), reason: '誤り' }]]);
    const handedIn = new Map([[id, at('2026-09-16T09:00')]]);
    const dues = duesOf(nerima, calendar, { meetings: [], facts: [opinion] }, { exempt, handedIn });
    const [due] = dues.filter((one) => one.id === id);
    if (!due) throw new Error('it is not shown');
    expect(stateOfDue(due, at('2026-12-01T10:00'))).toBe('exempt');
    expect(isLate(due, at('2026-12-01T10:00'))).toBe(false);
    expect(dues.some(({ setting }) => setting === 'acceptance')).toBe(false);
  });

  test('N-5.1: a deliverable without a date of its own is accepted within 15 days of its submission', () => {
    const handedIn = new Map([['deliverable/securityManagementPlan', at('2026-09-14T10:00')]]);
    const dues = duesOf(nerima, calendar, { meetings: [] }, { handedIn });
    expect(dues.filter(({ setting }) => setting === 'acceptance')).toMatchObject([
      {
        id: 'deadline/acceptance/deliverable/securityManagementPlan',
        scope: 'deliverable/securityManagementPlan',
        name: { ja: '検収（運営計画書）' },
        deadline: { date: '2026-09-29', clause: 'N-5.1' },
      },
    ]);
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
