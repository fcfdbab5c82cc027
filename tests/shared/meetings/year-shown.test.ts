import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duesOfContract, duesOfMeeting } from '../../../shared/meetings/due.ts';
import { calendarFile } from '../../../shared/meetings/ics.ts';
import { replayYear } from '../../../shared/meetings/replay.ts';
import { yearPicture } from '../../../shared/meetings/year-picture.ts';
import { at, calendarOf, meetingOf, nerima, termOf } from './sample-year.ts';

const meeting = meetingOf(nerima, 'regularMeeting', '2026-09-24T13:30', { id: 'R8-会-0012' });
const workPlan = duesOfContract(nerima.deadlines, calendarOf(nerima)).slice(0, 1);

/** The lines of a calendar, folded ones joined as RFC 5545 3.1 says. */
const unfolded = (file: string): string[] => file.replaceAll('\r\n ', '').split('\r\n');
const made = (change: Partial<Parameters<typeof calendarFile>[0]> = {}): string =>
  calendarFile(
    {
      engagement: 'sample',
      name: '会議と締切',
      meetings: [meeting],
      dues: workPlan,
      language: 'ja',
      ...change,
    },
    at('2026-09-01T09:00'),
  );

describe('the calendar file', () => {
  test('a meeting in UTC, a deadline that names a day as that day', () => {
    const lines = unfolded(made());
    for (const line of [
      'UID:R8-会-0012@sample',
      'DTSTAMP:20260901T000000Z',
      'DTSTART:20260924T043000Z',
      'DTEND:20260924T080000Z',
      'SUMMARY:定例会',
      'STATUS:CONFIRMED',
      'UID:deadline/workPlan@sample',
      'DTSTART;VALUE=DATE:20260415',
      'SUMMARY:締切 作業実施計画書',
      'DESCRIPTION:N-4.3.ア.ア.1',
    ]) {
      expect(lines).toContain(line);
    }
  });

  test('a moved meeting keeps its UID and has a higher SEQUENCE', () => {
    const sequence = (file: string) => Number(/SEQUENCE:(\d+)/.exec(file)?.[1]);
    const moved = made({
      meetings: [{ ...meeting, start: meeting.start + 3_600_000, since: at('2026-09-10T09:00') }],
    });
    expect(sequence(moved)).toBeGreaterThan(sequence(made()));
  });

  test('what people typed stays text: no line of its own, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (typed) => {
        const title = `x${typed}\r\nBEGIN:VEVENT\r\nEND:VCALENDAR;,\\`;
        const lines = unfolded(made({ name: title, meetings: [{ ...meeting, title, place: title }] }));
        expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
        expect(lines.filter((line) => line === 'END:VCALENDAR')).toHaveLength(1);
        // Every line begins with a property's name; nothing typed begins one.
        expect(lines.filter((line) => line !== '' && !/^[A-Z-]+[:;]/.test(line))).toEqual([]);
      }),
    );
  });

  test('lines are folded within 75 octets and never inside a character', () => {
    const file = made({
      meetings: [{ ...meeting, title: '第12回情報化調整幹事会、及び🗓全体最適化推進会議'.repeat(5) }],
    });
    for (const line of file.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\uFFFD');
  });
});

describe('the year as a picture', () => {
  const year = replayYear(nerima);

  test('twelve months, a row a series that meets, and one for the other deadlines', () => {
    const picture = yearPicture(nerima.meetings, termOf(nerima), year, at('2026-04-01T00:00'));
    expect(picture.months.map(({ name }) => name.ja).join()).toBe(
      '4月,5月,6月,7月,8月,9月,10月,11月,12月,1月,2月,3月',
    );
    expect(picture.rows.map(({ name }) => name.ja)).toEqual([
      '定例会',
      '進捗報告会',
      'IT推進本部',
      '情報化運営委員会',
      '情報セキュリティ委員会',
      'その他の期限',
    ]);
    const marks = picture.rows.flatMap(({ cells }) => cells.flat());
    expect(marks).toHaveLength(year.meetings.length + year.dues.length);
    expect(picture.late).toEqual([]);
  });

  test('what is late, what came in in time and what came in late', () => {
    const handedIn = new Map([
      ['R8-会-0012/agenda', at('2026-09-18T10:00')],
      ['R8-会-0012/papers', at('2026-09-18T10:01')],
    ]);
    const dues = duesOfMeeting(nerima.meetings, meeting, calendarOf(nerima), { handedIn });
    const { rows, late } = yearPicture(
      nerima.meetings,
      termOf(nerima),
      { meetings: [meeting], dues },
      at('2026-09-18T10:30'),
    );
    const september = rows[0]?.cells[5] ?? [];
    expect(september.map(({ id, state }) => [id.replace(/^.*\//, ''), state])).toEqual([
      ['agenda', 'inTime'],
      ['issueRegister', 'overdue'],
      ['papers', 'inLate'],
      ['R8-会-0012', 'confirmed'],
    ]);
    expect(late.map(({ id }) => id)).toEqual(['R8-会-0012/issueRegister']);
  });
});
