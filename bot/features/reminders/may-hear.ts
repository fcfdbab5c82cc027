import { isOfIncident, rolesMayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import type { Destination } from '../../store/tables.ts';
import type { ReminderDesk } from './reminder-desk.ts';

/**
 * Who may be told what a reminder is about. What concerns an incident is named to people who may see incidents and in the
 * incidents' own channel, and nowhere else.
 */

/** Of the subject of a reminder, or its key. */
export type MayHear = (subject: string) => boolean;

/** Where those are who may see incidents. */
export const incidentChannel = ({ settings }: Pick<ReminderDesk, 'settings'>): Destination => ({
  to: 'channel',
  ...settings.incident.channel,
});

export const isIncidentChannel = (desk: Pick<ReminderDesk, 'settings'>, where: Destination): boolean => {
  const { team, channel } = desk.settings.incident.channel;
  return where.to === 'channel' && where.team === team && where.channel === channel;
};

export const mayHear = async (desk: ReminderDesk, reader: Destination): Promise<MayHear> => {
  const { settings } = desk;
  if (reader.to === 'channel')
    return isIncidentChannel(desk, reader) ? () => true : (subject) => !isOfIncident(settings, subject);
  const roles = (await desk.staff()).find(({ id }) => id === reader.personId)?.roles ?? [];
  return (subject) => rolesMayKnowOf(settings, roles, subject);
};
