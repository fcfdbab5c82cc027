import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Engagement, parseEngagement } from '../shared/engagements/engagement.ts';
import type { Fault } from '../shared/engagements/fault.ts';
import { nearest } from '../shared/kernel/spelling.ts';

const FOLDER = fileURLToPath(new URL('../shared/engagements/', import.meta.url));
const ID = /^[a-z0-9-]+$/;

export type EngagementRead =
  | { readonly ok: true; readonly file: string; readonly engagement: Engagement }
  /** No such profile, or a file that cannot be read; the message is for people, in Japanese. */
  | { readonly ok: false; readonly reason: 'unreadable'; readonly message: string }
  /** Read, and wrong; faults as the check prints them with faultLine(file, fault). */
  | {
      readonly ok: false;
      readonly reason: 'faulty';
      readonly file: string;
      readonly faults: readonly Fault[];
    };

/**
 * Finds a profile by its id (its file's name in shared/engagements) or by the path of a YAML file, relative to the
 * working directory. Never throws for what stands in the file or for a file that is not there.
 */
export async function readEngagement(idOrPath: string): Promise<EngagementRead> {
  const byId = ID.test(idOrPath);
  const file = byId ? path.join(FOLDER, `${idOrPath}.yaml`) : path.resolve(idOrPath);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { ok: false, reason: 'unreadable', message: await missingWords(idOrPath, byId, code) };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const message = `${idOrPath} の文字コードがUTF-8ではありません。UTF-8で保存してください。`;
    return { ok: false, reason: 'unreadable', message };
  }
  const parsed = parseEngagement(text, byId ? idOrPath : undefined);
  return parsed.ok
    ? { ok: true, file, engagement: parsed.engagement }
    : { ok: false, reason: 'faulty', file, faults: parsed.faults };
}

/** The ids of the profiles that the product brings, in the order of their names. */
export async function engagementIds(): Promise<string[]> {
  const names = await readdir(FOLDER);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

async function missingWords(idOrPath: string, byId: boolean, code: string): Promise<string> {
  if (code !== 'ENOENT') return `${idOrPath} を読めません（${code}）。ファイルを指定してください。`;
  if (!byId) return `${idOrPath} というファイルはありません。`;
  const ids = await engagementIds();
  const near = nearest(idOrPath, ids);
  const others = near === undefined ? `あるのは ${ids.join('、')} です。` : `もしかして ${near} ですか。`;
  return `${idOrPath} というプロファイルはありません。${others}`;
}
