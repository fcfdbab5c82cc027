import { GraphError } from '../graph/graph-error.ts';
import type { BatchAnswer, Graph } from '../graph/graph-client.ts';
import {
  COMMAND_ID,
  etagOf,
  findItem,
  readItem,
  type Item,
  type ListDefinition,
  type Places,
} from '../graph/lists.ts';
import type { Log } from '../log.ts';
import type { Command, Filed } from '../store/outbox.ts';
import { backOff, MOST_ATTEMPTS } from './back-off.ts';

/** What became of a command: filed, to be tried again, for a person to look at, or without a row to go into. */

export type SettleDeps = {
  readonly graph: Graph;
  readonly places: Places;
  readonly lists: readonly ListDefinition[];
  readonly log: Log;
  readonly chance: () => number;
};

export type Outcome =
  | { readonly kind: 'filed'; readonly filed: Filed }
  | {
      readonly kind: 'later';
      readonly wait: number;
      readonly fault: string;
      readonly counts: boolean;
      readonly etag?: string;
      /** The row stands in another item now. */
      readonly itemId?: string;
    }
  | { readonly kind: 'parked'; readonly fault: string }
  /** Somebody deleted the row: what is to be written waits until it is there again. */
  | { readonly kind: 'gone' };

const filedAs = (command: Command, item: Item): Outcome => ({
  kind: 'filed',
  filed: { command, itemId: item.id, etag: etagOf(item) ?? null, webUrl: item.webUrl ?? null },
});

export const listOf = (lists: readonly ListDefinition[], key: string): ListDefinition => {
  const list = lists.find((definition) => definition.key === key);
  if (!list) throw new Error(`no list is called ${key}`);
  return list;
};

export const createSettling = (deps: SettleDeps) => {
  const { graph, places, log } = deps;

  /** A refused part: was it written all the same, may it go again, or must a person look? */
  const settle = async (command: Command, error: GraphError): Promise<Outcome> => {
    const list = await places.list(listOf(deps.lists, command.list));
    if (error.status === 429)
      return { kind: 'later', wait: error.retryAfter ?? 5_000, fault: error.message, counts: false };
    if (command.itemId === null && error.status !== 404) {
      const there = await findItem(graph, list, command.rowId);
      if (there) return filedAs(command, there);
    }
    if (command.itemId !== null && (error.status === 412 || error.status === 409)) {
      const there = await readItem(graph, list, command.itemId);
      if (there.fields?.[COMMAND_ID] === command.commandId) return filedAs(command, there);
      // Somebody edited the row by hand: our columns go onto what is there now, theirs stay. Where it is refused again,
      // it is not that.
      const etag = etagOf(there);
      if (command.attempts + 1 < MOST_ATTEMPTS)
        return {
          kind: 'later',
          wait: command.attempts === 0 ? 0 : backOff(command.attempts, deps.chance()),
          fault: error.message,
          counts: true,
          ...(etag ? { etag } : {}),
        };
    }
    if (command.itemId !== null && error.status === 404) {
      // A list that is gone has no rows to look for, and is for a person to look at.
      const there = await findItem(graph, list, command.rowId).catch((problem: unknown) => {
        if (problem instanceof GraphError && problem.status === 404) return 'no list' as const;
        throw problem;
      });
      if (there === undefined) return { kind: 'gone' };
      if (there !== 'no list' && there.id !== command.itemId)
        return { kind: 'later', wait: 0, fault: error.message, counts: true, itemId: there.id };
    }
    if (error.passing && command.attempts + 1 < MOST_ATTEMPTS)
      return {
        kind: 'later',
        wait: error.retryAfter ?? backOff(command.attempts, deps.chance()),
        fault: error.message,
        counts: true,
      };
    log.error(
      {
        command: command.commandId,
        list: command.list,
        status: error.status,
        code: error.code,
        request: error.requestId,
      },
      'a command was parked',
    );
    return { kind: 'parked', fault: error.message };
  };

  /** What cannot even be asked about now is asked again later; the rows filed beside it stay filed. */
  const settleOrWait = async (command: Command, refused: GraphError): Promise<Outcome> => {
    try {
      return await settle(command, refused);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      return {
        kind: 'later',
        wait: error.retryAfter ?? backOff(command.attempts, deps.chance()),
        fault: error.message,
        counts: false,
      };
    }
  };

  return (command: Command, answer: BatchAnswer | undefined): Promise<Outcome> | Outcome => {
    if (!answer) {
      const fault = 'no answer in the batch';
      return command.attempts + 1 < MOST_ATTEMPTS
        ? { kind: 'later', wait: backOff(command.attempts, deps.chance()), fault, counts: true }
        : { kind: 'parked', fault };
    }
    if (answer.error) return settleOrWait(command, answer.error);
    const item = answer.body as Item & { id?: string };
    return filedAs(command, command.itemId === null ? item : { ...item, id: command.itemId });
  };
};
