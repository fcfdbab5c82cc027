import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Graph, GraphRequest } from '../../../bot/graph/graph-client.ts';
import type { Desk } from '../../../bot/intake/desk.ts';
import { intake } from '../../../bot/intake/index.ts';
import { intakeFeature } from '../../../bot/intake/intake-feature.ts';
import { TELL_PARKED } from '../../../bot/intake/tell-parked.ts';
import { uploadFiles } from '../../../bot/intake/upload-files.ts';
import { attachFiles, filesOfCase, keepFile } from '../../../bot/store/attachments.ts';
import { acceptedCase, deskOn } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

/** Jobs that may run beside each other, or more than once. */

const [profile] = profiles;
const kind = profile?.kinds[0];
const section = profile?.settings.sections[0];
if (!profile || !kind || !section) throw new Error('no profile');
const { settings } = profile;

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

const desk = (): Desk => deskOn(store.db, profile, { members: () => Promise.resolve([]) });
const places = {
  site: () => Promise.resolve('/sites/s'),
  list: () => Promise.resolve('/sites/s/lists/l'),
  library: () => Promise.resolve('/drives/d'),
};
const graphOf = (put: (path: string) => Promise<void>): Graph => ({
  call: async <T>({ path }: GraphRequest) => {
    await put(path);
    return { id: 'item', webUrl: 'https://sharepoint.example/file' } as T;
  },
  batch: () => Promise.reject(new Error('nothing is sent in a batch here')),
  pages: () => {
    throw new Error('nothing is paged here');
  },
});

const accepted = async (): Promise<string> =>
  (await acceptedCase(desk(), kind, { sectionId: section.id })).id;

test('a file is brought to the library once, though its job runs twice at the same time', async () => {
  const caseId = await accepted();
  const id = randomUUID();
  const bytes = Buffer.from('x');
  const ownerId = reporter.id;
  await keepFile(store.db, {
    id,
    ownerId,
    name: '図.pdf',
    contentType: '',
    sha256: '',
    bytes,
    receivedAt: 0,
  });
  await attachFiles(store.db, ownerId, [id], caseId, 10);

  const put: string[] = [];
  const deps = { places, machineClock: () => 0 };
  const graph = graphOf(async (path) => {
    put.push(decodeURIComponent(path));
    if (put.length === 1) await uploadFiles(desk(), { ...deps, graph })({ caseId });
  });
  await uploadFiles(desk(), { ...deps, graph })({ caseId });
  expect(put.map((path) => path.split('/').at(-2))).toEqual(['図.pdf:']);
  expect(await filesOfCase(store.db, caseId)).toEqual([
    { name: '図.pdf', webUrl: 'https://sharepoint.example/file', refused: false },
  ]);
  // What was asked for meanwhile is not lost: it is looked at once more.
  const { rows } = await store.pool.query<{ key: string }>('select key from graphile_worker.jobs');
  expect(rows.map(({ key }) => key)).toContain(`upload-files-later/${caseId}`);
});

test('a case that is held up again, with nothing changed between, is told of again; a job that runs twice tells once', async () => {
  const caseId = await accepted();
  const graph = graphOf(() => Promise.resolve());
  const tell = intake(desk(), { graph, places, machineClock: () => 0 }, []).jobs[TELL_PARKED];
  const park = () => intakeFeature(desk(), kind).afterParked(kind.list.key, caseId)[0]?.payload;
  const first = park();
  for (const payload of [first, first, park()]) await tell?.(payload);
  const told = await store.db.selectFrom('delivery').where('subject_id', '=', caseId).select('key').execute();
  expect(told.filter(({ key }) => key.startsWith('parked/'))).toHaveLength(2);
});

test('a file that nobody puts to a case is deleted after the time that the profile says; one that waits with its case for a number is not', async () => {
  const DAY = 24 * 60 * 60 * 1_000;
  const { keepUnattachedDays } = settings.files;
  const [old, fresh, held, attached] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const ownerId = randomUUID();
  const now = Date.parse('2026-09-14T10:00:00+09:00');
  const sent = now - (keepUnattachedDays + 1) * DAY;
  for (const id of [old, fresh, held, attached])
    await keepFile(store.db, {
      id,
      ownerId,
      name: '図.pdf',
      contentType: '',
      sha256: '',
      bytes: Buffer.from('x'),
      receivedAt: id === fresh ? sent + 2 * DAY : sent,
    });
  await attachFiles(store.db, ownerId, [attached], await accepted(), 10);
  await store.pool.query(
    'insert into held_submission (id, kind, reporter_id, given) values ($1, $2, $3, $4)',
    [randomUUID(), kind.kind, ownerId, JSON.stringify({ attachments: [held] })],
  );
  const feature = intake(
    { ...desk(), clock: () => now },
    { graph: graphOf(() => Promise.resolve()), places, machineClock: () => 0 },
    [],
  );
  for (const { task, payload } of feature.wakes ?? []) await feature.jobs[task]?.(payload);
  const left = await store.db.selectFrom('attachment').select('id').where('owner_id', '=', ownerId).execute();
  expect(left.map(({ id }) => id).sort()).toEqual([fresh, held, attached].sort());
});
