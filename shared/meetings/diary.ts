import type { Instant } from '../kernel/instant.ts';
import type { Meeting, PersonRef } from './meeting.ts';
import { peopleOfAll, type Staff } from './staff.ts';

/** A time that someone cannot give away; `to` is not part of it. */
export type Busy = { readonly person: PersonRef; readonly from: Instant; readonly to: Instant };

/** Who of these people is taken in that time. */
export type Diary = {
  taken(people: readonly PersonRef[], from: Instant, to: Instant): readonly PersonRef[];
  book(people: readonly PersonRef[], from: Instant, to: Instant): void;
};

export function diary(busy: readonly Busy[]): Diary {
  const pages = new Map<PersonRef, { from: Instant; to: Instant }[]>();
  const book = (people: readonly PersonRef[], from: Instant, to: Instant): void => {
    for (const person of people) {
      const page = pages.get(person);
      if (page === undefined) pages.set(person, [{ from, to }]);
      else page.push({ from, to });
    }
  };
  for (const { person, from, to } of busy) book([person], from, to);
  return {
    book,
    taken: (people, from, to) =>
      people.filter((person) => pages.get(person)?.some((one) => one.from < to && from < one.to) ?? false),
  };
}

/** Those who have to be at a meeting, as people: two roles of one person are one. */
export const mustAttend = (staff: Staff, meeting: Pick<Meeting, 'required'>): readonly PersonRef[] =>
  peopleOfAll(staff, meeting.required);

/** Those who are invited, whether or not they have to come. */
export const mayAttend = (
  staff: Staff,
  meeting: Pick<Meeting, 'required' | 'optional'>,
): readonly PersonRef[] => peopleOfAll(staff, [...meeting.required, ...meeting.optional]);

/** The people who have to be at both of two meetings that overlap. */
export function clash(staff: Staff, one: Meeting, other: Meeting): readonly PersonRef[] {
  if (one.end <= other.start || other.end <= one.start) return [];
  const there = new Set(mustAttend(staff, other));
  return mustAttend(staff, one).filter((person) => there.has(person));
}
