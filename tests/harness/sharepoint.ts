import type { LocalPerson } from '../../infra/local-people.ts';
import type { Product } from './product.ts';

/** The product's lists and libraries as people see them in SharePoint. */

export type Row = { readonly id: string; readonly fields: Readonly<Record<string, unknown>> };
export type FiledFile = { readonly name: string; readonly isFolder?: boolean; readonly size?: number };

export type SharePoint = {
  readonly rows: () => Promise<readonly Row[]>;
  readonly row: (number: string) => Promise<Row | undefined>;
  readonly edit: (row: Row, fields: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly remove: (row: Row) => Promise<void>;
  /** Of the library beside the list: what is in a folder. */
  readonly files: (folder: string) => Promise<readonly FiledFile[]>;
  readonly content: (path: string) => Promise<Uint8Array>;
};

type Kind = 'consultation' | 'incident';
/** A list that is of no kind of case. */
type Place = { readonly site: 'cases' | 'incidents' | 'documents'; readonly list: string };

/** @param person whose hand it is */
export const sharePointOf = async (
  product: Product,
  person: LocalPerson,
  kind: Kind | Place,
): Promise<SharePoint> => {
  const { settings } = product.local;
  const { site: key, list } = typeof kind === 'string' ? settings[kind] : kind;
  const { value } = await person.call<{ value: { id: string; webUrl?: string; name?: string }[] }>(
    'GET',
    '/people/sites',
  );
  const site = value.find((one) => JSON.stringify(one).includes(settings.sites[key]));
  if (!site) throw new Error(`no site for ${list}`);
  const at = `/people/sites/${encodeURIComponent(site.id)}/lists`;
  const items = `${at}/${encodeURIComponent(list)}/items`;
  const library = `${at}/${encodeURIComponent(settings.documents.library)}`;
  const rows = async (): Promise<readonly Row[]> =>
    (await person.call<{ value: Row[] }>('GET', `${items}?top=500`)).value;
  return {
    rows,
    row: async (number) => (await rows()).find(({ fields }) => fields['Title'] === number),
    edit: async (row, fields) => {
      await person.call('PATCH', `${items}/${row.id}`, { fields });
    },
    remove: async (row) => {
      await person.call('DELETE', `${items}/${row.id}`);
    },
    files: async (folder) =>
      (
        await person.call<{ value: FiledFile[] }>(
          'GET',
          `${library}/files?path=${encodeURIComponent(folder)}`,
        )
      ).value,
    content: async (path) => {
      const { token } = await person.call<{ token: string }>('POST', '/people/session', {
        userId: person.account.id,
      });
      const response = await fetch(`${product.base}${library}/content?path=${encodeURIComponent(path)}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`no file ${path}: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
};
