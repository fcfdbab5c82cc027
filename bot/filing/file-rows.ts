import { FILING_LANES } from '../connections.ts';
import { mergeRefreshes } from '../delivery/refresh.ts';
import { GraphError } from '../graph/graph-error.ts';
import { MOST_IN_BATCH } from '../graph/graph-client.ts';
import { createItem, updateItem } from '../graph/lists.ts';
import { addJob, addJobs, type Job } from '../jobs/jobs.ts';
import type { Database, Tx } from '../store/database.ts';
import { markDeleted } from '../store/list-rows.ts';
import {
  claimCommands,
  markFiled,
  nextDue,
  park,
  postpone,
  type Command,
  type Filed,
} from '../store/outbox.ts';
import { backOff } from './back-off.ts';
import { createSettling, listOf, type Outcome, type SettleDeps } from './settle.ts';

/**
 * Files what is accepted, twenty rows a request. A command that was written but whose answer was lost is recognised:
 * a new row by its unique key, a changed one by the command id it carries.
 */

export const FILE_ROWS = 'file-rows';
/** Before what is only to be told: it takes one place, and every submission puts it behind all messages that wait. */
export const fileRowsJob: Job = {
  task: FILE_ROWS,
  payload: {},
  key: FILE_ROWS,
  wakes: true,
  isUrgent: true,
};
/** Waits beside the immediate job, so that what may go at once is never put off by what may not. */
const fileRowsLater = (runAt: Date): Job => ({
  task: FILE_ROWS,
  payload: {},
  key: `${FILE_ROWS}-later`,
  runAt,
  isUrgent: true,
});

/** Until somebody makes the list. */
const notThere: Outcome = {
  kind: 'later',
  wait: 60_000,
  fault: 'the list is not there: npm run provision',
  counts: false,
};

/**
 * Milliseconds; what is accepted just after a batch that was not full goes with the next, so that no request is spent on
 * a few rows.
 */
const GATHERING = 200;

/** Milliseconds; one request in so long does no harm to a service that is down, and what waits goes on soon after. */
const LONGEST_OUTAGE_WAIT = 2_000;

export type FilingDeps = SettleDeps & {
  readonly db: Database;
  readonly machineClock: () => number;
  /** What follows when a row is in SharePoint, or cannot get there. */
  readonly afterFiled: (list: string, rowId: string) => readonly Job[];
  readonly afterParked: (list: string, rowId: string) => readonly Job[];
  /** Somebody deleted the row: it was found out by writing. */
  readonly afterDeleted: (list: string, rowId: string) => readonly Job[];
};

export const createFiling = (deps: FilingDeps) => {
  const { db, graph, places, lists, log } = deps;

  const outcomeOf = createSettling(deps);

  const record = async (tx: Tx, command: Command, outcome: Outcome): Promise<void> => {
    if (outcome.kind === 'later') {
      await postpone(tx, command.commandId, outcome.wait, outcome.fault, outcome.counts);
      const { etag = null, itemId } = outcome;
      if (etag ?? itemId)
        await tx
          .updateTable('list_row')
          .set({ etag, ...(itemId ? { item_id: itemId } : {}) })
          .where('list', '=', command.list)
          .where('row_id', '=', command.rowId)
          .execute();
    } else if (outcome.kind === 'parked') {
      await park(tx, command.commandId, outcome.fault);
      for (const job of deps.afterParked(command.list, command.rowId)) await addJob(tx, job);
    } else if (outcome.kind === 'gone' && command.itemId !== null) {
      await markDeleted(tx, command.list, command.itemId);
      await addJobs(tx, deps.afterDeleted(command.list, command.rowId));
    }
  };

  /** Undefined where there is no such list: what is for it waits, and holds up nothing else. */
  const pathOf = async (key: string): Promise<string | undefined> => {
    try {
      return await places.list(listOf(lists, key));
    } catch (error) {
      if (!(error instanceof GraphError && error.status === 404)) throw error;
      log.error(
        { list: key },
        'a list is not there; npm run provision makes it, and what waits is filed then',
      );
      return undefined;
    }
  };

  /**
   * Files one batch, if at least `least` commands wait. @returns how many were taken
   */
  const fileBatch = (least: number): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const commands = await claimCommands(tx, MOST_IN_BATCH);
      if (commands.length < least) return 0;
      const paths = new Map<string, string | undefined>();
      for (const { list } of commands) if (!paths.has(list)) paths.set(list, await pathOf(list));
      const there = commands.filter(({ list }) => paths.get(list) !== undefined);
      const answers = await graph.batch(
        there.map((command) => {
          const path = paths.get(command.list) ?? '';
          return command.itemId === null
            ? createItem(path, command.commandId, command.values)
            : updateItem(path, command.commandId, command.itemId, command.etag ?? '*', command.values);
        }),
      );
      const byId = new Map(answers.map((answer) => [answer.id, answer]));
      const filed: Filed[] = [];
      for (const command of commands) {
        const outcome = paths.get(command.list)
          ? await outcomeOf(command, byId.get(command.commandId))
          : notThere;
        if (outcome.kind === 'filed') filed.push(outcome.filed);
        else await record(tx, command, outcome);
      }
      await markFiled(tx, filed);
      const follows = filed.flatMap(({ command }) => deps.afterFiled(command.list, command.rowId));
      await addJobs(tx, mergeRefreshes(follows));
      return commands.length;
    });

  const fullBatches = async (): Promise<void> => {
    while ((await fileBatch(MOST_IN_BATCH)) > 0);
  };

  /** Files until nothing waits. */
  const fileAll = async (): Promise<void> => {
    for (let taken = await fileBatch(1); taken > 0; taken = await fileBatch(1)) {
      if (taken < MOST_IN_BATCH) {
        await new Promise((resolve) => setTimeout(resolve, GATHERING));
        continue;
      }
      const lanes = await Promise.allSettled(Array.from({ length: FILING_LANES }, fullBatches));
      for (const one of lanes) if (one.status === 'rejected') throw one.reason;
    }
  };

  let outages = 0;
  let closedUntil = 0;

  const fileUntilDone = async (): Promise<void> => {
    if (deps.machineClock() < closedUntil) return addJob(db, fileRowsLater(new Date(closedUntil)));
    try {
      await fileAll();
      if (outages > 0) log.info({ outages }, 'Graph is back; what waited is filed');
      outages = 0;
      const wait = await nextDue(db);
      if (wait !== undefined) await addJob(db, fileRowsLater(new Date(deps.machineClock() + wait + 50)));
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const wait = Math.max(
        error.retryAfter ?? 0,
        Math.min(LONGEST_OUTAGE_WAIT, backOff(outages, deps.chance())),
      );
      outages += 1;
      closedUntil = deps.machineClock() + wait;
      log.warn(
        { status: error.status, code: error.code, request: error.requestId, wait, outages },
        'Graph cannot be reached; filing goes on later',
      );
      await addJob(db, fileRowsLater(new Date(closedUntil)));
    }
  };

  let running = false;
  let askedAgain = false;

  /** One at a time in this process: who asks meanwhile is served by another look at the end. */
  return async (): Promise<void> => {
    askedAgain = true;
    if (running) return;
    running = true;
    try {
      while (askedAgain) {
        askedAgain = false;
        await fileUntilDone();
      }
    } finally {
      running = false;
    }
  };
};
