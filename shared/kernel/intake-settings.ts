import { z } from 'zod';
import { clause, words } from './profile-fields.ts';

/** What a section chief has to do with a new case: nothing, hears of it, or must approve it first. */
const chiefPart = z
  .enum(['none', 'told', 'approves'])
  .describe('所属長のかかわり：none なし、told 知らせる、approves 承認してから受け付ける');

/** What can be done with a case: who may is written in the profile, action by action and kind by kind. */
export const CASE_ACTIONS = ['create', 'read', 'correct', 'withdraw', 'approve', 'takeUp'] as const;
export type CaseAction = (typeof CASE_ACTIONS)[number];

/** What the profile says of every kind of case that people submit. */
export const intakeSettings = {
  /** The kind's own letter in a number: 相 in R8-相-0001. */
  numberMark: z.string().min(1).max(4).describe('番号の中の種類の字（R8-相-0001 の「相」）'),
  name: words.describe('種類の名称'),
  formName: words.describe('様式の名称'),
  chief: chiefPart,
  channel: z
    .strictObject({
      team: z.string().min(1).describe('Teamsのチーム名'),
      channel: z.string().min(1).describe('チャネル名'),
    })
    .describe('受付を知らせるTeamsのチャネル'),
  site: z.enum(['cases', 'incidents']).describe('登録先のサイト（sites の項目）'),
  list: z.string().min(1).describe('登録先のSharePointリストの名称'),
  clauses: z.array(clause).min(1).describe('根拠となる条項'),
  /** What someone is told who may not open this form, and where to go instead. */
  notForYou: words.describe('この様式を使えない人への案内'),
};

const intakeObject = z.strictObject(intakeSettings);
export type IntakeSettings = z.infer<typeof intakeObject>;
