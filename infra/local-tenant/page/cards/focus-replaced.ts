import { CardElementContainer, TextBlock, TextColor } from 'adaptivecards';
import type { AdaptiveCard, Input } from 'adaptivecards';

/** A card has no other word for a field that the bot refuses than a line in the colour of a warning right under it. */
function isRefused(input: Input): boolean {
  const { parent } = input;
  if (!(parent instanceof CardElementContainer)) return false;
  const at = parent.indexOf(input) + 1;
  const below = at < parent.getItemCount() ? parent.getItemAt(at) : undefined;
  return below instanceof TextBlock && below.color === TextColor.Attention;
}

/**
 * The focus of a card that has become another one in its place: its first field in error, else the card itself. A card
 * whose beginning stands in view does not move; another is shown from there.
 * @param top what stands at the beginning of the card
 */
export function focusReplaced(card: AdaptiveCard, top: HTMLElement): void {
  const field = card.getAllInputs().find(isRefused);
  if (field) {
    field.focus();
    field.renderedElement?.scrollIntoView({ block: 'nearest' });
    return;
  }
  card.renderedElement?.focus({ preventScroll: true });
  top.scrollIntoView({ block: 'nearest' });
}
