import {
  basisOf,
  clockOf,
  type ClockStart,
  type DeadlineSetting,
  type DeadlineSettings,
} from '../kernel/deadline/deadline-settings.ts';
import { agreedDeadline, type Deadline } from '../kernel/deadline/deadline.ts';
import type { DueStep } from '../kernel/deadline/due-steps.ts';
import type { Instant } from '../kernel/instant.ts';
import type { OpenDays } from '../kernel/open-days.ts';
import type { Words } from '../kernel/words.ts';
import { type Agreed, type Due, type DueFacts, doneOf } from './due.ts';
import { roleRef } from './staff.ts';

/** Dates that something starts in the course of the year: a request, a submission, an invoice, an incident. */

/** Something that happened and starts a clock of the profile. */
export type DueFact = {
  /** Id of the profile's deadline. */
  readonly deadline: string;
  /** Unique within the deadline: a case's number, or an id of its own. */
  readonly subject: string;
  /** What it is about, as people call it. */
  readonly about: Words;
  /** What the clock counts from. */
  readonly at: Instant;
  /** Since when it is known. */
  readonly since: Instant;
  /** Somebody typed what it is about. */
  readonly typed?: true;
};

export const stepsOf = ({ reminders }: DeadlineSetting): { readonly steps?: readonly DueStep[] } =>
  reminders === undefined ? {} : { steps: reminders };

/** What is done about what started the clock; a request is answered with something that is handed in. */
const DEEDS: Readonly<Partial<Record<ClockStart, Words>>> = {
  submission: { ja: '検収済み', en: 'accepted' },
  invoice: { ja: '支払済み', en: 'paid' },
  incidentKnown: { ja: '報告済み', en: 'reported' },
};

/** Its date, and what the rule says where another one was agreed on: only where the clause leaves it to both sides. */
export const agreedOn = (
  setting: DeadlineSetting,
  ruled: Deadline,
  agreed: Agreed | undefined,
  calendar: OpenDays,
): Pick<Due, 'deadline' | 'ruled'> =>
  agreed === undefined || setting.byAgreement !== true
    ? { deadline: ruled }
    : { deadline: agreedDeadline(agreed.date, calendar, basisOf(setting)), ruled };

/**
 * A clock that a fact starts in the course of the year: a request, a submission, an invoice, an incident.
 * @returns undefined when the profile has no such deadline
 */
export function dueOfFact(
  settings: DeadlineSettings,
  fact: DueFact,
  calendar: OpenDays,
  facts: DueFacts = {},
): Due | undefined {
  const setting = settings.list.find(({ id }) => id === fact.deadline);
  if (setting === undefined) return undefined;
  const id = `deadline/${setting.id}/${fact.subject}`;
  const exempt = facts.exempt?.get(id);
  const agreed = facts.agreed?.get(id);
  const { about } = fact;
  const deed = DEEDS[setting.from];
  const isIncident = setting.from === 'incidentKnown';
  const outside = isIncident && fact.typed !== true ? about : fact.typed === true ? setting.name : undefined;
  return {
    id,
    name: { ja: `${setting.name.ja}（${about.ja}）`, en: `${setting.name.en} (${about.en})` },
    ...agreedOn(setting, clockOf(setting, fact.at, calendar), agreed, calendar),
    owners: [facts.owners?.get(id) ?? roleRef(setting.owner)],
    setting: setting.id,
    ...stepsOf(setting),
    ...doneOf(id, facts),
    ...(exempt === undefined ? {} : { exempt }),
    since: Math.max(fact.since, agreed?.at ?? fact.since),
    ...(outside === undefined ? {} : { outside }),
    ...(deed === undefined ? {} : { deed }),
  };
}

/** What came in: something due, or a deliverable of which no date is set. */
type Arrived = Pick<Due, 'id' | 'name' | 'setting' | 'doneAt' | 'exempt' | 'outside' | 'meeting' | 'scope'>;

/** Deliverables without a date of their own, as the slots that their files stand in tell. */
export const deliverablesIn = (
  deliverables: readonly {
    readonly id: string;
    readonly name: Words;
    readonly deadline?: string | undefined;
  }[],
  { handedIn }: DueFacts,
): readonly Arrived[] =>
  deliverables.flatMap(({ id, name, deadline }) => {
    const doneAt = handedIn?.get(`deliverable/${id}`);
    return deadline !== undefined || doneAt === undefined
      ? []
      : [{ id: `deliverable/${id}`, name, setting: id, doneAt }];
  });

/** What starts when something comes in, derived with what came in: an acceptance (検収) of what was handed in. */
export function duesOfArrivals(
  settings: DeadlineSettings,
  arrived: readonly Arrived[],
  calendar: OpenDays,
  facts: DueFacts,
): readonly Due[] {
  const after = settings.list.flatMap(({ id, startedBy }) =>
    startedBy !== undefined && 'handedIn' in startedBy ? [{ id, handedIn: startedBy.handedIn }] : [],
  );
  return arrived.flatMap((due) => {
    const { doneAt, setting, name } = due;
    if (doneAt === undefined || setting === undefined || due.exempt !== undefined) return [];
    return after.flatMap(({ id, handedIn }): Due[] => {
      if (!handedIn.includes(setting)) return [];
      const fact = { deadline: id, subject: due.id, about: name, at: doneAt, since: doneAt };
      const next = dueOfFact(settings, fact, calendar, facts);
      const outside = due.outside && { outside: due.outside };
      return next === undefined ? [] : [{ ...next, ...outside, scope: due.meeting ?? due.scope ?? due.id }];
    });
  });
}
