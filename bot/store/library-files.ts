import { sql } from 'kysely';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Queryable } from './database.ts';

/** The files of the documents library as it last told of them. They can be read anew from it at any time. */

export type LibraryFile = {
  readonly id: string;
  readonly parentId: string;
  readonly name: string;
  readonly size: number;
  readonly webUrl: string | undefined;
  /** Of its content (cTag). */
  readonly version: string;
  readonly changedAt: Instant;
  /** Who changed it last; for what the product wrote, the person it wrote for. */
  readonly by: { readonly id: string; readonly name: string } | undefined;
};

/** What no person changed bears the name of whom the product wrote it for. */
export const keepFile = async (db: Queryable, file: LibraryFile): Promise<void> => {
  await sql`
    insert into library_file as f (id, parent_id, name, size, web_url, version, changed_at, by_id, by_name)
    values (${file.id}, ${file.parentId}, ${file.name}, ${file.size}, ${file.webUrl ?? null}, ${file.version},
      ${new Date(file.changedAt)}, ${file.by?.id ?? null}, ${file.by?.name ?? null})
    on conflict (id) do update set parent_id = excluded.parent_id, name = excluded.name, size = excluded.size,
      web_url = excluded.web_url, version = excluded.version, changed_at = excluded.changed_at,
      by_id = coalesce(excluded.by_id, f.by_id), by_name = coalesce(excluded.by_name, f.by_name)
  `.execute(db);
};

/** The product wrote it for somebody. */
export const keepWritten = async (db: Queryable, file: LibraryFile): Promise<void> => {
  await keepFile(db, file);
  await db
    .updateTable('library_file')
    .set({ written_version: file.version })
    .where('id', '=', file.id)
    .execute();
};

export const writtenVersion = async (db: Queryable, id: string): Promise<string | undefined> =>
  (await db.selectFrom('library_file').select('written_version').where('id', '=', id).executeTakeFirst())
    ?.written_version ?? undefined;

export const dropFile = async (db: Queryable, id: string): Promise<void> => {
  await db.deleteFrom('library_file').where('id', '=', id).execute();
};

/** What a whole reading of the library did not find is gone. */
export const keepOnlyFiles = async (db: Queryable, ids: readonly string[]): Promise<void> => {
  await sql`delete from library_file where not (id = any(${[...ids]}::text[]))`.execute(db);
};

export type PlacedFile = LibraryFile & {
  /** Path from the library's root, without a leading slash. */
  readonly folder: string;
};

/** Files with one of these endings and below that folder, the latest changed first. Endings without a dot. */
export const filesIn = async (
  db: Queryable,
  which: { readonly endings: readonly string[]; readonly below?: string; readonly id?: string },
): Promise<readonly PlacedFile[]> => {
  const { rows } = await sql<{
    id: string;
    parent_id: string;
    name: string;
    size: string;
    web_url: string | null;
    version: string;
    changed_at: Date;
    by_id: string | null;
    by_name: string | null;
    folder: string;
  }>`
    with recursive at as (
      select id, '' as path from library_folder where parent_id is null
      union all
      select f.id, case when at.path = '' then f.name else at.path || '/' || f.name end
      from library_folder f join at on f.parent_id = at.id
    )
    select file.*, at.path as folder from library_file file join at on at.id = file.parent_id
    where lower(substring(file.name from '\\.([^.]+)$')) = any(${[...which.endings]}::text[])
      and file.name not like '~$%'
      and (${which.id ?? null}::text is null or file.id = ${which.id ?? null})
      and (${which.below ?? null}::text is null or at.path like ${likeBelow(which.below ?? '')} escape '!')
    order by file.changed_at desc, file.name
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    name: row.name,
    size: Number(row.size),
    webUrl: row.web_url ?? undefined,
    version: row.version,
    changedAt: row.changed_at.getTime(),
    by: row.by_id === null ? undefined : { id: row.by_id, name: row.by_name ?? row.by_id },
    folder: row.folder,
  }));
};

const likeBelow = (folder: string): string => `${folder.replace(/[!%_]/g, '!$&')}/%`;
