import type { Language } from './preferences.tsx';

const TOKYO = 'Asia/Tokyo';

/** 令和8年11月22日(日) 10:00, or Sun 22 Nov 2026, 10:00. */
export function longDate(instant: Date, language: Language): string {
  if (language === 'en') {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: TOKYO,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }).format(instant);
  }
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    timeZone: TOKYO,
    era: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(instant);
  return `${parts} ${timeOf(instant)}`;
}

/** R8.11.22 10:00: where there is little room. */
export function briefDate(instant: Date, language: Language): string {
  if (language === 'en') return longDate(instant, language).replace(/ \d{4}/, '');
  const parts = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    timeZone: TOKYO,
    era: 'narrow',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).format(instant);
  return `${parts.replaceAll('/', '.')} ${timeOf(instant)}`;
}

export function westernDate(instant: Date): string {
  return new Intl.DateTimeFormat('ja-JP', {
    timeZone: TOKYO,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(instant);
}

export function timeOf(instant: Date): string {
  return new Intl.DateTimeFormat('ja-JP', {
    timeZone: TOKYO,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(instant);
}

/** The time alone today, otherwise 11月22日(日) 10:00. */
export function shortDate(iso: string, now: Date, language: Language): string {
  const instant = new Date(iso);
  if (westernDate(instant) === westernDate(now)) return timeOf(instant);
  const day = new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', {
    timeZone: TOKYO,
    month: language === 'ja' ? 'long' : 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(instant);
  return `${day} ${timeOf(instant)}`;
}

/** For an input of the kind datetime-local, in Tokyo time. */
export function localInput(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
