import pino from 'pino';
import { openStore, type Store } from '../../bot/store/database.ts';
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
