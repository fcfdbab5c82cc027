import type { Instant } from '../kernel/instant.ts';
import type { PersonRef } from './meeting.ts';
import type { ReminderChannel } from './reminder-settings.ts';

/** What planning and reminding need to know of people: read from the directory and from what they set themselves. */
export type StaffMember = {
  /** Id of the directory. */
  readonly id: string;
  /** Roles of the profile that the person holds. */
  readonly roles: readonly string[];
  /** Their own chief; without one, the profile's chief of their side. */
  readonly chief?: string;
  readonly channel?: ReminderChannel;
  /** 不在, `to` not part of it. The deputy acts meanwhile. */
  readonly away?: readonly { readonly from: Instant; readonly to: Instant; readonly deputy?: string }[];
};

export type Staff = readonly StaffMember[];

export const roleRef = (role: string): PersonRef => `role:${role}`;

/** Everyone who holds a role; the role itself when nobody is known to, so that a duty is never nobody's. */
export function holders(staff: Staff, role: string): readonly PersonRef[] {
  const ids = staff.filter((member) => member.roles.includes(role)).map(({ id }) => id);
  return ids.length === 0 ? [roleRef(role)] : ids;
}

/** A role as it stands in a duty, told apart into the people who hold it; a person is themself. */
export const peopleOf = (staff: Staff, ref: PersonRef): readonly PersonRef[] =>
  ref.startsWith('role:') ? holders(staff, ref.slice('role:'.length)) : [ref];

export const peopleOfAll = (staff: Staff, refs: readonly PersonRef[]): readonly PersonRef[] => [
  ...new Set(refs.flatMap((ref) => peopleOf(staff, ref))),
];

const absence = (staff: Staff, person: PersonRef, at: Instant) =>
  staff.find(({ id }) => id === person)?.away?.find(({ from, to }) => from <= at && at < to);

/** Who acts for a person at that instant: the deputy while they are away, unless the deputy is away as well. */
export function actingFor(staff: Staff, person: PersonRef, at: Instant): PersonRef {
  const deputy = absence(staff, person, at)?.deputy;
  return deputy === undefined || absence(staff, deputy, at) !== undefined ? person : deputy;
}
