import { mayKnowOf } from '../../../shared/kernel/deadline/of-incident.ts';
import { may, rolesOf, sectionsOf } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import type { Scope } from '../../../shared/meetings/api.ts';
import type { Due } from '../../../shared/meetings/due.ts';
import type { Meeting, PersonRef } from '../../../shared/meetings/meeting.ts';
import { roleRef } from '../../../shared/meetings/staff.ts';
import type { Desk } from '../../intake/desk.ts';

/**
 * What of the year a person sees: their own always; their section's and the whole contract's as the profile's
 * permissions say. Tasks of the issue register have a permission of their own, and so have the clocks of incidents, be
 * they their own.
 */

export type Year = { readonly meetings: readonly Meeting[]; readonly dues: readonly Due[] };

/** The duties of a person: their own, and those of the roles that they hold. */
const refsOf = ({ settings }: Pick<Desk, 'settings'>, person: Person): ReadonlySet<PersonRef> =>
  new Set([person.id, ...rolesOf(settings, person).map((role) => roleRef(role))]);

/**
 * The duties of a person's section: of its people, and of the roles whose group it is. The contractor has no sections:
 * there it is everyone of their side.
 */
const sectionRefs = async (desk: Desk, person: Person): Promise<ReadonlySet<PersonRef>> => {
  const { settings, directory } = desk;
  const own = rolesOf(settings, person);
  const isContractor = settings.roles.some(({ id, side }) => side === 'contractor' && own.includes(id));
  const groups = new Set(
    isContractor
      ? settings.roles.filter(({ side }) => side === 'contractor').map(({ group }) => group)
      : sectionsOf(settings, person).map(({ group }) => group),
  );
  const people = await Promise.all([...groups].map((group) => directory.members(group)));
  return new Set([
    ...refsOf(desk, person),
    ...settings.roles.filter(({ group }) => groups.has(group)).map(({ id }) => roleRef(id)),
    ...people.flat().map(({ id }) => id),
  ]);
};

export const scopesOf = ({ settings }: Pick<Desk, 'settings'>, person: Person): readonly Scope[] =>
  may(settings, person, 'meeting.read') ? ['mine', 'section', 'contract'] : ['mine'];

const isTask = (due: Due): boolean => due.id.startsWith('issue/');

const among =
  (refs: ReadonlySet<PersonRef>) =>
  (people: readonly PersonRef[]): boolean =>
    people.some((person) => refs.has(person));

/** What is theirs of a year, or undefined where they may not choose that scope. */
export const seenBy = async (
  desk: Desk,
  person: Person,
  scope: Scope,
  year: Year,
): Promise<Year | undefined> => {
  if (!scopesOf(desk, person).includes(scope)) return undefined;
  const mine = among(refsOf(desk, person));
  const wanted =
    scope === 'contract' ? () => true : scope === 'mine' ? mine : among(await sectionRefs(desk, person));
  const readsTasks = may(desk.settings, person, 'issue.read');
  return {
    meetings: year.meetings.filter(({ organiser, required, optional }) =>
      wanted([organiser, ...required, ...optional]),
    ),
    dues: year.dues.filter(
      (due) =>
        wanted(due.owners) &&
        (mine(due.owners) || !isTask(due) || readsTasks) &&
        mayKnowOf(desk.settings, person, due.id),
    ),
  };
};
