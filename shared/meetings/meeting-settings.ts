import { z } from 'zod';
import { dueStep } from '../kernel/deadline/due-steps.ts';
import { dueRule } from '../kernel/deadline/rule.ts';
import { clause, identifier, period, planned, timeOfDay, words } from '../kernel/profile-fields.ts';
import { meetingStep, reminderSettings } from './reminder-settings.ts';

/** Meetings as the profile says them: which series there are, how often, with whom and with what papers. */

const times = z.int().min(1).max(53).describe('回数');

export const cadence = z
  .union([
    z.strictObject({ perMonth: z.int().min(1).max(4).describe('1か月に何回か') }),
    z.strictObject({
      everyMonths: z.int().min(2).max(6).describe('何か月に1回か'),
      first: period.describe('最初の月（YYYY-MM）'),
    }),
    z.strictObject({ perYear: planned.describe('1年に何回か。幅があるときは { min, max }') }),
    z.strictObject({
      within: z
        .array(
          z.strictObject({
            from: period,
            to: period.optional(),
            times,
            clause: clause.optional().describe('この時期の回の根拠。会議の条項と異なるときだけ書く'),
          }),
        )
        .min(1)
        .describe('時期（月または旬）とその回数'),
    }),
    z.strictObject({ onDayOf: z.array(identifier).min(1).describe('毎月1回、この会議のある日に行う') }),
    z.strictObject({ onRequest: z.literal(true).describe('求めがあったときだけ行う') }),
  ])
  .describe(
    '回数と時期：perMonth 毎月、everyMonths 何か月ごと、perYear 年に何回、within 時期を定めて、onDayOf ほかの会議の日に、onRequest 求めに応じて',
  );

const requiredDocument = z.strictObject({
  id: identifier,
  name: words,
  owner: identifier.describe('作る役割'),
  /** Absent: the contract sets no date. */
  due: dueRule.optional(),
  /** Papers that only some meetings need: a slot, and nobody is reminded before it is asked for. */
  whenNeeded: z.boolean().describe('必要な回だけ作るものなら true'),
  clause,
});

const minutes = z
  .union([
    z.literal('none').describe('作らない'),
    z.strictObject({ owner: identifier.describe('作る役割'), due: dueRule.optional(), clause }),
  ])
  .describe('議事録。作らないなら none');

export const AGENDA_FILLS = {
  none: 'なし',
  documents: '資料',
  cases: '前回からの相談',
  issues: '未完了の課題',
  carriedOver: '前回からの持越し',
} as const;

export type AgendaFill = keyof typeof AGENDA_FILLS;

const agendaItem = z.strictObject({
  title: words,
  presenter: identifier.optional().describe('説明する役割'),
  /** What the draft lists below the item. */
  fill: z.enum(Object.keys(AGENDA_FILLS) as [AgendaFill, ...AgendaFill[]]).describe(
    `次第の案でこの項目に並べるもの：${Object.entries(AGENDA_FILLS)
      .map(([key, meaning]) => `${key} ${meaning}`)
      .join('、')}`,
  ),
});

export const series = z.strictObject({
  id: identifier,
  name: words,
  clause,
  /** The id of the planned count that the meetings of this series use up. */
  count: identifier.optional().describe('counts の項目（年間の想定回数）'),
  cadence,
  lengthMinutes: z.int().min(10).max(600).describe('長さ（分）'),
  startTimes: z.array(timeOfDay).min(1).describe('始める時刻の候補。よい順に'),
  place: z.string().min(1).max(100).describe('場所'),
  online: z.boolean().describe('Teamsの会議のリンクを付けるか'),
  organiser: identifier.describe('開催する役割'),
  attendees: z
    .strictObject({
      required: z.array(identifier).min(1).describe('出席する役割'),
      optional: z.array(identifier).describe('求めに応じて出席する役割'),
    })
    .describe('出席者'),
  documents: z.array(requiredDocument).describe('事前に提出する資料（議事録を除く）'),
  minutes,
  agenda: z.array(agendaItem).describe('次第の定例の項目'),
  /** Between two meetings of the series: 1 is the next open day. */
  leastGapOpenDays: z.int().min(1).max(60).describe('同じ会議の間に最低何開庁日あけるか（1 は翌開庁日）'),
  reports: z
    .union([
      z.enum(['none', 'sinceLast']),
      z.strictObject({ months: z.int().min(1).max(12).describe('開催月の前の何か月か') }),
    ])
    .describe('報告の対象期間：none なし、sinceLast 前回から、{ months } 開催月の前の何か月か'),
  /** A plan of its own, where the common one does not fit. */
  reminders: z
    .strictObject({
      deadlines: z.array(dueStep).optional().describe('資料の期限の前後'),
      meetings: z.array(meetingStep).optional().describe('会議の前'),
    })
    .optional()
    .describe('この会議だけのお知らせの計画。書かなければ共通の計画による'),
});

export const meetingSettings = z.strictObject({
  numberMark: z.string().min(1).max(4).describe('番号の中の種類の字（R8-会-0001 の「会」）'),
  list: z.string().min(1).describe('会議のSharePointリストの名称'),
  channel: z
    .strictObject({
      team: z.string().min(1).describe('Teamsのチーム名'),
      channel: z.string().min(1).describe('チャネル名'),
    })
    .describe('会議と期限について、契約を運営する課に知らせるTeamsのチャネル'),
  folder: z.string().min(1).describe('会議の資料を置く、ライブラリの中のフォルダー'),
  formats: z
    .array(z.string().regex(/^[a-z0-9]+$/, '拡張子（英小文字と数字、点なし）'))
    .min(1)
    .describe('そのまま受け取る資料の拡張子。ほかの形式は、受け取って知らせる'),
  series: z.array(series).min(1).describe('会議の種類'),
  reminders: reminderSettings.describe('お知らせ（リマインダー）の計画'),
});

export type Cadence = z.infer<typeof cadence>;
export type Series = z.infer<typeof series>;
export type MeetingSettings = z.infer<typeof meetingSettings>;
