import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatInstant,
  formatInstantEra,
  formatIso,
  fromTokyo,
  parseIso,
  parseTimeOfDay,
  timeOfDay,
  tokyoDate,
  toTokyo,
} from '../../../shared/kernel/instant.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { dateBetween } from './arbitrary-dates.ts';

const MINUTE = 60_000;
const meeting = Date.UTC(2026, 8, 18, 1, 0);

describe('instants in Tokyo', () => {
  test('an evening in UTC is the next day in Tokyo', () => {
    expect(toTokyo(Date.UTC(2026, 2, 31, 15, 0))).toEqual({ date: '2026-04-01', time: '00:00' });
    expect(toTokyo(Date.UTC(2026, 2, 31, 14, 59))).toEqual({ date: '2026-03-31', time: '23:59' });
    expect(tokyoDate(Date.UTC(2026, 2, 31, 15, 0))).toBe('2026-04-01');
  });

  test('N-4.3.ア.ウ ten in the morning in Tokyo is one in UTC', () => {
    expect(fromTokyo(plainDate('2026-09-18'), timeOfDay('10:00'))).toBe(meeting);
  });

  test('dates are said as the cards say them', () => {
    expect(formatInstant(meeting, 'ja')).toBe('9月18日(金) 10:00');
    expect(formatInstant(meeting, 'ja', { year: true })).toBe('2026年9月18日(金) 10:00');
    expect(formatInstant(meeting, 'en')).toBe('Fri 18 Sep 10:00');
    expect(formatInstant(meeting, 'en', { year: true })).toBe('Fri 18 Sep 2026 10:00');
    expect(formatInstantEra(meeting)).toBe('令和8年9月18日(金) 10:00');
    expect(formatIso(meeting)).toBe('2026-09-18T10:00:00+09:00');
  });

  test('only a text with an offset names an instant', () => {
    expect(parseIso('2026-09-18T10:00:00+09:00')).toBe(meeting);
    expect(parseIso('2026-09-18T01:00:00Z')).toBe(meeting);
    expect(parseIso('2026-09-18T10:00:00')).toBeUndefined();
    expect(parseIso('2026-09-18')).toBeUndefined();
    expect(parseIso('昨日')).toBeUndefined();
  });

  test('a time of day is HH:MM and nothing else', () => {
    expect(parseTimeOfDay('23:59')).toBe('23:59');
    expect(parseTimeOfDay('24:00')).toBeUndefined();
    expect(parseTimeOfDay('9:00')).toBeUndefined();
    expect(() => timeOfDay('9時')).toThrow(RangeError);
  });

  const instants = fc.integer({ min: Date.UTC(1952, 0), max: Date.UTC(2199, 0) });

  test('to Tokyo and back loses the seconds only', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const { date, time } = toTokyo(instant);
        expect(fromTokyo(date, time)).toBe(Math.floor(instant / MINUTE) * MINUTE);
      }),
    );
  });

  test('from Tokyo and back loses nothing', () => {
    fc.assert(
      fc.property(
        dateBetween('1952-01-01', '2199-12-31'),
        fc.integer({ min: 0, max: 1439 }),
        (date, minute) => {
          const two = (value: number) => String(value).padStart(2, '0');
          const time = timeOfDay(`${two(Math.floor(minute / 60))}:${two(minute % 60)}`);
          expect(toTokyo(fromTokyo(date, time))).toEqual({ date, time });
        },
      ),
    );
  });

  test('ISO text is read back to the second', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseIso(formatIso(instant))).toBe(Math.floor(instant / 1000) * 1000);
      }),
    );
  });

  test('the answers do not depend on the time zone of the process', () => {
    const answersIn = (zone: string): unknown =>
      JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(new URL('calendar-answers.ts', import.meta.url))], {
          env: { ...process.env, TZ: zone },
          encoding: 'utf8',
        }),
      );
    const inTokyo = answersIn('Asia/Tokyo');
    expect(inTokyo).toMatchObject({ zone: 'Asia/Tokyo', answers: { openDays: { 2026: 241 } } });
    for (const zone of ['America/New_York', 'Pacific/Auckland', 'UTC']) {
      expect(answersIn(zone)).toEqual({ ...(inTokyo as object), zone });
    }
  });
});
