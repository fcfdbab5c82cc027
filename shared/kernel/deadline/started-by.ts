import { z } from 'zod';
import type { Values } from '../record/field.ts';
import { identifier } from '../profile-fields.ts';

/** What of the product's own records starts a clock by itself. Where a profile names nothing, people tell it. */

const condition = z
  .union([
    z.array(z.string().min(1)).min(1).describe('このどれかであること'),
    z.strictObject({ atLeast: z.int().min(1).describe('この数以上であること') }),
  ])
  .describe('値の条件');

const alternative = z
  .record(z.string(), condition)
  .describe('様式の項目とその条件。挙げたものがすべて当てはまるとき');

const caseStart = z.strictObject({
  case: identifier.describe('受付の種類（consultation、incident）'),
  at: identifier.optional().describe('数え始める日時の項目。書かなければ受付の日時'),
  where: z.array(alternative).min(1).optional().describe('このどれかに当てはまる受付だけ'),
});

const handInStart = z.strictObject({
  handedIn: z
    .array(
      z.string().regex(/^[a-z][A-Za-z0-9]*(\/[a-z][A-Za-z0-9]*)?$/, '期限か成果物の識別子、または 会議/資料'),
    )
    .min(1)
    .describe(
      '提出されたとき：期限（workPlan）か成果物の識別子、または会議と資料（progressMeeting/workReport）',
    ),
});

export const startedBy = z
  .union([caseStart, handInStart])
  .describe('自動で数え始めるもの：case 受付、handedIn 提出。書かなければ、カードで登録されたときだけ');

export type CaseStart = z.infer<typeof caseStart>;

type Condition = z.infer<typeof condition>;

const holds = (condition: Condition, value: Values[string] | undefined): boolean => {
  if (!Array.isArray(condition)) return typeof value === 'number' && value >= condition.atLeast;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((one) => typeof one === 'string' && condition.includes(one));
};

/** Whether a case with these values starts the clock. */
export const startsWith = ({ where }: CaseStart, values: Values): boolean =>
  where === undefined ||
  where.some((all) => Object.entries(all).every(([field, one]) => holds(one, values[field])));
