import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports below those that systems give to outgoing connections (from 32768 on Linux, from 49152 on macOS and Windows,
 * RFC 6335): one of those may be some connection's own before the server that it was found for listens.
 */
const FIRST = 20_000;
const LAST = 32_000;

/** Processes that look at the same time mostly look in different parts, each from somewhere in the first half of its. */
const PART = 200;
let next = FIRST + ((process.pid * PART) % (LAST - FIRST)) + randomInt(PART / 2);

/** Can a server of ours listen there? */
export const isFree = async (port: number): Promise<boolean> => {
  for (const host of ['127.0.0.1', '::1']) {
    const taken = await new Promise<boolean>((resolve) => {
      const server = createServer();
      // A machine without IPv6 has no such address to be taken.
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'));
      server.listen(port, host, () => server.close(() => resolve(false)));
    });
    if (taken) return false;
  }
  return true;
};

const areFree = async (first: number, count: number): Promise<boolean> => {
  for (let port = first; port < first + count; port += 1) if (!(await isFree(port))) return false;
  return true;
};

/** @returns a free port, the first of `count` side by side; another one each time, though nobody listens there yet */
export const freePort = async (count = 1): Promise<number> => {
  for (let tried = 0; tried < LAST - FIRST; tried += count) {
    const first = next + count > LAST ? FIRST : next;
    next = first + count;
    if (await areFree(first, count)) return first;
  }
  throw new Error(`no ${count} free ports between ${FIRST} and ${LAST}`);
};
