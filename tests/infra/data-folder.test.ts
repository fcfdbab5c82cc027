import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { lockFolder } from '../../infra/data-folder.ts';

/** One start at a time uses a folder; what a killed one left behind keeps nobody out. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leftBy = (pid: number): void => writeFileSync(path.join(folder, 'in-use'), String(pid));

test('a start that is alive keeps another one out', () => {
  leftBy(process.ppid);
  expect(lockFolder(folder)).toBeUndefined();
});

test.each([
  ['of nobody', 2 ** 30],
  ['that this start has itself, as in a container that was started again', process.pid],
])('a mark with an id %s is a killed start’s', (_whose, pid) => {
  leftBy(pid);
  const lock = lockFolder(folder);
  expect(lock).toBeDefined();
  lock?.release();
  expect(lockFolder(folder)).toBeDefined();
});
