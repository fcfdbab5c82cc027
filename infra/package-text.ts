import { KINDS } from '../shared/engagements/kinds.ts';
import type { Settings } from '../shared/engagements/settings.ts';

/**
 * The texts of the app package: what stands in them as ${{PUBLIC_HOST}} is a variable, ${{consultation.formName.ja}} the
 * profile's own word.
 */

/** The profile's words by the names that the package has for them. */
export const packageWords = (settings: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    KINDS.flatMap((kind) =>
      (['name', 'formName'] as const).flatMap((what) =>
        (['ja', 'en'] as const).map((language): [string, string] => [
          `${kind}.${what}.${language}`,
          settings[kind][what][language],
        ]),
      ),
    ),
  );

/** JSON with everything filled in. @returns the names as well for which there is no value */
export const fillText = (
  text: string,
  values: Readonly<Record<string, string | undefined>>,
): { readonly text: string; readonly missing: readonly string[] } => {
  const missing: string[] = [];
  const filled = text.replace(/\$\{\{([A-Za-z_.]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (!value) missing.push(name);
    return JSON.stringify(value ?? '').slice(1, -1);
  });
  return { text: filled, missing };
};

/** Letters. Source: the manifest's schema 1.30. */
const LIMITS: readonly (readonly [place: RegExp, most: number])[] = [
  [/commands\[\d+\]\.title$/, 32],
  [/commands\[\d+\]\.description$/, 128],
  [/^description\.short$/, 80],
];

const leaves = (node: unknown, place = ''): readonly (readonly [place: string, text: string])[] => {
  if (typeof node === 'string') return [[place, node]];
  if (Array.isArray(node)) return node.flatMap((one, index) => leaves(one, `${place}[${index}]`));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, one]) => leaves(one, place === '' ? name : `${place}.${name}`));
};

/** Where a text is longer than Teams takes it, and how long it may be. Of the manifest, or of a translation. */
export const tooLong = (json: unknown): readonly { readonly place: string; readonly most: number }[] =>
  leaves(json).flatMap(([place, text]) => {
    const most = LIMITS.find(([pattern]) => pattern.test(place))?.[1];
    return most !== undefined && text.length > most ? [{ place, most }] : [];
  });
