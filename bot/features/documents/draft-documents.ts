import { createHash } from 'node:crypto';
import { MOST_DOCUMENT_BYTES } from '../../../shared/documents/api.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { readSent } from '../../../shared/documents/fitness.ts';
import { writePackage } from '../../../shared/documents/ooxml/package.ts';
import { libraryName } from '../../../shared/documents/templates/catalogue.ts';
import { tokyoDate } from '../../../shared/kernel/instant.ts';
import type { Problem } from '../../../shared/kernel/problem.ts';
import { putFile, writeFile } from '../../graph/files.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { type DriveItem, ensureFolder, findByPath, readItem } from '../../graph/library.ts';
import { readFile } from '../../graph/read-file.ts';
import type { Job } from '../../jobs/jobs.ts';
import { alone } from '../../store/alone.ts';
import { draftsOf, keepDraft, type Draft } from '../../store/document-drafts.ts';
import type { DocumentDesk } from './document-desk.ts';
import { draftsDue, type DraftDue } from './drafts-due.ts';
import { factsOfSubject } from './facts/facts-of.ts';
import { templatesOf, type Template } from './templates.ts';

/**
 * The bot makes 次第, 議事録 and 回答書 where nobody needs to write. A draft never counts as handed in, however often it is
 * edited where it lies: a person moves it into its slot, renames it, or submits it. Once a person touched it, or took
 * it away, the bot leaves it alone.
 */

export const DRAFT_DOCUMENTS = 'draft-documents';
export const draftDocumentsJob: Job = {
  task: DRAFT_DOCUMENTS,
  payload: {},
  key: DRAFT_DOCUMENTS,
  wakes: true,
};

/** Before the contract's name of it: no paper's name begins so. */
const MARK = '（案）';

/** A round of the timer makes so many. */
const MOST = 10;

/** What it says, whenever it was read: a day that passes makes no draft another one. */
const factsHash = (facts: Facts): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        [...facts.values()].flatMap(({ id, value }) => (id === 'document.date' ? [] : [[id, value]])),
      ),
    )
    .digest('hex');

type Made = { readonly bytes: Buffer } | { readonly problem: Problem };

const templateBytes = async (
  { graph, places }: DocumentDesk,
  { place }: Template,
): Promise<Buffer | undefined> =>
  place.at === 'shipped'
    ? place.bytes
    : (await readFile(graph, await places.library('documents'), place.itemId, MOST_DOCUMENT_BYTES))?.bytes;

const fill = (template: Template, from: Buffer, subject: string, facts: Facts): Made => {
  const read = readSent(from, template.like.file);
  if (!read.ok) return read;
  const { id, version } = template.entry;
  const plan = planFill(read.value.reading, template.kind.fields, facts, {
    template: { id, version, subject },
  });
  const applied = applyPlan(read.value.file, plan);
  if (applied.ok) return { bytes: Buffer.from(writePackage(applied.file)) };
  const [problem] = applied.problems;
  return { problem: problem ?? { code: 'template.broken', message: { ja: '', en: '' } } };
};

/** The engagement's own template if it can be filled, else the shipped one. */
const make = async (
  desk: DocumentDesk,
  templates: readonly Template[],
  { kind, subject }: DraftDue,
  facts: Facts,
): Promise<Buffer | undefined> => {
  for (const template of templates.filter((one) => one.kind.id === kind)) {
    const from = await templateBytes(desk, template);
    const made = from && fill(template, from, subject, facts);
    if (made && 'bytes' in made) return made.bytes;
    desk.log.warn(
      { template: template.entry.id, code: made?.problem.code },
      'a template could not be filled; the next one is taken',
    );
  }
  return undefined;
};

type Written = Pick<Draft, 'itemId' | 'version' | 'leftAlone'>;

/** What the product wrote last has no user as its last editor, whatever SharePoint itself did to the file since. */
const isOurs = (item: DriveItem | undefined): item is DriveItem =>
  item !== undefined && item.lastModifiedBy?.user === undefined;

const rewrite = async (desk: DocumentDesk, itemId: string, bytes: Buffer): Promise<Written> => {
  const { graph, places, machineClock } = desk;
  const library = await places.library('documents');
  const leftAlone = { itemId, version: undefined, leftAlone: true };
  try {
    const item = await readItem(graph, library, itemId);
    if (!isOurs(item)) return leftAlone;
    const written = await writeFile(graph, library, itemId, item.cTag ?? '', bytes, machineClock);
    return { itemId, version: written.cTag, leftAlone: false };
  } catch (error) {
    if (!(error instanceof GraphError && [404, 412].includes(error.status))) throw error;
    return leftAlone;
  }
};

const create = async (desk: DocumentDesk, folder: string, name: string, bytes: Buffer): Promise<Written> => {
  const { graph, places, machineClock } = desk;
  const library = await places.library('documents');
  await ensureFolder(graph, library, folder);
  try {
    const filed = await putFile(graph, library, folder, name, bytes, machineClock, { isNew: true });
    return { itemId: filed.id, version: filed.cTag, leftAlone: false };
  } catch (error) {
    if (!(error instanceof GraphError && error.status === 409)) throw error;
    // It was written before and the answer was lost, or somebody put it there.
    const there = await findByPath(graph, library, `${folder}/${name}`);
    return { itemId: there?.id, version: there?.cTag, leftAlone: !isOurs(there) };
  }
};

const draft = async (
  desk: DocumentDesk,
  templates: readonly Template[],
  due: DraftDue,
  before: Draft | undefined,
): Promise<void> => {
  const { db, settings, clock } = desk;
  const now = clock();
  const known = await factsOfSubject(desk, { person: 'bot', now }, { id: due.kind }, due.subject);
  const like = templates.find(({ kind }) => kind.id === due.kind)?.like;
  if (!known.ok || !like) return;
  const { facts } = known.value;
  const hash = factsHash(facts);
  const madeOn = tokyoDate(now);
  if (before?.facts === hash) return keepDraft(db, settings.id, { ...before, madeOn });
  const bytes = await make(desk, templates, due, facts);
  if (!bytes) return;
  const written =
    before?.itemId === undefined
      ? await create(desk, due.folder, `${MARK}${libraryName(like, facts)}`, bytes)
      : await rewrite(desk, before.itemId, bytes);
  await keepDraft(db, settings.id, { key: due.key, facts: hash, madeOn, ...written });
};

/** Made anew once a day at most while it is the bot's. */
const isToMake = (before: Draft | undefined, today: string): boolean =>
  before === undefined || (!before.leftAlone && before.madeOn !== today);

export const draftDocuments = async (desk: DocumentDesk): Promise<void> => {
  const { db, settings, clock, log } = desk;
  await alone(db, `${DRAFT_DOCUMENTS}/${settings.id}`, async () => {
    const due = await draftsDue(desk, clock());
    const before = await draftsOf(
      db,
      settings.id,
      due.map(({ key }) => key),
    );
    const today = tokyoDate(clock());
    const toMake = due.filter(({ key }) => isToMake(before.get(key), today)).slice(0, MOST);
    if (toMake.length === 0) return;
    const templates = await templatesOf(desk);
    for (const one of toMake)
      try {
        await draft(desk, templates, one, before.get(one.key));
      } catch (error) {
        if (!(error instanceof GraphError)) throw error;
        log.warn({ draft: one.key, status: error.status, code: error.code }, 'a draft waits for the library');
        if (error.passing) return;
      }
  });
};
