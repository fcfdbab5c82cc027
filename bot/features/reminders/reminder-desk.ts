import { openDays, type OpenDays } from '../../../shared/kernel/open-days.ts';
import type { Graph } from '../../graph/graph-client.ts';
import type { StaffOf } from '../../identity/staff.ts';
import type { Desk } from '../../intake/desk.ts';
import type { Destination } from '../../store/tables.ts';

/** What reminders are made with. */
export type ReminderDesk = Desk & {
  readonly staff: StaffOf;
  readonly calendar: OpenDays;
  readonly graph: Graph;
  readonly graphUrl: string;
};

export const reminderDesk = (
  desk: Desk,
  outside: { readonly graph: Graph; readonly graphUrl: string; readonly staff: StaffOf },
): ReminderDesk => ({
  ...desk,
  graph: outside.graph,
  graphUrl: outside.graphUrl,
  staff: outside.staff,
  calendar: openDays(desk.settings.calendar),
});

/** Where the section that runs the contract hears of meetings and deadlines. */
export const sectionChannel = ({ settings }: Pick<Desk, 'settings'>): Destination => ({
  to: 'channel',
  ...settings.meetings.channel,
});
