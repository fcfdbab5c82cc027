import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.ts';

/** One folder holds everything that a local start keeps; one start at a time uses it. */

export type Lock = { readonly release: () => void };

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Does a start that is alive use the folder? */
export const isInUse = (folder: string): boolean => {
  try {
    return alive(Number(readFileSync(path.join(folder, 'in-use'), 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};

/** @returns undefined when another start uses the folder */
export const lockFolder = (folder: string): Lock | undefined => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'in-use');
  for (let attempt = 0; attempt < 2; attempt += 1)
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(file, 'utf8'));
      // Left behind by a start that was killed; in a container the next one often has the same id.
      if (holder !== process.pid && alive(holder)) return undefined;
      rmSync(file, { force: true });
    }
  return undefined;
};

/** One folder holds the data of one engagement. @returns whose data it is, when it is another's */
export const claimFolder = (folder: string, engagement: string): string | undefined => {
  const file = path.join(folder, 'engagement');
  try {
    writeFileSync(file, engagement, { flag: 'wx' });
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = readFileSync(file, 'utf8');
    return owner === engagement ? undefined : owner;
  }
};

type Kept = {
  readonly app: string;
  readonly provisioner: string;
  readonly database: string;
  readonly databasePort: number;
};

/** The database's port of this start, for each folder. */
const ports = new Map<string, number>();

/** Secrets of this folder, made at its first start and readable by nobody else. */
export const keptSecrets = async (folder: string): Promise<Kept> => {
  const file = path.join(folder, 'secrets.json');
  const known = ports.get(folder);
  const databasePort = known ?? (await freePort());
  ports.set(folder, databasePort);
  try {
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Kept, 'databasePort'>), databasePort };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = (): string => randomBytes(24).toString('base64url');
  const made = { app: secret(), provisioner: secret(), database: secret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return { ...made, databasePort };
};
