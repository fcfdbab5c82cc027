import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { startDatabase } from '../../infra/local-product.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { openStore, type Store } from '../../bot/store/database.ts';

/** The database alone, for what is proved without Teams and SharePoint. */
export const startStore = async (
  settings: Settings,
): Promise<Store & { readonly stop: () => Promise<void> }> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-'));
  // PostgreSQL runs as a user of its own where the tests run as root.
  chmodSync(folder, 0o711);
  const { part, url } = await startDatabase({
    settings,
    profile: settings.id,
    folder,
    botPort: 0,
    tenantPort: 0,
    environment: { PATH: process.env['PATH'] },
    show: () => () => undefined,
  });
  await part.ready;
  const store = await openStore(url, 4, pino({ level: 'silent' }));
  return {
    ...store,
    stop: async () => {
      await store.close();
      await part.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
