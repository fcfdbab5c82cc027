/** Run as a process of its own under another TZ: prints what the calendar says, to be held against Tokyo's answers. */
import { eraLong, parseEraDate } from '../../../shared/kernel/era.ts';
import { fiscalYearOf, fiscalYearRange } from '../../../shared/kernel/fiscal-year.ts';
import { holidayOn } from '../../../shared/kernel/holidays.ts';
import { formatInstant, formatIso, fromTokyo, timeOfDay, toTokyo } from '../../../shared/kernel/instant.ts';
import { openDays } from '../../../shared/kernel/open-days.ts';
import { addDays, plainDate, weekdayOf } from '../../../shared/kernel/plain-date.ts';

const office = openDays({
  closedWeekdays: ['sat', 'sun'],
  yearEnd: { from: '12-29', to: '01-03' },
  closures: [],
  openings: [],
  officeHours: { start: '08:30', end: '17:15' },
});
const first = plainDate('2026-03-01');
const days = Array.from({ length: 400 }, (_, index) => addDays(first, index));

const answers = {
  openDays: Object.fromEntries(
    [2026, 2027, 2028].map((year) => {
      const { start, end } = fiscalYearRange(year);
      return [year, office.count(start, end)];
    }),
  ),
  days: days.map((date) => [
    date,
    weekdayOf(date),
    fiscalYearOf(date),
    eraLong(date),
    parseEraDate(eraLong(date)),
    holidayOn(date)?.name.ja ?? '',
    office.before(date, 1),
    office.add(date, 5),
    fromTokyo(date, timeOfDay('10:00')),
  ]),
  instants: Array.from({ length: 400 }, (_, index) => {
    const instant = Date.UTC(2026, 2, 1) + index * 7_654_321;
    return [
      toTokyo(instant),
      formatInstant(instant, 'ja'),
      formatIso(instant),
      office.inOfficeHours(instant),
    ];
  }),
};

process.stdout.write(
  JSON.stringify({ zone: new Intl.DateTimeFormat('en').resolvedOptions().timeZone, answers }),
);
