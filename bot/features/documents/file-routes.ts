import {
  fileQuery,
  fileWriteQuery,
  MOST_DOCUMENT_BYTES,
  type FilesAnswer,
  type FileWrittenAnswer,
} from '../../../shared/documents/api.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { may } from '../../../shared/kernel/permission.ts';
import { badRequest, json, refused, type ApiAnswer, type ApiRequest, type Route } from '../../api/route.ts';
import { extensionOf, type FiledDocument, writeFile } from '../../graph/files.ts';
import { readItem } from '../../graph/library.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { readFile } from '../../graph/read-file.ts';
import { leaveDraftAlone } from '../../store/document-drafts.ts';
import { filesIn, keepWritten, writtenVersion, type PlacedFile } from '../../store/library-files.ts';
import type { DocumentDesk } from './document-desk.ts';
import { CONTENT_TYPES, documentsNotYours, forReaders, libraryAway } from './read-routes.ts';

/** Documents of Word and PowerPoint in the library: which there are, their bytes, and those written back. */

const APPS = { docx: 'word', pptx: 'powerpoint' } as const;
const ENDINGS = Object.keys(APPS);

const appOf = ({ name }: Pick<PlacedFile, 'name'>): 'word' | 'powerpoint' =>
  APPS[extensionOf(name) as keyof typeof APPS];

/** A list longer than this is no list that anybody reads. */
const MOST = 1_000;

const noFile = refused(404, {
  code: 'noSuchFile',
  message: {
    ja: 'このファイルは見つかりません。削除または移動された可能性があります。一覧から選び直してください。',
    en: 'There is no such file; it may have been deleted or moved. Please choose again from the list.',
  },
});

const tooLarge = refused(409, {
  code: 'tooLarge',
  message: {
    ja: 'ファイルが大きいため、ここでは開けません（上限25MB）。WordまたはPowerPointで開いてください。',
    en: 'The file is too large to be opened here (at most 25 MB). Please open it in Word or PowerPoint.',
  },
});

const changed = refused(409, {
  code: 'fileChanged',
  message: {
    ja: '開いた後に、ほかの人がこのファイルを変更しました。上書きしていません。手元に保存するか、開き直してから変更してください。',
    en: 'Somebody changed the file after you opened it. Nothing was written over. Save a copy, or open it again.',
  },
});

const locked = refused(409, {
  code: 'fileLocked',
  message: {
    ja: 'このファイルはほかの人が開いているため、保存できませんでした。何も変わっていません。閉じてもらうか、手元に保存してください。',
    en: 'Somebody has the file open, so it could not be saved. Nothing was changed. Ask them to close it, or save a copy.',
  },
});

const refusedBy = (desk: DocumentDesk, error: unknown): ApiAnswer => {
  if (!(error instanceof GraphError)) throw error;
  desk.log.warn({ status: error.status, code: error.code }, 'a file of the library could not be had');
  if (error.status === 404) return noFile;
  if (error.status === 412) return changed;
  return error.status === 423 || error.code === 'resourceLocked' ? locked : libraryAway;
};

const list = async (desk: DocumentDesk): Promise<ApiAnswer> => {
  const files = await filesIn(desk.db, { endings: ENDINGS });
  return json({
    files: files.slice(0, MOST).map((file) => ({
      id: file.id,
      name: file.name,
      folder: file.folder,
      app: appOf(file),
      size: file.size,
      version: file.version,
      changedAt: file.changedAt,
      changedBy: file.by?.name ?? 'CIO補佐デスク',
    })),
  } satisfies FilesAnswer);
};

const find = async (desk: DocumentDesk, id: string): Promise<PlacedFile | undefined> =>
  (await filesIn(desk.db, { endings: ENDINGS, id }))[0];

const read = async (desk: DocumentDesk, request: ApiRequest): Promise<ApiAnswer> => {
  const asked = fileQuery.safeParse(request.query);
  if (!asked.success) return badRequest;
  const file = await find(desk, asked.data.file);
  if (!file) return noFile;
  try {
    const library = await desk.places.library('documents');
    const found = await readFile(desk.graph, library, file.id, MOST_DOCUMENT_BYTES);
    if (!found) return tooLarge;
    return {
      kind: 'file',
      content: found.bytes,
      contentType: CONTENT_TYPES[appOf(file)],
      fileName: found.item.name ?? file.name,
    };
  } catch (error) {
    return refusedBy(desk, error);
  }
};

/**
 * SharePoint may write properties into an Office file that it was just given, which makes it another version: for who
 * saves again what the product wrote last, and no person touched since, that is no change.
 */
const writeOver = async (
  { db, graph, machineClock }: DocumentDesk,
  library: string,
  itemId: string,
  version: string,
  bytes: Buffer,
): Promise<FiledDocument> => {
  try {
    return await writeFile(graph, library, itemId, version, bytes, machineClock);
  } catch (error) {
    if (!(error instanceof GraphError && error.status === 412)) throw error;
    const item = await readItem(graph, library, itemId);
    const isOurs = (await writtenVersion(db, itemId)) === version && item.lastModifiedBy?.user === undefined;
    if (!isOurs || item.cTag === undefined) throw error;
    return writeFile(graph, library, itemId, item.cTag, bytes, machineClock);
  }
};

const write = async (desk: DocumentDesk, { query, body, speaker, now }: ApiRequest): Promise<ApiAnswer> => {
  const { db, settings, places } = desk;
  if (!may(settings, speaker, 'document.prove')) return documentsNotYours;
  const asked = fileWriteQuery.safeParse(query);
  if (!asked.success || !Buffer.isBuffer(body)) return badRequest;
  const file = await find(desk, asked.data.file);
  if (!file) return noFile;
  const opened = openPackage(body, { name: file.name });
  if (!opened.ok) return refused(400, opened.problem);
  try {
    const library = await places.library('documents');
    const written = await writeOver(desk, library, file.id, asked.data.version, body);
    const version = written.cTag ?? '';
    await keepWritten(db, {
      ...file,
      size: body.length,
      version,
      changedAt: now,
      by: { id: speaker.id, name: speaker.name },
    });
    await leaveDraftAlone(db, file.id);
    desk.log.info({ file: file.id, by: speaker.id }, 'a file of the library was written back');
    return json({ version } satisfies FileWrittenAnswer);
  } catch (error) {
    return refusedBy(desk, error);
  }
};

export const fileRoutes = (desk: DocumentDesk): readonly Route[] => [
  { method: 'GET', path: '/api/documents/files', run: (request) => forReaders(list)(desk, request) },
  { method: 'GET', path: '/api/documents/file', run: (request) => forReaders(read)(desk, request) },
  {
    method: 'PUT',
    path: '/api/documents/file',
    mostBytes: MOST_DOCUMENT_BYTES,
    run: (request) => forReaders(write)(desk, request),
  },
];
