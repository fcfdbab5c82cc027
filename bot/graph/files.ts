import { GraphError, graphErrorOf } from './graph-error.ts';
import { startOf } from '../../shared/kernel/text.ts';
import type { Graph } from './graph-client.ts';

/** Files into a document library. Source: learn.microsoft.com/graph/api/driveitem-createuploadsession. */

export type FiledDocument = {
  readonly id: string;
  readonly webUrl: string;
  /** Names its content as it is now. */
  readonly cTag?: string;
};

/** Fragments are multiples of 320 KiB and below 60 MiB. */
const FRAGMENT = 320 * 1024 * 16;
/** Up to here a file goes in one request. */
export const SMALL_FILE = 4 * 1024 * 1024;

const itemPath = (library: string, folder: string, name: string): string =>
  `${library}/root:/${[...folder.split('/'), name].map(encodeURIComponent).join('/')}:`;

/**
 * A name that SharePoint takes and that stays in its folder: no path, no reserved sign, no device name, not too long.
 * Source: support.microsoft.com, "Restrictions and limitations in OneDrive and SharePoint".
 */
export const safeFileName = (typed: string): string => {
  const name = typed
    .toWellFormed()
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}"*:<>?/\\|#%]/gu, '_')
    .replace(/^[\s.~]+|[\s.]+$/gu, '')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i, '_$1')
    .replace(/_vti_/gi, '_');
  const dot = name.lastIndexOf('.');
  const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  return `${Array.from(base).slice(0, 100).join('') || 'file'}${startOf(extension, 16)}`;
};

export const extensionOf = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
};

const sendFragments = async (
  uploadUrl: string,
  bytes: Buffer,
  machineClock: () => number,
): Promise<FiledDocument> => {
  for (let start = 0; start < bytes.length; start += FRAGMENT) {
    const end = Math.min(start + FRAGMENT, bytes.length);
    // The address carries its own permission; an Authorization header here is answered with 401.
    const response = await fetch(uploadUrl, {
      method: 'PUT',
      headers: {
        'content-length': String(end - start),
        'content-range': `bytes ${start}-${end - 1}/${bytes.length}`,
      },
      body: new Uint8Array(bytes.subarray(start, end)),
      signal: AbortSignal.timeout(120_000),
    }).catch((error: unknown) => {
      throw new GraphError(0, 'noAnswer', 'the upload was cut off', undefined, undefined, error);
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok)
      throw graphErrorOf(response.status, body, (name) => response.headers.get(name), machineClock());
    if (response.status === 200 || response.status === 201) return body as FiledDocument;
  }
  throw new GraphError(0, 'uploadIncomplete', 'the upload ended without an answer');
};

type Given = {
  /** What stands there must be of this content (cTag). */
  readonly version?: string;
  /** Nothing may stand there yet. */
  readonly isNew?: true;
};

const putBytes = async (
  graph: Graph,
  path: string,
  bytes: Buffer,
  machineClock: () => number,
  { version, isNew }: Given,
): Promise<FiledDocument> => {
  const condition = version === undefined ? {} : { 'If-Match': version };
  const behaviour = isNew ? 'fail' : 'replace';
  if (bytes.length <= SMALL_FILE)
    return graph.call<FiledDocument>({
      method: 'PUT',
      path: `${path}/content${isNew ? `?@microsoft.graph.conflictBehavior=${behaviour}` : ''}`,
      body: bytes,
      headers: { 'Content-Type': 'application/octet-stream', ...condition },
    });
  const { uploadUrl } = await graph.call<{ uploadUrl: string }>({
    method: 'POST',
    path: `${path}/createUploadSession`,
    body: { item: { '@microsoft.graph.conflictBehavior': behaviour } },
    headers: condition,
  });
  return sendFragments(uploadUrl, bytes, machineClock);
};

/**
 * Puts a file in its folder; the same file again replaces itself. Throws GraphError: 409 when it may not and something
 * of that name is there.
 */
export const putFile = (
  graph: Graph,
  library: string,
  folder: string,
  name: string,
  bytes: Buffer,
  machineClock: () => number,
  given: Pick<Given, 'isNew'> = {},
): Promise<FiledDocument> => putBytes(graph, itemPath(library, folder, name), bytes, machineClock, given);

/** Writes a file that is there, unless its content is another by now. Throws GraphError: 412 it is, 404 it is gone. */
export const writeFile = (
  graph: Graph,
  library: string,
  itemId: string,
  version: string,
  bytes: Buffer,
  machineClock: () => number,
): Promise<FiledDocument> =>
  putBytes(graph, `${library}/items/${encodeURIComponent(itemId)}`, bytes, machineClock, { version });
