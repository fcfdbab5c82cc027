import type { Person } from './person.ts';

/**
 * Who may do what. Every permission is written once, in the profile (action → relations and roles); this is the
 * only place that reads it.
 */

type Grouped = { readonly id: string; readonly group: string };

/** What the rules need of a profile; `A` are the actions that it knows. */
type Slice<S extends Grouped = Grouped> = {
  readonly roles: readonly Grouped[];
  readonly sections: readonly S[];
  /** The role that every section chief holds. */
  readonly chiefs: string;
};
type Ruled<A extends string> = Slice & { readonly permissions: Readonly<Record<A, readonly string[]>> };

/** What a case tells about who stands how to it. */
export type Related = { readonly reporterId: string; readonly sectionId: string | undefined };

export const rolesOf = (settings: Slice, person: Person): readonly string[] =>
  settings.roles.filter((role) => person.groups.includes(role.group)).map((role) => role.id);

export const hasRole = (settings: Slice, person: Person, role: string): boolean =>
  settings.roles.some(({ id, group }) => id === role && person.groups.includes(group));

export const sectionsOf = <S extends Grouped>(settings: Slice<S>, person: Person): readonly S[] =>
  settings.sections.filter((section) => person.groups.includes(section.group));

export const inSection = (settings: Slice, person: Person, sectionId: string | undefined): boolean =>
  sectionId !== undefined && sectionsOf(settings, person).some((section) => section.id === sectionId);

export const isChiefOf = (settings: Slice, person: Person, sectionId: string | undefined): boolean =>
  inSection(settings, person, sectionId) && hasRole(settings, person, settings.chiefs);

/** Everyone of the tenant, and of its guests those whom the profile names by a role or a section. */
export const isAdmitted = (settings: Slice, person: Person): boolean =>
  !person.guest || rolesOf(settings, person).length > 0 || sectionsOf(settings, person).length > 0;

/** Who the profile names for an action; one that it does not know is nobody's. */
const granteesOf = <A extends string>(settings: Ruled<A>, action: A): readonly string[] =>
  Object.hasOwn(settings.permissions, action) ? settings.permissions[action] : [];

const holds = (
  settings: Slice,
  grantee: string,
  action: string,
  person: Person,
  related: Related | undefined,
): boolean => {
  if (grantee.startsWith('role:')) return hasRole(settings, person, grantee.slice('role:'.length));
  switch (grantee) {
    case 'anyone':
      return isAdmitted(settings, person) && (person.unconfirmed !== 'unknown' || action.endsWith('.create'));
    case 'reporter':
      return related?.reporterId === person.id;
    case 'section':
      return inSection(settings, person, related?.sectionId);
    case 'sectionChief':
      return isChiefOf(settings, person, related?.sectionId);
    default:
      return false;
  }
};

/** May this person do that, to this case? Without a case, only what depends on none of its relations. */
export const may = <A extends string>(
  settings: Ruled<NoInfer<A>>,
  person: Person,
  action: A,
  related?: Related,
): boolean =>
  granteesOf(settings, action).some((grantee) => holds(settings, grantee, action, person, related));

/** The same of somebody of whom no more is known than the roles that they hold: whoever holds one is admitted. */
export const mayWithRoles = <A extends string>(
  settings: Ruled<NoInfer<A>>,
  roles: readonly string[],
  action: A,
): boolean =>
  granteesOf(settings, action).some(
    (grantee) => grantee === 'anyone' || roles.some((role) => grantee === `role:${role}`),
  );

/** The sections whose cases a person may see for a relation, so that a list is one query and not a walk. */
export const sectionsSeenBy = <A extends string>(
  settings: Ruled<NoInfer<A>>,
  person: Person,
  action: A,
): 'all' | readonly string[] => {
  const grantees = granteesOf(settings, action);
  if (
    grantees.some(
      (grantee) =>
        (grantee === 'anyone' || grantee.startsWith('role:')) &&
        holds(settings, grantee, action, person, undefined),
    )
  )
    return 'all';
  return sectionsOf(settings, person)
    .filter(({ id }) =>
      grantees.some(
        (grantee) => grantee === 'section' || (grantee === 'sectionChief' && isChiefOf(settings, person, id)),
      ),
    )
    .map(({ id }) => id);
};
