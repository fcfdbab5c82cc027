import { openDays, type OpenDays } from '../../../shared/kernel/open-days.ts';
import type { Graph } from '../../graph/graph-client.ts';
import type { Places } from '../../graph/lists.ts';
import type { Desk } from '../../intake/desk.ts';

/** What papers that are handed in reach besides the desk. */
export type DocumentOutside = {
  readonly graph: Graph;
  readonly graphUrl: string;
  readonly places: Places;
  readonly machineClock: () => number;
};

export type DocumentDesk = Desk & DocumentOutside & { readonly calendar: OpenDays };

export const documentDesk = (
  desk: Desk,
  { graph, graphUrl, places, machineClock }: DocumentOutside,
): DocumentDesk => ({
  ...desk,
  graph,
  graphUrl,
  places,
  machineClock,
  calendar: openDays(desk.settings.calendar),
});
