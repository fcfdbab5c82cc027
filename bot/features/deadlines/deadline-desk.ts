import type { Days } from '../../../shared/kernel/deadline/period.ts';
import { openDays, type OpenDays } from '../../../shared/kernel/open-days.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { StaffOf } from '../../identity/staff.ts';
import type { Desk } from '../../intake/desk.ts';

/** What the deadlines reach besides the desk. */
export type DeadlineOutside = {
  readonly staff: StaffOf;
  /** Opens the year in the app's tab; undefined where the app's id in Teams is not configured. */
  readonly tabLink: string | undefined;
};

export type DeadlineDesk = Desk & DeadlineOutside & { readonly calendar: OpenDays; readonly term: Days };

export const deadlineDesk = (desk: Desk, { staff, tabLink }: DeadlineOutside): DeadlineDesk => {
  const { calendar, term } = desk.settings;
  return {
    ...desk,
    staff,
    tabLink,
    calendar: openDays(calendar),
    term: { start: plainDate(term.start), end: plainDate(term.end) },
  };
};
