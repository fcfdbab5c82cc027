import { openDaysLeft } from '../kernel/open-days.ts';
import type { Words } from '../kernel/words.ts';
import type { MarkState } from './year-picture.ts';

/** How things stand with something due or a meeting, in the fewest words: あと2開庁日, 1開庁日超過, 提出済み. */

/** @param left open days from today to the day it is due; negative when that is past */
export function standing(state: MarkState, left: number, deed?: Words): Words {
  switch (state) {
    case 'overdue':
      return left === 0 ? { ja: '本日の期限を過ぎています', en: 'past due today' } : openDaysLeft(left);
    case 'inTime':
      return deed ?? { ja: '提出済み', en: 'handed in' };
    case 'inLate':
      return deed === undefined
        ? { ja: '遅れて提出', en: 'handed in late' }
        : { ja: `${deed.ja}（期限の後）`, en: `${deed.en} late` };
    case 'exempt':
      return { ja: '対象外', en: 'not owed' };
    case 'cancelled':
      return { ja: '中止', en: 'cancelled' };
    case 'held':
      return { ja: '終了', en: 'held' };
    case 'toRecord':
      return { ja: '開催済み（記録待ち）', en: 'over, to be recorded' };
    case 'open':
      return left < 0 ? { ja: '会議が未確定', en: 'meeting not confirmed' } : openDaysLeft(left);
    case 'confirmed':
      return untilMeeting(left);
    case 'proposed':
      return left < 0 ? { ja: '確定しないまま経過', en: 'passed unconfirmed' } : untilMeeting(left);
  }
}

/** A meeting is on a day, and not until it. */
export const untilMeeting = (left: number): Words =>
  left === 0 ? { ja: '本日', en: 'today' } : openDaysLeft(left);

/** Whether its state's name says something beside how long there is left. */
export const isAhead = (state: MarkState, left: number): boolean =>
  state === 'confirmed' || (left >= 0 && (state === 'proposed' || state === 'open'));
