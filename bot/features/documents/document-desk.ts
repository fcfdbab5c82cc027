import type { Days } from '../../../shared/kernel/deadline/period.ts';
import { plainDate } from '../../../shared/kernel/plain-date.ts';
import { openDays, type OpenDays } from '../../../shared/kernel/open-days.ts';
import type { Graph } from '../../graph/graph-client.ts';
import type { Places } from '../../graph/lists.ts';
import type { StaffOf } from '../../identity/staff.ts';
import type { Desk } from '../../intake/desk.ts';

/** What papers that are handed in reach besides the desk. */
export type DocumentOutside = {
  readonly graph: Graph;
  readonly graphUrl: string;
  readonly places: Places;
  readonly staff: StaffOf;
  readonly machineClock: () => number;
};

export type DocumentDesk = Desk & DocumentOutside & { readonly calendar: OpenDays; readonly term: Days };

export const documentDesk = (
  desk: Desk,
  { graph, graphUrl, places, staff, machineClock }: DocumentOutside,
): DocumentDesk => ({
  ...desk,
  graph,
  graphUrl,
  places,
  staff,
  machineClock,
  calendar: openDays(desk.settings.calendar),
  term: {
    start: plainDate(desk.settings.term.start),
    end: plainDate(desk.settings.term.end),
  },
});
