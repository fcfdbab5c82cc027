import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Turns of a window came in heaps: moments that follow each other evenly need no more than the next free one. */
export const evenPace: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`
      drop function take_turn;
      alter table pace drop column taken;
    `.execute(db);
  },
};
