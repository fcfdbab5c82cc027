import type { Log } from './log.ts';

/** Ends the process once, in order, when it is asked to. `disconnect`: the launcher is gone, however it went. */
export const endWith = (stop: () => Promise<void>, log: Log): void => {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the end was not clean');
        process.exit(1);
      },
    );
  };
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(event, end);
};
