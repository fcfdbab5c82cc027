import type { Finding } from './fault.ts';
import type { Path } from './path.ts';
import { nearest } from '../kernel/spelling.ts';

/** A name that must be one of `known`; the nearest is named when it is not. An unsound name (undefined) is let pass. */
export function unknownName(
  path: Path,
  name: string | undefined,
  known: readonly string[],
  what: string,
): Finding[] {
  if (name === undefined || known.includes(name)) return [];
  const near = nearest(name, known);
  const list = known.length > 12 ? '' : `（${known.join('、')}）`;
  return [{ path, expected: near === undefined ? `${what}${list}` : `${what}（もしかして ${near}）` }];
}

/** Every name that already stood before it in the list. */
export function repeated(
  names: readonly (string | undefined)[],
  at: (index: number) => Path,
  what: string,
): Finding[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: at(index), expected: `重ならない${what}`, found: `二度目の「${name}」` }];
  });
}
