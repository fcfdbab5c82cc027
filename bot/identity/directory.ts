import type { Person } from '../../shared/kernel/person.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Graph } from '../graph/graph-client.ts';
import type { Log } from '../log.ts';
import type { Database } from '../store/database.ts';
import { personOf, SELECT, type User } from './directory-user.ts';
import { createGroupMembers } from './group-members.ts';

/**
 * Who people are comes from the directory, never from typing. What was read is remembered, so that a directory that
 * does not answer keeps nobody from reporting an incident.
 */

export type AsksTeams = () => Promise<boolean | undefined>;

export type Directory = {
  /**
   * @param name as Teams gave it, for someone whom the directory cannot tell about just now
   * @param isGuest asks Teams whether they are a guest, if nothing is known of them; undefined when it does not tell
   */
  readonly person: (id: string, name?: string, isGuest?: AsksTeams) => Promise<Person>;
  /** Members of a group by its mail nickname. Throws GraphError. */
  readonly members: (group: string) => Promise<readonly Person[]>;
};

/** Milliseconds for which what was read of a person is believed without asking again. */
const FRESH = 10 * 60_000;
/** How long what is only remembered or assumed is used before the directory is asked again. */
const ASSUMED = 15_000;
/** A turn waits no longer for the directory: Teams gives up on an unanswered button after 10 to 15 seconds. */
const PATIENCE = 2_500;

/** What was read longer ago than this (milliseconds) says nothing any more of what somebody may see. */
const REMEMBERED = 7 * 24 * 60 * 60_000;

const withinPatience = async <T>(asked: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GraphError(0, 'noAnswer', 'the directory took too long')), PATIENCE);
  });
  // It may still fail when nobody waits for it any more.
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Someone whom the directory does not have: no more than a guest whom nobody admitted. */
const stranger = (id: string, name: string): Person => ({
  id,
  name,
  mail: '',
  jobTitle: '',
  guest: true,
  groups: [],
});

type Options = {
  readonly db: Database;
  readonly graph: Graph;
  readonly log: Log;
  readonly machineClock: () => number;
};

export const createDirectory = ({ db, graph, log, machineClock }: Options): Directory => {
  const known = new Map<string, { person: Person; until: number; askedTeams: boolean }>();

  const ask = async (id: string): Promise<Person> => {
    const user = encodeURIComponent(id);
    const [one, memberships] = await graph
      .batch([
        { id: '1', method: 'GET', path: `/users/${user}?${SELECT}` },
        {
          id: '2',
          method: 'GET',
          path: `/users/${user}/memberOf/microsoft.graph.group?$select=id,mailNickname&$top=999`,
        },
      ])
      .then((answers) => ['1', '2'].map((part) => answers.find((answer) => answer.id === part)));
    if (one?.status !== 200 || memberships?.status !== 200)
      throw new GraphError(one?.status ?? 0, 'directory', 'the person could not be read');
    const nicknames = (memberships.body as { value: { mailNickname: string | null }[] }).value;
    return personOf(
      one.body as User,
      nicknames.flatMap(({ mailNickname }) => (mailNickname ? [mailNickname] : [])),
    );
  };

  const remember = async (person: Person): Promise<void> => {
    const row = {
      name: person.name,
      mail: person.mail,
      job_title: person.jobTitle,
      guest: person.guest,
      groups: [...person.groups],
      fetched_at: new Date(machineClock()),
    };
    await db
      .insertInto('person')
      .values({ id: person.id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  };

  const recall = async (id: string): Promise<Person | undefined> => {
    const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row || machineClock() - row.fetched_at.getTime() > REMEMBERED) return undefined;
    return {
      id,
      name: row.name,
      mail: row.mail,
      jobTitle: row.job_title,
      guest: row.guest,
      groups: row.groups,
      unconfirmed: 'remembered',
    };
  };

  /**
   * A directory that does not answer keeps nobody from reporting: what is remembered is used, or what Teams says. Where
   * Teams does not tell either, they are let report: who they were is looked up afterwards.
   */
  const withoutAnswer = async (
    id: string,
    name: string,
    isGuest: AsksTeams | undefined,
    error: GraphError,
  ): Promise<Person> => {
    log.warn(
      { status: error.status, code: error.code },
      'the directory did not answer; what is remembered is used',
    );
    const remembered = await recall(id);
    if (remembered) return remembered;
    const guest = await withinPatience(isGuest?.() ?? Promise.resolve(undefined)).catch(
      (silence: unknown) => {
        log.warn({ err: silence }, 'Teams did not tell either who somebody is');
        return undefined;
      },
    );
    return { ...stranger(id, name), guest: guest ?? false, unconfirmed: 'unknown' };
  };

  const person: Directory['person'] = async (id, name = '', isGuest) => {
    const remembered = known.get(id);
    const askTeams =
      isGuest !== undefined && remembered?.person.unconfirmed === 'unknown' && !remembered.askedTeams;
    if (remembered && machineClock() < remembered.until && !askTeams) return remembered.person;
    let found: Person;
    let lasts = FRESH;
    try {
      found = await withinPatience(ask(id));
      await remember(found);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const isUnknown = error.status === 404;
      found = isUnknown ? stranger(id, name) : await withoutAnswer(id, name, isGuest, error);
      if (!isUnknown) lasts = ASSUMED;
    }
    known.set(id, { person: found, until: machineClock() + lasts, askedTeams: isGuest !== undefined });
    return found;
  };

  return {
    person,
    members: createGroupMembers(graph, machineClock),
  };
};
