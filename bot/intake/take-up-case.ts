import { may } from '../../shared/kernel/permission.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { channelCard } from './told-card.ts';
import { takeStep } from './change-case.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { caseIn, noSuchCase } from './show-case.ts';
import { stateWords } from './state-words.ts';
import { type PressData } from './press-data.ts';

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
      message: {
        ja: 'この受付の担当になる権限がありません。状態は変わっていません。',
        en: 'You may not take this up. Nothing was changed.',
      },
    });
  const shown = (now: typeof one) => showCard(channelCard(desk.settings, kind, now, []), now.number);
  if (one.state !== 'received') return shown(one);
  const { now } = await takeStep(desk, kind, one, {
    from: ['received'],
    revision: one.revision,
    change: { state: 'takenUp', handler: { id: turn.speaker.id, name: turn.speaker.name } },
    columns: { State: stateWords.takenUp.ja, HandlerName: turn.speaker.name },
  });
  return shown(now);
};
