import { may, mayWithRoles } from '../permission.ts';
import type { Person } from '../person.ts';
import type { DeadlineSettings } from './deadline-settings.ts';

/**
 * The clocks of incidents, and whatever is said of them, are for those who may see incidents: nobody else learns of one
 * from a date, a reminder or what is written down about either.
 */

type Clocks = { readonly deadlines: Pick<DeadlineSettings, 'list'> };
type Ruled = Clocks & Parameters<typeof may<'incident.read'>>[0];

/**
 * @param subject id of a thing due, of a reminder or of what follows from one: deadline/preliminaryReport/R8-事-0001,
 *   deadline/acceptance/deadline/preliminaryReport/R8-事-0001@…
 */
export const isOfIncident = ({ deadlines }: Clocks, subject: string): boolean => {
  const parts = subject.split('/');
  return parts.some(
    (part, index) =>
      parts[index - 1] === 'deadline' &&
      deadlines.list.some(({ id, from }) => id === part && from === 'incidentKnown'),
  );
};

export const mayKnowOf = (settings: Ruled, person: Person, subject: string): boolean =>
  !isOfIncident(settings, subject) || may(settings, person, 'incident.read');

/** The same of somebody whose roles are all that is known of them. */
export const rolesMayKnowOf = (settings: Ruled, roles: readonly string[], subject: string): boolean =>
  !isOfIncident(settings, subject) || mayWithRoles(settings, roles, 'incident.read');
