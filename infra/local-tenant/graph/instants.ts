/** SharePoint shows instants to the second, in UTC. */
export function seconds(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}

/**
 * A date-only column keeps the midnight that begins the day in the site's time zone, and shows it in UTC:
 * 18 September in Tokyo reads 2026-09-17T15:00:00Z.
 */
export function startOfDay(instant: Date, timeZone: string): Date {
  const local = localTime(instant, timeZone);
  const midnight = Date.UTC(local.year, local.month - 1, local.day);
  const guess = new Date(midnight - offsetMs(instant, timeZone));
  // The offset of the day's beginning may differ from that of the hour given.
  return new Date(midnight - offsetMs(guess, timeZone));
}

export function offsetMs(instant: Date, timeZone: string): number {
  const local = localTime(instant, timeZone);
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
  return asUtc - Math.floor(instant.getTime() / 1000) * 1000;
}

export type LocalTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};
const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(instant: Date, timeZone: string): LocalTime {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(instant).map((part) => [part.type, Number(part.value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** Reads YYYY-MM-DD (midnight at the site) or a date and time with Z or offset; undefined for anything else. */
export function readInstant(text: string, timeZone: string): Date | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const noon = new Date(`${text}T12:00:00Z`);
    if (Number.isNaN(noon.getTime()) || !noon.toISOString().startsWith(text)) return undefined;
    const around = startOfDay(noon, timeZone);
    // East of +12 the noon of UTC is already the next local day.
    return localTime(around, timeZone).day === Number(text.slice(8))
      ? around
      : startOfDay(new Date(noon.getTime() - 86_400_000), timeZone);
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
