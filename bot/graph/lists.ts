import type { Column, ColumnValues } from '../../shared/kernel/record/columns.ts';
import { pathIn, readTogether, type BatchPart, type Graph } from './graph-client.ts';
import type { GraphError } from './graph-error.ts';

/** SharePoint lists through Graph: where they are, and the requests that read and write their rows. */

export type SiteKey = 'cases' | 'incidents' | 'documents';

export type ListDefinition = {
  /** Our key of the list: consultations. */
  readonly key: string;
  readonly site: SiteKey;
  /** Its name on the screen. */
  readonly title: string;
  readonly description: string;
  readonly columns: readonly Column[];
  /** What the built-in title of a row is called; 番号 where nothing is said. */
  readonly titleName?: string;
  /** People make rows in it as well: they are read like our own. */
  readonly byHand?: true;
};

/** A list as people are told of it: with its site where another has the same name. */
export const nameAmong = (lists: readonly ListDefinition[], { key, site, title }: ListDefinition): string =>
  lists.some((other) => other.key !== key && other.title === title)
    ? `リスト「${title}」（サイト ${site}）`
    : `リスト「${title}」`;

/** Our key of a row, unique in its list: makes filing it twice one. */
export const ROW_ID = 'SubmissionId';
/** The running number of a row: compared as a number, as text 9999 would stand above 10000. */
export const SEQUENCE: Column = {
  name: 'Sequence',
  displayName: '連番',
  indexed: true,
  number: { decimalPlaces: 'none' },
};
/** The command that last wrote the row: tells our own writes from edits by hand. */
export const COMMAND_ID = 'CommandId';

export type Item = {
  readonly id: string;
  readonly eTag?: string;
  readonly '@odata.etag'?: string;
  readonly webUrl?: string;
  readonly deleted?: { readonly state?: string };
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly lastModifiedBy?: {
    readonly user?: { readonly id?: string; readonly displayName?: string };
    readonly application?: { readonly id?: string; readonly displayName?: string };
  };
};

export const etagOf = (item: { eTag?: string; '@odata.etag'?: string } | undefined): string | undefined =>
  item?.['@odata.etag'] ?? item?.eTag;

/** Site and list ids, asked once and remembered: they do not change while the process lives. */
export type Places = {
  readonly site: (site: SiteKey) => Promise<string>;
  /** The path of a list: /sites/{id}/lists/{id}. */
  readonly list: (list: ListDefinition) => Promise<string>;
  /** The path of the document library of a site: /drives/{id}. */
  readonly library: (site: SiteKey) => Promise<string>;
};

type SitePaths = Readonly<Record<SiteKey, string>>;

export const createPlaces = (graph: Graph, host: string, sites: SitePaths, libraryName: string): Places => {
  const known = new Map<string, Promise<string>>();
  const once = (key: string, ask: () => Promise<string>): Promise<string> => {
    const found = known.get(key);
    if (found) return found;
    const asked = ask().catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, asked);
    return asked;
  };
  const site = (key: SiteKey): Promise<string> =>
    once(`site/${key}`, async () => {
      const path = sites[key].split('/').map(encodeURIComponent).join('/');
      return (
        await graph.call<{ id: string }>({ method: 'GET', path: `/sites/${host}:/sites/${path}?$select=id` })
      ).id;
    });
  return {
    site,
    list: (definition) =>
      once(`list/${definition.key}`, async () => {
        const base = `/sites/${await site(definition.site)}/lists`;
        const { id } = await graph.call<{ id: string }>({
          method: 'GET',
          path: `${base}/${encodeURIComponent(definition.title)}?$select=id`,
        });
        return `${base}/${id}`;
      }),
    library: (key) =>
      once(`library/${key}`, async () => {
        const base = `/sites/${await site(key)}/lists/${encodeURIComponent(libraryName)}/drive?$select=id`;
        return `/drives/${(await graph.call<{ id: string }>({ method: 'GET', path: base })).id}`;
      }),
  };
};

export const createItem = (list: string, id: string, fields: ColumnValues): BatchPart => ({
  id,
  method: 'POST',
  path: `${list}/items`,
  // A new row has no columns to empty.
  body: { fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) },
});

export const updateItem = (
  list: string,
  id: string,
  itemId: string,
  etag: string,
  fields: ColumnValues,
): BatchPart => ({
  id,
  method: 'PATCH',
  path: `${list}/items/${itemId}/fields`,
  headers: { 'If-Match': etag },
  body: fields,
});

export const readItem = (graph: Graph, list: string, itemId: string): Promise<Item> =>
  graph.call<Item>({ method: 'GET', path: `${list}/items/${itemId}?$expand=fields` });

/** The row with our key, if it is there: the column is indexed, as SharePoint demands of a filter. */
export const findItem = async (graph: Graph, list: string, rowId: string): Promise<Item | undefined> => {
  const filter = encodeURIComponent(`fields/${ROW_ID} eq '${rowId}'`);
  const { value } = await graph.call<{ value: Item[] }>({
    method: 'GET',
    path: `${list}/items?$filter=${filter}&$expand=fields&$top=2`,
  });
  return value[0];
};

/**
 * The rows of ours whose running number lies above, the highest first, page by page. One indexed column alone is asked
 * for, as SharePoint demands of a list beyond 5,000 rows.
 * @param more columns of that list, besides number and sequence
 */
export const rowsAbove = async function* (
  graph: Graph,
  list: string,
  sequence: number,
  more: readonly string[] = [],
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[]> {
  const filter = encodeURIComponent(`fields/Sequence gt ${sequence}`);
  const fields = [ROW_ID, 'Title', SEQUENCE.name, ...more].join(',');
  for await (const page of graph.pages<Item>(
    `${list}/items?$filter=${filter}&$orderby=fields/Sequence desc&$expand=fields($select=${fields})&$top=200`,
  ))
    yield page.flatMap((item) =>
      item.fields && typeof item.fields[ROW_ID] === 'string' && typeof item.fields['Sequence'] === 'number'
        ? [item.fields]
        : [],
    );
};

export type DeltaPage = {
  readonly items: readonly Item[];
  readonly next: string | undefined;
  readonly delta: string | undefined;
};

type ChangesBody = { value: Item[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

const pageOf = (body: ChangesBody): DeltaPage => ({
  items: body.value,
  next: body['@odata.nextLink'],
  delta: body['@odata.deltaLink'],
});

/** One page of changes. Without a link the whole list is gone through. Throws GraphError 410 when the link is too old. */
export const deltaPage = async (
  graph: Graph,
  url: string,
  list: string,
  link: string | null,
): Promise<DeltaPage> =>
  pageOf(
    await graph.call<ChangesBody>({
      method: 'GET',
      path: link === null ? `${list}/items/delta?$expand=fields&$top=500` : pathIn(link, url),
    }),
  );

/** A page of changes for each link, asked for together; or why there is none. Throws GraphError. */
export const deltaPages = async (
  graph: Graph,
  url: string,
  links: readonly string[],
): Promise<ReadonlyMap<string, DeltaPage | GraphError>> => {
  const answers = await readTogether(
    graph,
    links.map((link) => pathIn(link, url)),
  );
  return new Map(
    links.map((link, index) => {
      const { body, error } = answers[index] ?? {};
      return [link, error ?? pageOf(body as ChangesBody)];
    }),
  );
};
