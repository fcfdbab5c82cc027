import { childNamed } from './files.ts';
import type { FileRow } from './files.ts';
import type { Place } from './items.ts';
import { invalid, nameExists } from './problem.ts';
import type { Problem } from './problem.ts';

/** What to do when the name is taken. */
export type Conflict = 'fail' | 'replace' | 'rename';

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini)$/i;

/**
 * Why SharePoint would not take this name, or undefined. What Office leaves beside an open document (`~$…`) does not
 * come through Graph, but it does from a drive that a person has mapped: `byHand`.
 */
export function nameObjection(name: string, byHand = false): Problem | undefined {
  const illegal =
    name === '' ||
    name.length > 255 ||
    /["*:<>?/\\|]|\p{Cc}/u.test(name) ||
    name !== name.trim() ||
    name.endsWith('.') ||
    (name.startsWith('~$') && !byHand) ||
    name.toLowerCase().includes('_vti_') ||
    RESERVED.test(name);
  return illegal
    ? invalid('The provided name cannot contain characters or words that are not allowed.', name)
    : undefined;
}

/** The name to use in a folder, and what lies there already when it is to be replaced. */
export function freeName(
  place: Place,
  parent: FileRow,
  given: { name: string; conflict: Conflict; byHand?: boolean },
): { name: string; present?: FileRow } | Problem {
  const refused = nameObjection(given.name, given.byHand);
  if (refused) return refused;
  const present = childNamed(place.core, parent, given.name);
  if (!present) return { name: given.name };
  if (given.conflict === 'replace') return { name: given.name, present };
  if (given.conflict === 'fail') return nameExists();
  const dot = given.name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [given.name.slice(0, dot), given.name.slice(dot)] : [given.name, ''];
  let number = 1;
  while (childNamed(place.core, parent, `${stem} ${number}${extension}`)) number += 1;
  return { name: `${stem} ${number}${extension}` };
}
