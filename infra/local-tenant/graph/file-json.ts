import { childrenOf, driveIdOf, fileVersions, itemOfFile, pathOf, rootOf } from './files.ts';
import type { FileRow } from './files.ts';
import { downloadUrl } from './downloads.ts';
import { seconds } from './instants.ts';
import { itemJson } from './item-json.ts';
import type { Place } from './items.ts';
import { versionsOf } from './items.ts';
import { listUrl } from './lists.ts';
import { identity } from './people.ts';
import type { Projection } from './projection.ts';
import { siteId } from './sites.ts';

export function driveJson(place: Place): Record<string, unknown> {
  const { core, site, list } = place;
  const used =
    core.db.get<{ n: number }>(
      'SELECT coalesce(sum(size), 0) AS n FROM files WHERE list_id = ? AND deleted = 0',
      list.id,
    )?.n ?? 0;
  const total = 27_487_790_694_400;
  return {
    createdBy: identity(core, list.author),
    createdDateTime: seconds(list.created),
    description: list.description,
    driveType: 'documentLibrary',
    id: driveIdOf(site, list),
    lastModifiedDateTime: seconds(list.modified),
    name: list.title,
    quota: { deleted: 0, remaining: total - used, state: 'normal', total, used },
    webUrl: listUrl(core, site, list),
  };
}

export function fileJson(place: Place, file: FileRow, projection: Projection): Record<string, unknown> {
  const { core, site, list } = place;
  const driveId = driveIdOf(site, list);
  const item = itemOfFile(place, file);
  const reference = { driveId, driveType: 'documentLibrary', siteId: siteId(site) };
  const web = `${listUrl(core, site, list)}${pathOf(core, file).split('/').map(encodeURIComponent).join('/')}`;
  if (!item) {
    return projection.pick({
      createdDateTime: seconds(list.created),
      folder: { childCount: childrenOf(core, file).length },
      id: file.id,
      lastModifiedDateTime: seconds(list.modified),
      name: 'root',
      parentReference: reference,
      root: {},
      size: totalSize(place),
      webUrl: web,
    });
  }
  const parentPath = pathOf(core, file).slice(0, -(file.name.length + 1));
  const guid = `{${item.guid.toUpperCase()}}`;
  const times = { createdDateTime: seconds(item.created), lastModifiedDateTime: seconds(item.modified) };
  const shown = projection.pick({
    ...(file.blob === null
      ? {}
      : { '@microsoft.graph.downloadUrl': downloadUrl(core, file.blob, file.name) }),
    createdBy: identity(core, item.author),
    ...times,
    eTag: `"${guid},${item.version}"`,
    cTag: `"c:${guid},${file.content_version}"`,
    ...(file.folder
      ? { folder: { childCount: childrenOf(core, file).length } }
      : { file: { mimeType: file.mime } }),
    fileSystemInfo: times,
    id: file.id,
    lastModifiedBy: identity(core, item.editor),
    name: file.name,
    parentReference: {
      ...reference,
      id: file.parent_id ?? rootOf(list).id,
      name: parentPath.split('/').at(-1) || list.name,
      path: `/drives/${driveId}/root:${parentPath.split('/').map(encodeURIComponent).join('/')}`,
    },
    size: file.size,
    webUrl: web,
  });
  const listItem = projection.expanded('listItem');
  if (listItem) shown['listItem'] = itemJson(place, item, listItem);
  const children = projection.expanded('children');
  if (children && file.folder)
    shown['children'] = childrenOf(core, file).map((child) => fileJson(place, child, children));
  return shown;
}

/** What remains to be said of a file that is gone. */
export function deletedFileJson(place: Place, file: FileRow): Record<string, unknown> {
  return {
    id: file.id,
    name: file.name,
    ...(file.folder ? { folder: { childCount: 0 } } : { file: { mimeType: file.mime } }),
    size: 0,
    parentReference: {
      driveId: driveIdOf(place.site, place.list),
      driveType: 'documentLibrary',
      id: file.parent_id ?? rootOf(place.list).id,
    },
    deleted: { state: 'deleted' },
  };
}

export function fileVersionsJson(place: Place, file: FileRow): Record<string, unknown>[] {
  const item = itemOfFile(place, file);
  const changes = new Map((item ? versionsOf(place, item) : []).map((each) => [each.version, each]));
  return fileVersions(place.core, file).map((version, index) => {
    const change = changes.get(version.version);
    return {
      ...(index === 0
        ? { '@microsoft.graph.downloadUrl': downloadUrl(place.core, version.blob, file.name) }
        : {}),
      id: `${version.version}.0`,
      ...(change
        ? {
            lastModifiedBy: identity(place.core, change.editor),
            lastModifiedDateTime: seconds(change.modified),
          }
        : {}),
      size: version.size,
    };
  });
}

function totalSize({ core, list }: Place): number {
  return (
    core.db.get<{ n: number }>(
      'SELECT coalesce(sum(size), 0) AS n FROM files WHERE list_id = ? AND deleted = 0',
      list.id,
    )?.n ?? 0
  );
}
