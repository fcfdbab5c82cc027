import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The start for which a meeting's invitation had its agenda written anew on the day before. */
export const agendaRenewals: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql`alter table meeting add column agenda_renewed_for timestamptz`.execute(db);
  },
};
