import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { documentDesk } from '../../../bot/features/documents/document-desk.ts';
import { fileRoutes } from '../../../bot/features/documents/file-routes.ts';
import type { Graph, GraphRequest } from '../../../bot/graph/graph-client.ts';
import { GraphError } from '../../../bot/graph/graph-error.ts';
import { keepFile } from '../../../bot/store/library-files.ts';
import { keepFolder } from '../../../bot/store/library-folders.ts';
import type { Speaker } from '../../../shared/kernel/person.ts';
import { deskOn, NOW } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile } from '../intake/sample-cases.ts';

/** A document of the library that is written back again and again, while SharePoint and others touch it. */

const profile = nerimaProfile;
const group = profile.settings.roles.find(({ id }) => id === 'engagementManager')?.group ?? '';
const BYTES = readFileSync(path.join(import.meta.dirname, '../../../shared/documents/templates/agenda.docx'));

const speaker = (id: string): Speaker => ({
  id,
  name: `見本 ${id}`,
  mail: '',
  jobTitle: '',
  guest: true,
  groups: [group],
  language: 'ja',
});

let store: Awaited<ReturnType<typeof startStore>>;
beforeAll(async () => {
  store = await startStore();
}, 60_000);
afterAll(() => store?.stop());

/** The file as SharePoint has it. */
let version: number;
let lastBy: { user?: { id: string } };
const cTag = (): string => `"c:{F},${version}"`;

const graph: Graph = {
  call: <T>({ method, headers }: GraphRequest) => {
    if (method === 'PUT') {
      if (headers?.['If-Match'] !== cTag()) return Promise.reject(new GraphError(412, 'changed', 'x'));
      version += 1;
      lastBy = {};
    }
    return Promise.resolve({ id: 'F', webUrl: 'https://x', cTag: cTag(), lastModifiedBy: lastBy } as T);
  },
  batch: () => Promise.reject(new Error('no batch')),
  pages: () => {
    throw new Error('no pages');
  },
};

const save = async (who: string, of: string) => {
  const never = () => Promise.reject(new Error('not asked'));
  const desk = documentDesk(deskOn(store.db, profile), {
    graph,
    graphUrl: 'https://graph',
    places: { site: never, list: never, library: () => Promise.resolve('/drives/d') },
    staff: () => Promise.resolve([]),
    machineClock: () => NOW,
  });
  const route = fileRoutes(desk).find(({ method }) => method === 'PUT');
  const answer = await route?.run({
    speaker: speaker(who),
    query: { file: 'F', version: of },
    body: BYTES,
    now: NOW,
  });
  if (answer?.kind === 'problem') return answer.problem.code;
  return answer?.kind === 'json' ? (answer.body as { version: string }).version : undefined;
};

beforeEach(async () => {
  version = 1;
  lastBy = { user: { id: 'x' } };
  await store.db.deleteFrom('library_file').execute();
  await keepFolder(store.db, { id: 'root', parentId: null, name: 'root' });
  await keepFile(store.db, {
    id: 'F',
    parentId: 'root',
    name: '次第.docx',
    size: 1,
    webUrl: undefined,
    version: cTag(),
    changedAt: NOW,
    by: undefined,
  });
});

describe('a document that is written back', () => {
  test('may be saved again, be it that SharePoint wrote its properties into it meanwhile', async () => {
    const first = await save('a', cTag());
    expect(first).toBe(cTag());
    version += 1;
    expect(await save('a', first ?? '')).toBe(cTag());
  });

  test('is not written over when a person changed it, nor by who opened it before another saved', async () => {
    const opened = cTag();
    const first = await save('a', opened);
    expect(await save('b', opened)).toBe('fileChanged');
    version += 1;
    lastBy = { user: { id: 'someone' } };
    expect(await save('a', first ?? '')).toBe('fileChanged');
  });
});
