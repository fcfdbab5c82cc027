import { createServer } from 'node:net';

const listen = (port: number): Promise<{ port: number; close: () => Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        close: () => new Promise((done) => server.close(() => done())),
      });
    });
  });

export const freePort = async (): Promise<number> => {
  const one = await listen(0);
  await one.close();
  return one.port;
};

/** A free port whose neighbour is free as well: the tenant takes two. */
export const freePair = async (): Promise<number> => {
  for (;;) {
    const first = await listen(0);
    try {
      const second = await listen(first.port + 1);
      await second.close();
      return first.port;
    } catch {
      continue;
    } finally {
      await first.close();
    }
  }
};
