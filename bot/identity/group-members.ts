import type { Person } from '../../shared/kernel/person.ts';
import { readTogether, type Graph } from '../graph/graph-client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { personOf, SELECT, type User } from './directory-user.ts';

/** Who is in which group, by its mail nickname. What is asked for at one time is looked up together. */

type Members = readonly Person[];
type Page = { readonly value: readonly User[]; readonly '@odata.nextLink'?: string };

/** Milliseconds for which what was read is believed without asking again. */
const FRESH = 10 * 60_000;

const groupPath = (group: string): string =>
  `/groups?$filter=${encodeURIComponent(`mailNickname eq '${group.replace(/'/g, "''")}'`)}&$select=id`;

/** In the order asked; a group that is not there has no members. Throws GraphError when nothing could be asked. */
const read = async (graph: Graph, groups: readonly string[]): Promise<readonly (Members | GraphError)[]> => {
  const found = await readTogether(graph, groups.map(groupPath));
  const ids = found.map(({ body }) => (body as { value?: { id: string }[] } | undefined)?.value?.[0]?.id);
  const there = ids.flatMap((id) => (id === undefined ? [] : [id]));
  const pages = await readTogether(
    graph,
    there.map((id) => `/groups/${id}/members/microsoft.graph.user?${SELECT}`),
  );
  const pageOf = new Map(there.map((id, index) => [id, pages[index]]));
  return Promise.all(
    groups.map(async (group, index): Promise<Members | GraphError> => {
      const id = ids[index] ?? '';
      const page = pageOf.get(id);
      const error = found[index]?.error ?? page?.error;
      if (error) return error;
      const { value = [], '@odata.nextLink': next } = (page?.body ?? {}) as Partial<Page>;
      const users = [...value];
      try {
        if (next !== undefined) for await (const more of graph.pages<User>(next)) users.push(...more);
      } catch (problem) {
        if (problem instanceof GraphError) return problem;
        throw problem;
      }
      return users.map((user) => personOf(user, [group]));
    }),
  );
};

/** @returns a function that throws GraphError */
export const createGroupMembers = (
  graph: Graph,
  machineClock: () => number,
): ((group: string) => Promise<Members>) => {
  type Wanted = Map<string, PromiseWithResolvers<Members>>;
  const known = new Map<string, { readonly people: Promise<Members>; readonly until: number }>();
  let wanted: Wanted | undefined;

  const readWanted = async (asked: Wanted): Promise<void> => {
    wanted = undefined;
    const all = [...asked];
    try {
      const people = await read(
        graph,
        all.map(([group]) => group),
      );
      for (const [index, [, { resolve, reject }]] of all.entries()) {
        const members = people[index] ?? [];
        if (members instanceof GraphError) reject(members);
        else resolve(members);
      }
    } catch (error) {
      for (const [, { reject }] of all) reject(error);
    }
  };

  return (group) => {
    const remembered = known.get(group);
    if (remembered && machineClock() < remembered.until) return remembered.people;
    const asked = Promise.withResolvers<Members>();
    if (wanted) wanted.set(group, asked);
    else {
      const all: Wanted = new Map([[group, asked]]);
      wanted = all;
      queueMicrotask(() => void readWanted(all));
    }
    known.set(group, { people: asked.promise, until: machineClock() + FRESH });
    asked.promise.catch(() => known.delete(group));
    return asked.promise;
  };
};
