import type { Days } from '../../../shared/kernel/deadline/period.ts';
import { type OpenDays, openDays } from '../../../shared/kernel/open-days.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import type { Graph } from '../../graph/graph-client.ts';
import type { Places } from '../../graph/lists.ts';
import type { StaffOf } from '../../identity/staff.ts';
import type { Desk } from '../../intake/desk.ts';

/** What the use cases of meetings and issues reach besides the desk. */
export type Outside = {
  readonly graph: Graph;
  readonly graphUrl: string;
  readonly places: Places;
  readonly staff: StaffOf;
  readonly machineClock: () => number;
  readonly chance: () => number;
};

export type MeetingDesk = Desk & Outside & { readonly calendar: OpenDays; readonly term: Days };

export const meetingDesk = (desk: Desk, outside: Outside): MeetingDesk => {
  const { calendar, term } = desk.settings;
  return {
    ...desk,
    ...outside,
    calendar: openDays(calendar),
    term: { start: plainDate(term.start), end: plainDate(term.end) },
  };
};
