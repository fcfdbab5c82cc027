import { may } from '../../shared/kernel/permission.ts';
import { startOf } from '../../shared/kernel/text.ts';
import type { Case } from '../store/cases.ts';
import { showCard, type Answer, type Turn } from '../teams/turn.ts';
import { withdrawCard } from './case-card.ts';
import { takeStep, type Step } from './change-case.ts';
import { tooLate } from './correct-case.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { isOpen, OPEN_STATES } from './open-case.ts';
import { caseIn, noSuchCase, receipt } from './show-case.ts';
import { standingOf } from './views.ts';
import { stateWords } from './state-words.ts';
import { textIn, type PressData } from './press-data.ts';

/** Withdrawing what one sent: asked once, and the number stays as withdrawn. */

/** The question stands in the ledger by itself: it goes with the case, see withdrawalRenderer. */
const asked = (kind: IntakeKind, turn: Turn, one: Case, unsure?: { readonly reason: string }): Answer =>
  showCard(
    withdrawCard(kind, one, turn.speaker.language, unsure),
    one.number,
    standingOf(kind, 'withdrawal', one),
  );

export const askWithdrawal = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one || !may(desk.settings, turn.speaker, actionOf(kind, 'withdraw'), related(one))) return noSuchCase;
  return isOpen(one) ? asked(kind, turn, one) : tooLate(one);
};

export const withdraw = (one: Case, reason: string | null): Step => ({
  from: OPEN_STATES,
  revision: one.revision,
  change: { state: 'withdrawn', reason },
  columns: { State: stateWords.withdrawn.ja, Reason: reason },
});

export const withdrawCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one || !may(desk.settings, turn.speaker, actionOf(kind, 'withdraw'), related(one))) return noSuchCase;
  if (one.state === 'withdrawn') return receipt(desk, kind, turn, one);
  if (!isOpen(one)) return tooLate(one);
  const reason = startOf(textIn(data, 'reason') ?? '', 300);
  if (textIn(data, 'sure') !== 'true') return asked(kind, turn, one, { reason });
  const { now } = await takeStep(desk, kind, one, withdraw(one, reason || null));
  if (now.state === 'withdrawn') return receipt(desk, kind, turn, now);
  // Changed in between, but still theirs to withdraw: they are asked again, about what it is now.
  return isOpen(now) ? asked(kind, turn, now) : tooLate(now);
};
