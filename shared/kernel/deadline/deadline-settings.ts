import { z } from 'zod';
import { clause, identifier, plainDate, words } from '../profile-fields.ts';
import { type Deadline, deadline } from './deadline.ts';
import { dueStep } from './due-steps.ts';
import { dueRule } from './rule.ts';
import { startedBy } from './started-by.ts';
import type { Anchor } from './deadline.ts';
import type { OpenDays } from '../open-days.ts';

/** The facts that start a clock. Those of `calendar` and `contract` are known when the year begins. */
export const CLOCK_STARTS = {
  calendar: '暦（due に on で書く）',
  contract: '契約締結日',
  request: '依頼',
  submission: '成果物の提出',
  invoice: '請求',
  incidentKnown: '事故等を知った日',
} as const;

export type ClockStart = keyof typeof CLOCK_STARTS;

/**
 * To tell of a fact that starts a clock; to say that a clock which started is not owed (対象外); to write down a date that
 * both sides agreed on. The profile says who may.
 */
export const DEADLINE_ACTIONS = ['deadline.tell', 'deadline.exempt', 'deadline.agree'] as const;

const starts = Object.keys(CLOCK_STARTS) as [ClockStart, ...ClockStart[]];

export const deadlineSetting = z.strictObject({
  id: identifier,
  name: words,
  from: z.enum(starts).describe(
    `数え始める時：${Object.entries(CLOCK_STARTS)
      .map(([key, meaning]) => `${key} ${meaning}`)
      .join('、')}`,
  ),
  startedBy: startedBy.optional(),
  due: dueRule,
  /** 「程度」, or no date at all: both sides set it each time (N-4.0). */
  byAgreement: z
    .literal(true)
    .optional()
    .describe('契約に「程度」とあるなど、双方の合意で期限を変えられるもの。法令による期限には書けない'),
  owner: identifier.describe('守る役割'),
  clause: clause.optional(),
  reminders: z
    .array(dueStep)
    .optional()
    .describe('この期限だけのお知らせの計画。書かなければ共通の計画による'),
  /** A date that no clause but a law sets: what it is taken from. */
  source: z.string().min(1).optional().describe('根拠（条項によらず、法令などによるもの）'),
});

export const deadlineSettings = z.strictObject({
  record: z.string().min(1).describe('期限の記録のリスト名'),
  contractDate: plainDate.describe('契約締結日'),
  list: z.array(deadlineSetting).describe('会議の資料のほかの期限'),
});

export type DeadlineSetting = z.infer<typeof deadlineSetting>;
export type DeadlineSettings = z.infer<typeof deadlineSettings>;

/** Whether a fact of the year starts it, and not the calendar or the contract. */
export const isStartedByFact = ({ from }: Pick<DeadlineSetting, 'from'>): boolean =>
  from !== 'calendar' && from !== 'contract';

export const basisOf = (setting: {
  readonly clause?: string | undefined;
  readonly source?: string | undefined;
}) => setting.clause ?? setting.source ?? '';

/** The due instants of one setting's clock, started by that fact. */
export const clockOf = (setting: DeadlineSetting, anchor: Anchor, calendar: OpenDays): Deadline =>
  deadline(setting.due, anchor, calendar, basisOf(setting));
