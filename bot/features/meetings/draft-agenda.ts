import { agendaText } from '../../../shared/meetings/agenda.ts';
import { agendaItems } from '../../agenda-items.ts';
import type { Colleague } from '../../identity/staff.ts';
import type { KeptMeeting } from '../../store/meetings.ts';
import type { MeetingDesk } from './meeting-desk.ts';

/** 次第 of a meeting as of now, as text for its event and its card. */
export const agendaOf = async (
  desk: MeetingDesk,
  staff: readonly Colleague[],
  one: KeptMeeting,
): Promise<string> => agendaText(one.meeting, await agendaItems(desk, staff, one));
