import { readFileSync } from 'node:fs';
import { type Engagement, parseEngagement } from '../../../shared/engagements/engagement.ts';
import { faultLine } from '../../../shared/engagements/fault.ts';

export type ProfileId = 'nerima-r8' | 'kawasaki-r3';

export const profileText = (id: ProfileId): string =>
  readFileSync(new URL(`../../../shared/engagements/${id}.yaml`, import.meta.url), 'utf8');

export function profile(id: ProfileId): Engagement {
  const parsed = parseEngagement(profileText(id), id);
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => faultLine(id, fault)).join('\n'));
  return parsed.engagement;
}

/** The text with one place changed; the place must be there exactly once. */
export function changed(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`not exactly once in the profile: ${from}`);
  return text.replace(from, () => to);
}

/** The faults of a text as the check prints them, without the file's name. */
export function faultsOf(text: string): string[] {
  const parsed = parseEngagement(text);
  return parsed.ok ? [] : parsed.faults.map((fault) => faultLine('', fault).slice(1));
}
