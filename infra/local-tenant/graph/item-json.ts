import type { Column } from './column.ts';
import { seconds } from './instants.ts';
import { etagOf } from './items.ts';
import type { Item, ItemVersion, Place } from './items.ts';
import { columnsOf, listUrl } from './lists.ts';
import { ensurePrincipal, identity } from './people.ts';
import type { Projection } from './projection.ts';
import { graphOrigin } from './request.ts';
import { siteId } from './sites.ts';
import { showField } from './values.ts';
import type { Fields } from './values.ts';

/** What an item's fields look like at one version. */
type State = {
  id: number;
  guid: string;
  version: number;
  created: string;
  modified: string;
  author: Item['author'];
  editor: Item['editor'];
  fields: Fields;
};

export function itemJson(place: Place, item: Item, projection: Projection): Record<string, unknown> {
  const { core, site, list } = place;
  const address = `${graphOrigin(core)}/$metadata#sites('${encodeURIComponent(siteId(site))}')/lists('${list.id}')/items`;
  const folder = item.fields['ContentType'] === 'Folder';
  const whole: Record<string, unknown> = {
    '@odata.etag': etagOf(item),
    createdBy: identity(core, item.author),
    createdDateTime: seconds(item.created),
    eTag: etagOf(item),
    id: String(item.id),
    lastModifiedBy: identity(core, item.editor),
    lastModifiedDateTime: seconds(item.modified),
    parentReference: { id: parentGuid(place), siteId: siteId(site) },
    webUrl: itemUrl(place, item),
    contentType: contentType(place, folder),
  };
  const shown = projection.pick(whole);
  const fields = projection.expanded('fields');
  if (fields) {
    shown[`fields@odata.context`] = `${address}('${item.id}')/fields/$entity`;
    shown['fields'] = fieldsJson(place, item, fields);
  }
  return shown;
}

export function deletedJson(place: Place, item: Item): Record<string, unknown> {
  return {
    id: String(item.id),
    contentType: contentType(place, false),
    parentReference: { siteId: siteId(place.site) },
    deleted: { state: 'deleted' },
  };
}

/** The fields as an open value set; empty fields are left out, as SharePoint does. */
export function fieldsJson(place: Place, item: State, projection: Projection): Record<string, unknown> {
  const { core, site, list } = place;
  const etag = `"${item.guid},${item.version}"`;
  const columns = columnsOf(core, list.id);
  const all: Record<string, unknown> = { '@odata.etag': etag };
  for (const column of columns) {
    const stored = item.fields[column.name];
    if (stored !== undefined && column.name !== 'ContentType')
      Object.assign(all, showField(core, site, column, stored, projection.names(column.name)));
  }
  Object.assign(all, {
    id: String(item.id),
    ContentType: contentType(place, item.fields['ContentType'] === 'Folder').name,
    Modified: seconds(item.modified),
    Created: seconds(item.created),
    AuthorLookupId: String(ensurePrincipal(core, site.id, item.author)),
    EditorLookupId: String(ensurePrincipal(core, site.id, item.editor)),
    _UIVersionString: `${item.version}.0`,
    ...(columns.some((column: Column) => column.name === 'Attachments') ? { Attachments: false } : {}),
    Edit: '',
    ...(item.fields['Title'] === undefined
      ? {}
      : { LinkTitleNoMenu: item.fields['Title'], LinkTitle: item.fields['Title'] }),
    ItemChildCount: '0',
    FolderChildCount: '0',
    _ComplianceFlags: '',
    _ComplianceTag: '',
    _ComplianceTagWrittenTime: '',
    _ComplianceTagUserId: '',
  });
  return projection.pick(all);
}

export function versionJson(
  place: Place,
  item: Item,
  version: ItemVersion,
  projection: Projection,
): Record<string, unknown> {
  const shown = projection.pick({
    id: `${version.version}.0`,
    lastModifiedBy: identity(place.core, version.editor),
    lastModifiedDateTime: seconds(version.modified),
  });
  const fields = projection.expanded('fields');
  if (fields) {
    shown['fields'] = fieldsJson(place, { ...item, ...version }, fields);
  }
  return shown;
}

function itemUrl(place: Place, item: Item): string {
  const folder = listUrl(place.core, place.site, place.list);
  const name = item.fields['FileLeafRef'];
  const path = item.fields['FileDirRef'];
  if (typeof name === 'string')
    return `${folder}${typeof path === 'string' ? path : ''}/${encodeURIComponent(name)}`;
  return `${folder}/${item.id}_.000`;
}

function contentType(place: Place, folder: boolean): { id: string; name: string } {
  const tail = place.list.id.replaceAll('-', '').toUpperCase();
  if (folder) return { id: `0x012000${tail}`, name: 'フォルダー' };
  return place.list.template === 'documentLibrary'
    ? { id: `0x010100${tail}`, name: 'ドキュメント' }
    : { id: `0x0100${tail}`, name: 'アイテム' };
}

/** The list's root folder, in which every item without a folder of its own lies. */
function parentGuid(place: Place): string {
  return place.list.id;
}
