import { z } from 'zod';

/** What the API says of the contract's year, read by the same schemas on both sides. Instants are milliseconds. */

export const SCOPES = ['mine', 'section', 'contract'] as const;
export type Scope = (typeof SCOPES)[number];

export const yearQuery = z.object({ scope: z.enum(SCOPES).default('mine') });

const words = z.object({ ja: z.string(), en: z.string() });

export const MARK_STATES = [
  'proposed',
  'confirmed',
  'cancelled',
  'held',
  'toRecord',
  'open',
  'overdue',
  'inTime',
  'inLate',
  'exempt',
] as const;

const mark = z.object({
  id: z.string(),
  kind: z.enum(['meeting', 'due']),
  state: z.enum(MARK_STATES),
  at: z.number(),
  date: z.string(),
  name: words,
});

const entry = mark.extend({
  /** False where only the day is said. */
  timed: z.boolean(),
  /** Open days from today to the day; negative when it is past. */
  openDaysLeft: z.number(),
  clause: z.string(),
  owners: z.array(words),
  /** The day is closed: the next open day is shown beside it. */
  closedDay: z.object({ why: words, nextOpenDay: z.string() }).optional(),
  /** Both sides agreed on this date: what the contract's rule says. */
  ruledDate: z.string().optional(),
  /** Of a meeting: its papers that are not in. */
  missing: z.array(words).optional(),
  place: z.string().optional(),
  joinLink: z.string().optional(),
  reason: z.string().optional(),
  /** What is due for a meeting: when that is. */
  meeting: z.object({ id: z.string(), at: z.number() }).optional(),
  /** When it came in. */
  doneAt: z.number().optional(),
  /** What being done is called, where it is not handed in: 検収済み. */
  deed: words.optional(),
});

export const yearAnswer = z.object({
  /** Domain time. */
  now: z.number(),
  today: z.string(),
  engagement: words,
  /** Whom to ask about what is not shown. */
  askAt: words,
  term: z.object({ start: z.string(), end: z.string() }),
  scope: z.enum(SCOPES),
  /** The scopes that this person may choose. */
  scopes: z.array(z.enum(SCOPES)),
  picture: z.object({
    months: z.array(z.object({ id: z.string(), name: words })),
    rows: z.array(z.object({ id: z.string(), name: words, cells: z.array(z.array(mark)) })),
    late: z.array(mark),
  }),
  /** Meetings and deadlines by instant. */
  entries: z.array(entry),
});

export type YearAnswer = z.infer<typeof yearAnswer>;
export type YearEntry = YearAnswer['entries'][number];

export const problemAnswer = z.object({
  status: z.number(),
  detail: z.string(),
  code: z.string().optional(),
  correlationId: z.string().optional(),
});
