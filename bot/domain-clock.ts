import type { Log } from './log.ts';

/**
 * Domain time. With a tenant it is machine time; beside a local tenant it follows the tenant's clock, so that a year can
 * be played in an hour. Tokens, back-off and jobs stay on machine time.
 */
export type DomainClock = { readonly now: () => number; readonly stop: () => void };

type Tick = { readonly now: string };

/** Follows the local tenant's clock over its event stream; goes on with the last known offset while it is away. */
export const followClock = async (
  url: string,
  machineClock: () => number,
  log: Log,
): Promise<DomainClock> => {
  let offset = 0;
  const stopped = new AbortController();
  const hear = (tick: Tick): void => {
    offset = Date.parse(tick.now) - machineClock();
  };

  hear((await (await fetch(url, { signal: AbortSignal.timeout(10_000) })).json()) as Tick);

  const listen = async (): Promise<void> => {
    const response = await fetch(`${url}/events`, { signal: stopped.signal });
    if (!response.body) throw new Error('the clock told nothing');
    let rest = '';
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('data:')) hear(JSON.parse(line.slice(5)) as Tick);
    }
  };

  const keepListening = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await listen().catch((error: unknown) => {
        if (!stopped.signal.aborted)
          log.debug({ err: error }, 'the clock of the local tenant was lost; listening again');
      });
      if (!stopped.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  void keepListening();
  return { now: () => machineClock() + offset, stop: () => stopped.abort() };
};
