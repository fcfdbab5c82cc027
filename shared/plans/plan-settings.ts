import { z } from 'zod';
import { identifier } from '../kernel/profile-fields.ts';

/** Where the year's plan is kept, and what of it the contract sets. */
export const planSettings = z.strictObject({
  lists: z
    .strictObject({
      plan: z.string().min(1).describe('計画の文章（年度に1行）'),
      initiatives: z.string().min(1).describe('取組'),
      risks: z.string().min(1).describe('リスク'),
      figures: z.string().min(1).describe('数値'),
    })
    .describe('運営計画のSharePointリストの名称'),
  organisation: z
    .array(
      z.strictObject({
        role: identifier.describe('役割'),
        duty: z.string().min(1).max(100).describe('担うこと'),
      }),
    )
    .describe('運営計画書の体制'),
  committees: z.array(identifier).describe('計画と報告を付議する会議の種類（meetings の series）'),
});
