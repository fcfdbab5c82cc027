import { may } from '../../shared/kernel/permission.ts';
import { startOf } from '../../shared/kernel/text.ts';
import { delivery } from '../store/deliveries.ts';
import type { Case } from '../store/cases.ts';
import { problem, type Answer, type Turn } from '../teams/turn.ts';
import { takeStep, type Step } from './change-case.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { caseIn, noSuchCase, view } from './show-case.ts';
import { stateWords } from './state-words.ts';
import { revisionIn, textIn, type PressData } from './press-data.ts';

/** The section chief approves a case or sends it back; approved, it is shown to the section in charge. */

const decide = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
  stepFor: (one: Case) => Step | Answer,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one || !may(desk.settings, turn.speaker, actionOf(kind, 'approve'), related(one))) return noSuchCase;
  const shown = (now: Case) => view(desk, kind, turn, now, 'chief');
  // What is decided on is what was read: a card made for an older text is answered with the present one.
  if (one.state !== 'awaitingApproval' || one.gone || revisionIn(data) !== one.revision) return shown(one);
  const step = stepFor(one);
  if ('kind' in step) return step;
  const { now } = await takeStep(desk, kind, one, step);
  return shown(now);
};

/** The step by which what waited for approval reaches the section in charge. */
export const receive = (kind: IntakeKind, one: Case): Step => ({
  from: ['awaitingApproval'],
  revision: one.revision,
  change: { state: 'received', reason: null },
  columns: { State: stateWords.received.ja, Reason: null },
  tell: [
    delivery(
      `announce/${one.id}`,
      { to: 'channel', ...kind.settings.channel },
      `${kind.kind}.announce`,
      one.id,
      one.urgent,
    ),
  ],
});

/** How the keys begin of what tells a sender that it was sent back. */
export const RETURNED = 'returned/';

/** @param reason in the chief's words; the sender reads it */
export const sendBack = (kind: IntakeKind, one: Case, reason: string): Step => ({
  from: ['awaitingApproval'],
  revision: one.revision,
  change: { state: 'returned', reason },
  columns: { State: stateWords.returned.ja, Reason: reason },
  // An edited card alerts nobody: the sender gets a new one.
  tell: [
    delivery(
      `${RETURNED}${one.id}/${one.revision}`,
      { to: 'person', personId: one.reporterId },
      `${kind.kind}.receipt`,
      one.id,
    ),
  ],
});

export const approveCase = (desk: Desk, kind: IntakeKind, turn: Turn, data: PressData): Promise<Answer> =>
  decide(desk, kind, turn, data, (one) => receive(kind, one));

export const sendBackCase = (desk: Desk, kind: IntakeKind, turn: Turn, data: PressData): Promise<Answer> =>
  decide(desk, kind, turn, data, (one) => {
    const reason = startOf(textIn(data, 'reason') ?? '', 300);
    return reason === ''
      ? problem({
          code: 'reasonMissing',
          message: {
            ja: '差し戻す理由を入力してください。まだ差し戻されていません。',
            en: 'Please give the reason. It has not been sent back yet.',
          },
        })
      : sendBack(kind, one, reason);
  });
