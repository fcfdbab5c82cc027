import { z } from 'zod';
import {
  choice,
  clause,
  group,
  identifier,
  monthDay,
  plainDate,
  planned,
  ROLE_REFERENCE,
  timeOfDay,
  unit,
  words,
} from '../kernel/profile-fields.ts';
import { CASE_ACTIONS } from '../kernel/intake-settings.ts';
import { DOCUMENT_ACTIONS, documentSettings } from '../documents/document-settings.ts';
import { planSettings } from '../plans/plan-settings.ts';
import { KINDS, kindSettings } from './kinds.ts';
import { ISSUE_ACTIONS, issueSettings } from '../issues/issue-settings.ts';
import { DEADLINE_ACTIONS, deadlineSettings } from '../kernel/deadline/deadline-settings.ts';
import { MEETING_ACTIONS } from '../meetings/meeting.ts';
import { meetingSettings } from '../meetings/meeting-settings.ts';

/**
 * What the program acts on. Every key here has code that reads it; what is only agreed and not yet acted on
 * stands in the obligations half of the profile. The descriptions are what an editor shows while the file is
 * written; what a regular expression expects is said in its message, which the check prints after 「期待」.
 */

export const role = z.strictObject({
  id: identifier,
  name: words,
  group,
  side: z.enum(['client', 'contractor']).describe('client 委託者、contractor 受託者'),
});

export const section = z.strictObject({ id: identifier, name: words, group });

const calendar = z.strictObject({
  closedWeekdays: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).describe('閉庁する曜日'),
  yearEnd: z
    .strictObject({ from: monthDay, to: monthDay })
    .describe('年末年始の閉庁（両端を含む。年をまたいでよい）'),
  closures: z
    .array(z.strictObject({ date: plainDate, reason: z.string().min(1).describe('理由') }))
    .describe('臨時に閉庁する日'),
  openings: z
    .array(z.strictObject({ date: plainDate, reason: z.string().min(1).describe('理由') }))
    .describe('臨時に開庁する日。土日祝日、年末年始、臨時閉庁より優先する'),
  officeHours: z.strictObject({ start: timeOfDay, end: timeOfDay }).describe('開庁時間（日本時間）'),
});

export const RELATIONS = ['anyone', 'reporter', 'section', 'sectionChief'] as const;

/** Who may do a thing: a relation to the case, or a role of this profile (`role:itPolicySection`). */
const grantee = z
  .union([
    z.enum(RELATIONS),
    z.string().regex(ROLE_REFERENCE, `${RELATIONS.join('、')}、role:役割の識別子 のいずれか`),
  ])
  .describe('anyone だれでも、reporter 本人、section 同じ課の人、sectionChief その課の長、role:… 役割の人');

export const ACTIONS = [
  ...KINDS.flatMap((kind) => CASE_ACTIONS.map((what) => `${kind}.${what}` as const)),
  ...MEETING_ACTIONS,
  ...ISSUE_ACTIONS,
  ...DOCUMENT_ACTIONS,
  ...DEADLINE_ACTIONS,
  'filing.retry',
] as const;

const permissions = z.strictObject(
  Object.fromEntries(ACTIONS.map((action) => [action, z.array(grantee)])) as Record<
    (typeof ACTIONS)[number],
    z.ZodArray<typeof grantee>
  >,
);

const count = z.strictObject({ id: identifier, name: words, planned, unit, clause });

export const settings = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/, '英小文字・数字・ハイフンの名前（ファイル名と同じ）')
    .describe('プロファイルの名前。ファイル名から .yaml を除いたもの'),
  client: z
    .strictObject({
      name: words.describe('委託者の名称'),
      noun: words.describe('文中での呼び方（区、本市）'),
    })
    .describe('委託者'),
  name: words.describe('契約の件名'),
  fiscalYear: z.int().min(2000).max(2100).describe('年度（始まる年の西暦。令和8年度は 2026）'),
  term: z.strictObject({ start: plainDate, end: plainDate }).describe('委託期間（両端を含む）'),
  /** Stands before every number: R8 in R8-相-0001. */
  numberPrefix: z
    .string()
    .regex(/^[A-Z][0-9]{1,2}$/, '元号の頭文字と年（例 R8）')
    .describe('番号の始まり（R8-相-0001 の R8）'),
  calendar: calendar.describe('開庁日と開庁時間。祝日は書かない'),
  roles: z.array(role).min(1).describe('役割とその人のグループ'),
  /** The role whose channel and people run the contract. */
  runBy: identifier.describe('契約を運営する役割'),
  /** The role that every section chief holds beside the section's own group. */
  chiefs: identifier.describe('すべての所属長が持つ役割'),
  sections: z.array(section).min(1).describe('課とその人のグループ'),
  permissions: permissions.describe('だれが何をできるか'),
  sites: z
    .strictObject({
      cases: z.string().min(1).describe('相談などの登録先'),
      incidents: z.string().min(1).describe('事故等の登録先。見られる人が違うため分ける'),
      documents: z.string().min(1).describe('文書の置き場所'),
    })
    .describe('SharePointサイトのURL名（/sites/ の後）'),
  documents: documentSettings.describe('文書と成果物'),
  plan: planSettings.describe('情報セキュリティマネジメントの運営計画'),
  confidentiality: z
    .strictObject({
      classes: z.array(choice).min(1).describe('区分。高いものから順に'),
      standard: identifier.describe('指定がないときの区分'),
    })
    .describe('情報の機密性の区分'),
  telephones: z
    .array(
      z.strictObject({
        for: words.describe('電話先'),
        number: z
          .string()
          .regex(/^[0-9+()-]+$/, '電話番号（数字と + ( ) -）')
          .describe('電話番号'),
      }),
    )
    .min(1)
    .describe('緊急のときに案内する電話番号'),
  ...kindSettings,
  meetings: meetingSettings.describe('会議とお知らせ'),
  deadlines: deadlineSettings.describe('会議の資料のほかの期限'),
  issues: issueSettings.describe('課題管理表'),
  files: z
    .strictObject({
      extensions: z
        .array(z.string().regex(/^[a-z0-9]+$/, '拡張子（英小文字と数字、点なし）'))
        .min(1)
        .describe('受け取る拡張子'),
      maxBytes: z.int().min(1).describe('一つの大きさの上限（バイト）'),
      maxFiles: z.int().min(1).max(20).describe('1件の受付に添付できる数。送られて預かる数の上限も同じ'),
      keepUnattachedDays: z
        .int()
        .min(1)
        .max(90)
        .describe('どの受付にも添付されないファイルを預かる日数。過ぎると削除する'),
    })
    .describe('添付ファイル'),
  /** From how many of a kind on a text looks like a list of personal data and is questioned. */
  personalDataQuestion: z
    .strictObject({
      mailAddresses: z.int().min(1).describe('メールアドレスの数'),
      telephoneNumbers: z.int().min(1).describe('電話番号の数'),
      datesOfBirth: z.int().min(1).describe('生年月日の数'),
    })
    .describe('文にこの数以上あれば、個人情報の一覧でないか送る前に尋ねる'),
  /** The client's own words for the field's terms, and its spelling. */
  words: z
    .strictObject({ incident: words, cioAdvisor: words, itPolicySection: words })
    .describe('委託者の用語'),
  orthography: z
    .enum(['kana', 'kanji'])
    .describe('接続詞の表記：kana「および」「または」、kanji「及び」「又は」'),
  counts: z.array(count).describe('年間に想定する件数・回数'),
});

export type Settings = z.infer<typeof settings>;
export type Role = z.infer<typeof role>;
export type Section = z.infer<typeof section>;
export type Action = (typeof ACTIONS)[number];
export type Choice = z.infer<typeof choice>;
export type Count = z.infer<typeof count>;
