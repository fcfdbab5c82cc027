import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { openClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { TenantConfig } from './config.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { openDirectory } from './directory.ts';
import type { Directory } from './directory.ts';
import { createFaults } from './faults.ts';
import type { Faults } from './faults.ts';
import { readSeed } from './seed.ts';
import type { Seed } from './seed.ts';
import { openControlKey, openSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { openTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';
import { openTrace } from './trace.ts';
import type { Trace } from './trace.ts';

/** What every part of the tenant is handed. */
export type TenantCore = {
  config: TenantConfig;
  seed: Seed;
  db: Database;
  clock: Clock;
  faults: Faults;
  trace: Trace;
  directory: Directory;
  tokens: Tokens;
  sessions: Sessions;
  isControlKey(candidate: string): boolean;
  /** Each part puts its counters here under its name; `GET /control/status` shows them. */
  status: Map<string, () => unknown>;
  log: Logger;
  close(): Promise<void>;
};

export async function createCore(config: TenantConfig): Promise<TenantCore> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  const seed = readSeed(config.seedFile);
  const db = openDatabase(join(config.dataFolder, 'tenant.db'));
  const trace = openTrace(config.traceFolder);
  return {
    config,
    seed,
    db,
    clock: openClock(db, config.clockOpensAt),
    faults: createFaults(),
    trace,
    directory: openDirectory(db, seed),
    tokens: await openTokens(config, seed.tenant),
    sessions: openSessions(db),
    isControlKey: openControlKey(config.dataFolder),
    status: new Map(),
    // Standard output carries the ready line alone.
    log: pino({ level: config.logLevel, base: { process: 'local-tenant' } }, pino.destination(2)),
    close: async () => {
      await trace.close();
      db.close();
    },
  };
}
