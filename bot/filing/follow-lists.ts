import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import { mergeRefreshes } from '../delivery/refresh.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Graph } from '../graph/graph-client.ts';
import {
  deltaPage,
  deltaPages,
  etagOf,
  type DeltaPage,
  type Item,
  type ListDefinition,
  type Places,
} from '../graph/lists.ts';
import { addJobs, type Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import { alone } from '../store/alone.ts';
import { isOutage, type Database, type Tx } from '../store/database.ts';
import {
  commandsOf,
  markDeleted,
  markUnseen,
  readCursor,
  readCursors,
  rememberSeen,
  rowOfItem,
  writeCursor,
} from '../store/list-rows.ts';
import { partOf } from '../store/part-of.ts';
import { fileRowsJob } from './file-rows.ts';
import { keyOfRow } from './row-key.ts';
import { changedByHand, isOlder, type Change } from './by-hand.ts';
import { changedIn, columnsIn, editorOf, type Editor } from './seen-item.ts';

/**
 * Brings home what people change in SharePoint: delta on a timer, into the projection, and the feature hears of it.
 * Our own writes are known by the command id they carry.
 */

export const FOLLOW_LISTS = 'follow-lists';
export const followListsJob: Job = { task: FOLLOW_LISTS, payload: {}, key: FOLLOW_LISTS };

/** A row as SharePoint has it now. */
export type SeenRow = Change & {
  readonly rowId: string;
  readonly itemId: string;
  readonly seen: ColumnValues;
  readonly editor: Editor;
};

/** A row that a person changed, as it is read before anything is locked. */
export type EditedRow = Pick<SeenRow, 'seen' | 'editor'> & { readonly changed: readonly string[] };

export type FollowDeps = {
  readonly db: Database;
  readonly graph: Graph;
  readonly graphUrl: string;
  readonly places: Places;
  readonly lists: readonly ListDefinition[];
  /** Our own application, to tell its writes from edits by hand. */
  readonly appId: string;
  readonly log: Log;
  readonly machineClock: () => number;
  /** Somebody deleted a row, or it is there again. */
  readonly afterDeleted: (list: string, rowId: string) => readonly Job[];
  /** What has to be asked of others about a row is asked before the transaction. Throws GraphError. */
  readonly beforeRow: (list: string, row: EditedRow) => Promise<void>;
  /** The feature hears of a row, in the transaction that records it. */
  readonly onRow: (tx: Tx, list: string, row: SeenRow) => Promise<void>;
};

export const createFollowing = (deps: FollowDeps) => {
  const { db, graph, log } = deps;

  const takeIn = async (tx: Tx, list: ListDefinition, item: Item): Promise<void> => {
    if (item.deleted) {
      const gone = await rowOfItem(tx, list.key, item.id);
      await markDeleted(tx, list.key, item.id);
      if (gone) await addJobs(tx, deps.afterDeleted(list.key, gone.rowId));
      return;
    }
    const before = await rowOfItem(tx, list.key, item.id, true);
    // A row that is known stays itself, whatever somebody writes into its key.
    const rowId = before?.rowId ?? keyOfRow(list, item);
    if (rowId === undefined) return;
    const seen = columnsIn(list, item);
    const changed = changedIn(seen, before);
    const editor = editorOf(item, deps.appId);
    const commands = changed.length ? await commandsOf(tx, list.key, rowId) : [];
    if (isOlder(seen, commands)) return;
    const change = changed.length
      ? changedByHand(commands, seen, changed, before !== undefined, editor)
      : undefined;
    await rememberSeen(tx, list.key, {
      rowId,
      itemId: item.id,
      etag: etagOf(item) ?? null,
      webUrl: item.webUrl ?? null,
      seen,
    });
    // Its cards say that it is gone, and what was to be written into it has waited.
    if (before?.deleted) await addJobs(tx, [...deps.afterDeleted(list.key, rowId), fileRowsJob]);
    if (change && (change.byHand.length || change.overridden.length))
      await deps.onRow(tx, list.key, { rowId, itemId: item.id, seen, editor, ...change });
  };

  /** A row that cannot be taken in is told in the log and left as it was; none waits behind it. */
  const takeInOrLeave = async (tx: Tx, list: ListDefinition, item: Item): Promise<void> => {
    try {
      await partOf(tx, () => takeIn(tx, list, item));
    } catch (error) {
      if (error instanceof GraphError || isOutage(error)) throw error;
      log.error({ err: error, list: list.key, item: item.id }, 'a row could not be taken in');
    }
  };

  /** @param atItsEnd part of the same transaction */
  const takeInPage = async (
    list: ListDefinition,
    items: readonly Item[],
    atItsEnd: (tx: Tx) => Promise<void>,
  ): Promise<void> => {
    const allBy = (take: typeof takeIn): Promise<void> =>
      db.transaction().execute(async (tx) => {
        for (const item of items) await take(tx, list, item);
        await atItsEnd(tx);
      });
    try {
      await allBy(takeIn);
    } catch (error) {
      if (error instanceof GraphError || isOutage(error)) throw error;
      await allBy(takeInOrLeave);
    }
  };

  const askBefore = async (list: ListDefinition, items: readonly Item[]): Promise<void> => {
    for (const item of items) {
      const editor = editorOf(item, deps.appId);
      if (item.deleted || editor.by !== 'person') continue;
      const seen = columnsIn(list, item);
      const changed = changedIn(seen, await rowOfItem(db, list.key, item.id));
      if (changed.length) await deps.beforeRow(list.key, { seen, editor, changed });
    }
  };

  /**
   * Follows one list to its present state.
   * @param read its first page, where it was read already
   * @returns how many rows were read
   */
  const followList = async (list: ListDefinition, from: string | null, read?: DeltaPage): Promise<number> => {
    const path = await deps.places.list(list);
    const found: string[] = [];
    let link = from;
    for (let page = read; ; page = undefined) {
      page ??= await deltaPage(graph, deps.graphUrl, path, link);
      await askBefore(list, page.items);
      const next = page.next ?? page.delta ?? null;
      // Half an enumeration is not a place to go on from after a crash: only its end is kept.
      const isKept = from !== null || page.delta !== undefined;
      await takeInPage(list, page.items, async (tx) => {
        if (isKept) await writeCursor(tx, list.key, next, new Date(deps.machineClock()));
      });
      found.push(...page.items.filter((item) => !item.deleted).map((item) => item.id));
      if (page.next === undefined) break;
      link = page.next;
    }
    if (from === null)
      await db.transaction().execute(async (tx) => {
        const gone = await markUnseen(tx, list.key, found);
        await addJobs(tx, mergeRefreshes(gone.flatMap((rowId) => deps.afterDeleted(list.key, rowId))));
        log.info(
          { list: list.key, rows: found.length, gone: gone.length },
          'a list was read anew from SharePoint',
        );
      });
    return found.length;
  };

  /** A list is followed by one at a time: two would tell an edit twice. @returns false when somebody else is at it */
  const aloneWith = (list: ListDefinition, run: () => Promise<void>): Promise<boolean> =>
    alone(db, `follow-lists/${list.key}`, run);

  /** Rebuilds a list's projection from SharePoint, after whoever follows it just now. @returns how many rows were read */
  const resync = async (list: ListDefinition): Promise<number> => {
    let rows = 0;
    const run = async (): Promise<void> => {
      rows = await followList(list, null);
    };
    while (!(await aloneWith(list, run))) await new Promise((resolve) => setTimeout(resolve, 500));
    return rows;
  };

  /** The first pages of all lists that have a place to go on from, asked for together. Throws GraphError. */
  const firstPages = async (): Promise<ReadonlyMap<string, DeltaPage | GraphError>> => {
    const links = await readCursors(
      db,
      deps.lists.map(({ key }) => key),
    );
    return deltaPages(graph, deps.graphUrl, links);
  };

  const followFrom =
    (list: ListDefinition, pages: ReadonlyMap<string, DeltaPage | GraphError>) => async () => {
      const { deltaLink } = await readCursor(db, list.key);
      // Another instance may have gone on from there meanwhile.
      const read = deltaLink === null ? undefined : pages.get(deltaLink);
      if (read instanceof GraphError) throw read;
      await followList(list, deltaLink, read);
    };

  const laterAgain = (error: GraphError, list?: string): void =>
    log.warn({ list, status: error.status, code: error.code }, 'lists could not be followed; later again');

  const follow = async (): Promise<void> => {
    let pages: ReadonlyMap<string, DeltaPage | GraphError>;
    try {
      pages = await firstPages();
    } catch (error) {
      if (error instanceof GraphError) return laterAgain(error);
      throw error;
    }
    for (const list of deps.lists)
      try {
        await aloneWith(list, followFrom(list, pages));
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        if (error.status === 410) await resync(list);
        else laterAgain(error, list.key);
      }
  };

  return { follow, resync };
};
