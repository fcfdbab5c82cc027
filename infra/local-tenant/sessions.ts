import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** Who is signed in at the page for people. Tokens are opaque, kept as hashes, and survive a restart. */
export type Sessions = {
  create(userId: string): string;
  /** The user's id, or undefined when the token is unknown or ended. */
  check(token: string): string | undefined;
  end(token: string): void;
};

export function openSessions(db: Database): Sessions {
  db.exec(
    'CREATE TABLE IF NOT EXISTS sessions (hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, created TEXT NOT NULL) STRICT',
  );
  return {
    create(userId) {
      const token = randomBytes(32).toString('base64url');
      db.run('INSERT INTO sessions VALUES (?, ?, ?)', hash(token), userId, new Date().toISOString());
      return token;
    },
    check: (token) =>
      db.get<{ user_id: string }>('SELECT user_id FROM sessions WHERE hash = ?', hash(token))?.user_id,
    end: (token) => {
      db.run('DELETE FROM sessions WHERE hash = ?', hash(token));
    },
  };
}

/** The key that launchers and tests use on the control API: kept in the data folder, readable by its owner only. */
export function openControlKey(dataFolder: string): (candidate: string) => boolean {
  const file = join(dataFolder, 'control-key');
  let key: string;
  try {
    key = readFileSync(file, 'utf8').trim();
  } catch {
    key = randomBytes(32).toString('base64url');
    writeFileSync(file, key, { mode: 0o600 });
  }
  const expected = Buffer.from(hash(key));
  return (candidate) => timingSafeEqual(Buffer.from(hash(candidate)), expected);
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
