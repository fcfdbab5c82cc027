import { z } from 'zod';
import { timeOfDay } from '../profile-fields.ts';

/** When whom the product reminds of something due: counted from the due instant itself. */

export const DUE_LISTENERS = { owner: '作る人', chief: 'その上司', section: '契約を運営する課' } as const;
export type DueListener = keyof typeof DUE_LISTENERS;

type Listeners = Readonly<Record<string, string>>;
export const listeners = <L extends Listeners>(of: L) =>
  z
    .array(z.enum(Object.keys(of) as [keyof L & string, ...(keyof L & string)[]]))
    .min(1)
    .describe(
      `知らせる相手：${Object.entries(of)
        .map(([key, meaning]) => `${key} ${meaning}`)
        .join('、')}`,
    );

export const daysBefore = z.int().min(0).max(60);

export const dueStep = z
  .union([
    z.strictObject({
      openDaysBefore: daysBefore.describe('期限の何開庁日前か（0 は当日）'),
      at: timeOfDay,
      to: listeners(DUE_LISTENERS),
    }),
    z.strictObject({
      minutesAfter: z.int().min(0).max(1440).describe('期限を何分過ぎたら'),
      to: listeners(DUE_LISTENERS),
    }),
  ])
  .describe('期限の前（openDaysBefore）か、遅れたとき（minutesAfter）');

export type DueStep = z.infer<typeof dueStep>;
