import { z } from 'zod';
import { choice, clause, identifier, ROLE_REFERENCE, words } from './fields.ts';

/** What a section chief has to do with a new case: nothing, hears of it, or must approve it first. */
const chiefPart = z
  .enum(['none', 'told', 'approves'])
  .describe('所属長のかかわり：none なし、told 知らせる、approves 承認してから受け付ける');

const intake = {
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
};

export const consultation = z.strictObject({
  ...intake,
  categories: z.array(choice).min(1).describe('相談の区分'),
  answerForms: z.array(choice).min(1).describe('希望する回答の方法'),
  /** `required`: the asker always asks for another section; `optional`: may name one. */
  onBehalf: z
    .enum(['none', 'optional', 'required'])
    .describe('ほかの課に代わる相談：none しない、optional できる、required 必ず課を選ぶ'),
  maxQuestions: z.int().min(1).max(5).describe('一枚の様式に書ける質問の数（1～5）'),
  /** The wished date proposed in the form, in open days from today. */
  wishedDateOpenDays: z.int().min(1).max(60).describe('希望回答日の初期値（今日から何開庁日後か）'),
  /** What someone is told who may not open this form, and where to go instead. */
  notForYou: words.describe('この様式を使えない人への案内'),
});

export const incident = z.strictObject({
  ...intake,
  kinds: z.array(choice).min(1).describe('事故等の種類'),
  personalInformationKinds: z.array(choice).min(1).describe('含まれる個人情報の種類'),
  /** Kinds that make a first report urgent: marked, and the response team mentioned. */
  urgentWhen: z
    .strictObject({
      kinds: z.array(identifier).describe('この種類なら至急'),
      stillGoingOn: z.boolean().describe('続いているなら至急'),
      personsAtLeast: z.int().min(1).describe('本人の数がこれ以上なら至急'),
      myNumber: z.boolean().describe('特定個人情報（種類 myNumber）を含むなら至急'),
      specialCare: z.boolean().describe('要配慮個人情報（種類 specialCare）を含むなら至急'),
    })
    .describe('至急として扱う第一報'),
  mention: z
    .string()
    .regex(ROLE_REFERENCE, 'role:役割の識別子（例 role:responseTeam）')
    .describe('至急のとき呼びかける役割'),
});
