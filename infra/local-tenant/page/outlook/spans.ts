import { timeOf } from '../dates.ts';
import type { Language } from '../preferences.tsx';
import type { Event } from './outlook-api.ts';

/** Weeks and months of a calendar in Tokyo, which knows no summer time. */
export type Span = 'week' | 'month';
const DAY_MS = 86_400_000;
const OFFSET_MS = 9 * 3_600_000;

/** Beginning and end (ms) of the week (from Sunday) or month in which an instant lies, moved on by `steps`. */
export function spanOf(span: Span, at: number, steps = 0): { from: number; to: number } {
  const local = new Date(at + OFFSET_MS);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  if (span === 'month') {
    return {
      from: Date.UTC(year, month + steps, 1) - OFFSET_MS,
      to: Date.UTC(year, month + steps + 1, 1) - OFFSET_MS,
    };
  }
  const from = Date.UTC(year, month, day - local.getUTCDay() + steps * 7) - OFFSET_MS;
  return { from, to: from + 7 * DAY_MS };
}

const format = (at: number, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: 'Asia/Tokyo',
    ...options,
  }).format(at);

export function titleOf(span: Span, { from, to }: { from: number; to: number }, language: Language): string {
  if (span === 'month') return format(from, language, { year: 'numeric', month: 'long' });
  const day: Intl.DateTimeFormatOptions = { month: language === 'ja' ? 'long' : 'short', day: 'numeric' };
  return `${format(from, language, { ...day, year: 'numeric' })} – ${format(to - DAY_MS, language, day)}`;
}

export function dayTitle(at: number, language: Language): string {
  return format(at, language, {
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  });
}

/** 10:00 – 11:00; whole days have no times. */
export function hoursOf(event: Event, allDay: string): string {
  return event.isAllDay ? allDay : `${timeOf(new Date(event.start))} – ${timeOf(new Date(event.end))}`;
}

/** The days that have events, each with them in order. An all-day event keeps its days wherever one is. */
export function byDay(events: Event[]): { day: string; at: number; events: Event[] }[] {
  const days = new Map<string, { day: string; at: number; events: Event[] }>();
  for (const event of events) {
    const at = event.isAllDay ? Date.parse(event.start) - OFFSET_MS : Date.parse(event.start);
    const day = new Date(at + OFFSET_MS).toISOString().slice(0, 10);
    const known = days.get(day) ?? { day, at, events: [] };
    known.events.push(event);
    days.set(day, known);
  }
  return [...days.values()].sort((one, other) => one.day.localeCompare(other.day));
}
