import { openDaysLeft } from '../kernel/open-days.ts';
import type { Words } from '../kernel/words.ts';
import type { MarkState } from './year-picture.ts';

/** How things stand with something due or a meeting, in the fewest words: あと2開庁日, 1開庁日超過, 提出済み. */

/** @param left open days from today to the day it is due; negative when that is past */
export function standing(state: MarkState, left: number): Words {
  switch (state) {
    case 'overdue':
      return left === 0 ? { ja: '本日の期限を過ぎています', en: 'past due today' } : openDaysLeft(left);
    case 'inTime':
      return { ja: '提出済み', en: 'handed in' };
    case 'inLate':
      return { ja: '遅れて提出', en: 'handed in late' };
    case 'cancelled':
      return { ja: '中止', en: 'cancelled' };
    case 'held':
      return { ja: '終了', en: 'held' };
    case 'open':
    case 'confirmed':
    case 'proposed':
      return left < 0 ? { ja: '終了の確認待ち', en: 'to be closed' } : openDaysLeft(left);
  }
}
