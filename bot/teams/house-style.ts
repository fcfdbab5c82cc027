import { inHouseWords, type HouseWords } from '../../shared/kernel/house-words.ts';
import type { Card } from './card.ts';

/**
 * The last hand before a card or a text goes out: our own words as the profile says them. What people typed stands in
 * runs, values and choices, and is left alone.
 */
export type HouseStyle = { readonly text: (text: string) => string; readonly card: (card: Card) => Card };

const OURS: Readonly<Record<string, readonly string[]>> = {
  TextBlock: ['text'],
  'Input.Text': ['label', 'placeholder', 'errorMessage'],
  'Input.ChoiceSet': ['label', 'placeholder', 'errorMessage'],
  'Input.Date': ['label', 'errorMessage'],
  'Input.Time': ['label', 'errorMessage'],
  'Input.Number': ['label', 'placeholder', 'errorMessage'],
  'Input.Toggle': ['label', 'title'],
  'Action.Execute': ['title'],
  'Action.Submit': ['title'],
  'Action.OpenUrl': ['title'],
  'Action.ToggleVisibility': ['title'],
};

/** What goes back to us as it is, or holds what people typed. */
const UNTOUCHED: ReadonlySet<string> = new Set(['data', 'choices', 'msteams']);

export const createHouseStyle = (house: HouseWords): HouseStyle => {
  const text = (said: string): string => inHouseWords(said, house);

  /** What has no words of ours in it stays the same object. */
  const styled = (node: unknown): unknown => {
    if (typeof node !== 'object' || node === null) return node;
    const { type } = node as { type?: unknown };
    const ours = typeof type === 'string' ? (OURS[type] ?? []) : [];
    const changed = Object.entries(node).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
      if (UNTOUCHED.has(key)) return [];
      const spelled = typeof value === 'string' && ours.includes(key) ? text(value) : styled(value);
      return spelled === value ? [] : [[key, spelled]];
    });
    if (changed.length === 0) return node;
    return Array.isArray(node)
      ? Object.assign([...(node as unknown[])], Object.fromEntries(changed))
      : { ...node, ...Object.fromEntries(changed) };
  };

  return { text, card: (card) => styled(card) as Card };
};
