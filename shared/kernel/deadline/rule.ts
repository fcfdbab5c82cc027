import { z } from 'zod';
import { period, plainDate, timeOfDay } from '../profile-fields.ts';

/** How a due date is found, as a profile says it. What each form means is in deadline.ts. */

const at = timeOfDay.optional().describe('その日の時刻。書かなければ日だけの期限');
const number = (least: number, most: number) => z.int().min(least).max(most);

export const dueRule = z
  .union([
    z.strictObject({ openDaysBefore: number(1, 60).describe('何開庁日前か'), at }),
    z.strictObject({ openDaysAfter: number(1, 366).describe('何開庁日後か（初日は数えない）'), at }),
    z.strictObject({ daysAfter: number(0, 366).describe('何日後か（暦日。初日は数えない）'), at }),
    z.strictObject({ weeksAfter: number(1, 53).describe('何週間後か（初日は数えない）'), at }),
    z.strictObject({
      endOf: z.enum(['month', 'tenDays']).describe('month その月の末日、tenDays その旬の末日'),
      at,
    }),
    z.strictObject({ on: z.union([plainDate, period]).describe('日付、または年月・旬（その末日）'), at }),
    z.strictObject({ atStart: z.literal(true).describe('会議が始まるときまで') }),
  ])
  .describe(
    '期限の決め方：openDaysBefore 開庁日前、openDaysAfter 開庁日後、daysAfter 日後、weeksAfter 週間後、endOf 月末・旬末、on 決まった日、atStart 会議まで',
  );

export type DueRule = z.infer<typeof dueRule>;

const timed = (rule: DueRule): string => ('at' in rule && rule.at !== undefined ? `の${rule.at}` : '');

/** 1開庁日前の10:00まで, 15日以内, 2月28日まで: as tables show it, in Japanese. */
export function ruleWords(rule: DueRule): string {
  if ('atStart' in rule) return '会議まで';
  if ('openDaysBefore' in rule) return `${rule.openDaysBefore}開庁日前${timed(rule)}まで`;
  if ('openDaysAfter' in rule) return `${rule.openDaysAfter}開庁日以内${timed(rule)}`;
  if ('daysAfter' in rule) return rule.daysAfter === 0 ? `当日${timed(rule)}まで` : `${rule.daysAfter}日以内`;
  if ('weeksAfter' in rule) return `${rule.weeksAfter}週間以内`;
  if ('endOf' in rule) return `${rule.endOf === 'month' ? '月末' : '旬の末日'}${timed(rule)}まで`;
  return `${rule.on}${timed(rule)}まで`;
}
