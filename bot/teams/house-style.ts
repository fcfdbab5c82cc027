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

export const createHouseStyle = (house: HouseWords): HouseStyle => {
  const text = (said: string): string => inHouseWords(said, house);

  const styled = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(styled);
    if (typeof node !== 'object' || node === null) return node;
    const { type } = node as { type?: unknown };
    const ours = typeof type === 'string' ? (OURS[type] ?? []) : [];
    return Object.fromEntries(
      Object.entries(node).map(([key, value]): [string, unknown] =>
        key === 'data' || key === 'choices' || key === 'msteams'
          ? [key, value]
          : ours.includes(key) && typeof value === 'string'
            ? [key, text(value)]
            : [key, typeof value === 'object' ? styled(value) : value],
      ),
    );
  };

  return { text, card: (card) => styled(card) as Card };
};
