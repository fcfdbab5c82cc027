import type { Settings } from '../../shared/engagements/settings.ts';
import type { PersonRef } from '../../shared/meetings/meeting.ts';
import type { StaffMember } from '../../shared/meetings/staff.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import type { KnownMember } from '../store/meeting-tables.ts';
import type { Directory } from './directory.ts';

/**
 * Who holds which role of the profile, as the directory says. What was read last is remembered, so that a directory
 * that does not answer leaves no meeting without its people.
 */

/** What planning needs of people, and how to name and write to them. */
export type Colleague = StaffMember & Pick<KnownMember, 'name' | 'mail'>;

export type StaffOf = () => Promise<readonly Colleague[]>;

/** Milliseconds for which what was read is believed without asking again. */
const FRESH = 10 * 60_000;
const REST = 15_000;

type Deps = {
  readonly settings: Pick<Settings, 'id' | 'roles'>;
  readonly db: Database;
  readonly directory: Directory;
  readonly log: Log;
  readonly machineClock: () => number;
};

export const createStaff = ({ settings, db, directory, log, machineClock }: Deps): StaffOf => {
  let known: { readonly members: readonly KnownMember[]; readonly until: number } | undefined;

  const ask = async (): Promise<readonly KnownMember[]> => {
    const found = new Map<string, KnownMember>();
    for (const role of settings.roles)
      for (const { id, name, mail } of await directory.members(role.group)) {
        const roles = [...(found.get(id)?.roles ?? []), role.id];
        found.set(id, { id, name, mail, roles });
      }
    return [...found.values()];
  };

  const remember = async (members: readonly KnownMember[]): Promise<void> => {
    const row = { members: JSON.stringify(members), fetched_at: new Date(machineClock()) };
    await db
      .insertInto('staff')
      .values({ engagement: settings.id, ...row })
      .onConflict((conflict) => conflict.column('engagement').doUpdateSet(row))
      .execute();
  };

  const recall = async (): Promise<readonly KnownMember[]> =>
    (await db.selectFrom('staff').select('members').where('engagement', '=', settings.id).executeTakeFirst())
      ?.members ?? [];

  return async () => {
    if (known && machineClock() < known.until) return known.members;
    try {
      const members = await ask();
      await remember(members);
      known = { members, until: machineClock() + FRESH };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      log.warn({ status: error.status, code: error.code }, 'who holds which role is remembered, not asked');
      known = { members: known?.members ?? (await recall()), until: machineClock() + REST };
    }
    return known.members;
  };
};

/** What people call someone, or the role that a duty stands for. */
export const nameIn =
  (settings: Pick<Settings, 'roles'>, staff: readonly Colleague[], language: 'ja' | 'en' = 'ja') =>
  (person: PersonRef): string =>
    person.startsWith('role:')
      ? (settings.roles.find(({ id }) => id === person.slice('role:'.length))?.name[language] ??
        person.slice('role:'.length))
      : (staff.find(({ id }) => id === person)?.name ??
        (language === 'ja' ? '（名簿にない人）' : '(not in the directory)'));
