import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isInUse } from './data-folder.ts';

/** The local product that runs on this machine, for what is run beside it. */

const ROOT = path.join(import.meta.dirname, '..');

export type Running = {
  readonly folder: string;
  /** The settings that it left in its data folder. */
  readonly variables: Readonly<Record<string, string>>;
};

export const NOT_RUNNING =
  '動いている製品がありません。別の画面で npm start を実行し、Ready と表示されてから、もう一度実行してください。';

/** @returns undefined when none runs, or none that is ready */
export const findRunning = (): Running | undefined => {
  const base = path.join(ROOT, '.data');
  const folders = process.env['DATA_DIR']
    ? [path.resolve(process.env['DATA_DIR'])]
    : existsSync(base)
      ? readdirSync(base).map((name) => path.join(base, name))
      : [];
  // A start that was killed leaves its settings behind.
  const folder = folders.find((one) => existsSync(path.join(one, 'running.json')) && isInUse(one));
  if (folder === undefined) return undefined;
  const text = readFileSync(path.join(folder, 'running.json'), 'utf8');
  return { folder, variables: JSON.parse(text) as Record<string, string> };
};
