import { deliverJob } from '../../delivery/deliver-job.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import type { DriveItem } from '../../graph/library.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { addDeliveries, delivery } from '../../store/deliveries.ts';
import { isDraft } from '../../store/document-drafts.ts';
import { deriveSoon } from '../../store/due-instants.ts';
import {
  findDocument,
  forgetDocument,
  keepDocument,
  type HandedDocument,
} from '../../store/handed-documents.ts';
import { pathOfFolder } from '../../store/library-folders.ts';
import type { DocumentDesk } from './document-desk.ts';
import { isOurs, judgeFile } from './judge-file.ts';

/** A file that appeared, changed or went: which slot it fills from now on, since when, and whether its owner is asked. */

/** A lock file is nobody's doing, and goes by itself. */
const ASKED_ABOUT = ['noSlot', 'ambiguous', 'empty', 'unwritten'];

/** Milliseconds by which the clocks of the library and ours may differ. */
const SLACK = 60_000;

/**
 * Since when it stands there: when it was made, if that was since we looked last; for one that was moved, renamed or
 * filled since, now.
 */
const since = (
  desk: DocumentDesk,
  item: DriveItem,
  before: HandedDocument | undefined,
  slot: string | undefined,
  lookedAt: number | undefined,
): number => {
  if (before && !before.gone && before.slot === slot) return before.at;
  const now = desk.clock();
  const made = Date.parse(item.createdDateTime ?? '');
  const isNew = before === undefined && (lookedAt === undefined || made >= lookedAt - SLACK);
  return isNew && made <= now ? made : now;
};

const ask = async (tx: Tx, one: HandedDocument): Promise<void> => {
  if (!one.by || one.slot !== undefined || one.noPaper || !ASKED_ABOUT.includes(one.refused ?? '')) return;
  const asked = delivery(
    `ask-document/${one.itemId}`,
    { to: 'person', personId: one.by.id },
    'documents.ask',
    one.itemId,
  );
  await addDeliveries(tx, [asked]);
  await addJobs(tx, [deliverJob(asked.thread)]);
};

const followed = async (tx: Tx, itemId: string, meetings: readonly (string | undefined)[]): Promise<void> => {
  await deriveSoon(tx, [...new Set(meetings.filter((meeting) => meeting !== undefined))]);
  await addJobs(tx, [refreshJob(itemId)]);
};

/** It is there no more: deleted, or moved to where no papers are. Its slot is open again. */
export const letGo = async (tx: Tx, itemId: string): Promise<void> => {
  const before = await findDocument(tx, itemId);
  if (!before || before.gone) return;
  await forgetDocument(tx, itemId);
  await followed(tx, itemId, [before.meeting]);
};

export type Looked = {
  /** Domain time of the last look at the library; undefined for the first one. */
  readonly lookedAt: number | undefined;
  /** It is called an answer and says none. */
  readonly isUnwritten: boolean;
};

export const takeIn = async (
  tx: Tx,
  desk: DocumentDesk,
  item: DriveItem,
  { lookedAt, isUnwritten }: Looked,
): Promise<void> => {
  if (item.deleted) return letGo(tx, item.id);
  const folder = await pathOfFolder(tx, item.parentReference?.id ?? '');
  if (folder === undefined || !isOurs(desk, folder)) return letGo(tx, item.id);
  const file = { name: item.name ?? '', folder, size: item.size ?? 0 };
  const before = await findDocument(tx, item.id);
  const named = await judgeFile(tx, desk, file);
  const judged =
    isUnwritten && named.slot !== undefined ? { ...named, slot: undefined, refused: 'unwritten' } : named;
  const { meeting, slot } = judged;
  // Ours, be it edited: it counts once a person moves it into its slot or calls it by its name.
  const isOurDraft = judged.refused === 'noSlot' && (await isDraft(tx, item.id));
  const refused = isOurDraft ? 'draft' : judged.refused;
  const user = (before ? item.lastModifiedBy : item.createdBy)?.user;
  const one: HandedDocument = {
    ...file,
    itemId: item.id,
    meeting,
    slot,
    refused,
    webUrl: item.webUrl,
    by: user?.id ? { id: user.id, name: user.displayName ?? user.id } : before?.by,
    at: since(desk, item, before, slot, lookedAt),
    noPaper: slot === undefined && before?.noPaper === true,
    gone: false,
  };
  await keepDocument(tx, desk.settings.id, one);
  await ask(tx, one);
  if (before?.slot !== slot || before?.gone === true || before?.refused !== refused)
    await followed(tx, item.id, [before?.meeting, meeting]);
};
