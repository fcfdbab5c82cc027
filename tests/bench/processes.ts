import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** A process that is spoken to by messages. */
export type Helper = {
  readonly pid: number;
  readonly next: <T>() => Promise<T>;
  readonly ask: <T>(question: object) => Promise<T>;
  /** Takes it off the processor and puts it back, so that one bot does not disturb the measurement of the other. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly stop: () => Promise<void>;
};

const wrap = (child: ChildProcess, name: string): Helper => {
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`${name} ended (${code})`));
      child.once('exit', onExit);
      child.once('message', (message: T) => {
        child.off('exit', onExit);
        resolve(message);
      });
    });
  return {
    pid: child.pid ?? 0,
    next,
    ask: (question) => {
      const answer = next<never>();
      child.send(question);
      return answer;
    },
    hold: () => child.kill('SIGSTOP'),
    release: () => child.kill('SIGCONT'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGCONT');
      child.kill('SIGKILL');
      await ended;
    },
  };
};

export const startHelper = (
  script: string,
  env: Readonly<Record<string, string | undefined>> = {},
  execArgv: readonly string[] = [],
): Helper =>
  wrap(
    fork(path.join(import.meta.dirname, script), {
      env: { PATH: process.env['PATH'], ...env },
      execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }),
    script,
  );

/** Waits until something listens there. */
export const listening = async (url: string): Promise<void> => {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    try {
      await fetch(url);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`nothing listens at ${url}`);
};
