import { localTime, offsetMs } from '../instants.ts';

/** Outlook's own names of time zones, as far as this tenant knows them, and what the rest of the world calls them. */
const WINDOWS: Record<string, string> = {
  UTC: 'UTC',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Singapore Standard Time': 'Asia/Singapore',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'India Standard Time': 'Asia/Kolkata',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'GMT Standard Time': 'Europe/London',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'FLE Standard Time': 'Europe/Kiev',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Mountain Standard Time': 'America/Denver',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
};
const NAMES = new Map(
  Object.entries(WINDOWS).flatMap(([windows, iana]) => [
    [windows.toLowerCase(), { windows, iana }] as const,
    [iana.toLowerCase(), { windows, iana }] as const,
  ]),
);

/** `windows` is how Outlook keeps it, `iana` what computes with it. */
export type Zone = { windows: string; iana: string };
export const UTC: Zone = { windows: 'UTC', iana: 'UTC' };

/** By either name, in any case; undefined for one that is not known. */
export function zoneOf(name: string): Zone | undefined {
  return NAMES.get(name.trim().toLowerCase());
}

const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,7})?)?$/;

/** The instant (ms) at which clocks of the zone show this time; undefined for a text that is no date and time. */
export function instantOf(wall: string, zone: Zone): number | undefined {
  const parts = WALL.exec(wall)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return undefined;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second || 0);
  const back = new Date(asUtc);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59)
    return undefined;
  const guess = asUtc - offsetMs(new Date(asUtc), zone.iana);
  // The offset at that hour may differ from the one at the same hour of UTC.
  return asUtc - offsetMs(new Date(guess), zone.iana);
}

/** What clocks of the zone show, with seven digits after the second, as Outlook writes it. */
export function wallIn(instant: number, zone: Zone): string {
  const at = localTime(new Date(instant), zone.iana);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}.0000000`;
}

/** The value of one of Outlook's preferences: `outlook.timezone="Tokyo Standard Time"`. */
export function preference(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(/[,;]/)) {
    const cut = part.indexOf('=');
    if (cut > 0 && part.slice(0, cut).trim().toLowerCase() === name)
      return part
        .slice(cut + 1)
        .trim()
        .replace(/^"|"$/g, '');
  }
  return undefined;
}
