import type { Api } from '../api.ts';

export type Site = { id: string; displayName: string; path: string; webUrl: string };
export type List = {
  id: string;
  name: string;
  displayName: string;
  webUrl: string;
  itemCount: number;
  list: { template: string };
};
export type Column = {
  name: string;
  displayName: string;
  description?: string;
  hidden: boolean;
  readOnly: boolean;
  required: boolean;
  columnGroup?: string;
  text?: { allowMultipleLines: boolean; maxLength?: number };
  number?: object;
  boolean?: object;
  dateTime?: { format: 'dateOnly' | 'dateTime' };
  choice?: { choices: string[]; displayAs: string };
  personOrGroup?: { allowMultipleSelection: boolean };
  hyperlinkOrPicture?: object;
};
export type Fields = Record<string, unknown>;
export type Item = {
  id: string;
  eTag: string;
  webUrl: string;
  lastModifiedDateTime: string;
  fields: Fields;
  /** From lookup id to name; comes with a single item. */
  names?: Names;
};
export type Version = {
  id: string;
  lastModifiedDateTime: string;
  lastModifiedBy?: { user?: { displayName?: string }; application?: { displayName?: string } };
  fields: Fields;
};
export type DriveItem = {
  id: string;
  name: string;
  size: number;
  folder?: { childCount: number };
  lastModifiedDateTime: string;
  lastModifiedBy?: Version['lastModifiedBy'];
  webUrl: string;
};
export type Names = Record<string, string>;

export const sitePath = (site: string): string => `/people/sites/${encodeURIComponent(site)}`;
export const listPath = (site: string, list: string): string =>
  `${sitePath(site)}/lists/${encodeURIComponent(list)}`;

/** Columns that people see in a list: the list's own, then who changed it last and when. */
export function shownColumns(columns: Column[], isLibrary: boolean): Column[] {
  const own = columns.filter(
    (column) => !column.hidden && column.columnGroup !== '_Hidden' && column.name !== 'ContentType',
  );
  const title = columns.find((column) => column.name === 'Title');
  const last = columns.filter((column) => column.name === 'Modified' || column.name === 'Editor');
  const head = title && !own.includes(title) && !isLibrary ? [title] : [];
  return [...head, ...own, ...last.filter((column) => !own.includes(column))];
}

/** Columns that people fill in by hand. */
export function editableColumns(columns: Column[]): Column[] {
  return columns.filter(
    (column) =>
      !column.hidden && !column.readOnly && (column.columnGroup !== '_Hidden' || column.name === 'Title'),
  );
}

/** The number by which SharePoint knows a person in a site. */
export async function lookupId(api: Api, site: string, userId: string): Promise<number> {
  return (await api.send<{ lookupId: number }>('POST', `${sitePath(site)}/principals`, { userId })).lookupId;
}
