import { GraphError } from './graph-error.ts';
import { pathIn, type Graph } from './graph-client.ts';

/** Folders and files of a document library, and what changed in it. Source: learn.microsoft.com/graph/api/driveitem-delta. */

type Who = { readonly user?: { readonly id?: string; readonly displayName?: string } };

/** As a delta tells of it: a parent is named by id and never by path, and a renamed folder does not bring its content. */
export type DriveItem = {
  readonly id: string;
  readonly name?: string;
  readonly size?: number;
  readonly webUrl?: string;
  readonly eTag?: string;
  /** Changes with the content alone. */
  readonly cTag?: string;
  readonly file?: unknown;
  readonly folder?: unknown;
  readonly root?: unknown;
  readonly deleted?: unknown;
  readonly parentReference?: { readonly id?: string };
  readonly createdDateTime?: string;
  readonly lastModifiedDateTime?: string;
  readonly createdBy?: Who;
  readonly lastModifiedBy?: Who;
};

export type DriveChanges = {
  readonly items: readonly DriveItem[];
  readonly next: string | undefined;
  readonly delta: string | undefined;
};

/** One page of changes; without a link the whole library. Throws GraphError 410 when the link is too old. */
export const driveChanges = async (
  graph: Graph,
  url: string,
  library: string,
  link: string | null,
): Promise<DriveChanges> => {
  const page = await graph.call<{
    value: DriveItem[];
    '@odata.nextLink'?: string;
    '@odata.deltaLink'?: string;
  }>({
    method: 'GET',
    path: link === null ? `${library}/root/delta?$top=500` : pathIn(link, url),
  });
  return { items: page.value, next: page['@odata.nextLink'], delta: page['@odata.deltaLink'] };
};

const at = (library: string, path: string): string =>
  path === '' ? `${library}/root` : `${library}/root:/${path.split('/').map(encodeURIComponent).join('/')}:`;

/** Throws GraphError: 404 it is not there. */
export const readItem = (graph: Graph, library: string, itemId: string): Promise<DriveItem> =>
  graph.call<DriveItem>({ method: 'GET', path: `${library}/items/${encodeURIComponent(itemId)}` });

/** What lies at a path; undefined when nothing does. Throws GraphError. */
export const findByPath = async (
  graph: Graph,
  library: string,
  path: string,
): Promise<DriveItem | undefined> => {
  try {
    return await graph.call<DriveItem>({ method: 'GET', path: at(library, path) });
  } catch (error) {
    if (error instanceof GraphError && error.status === 404) return undefined;
    throw error;
  }
};

/**
 * Makes folders and those above them, a level of all at a time; what is there stays as it is. Throws GraphError when
 * nothing could be asked.
 * @returns the folders that were refused, with why
 */
export const makeFolders = async (
  graph: Graph,
  library: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, GraphError>> => {
  const refused = new Map<string, GraphError>();
  const names = paths.map((path) => path.split('/'));
  const deepest = Math.max(0, ...names.map(({ length }) => length));
  for (let depth = 1; depth <= deepest; depth += 1) {
    const level = [
      ...new Set(names.flatMap((one) => (one.length < depth ? [] : [one.slice(0, depth).join('/')]))),
    ];
    const answers = await graph.batch(
      level.map((path, index) => {
        const above = path.split('/').slice(0, -1).join('/');
        const name = path.slice(above === '' ? 0 : above.length + 1);
        return {
          id: String(index),
          method: 'POST',
          path: `${at(library, above)}/children`,
          body: { name, folder: {}, '@microsoft.graph.conflictBehavior': 'fail' },
        };
      }),
    );
    for (const { id, error } of answers)
      if (error && error.status !== 409) refused.set(level[Number(id)] ?? '', error);
  }
  return refused;
};

/** One folder and those above it. Throws GraphError. */
export const ensureFolder = async (graph: Graph, library: string, path: string): Promise<void> => {
  const [error] = (await makeFolders(graph, library, [path])).values();
  if (error) throw error;
};

/** Moves a file into a folder that is there. Throws GraphError: 404 it is gone, 409 a file of that name is there. */
export const moveInto = async (
  graph: Graph,
  library: string,
  itemId: string,
  folder: string,
): Promise<void> => {
  const { id } = await graph.call<{ id: string }>({ method: 'GET', path: at(library, folder) });
  await graph.call({
    method: 'PATCH',
    path: `${library}/items/${encodeURIComponent(itemId)}`,
    body: { parentReference: { id } },
  });
};
