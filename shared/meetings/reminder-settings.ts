import { z } from 'zod';
import { daysBefore, DUE_LISTENERS, dueStep, listeners } from '../kernel/deadline/due-steps.ts';
import { identifier, timeOfDay } from '../kernel/profile-fields.ts';

/** When whom the product reminds of what. Counted from the due instant of a paper, or from a meeting's start. */

export const MEETING_LISTENERS = { organiser: '開催者', attendees: '出席者' } as const;

export const meetingStep = z
  .union([
    z.strictObject({
      openDaysBefore: daysBefore.describe('会議の何開庁日前か（0 は当日）'),
      at: timeOfDay,
      to: listeners(MEETING_LISTENERS),
    }),
    z.strictObject({
      minutesBefore: z.int().min(1).max(1440).describe('会議の何分前か（短いお知らせ）'),
      to: listeners(MEETING_LISTENERS),
    }),
  ])
  .describe('会議の前の日（openDaysBefore。資料の状況を添える）か、直前（minutesBefore。短く）');

const CHANNELS = { chat: '一つずつチャットで', digest: '朝にまとめて' } as const;
const channel = z.enum(Object.keys(CHANNELS) as ['chat', 'digest']);

export const reminderSettings = z.strictObject({
  deadlines: z.array(dueStep).describe('期限の前後のお知らせ。未提出の人にだけ届く'),
  arrived: listeners(DUE_LISTENERS).describe('提出されたときに知らせる相手'),
  meetings: z.array(meetingStep).describe('会議の前のお知らせ'),
  /** The role that hears of what its side owes and is late with. */
  chiefs: z
    .strictObject({
      client: identifier.describe('委託者の側の役割'),
      contractor: identifier.describe('受託者の側の役割'),
    })
    .describe('遅れを知らせる上司の役割'),
  hours: z
    .strictObject({ start: timeOfDay, end: timeOfDay })
    .describe('お知らせを送る時間（開庁日だけ）。急ぐもののほかは、この外では送らない'),
  digest: z
    .strictObject({
      at: timeOfDay.describe('まとめを送る時刻'),
      until: timeOfDay.describe('この時刻までのお知らせを、その日のまとめに入れる'),
      choices: z.array(channel).min(1).describe('本人が選べる受け取り方：chat 一つずつ、digest 朝にまとめて'),
      standard: channel.describe('本人が選んでいないとき'),
    })
    .describe('朝のまとめ'),
  mailbox: z
    .email()
    .optional()
    .describe('Teamsで届かない人へメールを送るメールボックス。書かなければ、会議の開催者から送る'),
});

export type ReminderSettings = z.infer<typeof reminderSettings>;
export type MeetingStep = z.infer<typeof meetingStep>;
export type MeetingListener = keyof typeof MEETING_LISTENERS;
export type ReminderChannel = keyof typeof CHANNELS;
