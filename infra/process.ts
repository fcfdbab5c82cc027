import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

/** A part of the product as a process of its own, ended together with the others. */

export type Part = {
  readonly name: string;
  /** Resolves when the part says that it is ready; rejects when it ends before. */
  readonly ready: Promise<void>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly stop: () => Promise<void>;
  /** Without any chance to tidy up, as a power cut would. */
  readonly kill: () => void;
};

type Options = {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Does this line of its output mean that it is ready? */
  readonly isReady: (line: string) => boolean;
  /** Shows a line of its output to the person. */
  readonly show: (line: string) => void;
};

const GRACE = 10_000;

export const startPart = ({ name, script, args = [], env, isReady, show }: Options): Part => {
  // In a group of its own: Ctrl-C reaches the launcher alone, which ends the parts in their order.
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, '..', script), ...args],
    {
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    },
  );
  let resolveReady: () => void = () => undefined;
  let rejectReady: (reason: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    resolveReady = resolve;
    rejectReady = reject;
  });
  ready.catch(() => undefined);
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => {
      rejectReady(
        new Error(`${name} を始められませんでした（${signal ?? code}）。上の表示をご確認ください。`),
      );
      resolve(code ?? signal ?? 1);
    });
  });
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on('line', (line) => {
        if (isReady(line)) resolveReady();
        else show(line);
      });
  return {
    name,
    ready,
    ended,
    kill: () => {
      child.kill('SIGKILL');
    },
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), GRACE);
      await ended;
      clearTimeout(force);
    },
  };
};
