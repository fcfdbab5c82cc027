import { sql } from 'kysely';
import pino from 'pino';
import { openStore, type Database, type Store } from '../../bot/store/database.ts';
import { takeDatabase } from './database.ts';

/** The database alone, for what is proved without Teams and SharePoint. */
export const startStore = async (): Promise<Store & { readonly stop: () => Promise<void> }> => {
  const database = await takeDatabase();
  const store = await openStore(database.url, 4, pino({ level: 'silent' }));
  return {
    ...store,
    stop: async () => {
      await store.close();
      await database.stop();
    },
  };
};

/** Does a statement wait for a lock that another one holds? The server may have other tests' databases beside. */
export const somebodyWaits = async (db: Database): Promise<boolean> => {
  const { rows } = await sql`
    select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
  `.execute(db);
  return rows.length > 0;
};
