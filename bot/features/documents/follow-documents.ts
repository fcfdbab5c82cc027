import { GraphError } from '../../graph/graph-error.ts';
import { driveChanges, type DriveItem } from '../../graph/library.ts';
import type { Job } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { documentsIn } from '../../store/handed-documents.ts';
import { dropFile, keepFile, keepOnlyFiles } from '../../store/library-files.ts';
import { findFolder, forgetFolder, keepFolder } from '../../store/library-folders.ts';
import { readCursor, writeCursor } from '../../store/list-rows.ts';
import type { DocumentDesk } from './document-desk.ts';
import { makeMissingFolders } from './make-folders.ts';
import { letGo, takeIn } from './take-in.ts';
import { unwrittenAnswers } from './unwritten-answers.ts';

/** The documents library, followed by delta on the timer: what people put there by hand is noticed within a minute. */

export const FOLLOW_DOCUMENTS = 'follow-documents';
export const followDocumentsJob: Job = {
  task: FOLLOW_DOCUMENTS,
  payload: {},
  key: FOLLOW_DOCUMENTS,
  wakes: true,
};

const CURSOR = 'library/documents';

type Changes = { readonly items: readonly DriveItem[]; readonly delta: string | null };

const readChanges = async (
  { graph, graphUrl, places }: DocumentDesk,
  from: string | null,
): Promise<Changes> => {
  const library = await places.library('documents');
  const items: DriveItem[] = [];
  let link = from;
  for (;;) {
    const page = await driveChanges(graph, graphUrl, library, link);
    items.push(...page.items);
    if (page.next === undefined) return { items, delta: page.delta ?? null };
    link = page.next;
  }
};

/** @returns whether a folder that was known has another name or place now: what is in it is not told of */
const takeFolders = async (tx: Tx, items: readonly DriveItem[]): Promise<boolean> => {
  let moved = false;
  for (const item of items) {
    if (item.deleted) {
      // What was in it may go without a word.
      moved = (await forgetFolder(tx, item.id)) || moved;
      continue;
    }
    if (!item.folder && !item.root) continue;
    const parentId = item.root ? null : (item.parentReference?.id ?? null);
    const name = item.name ?? '';
    const before = await findFolder(tx, item.id);
    moved ||= before !== undefined && (before.name !== name || before.parent_id !== parentId);
    await keepFolder(tx, { id: item.id, parentId, name, webUrl: item.webUrl });
  }
  return moved;
};

const takeFile = async (tx: Tx, item: DriveItem): Promise<void> => {
  if (item.deleted) return dropFile(tx, item.id);
  const user = item.lastModifiedBy?.user;
  await keepFile(tx, {
    id: item.id,
    parentId: item.parentReference?.id ?? '',
    name: item.name ?? '',
    size: item.size ?? 0,
    webUrl: item.webUrl,
    version: item.cTag ?? '',
    changedAt: Date.parse(item.lastModifiedDateTime ?? '') || 0,
    by: user?.id ? { id: user.id, name: user.displayName ?? user.id } : undefined,
  });
};

const follow = async (desk: DocumentDesk, from: string | null): Promise<void> => {
  const { db, settings, clock } = desk;
  const looking = clock();
  const { lookedAt } = await readCursor(db, CURSOR);
  const { items, delta } = await readChanges(desk, from);
  const unwritten = await unwrittenAnswers(desk, items);
  const again = await db.transaction().execute(async (tx) => {
    const moved = await takeFolders(tx, items);
    if (moved && from !== null) return true;
    for (const item of items) {
      if (item.folder || item.root) continue;
      await takeFile(tx, item);
      await takeIn(tx, desk, item, { lookedAt: lookedAt?.getTime(), isUnwritten: unwritten.has(item.id) });
    }
    if (from === null) {
      const found = new Set(items.map(({ id }) => id));
      await keepOnlyFiles(tx, [...found]);
      for (const { itemId } of await documentsIn(tx, settings.id))
        if (!found.has(itemId)) await letGo(tx, itemId);
    }
    await writeCursor(tx, CURSOR, delta, new Date(looking));
    return false;
  });
  if (again) await follow(desk, null);
};

export const followDocuments = async (desk: DocumentDesk): Promise<void> => {
  await makeMissingFolders(desk);
  try {
    await follow(desk, (await readCursor(desk.db, CURSOR)).deltaLink);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.status === 410) return follow(desk, null);
    desk.log.warn(
      { status: error.status, code: error.code },
      'the documents library could not be followed; later again',
    );
  }
};
