import { sql } from 'kysely';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { Queryable } from './database.ts';

/** The folders of the documents library by id, as delta names them, and which meetings have theirs. */

export const keepFolder = async (
  db: Queryable,
  folder: {
    readonly id: string;
    readonly parentId: string | null;
    readonly name: string;
    readonly webUrl?: string | undefined;
  },
): Promise<void> => {
  const row = { parent_id: folder.parentId, name: folder.name, web_url: folder.webUrl ?? null };
  await db
    .insertInto('library_folder')
    .values({ id: folder.id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
};

export const findFolder = (
  db: Queryable,
  id: string,
): Promise<{ readonly parent_id: string | null; readonly name: string } | undefined> =>
  db.selectFrom('library_folder').select(['parent_id', 'name']).where('id', '=', id).executeTakeFirst();

/** @returns whether it was a folder */
export const forgetFolder = async (db: Queryable, id: string): Promise<boolean> =>
  (await db.deleteFrom('library_folder').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n;

/** Path from the root without a leading slash; undefined while a folder above it is not known. */
export const pathOfFolder = async (db: Queryable, id: string): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string; parent_id: string | null; depth: number }>`
    with recursive up as (
      select id, parent_id, name, 0 as depth from library_folder where id = ${id}
      union all
      select f.id, f.parent_id, f.name, up.depth + 1 from library_folder f join up on f.id = up.parent_id
      where up.depth < 50
    )
    select name, parent_id, depth from up order by depth desc
  `.execute(db);
  const [root, ...below] = rows;
  return root?.parent_id === null ? below.map(({ name }) => name).join('/') : undefined;
};

/** Where people open the folder at a path; undefined while the library has not told of it. */
export const addressOfFolder = async (db: Queryable, path: string): Promise<string | undefined> => {
  const names = path.split('/');
  const { rows } = await sql<{ web_url: string | null }>`
    with recursive down as (
      select id, web_url, 0 as depth from library_folder where parent_id is null
      union all
      select f.id, f.web_url, down.depth + 1 from library_folder f join down on f.parent_id = down.id
      where f.name = (${names}::text[])[down.depth + 1]
    )
    select web_url from down where depth = ${names.length} limit 1
  `.execute(db);
  return rows[0]?.web_url ?? undefined;
};

/** Confirmed meetings, the next first, whose folders nobody made yet. */
export const meetingsWithoutFolder = async (
  db: Queryable,
  engagement: string,
  most: number,
): Promise<readonly Meeting[]> => {
  const { rows } = await sql<{ fields: Meeting }>`
    select fields from meeting m
    where engagement = ${engagement} and state = 'confirmed' and not exists (
      select from meeting_folder f where f.engagement = m.engagement and f.meeting = m.number
    )
    order by starts_at limit ${most}
  `.execute(db);
  return rows.map(({ fields }) => fields);
};

/** Of these folders, known by their paths, those that nobody made yet. */
export const foldersNotMade = async (
  db: Queryable,
  engagement: string,
  paths: readonly string[],
): Promise<readonly string[]> => {
  const made = await db
    .selectFrom('meeting_folder')
    .select('meeting')
    .where('engagement', '=', engagement)
    .where('meeting', 'in', ['', ...paths])
    .execute();
  const known = new Set(made.map(({ meeting }) => meeting));
  return paths.filter((path) => !known.has(path));
};

/** @param meeting its number; for another folder its path */
export const markFolderMade = async (db: Queryable, engagement: string, meeting: string): Promise<void> => {
  await db
    .insertInto('meeting_folder')
    .values({ engagement, meeting })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
