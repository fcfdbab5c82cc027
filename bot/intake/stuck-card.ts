import { card, state, typed, words, type Card } from '../teams/card.ts';

/** Told to the channel while it is so; when it is mended the card says that. */
export const stuck = (
  title: string,
  about: string,
  what: string,
  mended: string | undefined,
): { readonly card: Card; readonly summary: string } => ({
  card: card([
    words(title, { size: 'Large', weight: 'Bolder' }),
    typed(about),
    mended ? state(mended, 'good') : words(what),
  ]),
  summary: title,
});
