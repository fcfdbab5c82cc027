import { rolesMayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { peopleOf } from '../../../shared/meetings/staff.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import type { View } from './view.ts';

/** Who owes what a reminder is about, and who could instead. */

/** A task's owner is changed in the register of issues, with its history. */
export const mayBeGiven = (view: View): boolean =>
  view.due !== undefined && !view.due.id.startsWith('issue/') && view.reminder.kind !== 'arrived';

export const ownersOf = ({ due, staff }: Pick<View, 'due' | 'staff'>): readonly string[] =>
  (due?.owners ?? []).flatMap((owner) => peopleOf(staff, owner));

/** Those who hold a role that owes it, or one that its owner holds, and may know of it; not who owes it alone already. */
export const candidates = (
  { settings }: Pick<ReminderDesk, 'settings'>,
  view: View,
): readonly { readonly id: string; readonly name: string }[] => {
  const owners = view.due?.owners ?? [];
  const roles = new Set(
    owners.flatMap((owner) =>
      owner.startsWith('role:')
        ? [owner.slice('role:'.length)]
        : (view.staff.find(({ id }) => id === owner)?.roles ?? []),
    ),
  );
  const [alone, ...more] = ownersOf(view);
  return view.staff.filter(
    ({ id, roles: held }) =>
      held.some((role) => roles.has(role)) &&
      (more.length > 0 || id !== alone) &&
      rolesMayKnowOf(settings, held, view.reminder.subject),
  );
};
