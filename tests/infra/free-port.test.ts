import { createServer, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from '@jest/globals';
import { freePort, isFree } from '../../infra/free-port.ts';

/** Where what is started by itself listens. */

const servers: Server[] = [];
const take = (port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    servers.push(server);
    server.once('error', reject).listen(port, host, resolve);
  });
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

test('a port lies below those that a system gives to outgoing connections', async () => {
  const port = await freePort();
  expect(port).toBeGreaterThanOrEqual(20_000);
  expect(port).toBeLessThan(32_000);
});

test('the same is never given twice, though nobody listens yet', async () => {
  const ports = [await freePort(), await freePort(2), await freePort()];
  const taken = [ports[0], ports[1], (ports[1] ?? 0) + 1, ports[2]];
  expect(new Set(taken).size).toBe(4);
});

/** A machine without IPv6 has no ::1. */
const own = Object.values(networkInterfaces()).flatMap((found = []) => found.map(({ address }) => address));
test.each(['127.0.0.1', ...own.filter((address) => address === '::1')])(
  'what another listens on at %s is passed over, and so is a pair of which it is one',
  async (host) => {
    const before = await freePort(3);
    // The next pair would begin with the port after these three.
    await take(before + 4, host);
    expect(await isFree(before + 4)).toBe(false);
    const pair = await freePort(2);
    expect([pair, pair + 1]).not.toContain(before + 4);
    expect([await isFree(pair), await isFree(pair + 1)]).toEqual([true, true]);
  },
);
