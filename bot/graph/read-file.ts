import type { Graph } from './graph-client.ts';
import { GraphError } from './graph-error.ts';
import type { DriveItem } from './library.ts';

/** Bytes out of a document library. Source: learn.microsoft.com/graph/api/driveitem-get (@microsoft.graph.downloadUrl). */

export type ReadFile = { readonly bytes: Buffer; readonly item: DriveItem };

/** The address carries its own permission; it is asked for anew each time, because it soon ends. */
const ADDRESS = '@microsoft.graph.downloadUrl';

const fetchBytes = async (address: string, mostBytes: number): Promise<Buffer | undefined> => {
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok || !response.body)
    throw new GraphError(response.status, 'notDownloaded', 'the file could not be fetched');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/** Undefined when it is larger than said. Throws GraphError: 404 it is not there. */
export const readFile = async (
  graph: Graph,
  library: string,
  itemId: string,
  mostBytes: number,
): Promise<ReadFile | undefined> => {
  const item = await graph.call<DriveItem & { readonly [ADDRESS]?: string }>({
    method: 'GET',
    path: `${library}/items/${encodeURIComponent(itemId)}`,
  });
  const address = item[ADDRESS];
  if (address === undefined) throw new GraphError(404, 'itemNotFound', 'it has no content');
  if ((item.size ?? 0) > mostBytes) return undefined;
  try {
    const bytes = await fetchBytes(address, mostBytes);
    return bytes && { bytes, item };
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError(0, 'noAnswer', 'the download was cut off', undefined, undefined, error);
  }
};
