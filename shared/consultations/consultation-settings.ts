import { z } from 'zod';
import { intakeSettings } from '../kernel/intake-settings.ts';
import { choice } from '../kernel/profile-fields.ts';

export const consultationSettings = z.strictObject({
  ...intakeSettings,
  categories: z.array(choice).min(1).describe('相談の区分'),
  answerForms: z.array(choice).min(1).describe('希望する回答の方法'),
  /** `required`: the asker always asks for another section; `optional`: may name one. */
  onBehalf: z
    .enum(['none', 'optional', 'required'])
    .describe('ほかの課に代わる相談：none しない、optional できる、required 必ず課を選ぶ'),
  maxQuestions: z.int().min(1).max(5).describe('一枚の様式に書ける質問の数（1～5）'),
  /** The wished date proposed in the form, in open days from today. */
  wishedDateOpenDays: z.int().min(1).max(60).describe('希望回答日の初期値（今日から何開庁日後か）'),
});

export type ConsultationSettings = z.infer<typeof consultationSettings>;
