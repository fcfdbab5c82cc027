import { z } from 'zod';

/** The small forms that the parts of a profile are made of. What a pattern expects is said in its message. */

export const words = z
  .strictObject({
    ja: z.string().min(1).describe('日本語'),
    en: z.string().min(1).describe('英語'),
  })
  .describe('日本語と英語の文言');
export const plainDate = z.iso.date().describe('日付（YYYY-MM-DD）');
export const monthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, '月日（MM-DD）')
  .describe('月日（MM-DD）');
/** A month or a third of one: 上旬 to the 10th, 中旬 to the 20th, 下旬 to the month's end. */
export const period = z
  .string()
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])(-(early|middle|late))?$/,
    '年月（YYYY-MM。上旬・中旬・下旬は -early・-middle・-late）',
  )
  .describe('年月（YYYY-MM）。上旬・中旬・下旬は -early、-middle、-late を付ける');
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '時刻（HH:MM、24時間）')
  .describe('時刻（HH:MM、24時間、日本時間）');
export const identifier = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, '英小文字で始まる識別子（例 itPolicySection）')
  .describe('識別子（英小文字で始まる英数字）。一度使い始めたら変えない');
export const clause = z
  .string()
  .regex(/^[A-Z]+-\S+$/, '条項番号（例 N-3.3.ア.イ.a.1）')
  .describe('仕様書の条項番号（例 N-3.3.ア.イ.a.1）');
export const choice = z.strictObject({ id: identifier, name: words });

/** A group of the directory, named by its mail nickname: unique in a tenant, and readable. */
export const group = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'グループのメール ニックネーム（英小文字・数字・. _ -）')
  .describe('Microsoft 365 グループのメール ニックネーム');
export const ROLE_REFERENCE = /^role:[a-z][A-Za-z0-9]*$/;

export const planned = z
  .union([
    z.int().min(0),
    z.strictObject({ min: z.int().min(0).describe('下限'), max: z.int().min(0).describe('上限') }),
  ])
  .describe('想定する数。幅があるときは { min, max }');
export const unit = z.string().min(1).describe('単位（件、回、日など）');
