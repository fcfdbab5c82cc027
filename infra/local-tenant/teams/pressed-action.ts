import { pick } from './card-inputs.ts';
import type { CardAction, Wanted } from './card-inputs.ts';
import type { StoredMessage } from './model.ts';

/** The action as it stands on the card that this person sees, or on one that stood there before. */
export function pressed(
  message: StoredMessage,
  userId: string,
  wanted: Wanted & { attachment?: number },
): { at: number; action: CardAction } | undefined {
  const mine = message.views[userId] ?? {};
  const now = message.attachments.map(({ content }, at) => ({ at, card: mine[String(at)] ?? content }));
  const before = message.earlier
    .filter((each) => each.userId === '' || each.userId === userId)
    .map((each) => ({ at: Number(each.at), card: each.card }))
    .reverse();
  for (const { at, card } of [...now, ...before]) {
    const action =
      wanted.attachment === undefined || wanted.attachment === at ? pick(card, wanted) : undefined;
    if (action) return { at, action };
  }
  return undefined;
}
