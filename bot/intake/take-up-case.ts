import { may } from '../../shared/kernel/permission.ts';
import { filesOfCase } from '../store/attachments.ts';
import type { Case } from '../store/cases.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { channelCard } from './told-card.ts';
import { takeStep, type Step } from './change-case.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { caseIn, noSuchCase } from './show-case.ts';
import { stateWords } from './state-words.ts';
import { type PressData } from './press-data.ts';

/** From what is nobody's yet, or from another's hands. */
export const takeUp = (one: Case, handler: { readonly id: string; readonly name: string }): Step => ({
  from: ['received', 'takenUp'],
  revision: one.revision,
  change: { state: 'takenUp', handler },
  columns: { State: stateWords.takenUp.ja, HandlerName: handler.name, HandlerId: handler.id },
});

/** Somebody of the section in charge takes a case up: from then on its sender can no longer change it. */
export const takeUpCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one) return noSuchCase;
  if (!may(desk.settings, turn.speaker, actionOf(kind, 'takeUp'), related(one)))
    return problem({
      code: 'notForYou',
      refusal: true,
      message: {
        ja: 'この受付の担当になる権限がありません。状態は変わっていません。',
        en: 'You may not take this up. Nothing was changed.',
      },
    });
  const files = await filesOfCase(desk.db, one.id);
  // The ledger may not know this card: a message that went out twice, or a database that was restored.
  const shown = (now: typeof one) =>
    showCard(channelCard(desk.settings, kind, now, [], files.length), now.number, {
      message: `${kind.kind}.announce`,
      subjectId: now.id,
      channel: kind.settings.channel,
    });
  if (one.state !== 'received' || one.gone) return shown(one);
  const { now } = await takeStep(
    desk,
    kind,
    one,
    takeUp(one, { id: turn.speaker.id, name: turn.speaker.name }),
  );
  return shown(now);
};
