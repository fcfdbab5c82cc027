import { clockOf, type DeadlineSettings } from '../kernel/deadline/deadline-settings.ts';
import { agreedDeadline, type Deadline } from '../kernel/deadline/deadline.ts';
import type { DueStep } from '../kernel/deadline/due-steps.ts';
import { type Instant, tokyoDate } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import { type PlainDate, plainDate } from '../kernel/plain-date.ts';
import type { Words } from '../kernel/words.ts';
import { agreedOn, deliverablesIn, type DueFact, dueOfFact, duesOfArrivals, stepsOf } from './due-of-fact.ts';
import type { Meeting, PersonRef } from './meeting.ts';
import type { MeetingSettings } from './meeting-settings.ts';
import { documentSlots, seriesOf } from './required-document.ts';
import { roleRef } from './staff.ts';

/** Something that someone owes until an instant: a paper of a meeting, a delivery, a task of the issue register. */
export type Due = {
  /** Stable, unique within the engagement: meeting/document, deadline/workPlan, issue/R8-課-0001. */
  readonly id: string;
  readonly name: Words;
  readonly deadline: Deadline;
  readonly owners: readonly PersonRef[];
  /** Its own plan of reminders; absent: the common one. */
  readonly steps?: readonly DueStep[];
  /** The meeting whose paper it is. */
  readonly meeting?: string;
  /** When it came in: nobody is reminded any more. */
  readonly doneAt?: Instant;
  /** Who handed it in or said that it is done. */
  readonly doneBy?: PersonRef;
  /** 対象外: it started by mistake. Shown with why, and nobody is reminded. */
  readonly exempt?: Exempt;
  /** What the rule says, where both sides agreed on another date. */
  readonly ruled?: Deadline;
  /** Since when this due instant stands. */
  readonly since?: Instant;
  /** Of a meeting that is only proposed: shown, and nobody is reminded. */
  readonly tentative?: true;
  /** What the profile calls it: workPlan, progressMeeting/workReport. */
  readonly setting?: string;
  /** What it follows from, where that is neither its meeting nor it alone: the scope in which it is derived. */
  readonly scope?: string;
  /** What a locked screen may show, where the name holds what somebody typed or is nobody else's business. */
  readonly outside?: Words;
  /** What is done, and not handed in, is called so once it is: 検収済み, 支払済み, 報告済み. */
  readonly deed?: Words;
};

/** Why something is not owed, and since when. */
export type Exempt = { readonly at: Instant; readonly reason: string };

/** A date that both sides agreed on, and since when it stands. */
export type Agreed = { readonly date: PlainDate; readonly at: Instant };

/** What is known of things due, by their ids. */
export type DueFacts = {
  /** When each came in. */
  readonly handedIn?: ReadonlyMap<string, Instant>;
  /** Who handed it in, as far as that is known. */
  readonly handedInBy?: ReadonlyMap<string, PersonRef>;
  /** Papers that only some meetings need and this one does. */
  readonly asked?: ReadonlySet<string>;
  /** 担当変更: who owes it instead of its role. */
  readonly owners?: ReadonlyMap<string, PersonRef>;
  /** 対象外. */
  readonly exempt?: ReadonlyMap<string, Exempt>;
  /** 期限の変更. */
  readonly agreed?: ReadonlyMap<string, Agreed>;
};

/** When it was done, and by whom. */
export const doneOf = (id: string, facts: DueFacts): Pick<Due, 'doneAt' | 'doneBy'> => {
  const doneAt = facts.handedIn?.get(id);
  const doneBy = facts.handedInBy?.get(id);
  if (doneAt === undefined) return {};
  return { doneAt, ...(doneBy === undefined ? {} : { doneBy }) };
};

const isOvertaken = (ruled: Deadline, since: Instant | undefined): boolean =>
  since !== undefined && ruled.due <= since;

/** A paper whose time was over when its meeting was put there: both sides agree on another (N-4.0). */
export const isOvertakenPaper = ({ meeting, deadline, ruled, since }: Due): boolean =>
  meeting !== undefined && isOvertaken(ruled ?? deadline, since);

/** On the day of the meeting it is due when the meeting begins. */
const agreedForPaper = (
  { start, since }: Meeting,
  ruled: Deadline,
  agreed: Agreed | undefined,
  calendar: OpenDays,
): Pick<Due, 'deadline' | 'ruled' | 'since'> => {
  const own = since === undefined ? {} : { since };
  if (agreed === undefined || !isOvertaken(ruled, since)) return { deadline: ruled, ...own };
  const dated = agreedDeadline(agreed.date, calendar, ruled.clause);
  return {
    deadline: agreed.date === tokyoDate(start) ? { ...dated, due: start, timed: true } : dated,
    ruled,
    since: Math.max(since ?? agreed.at, agreed.at),
  };
};

/** What is owed for a meeting. A paper that only some meetings need is owed once `asked` names it. */
export function duesOfMeeting(
  settings: MeetingSettings,
  meeting: Meeting,
  calendar: OpenDays,
  facts: DueFacts = {},
): readonly Due[] {
  if (meeting.state === 'cancelled') return [];
  const steps = seriesOf(settings, meeting)?.reminders?.deadlines;
  return documentSlots(settings, meeting, calendar).flatMap((slot): Due[] => {
    if (slot.deadline === undefined || (slot.whenNeeded && facts.asked?.has(slot.id) !== true)) return [];
    return [
      {
        id: slot.id,
        name: { ja: `${meeting.title} ${slot.name.ja}`, en: `${slot.name.en} (${meeting.title})` },
        ...agreedForPaper(meeting, slot.deadline, facts.agreed?.get(slot.id), calendar),
        owners: [facts.owners?.get(slot.id) ?? roleRef(slot.owner)],
        ...(steps === undefined ? {} : { steps }),
        meeting: meeting.id,
        setting: `${meeting.series}/${slot.id.slice(meeting.id.length + 1)}`,
        ...doneOf(slot.id, facts),
        ...(meeting.state === 'proposed' ? { tentative: true as const } : {}),
      },
    ];
  });
}

/** The deadlines that are known when the year begins: fixed dates, and what counts from the contract's date. */
export function duesOfContract(
  settings: DeadlineSettings,
  calendar: OpenDays,
  facts: DueFacts = {},
): readonly Due[] {
  return settings.list.flatMap((setting): Due[] => {
    if (setting.from !== 'calendar' && setting.from !== 'contract') return [];
    const id = `deadline/${setting.id}`;
    return [
      {
        id,
        name: setting.name,
        ...agreedOn(
          setting,
          clockOf(setting, plainDate(settings.contractDate), calendar),
          facts.agreed?.get(id),
          calendar,
        ),
        owners: [facts.owners?.get(id) ?? roleRef(setting.owner)],
        setting: setting.id,
        ...stepsOf(setting),
        ...doneOf(id, facts),
      },
    ];
  });
}

/** A task with an owner and an agreed date, as the issue register has them. */
export type DatedTask = {
  readonly number: string;
  readonly title: string;
  readonly owner: PersonRef;
  readonly due?: PlainDate;
  readonly doneAt?: Instant;
  readonly since?: Instant;
};

export function dueOfTask(task: DatedTask, clause: string, calendar: OpenDays): Due | undefined {
  if (task.due === undefined) return undefined;
  return {
    id: `issue/${task.number}`,
    name: { ja: task.title, en: task.title },
    deadline: agreedDeadline(task.due, calendar, clause),
    owners: [task.owner],
    ...(task.doneAt === undefined ? {} : { doneAt: task.doneAt }),
    ...(task.since === undefined ? {} : { since: task.since }),
    outside: { ja: task.number, en: task.number },
  };
}

/** Everything that is due of these meetings, tasks and facts, and of the contract. */
export function duesOf(
  settings: {
    readonly meetings: MeetingSettings;
    readonly deadlines: DeadlineSettings;
    readonly issues: { readonly clause: string };
    readonly documents?: { readonly deliverables: Parameters<typeof deliverablesIn>[0] };
  },
  calendar: OpenDays,
  records: {
    readonly meetings: readonly Meeting[];
    readonly tasks?: readonly DatedTask[];
    readonly facts?: readonly DueFact[];
  },
  facts: DueFacts = {},
): readonly Due[] {
  const handedIn = [
    ...records.meetings.flatMap((meeting) => duesOfMeeting(settings.meetings, meeting, calendar, facts)),
    ...duesOfContract(settings.deadlines, calendar, facts),
    ...(records.facts ?? []).flatMap((fact) => dueOfFact(settings.deadlines, fact, calendar, facts) ?? []),
  ];
  return [
    ...handedIn,
    ...duesOfArrivals(
      settings.deadlines,
      [...handedIn, ...deliverablesIn(settings.documents?.deliverables ?? [], facts)],
      calendar,
      facts,
    ),
    ...(records.tasks ?? []).flatMap((task) => dueOfTask(task, settings.issues.clause, calendar) ?? []),
  ];
}

/** What a meeting asks for that nobody confirmed is not late: it may yet be on another day. */
export const isLate = (due: Due, now: Instant): boolean =>
  due.exempt === undefined &&
  (due.tentative !== true || due.doneAt !== undefined) &&
  (due.doneAt ?? now) > due.deadline.due;

/** How it stands: not owed, handed in in time or late, still open, or open and late. */
export const stateOfDue = (due: Due, now: Instant): 'exempt' | 'open' | 'overdue' | 'inTime' | 'inLate' => {
  if (due.exempt !== undefined) return 'exempt';
  const late = isLate(due, now);
  return due.doneAt === undefined ? (late ? 'overdue' : 'open') : late ? 'inLate' : 'inTime';
};

/** What a thing due is derived with: its meeting, what it follows from, or itself. */
export const scopeOfDue = (due: Pick<Due, 'id' | 'meeting' | 'scope'>): string =>
  due.meeting ?? due.scope ?? due.id;
