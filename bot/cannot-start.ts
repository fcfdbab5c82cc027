import type { Log } from './log.ts';
import { SignInRefused } from './identity/tokens.ts';

/** The bot cannot start: what a person can mend is said in words, the unexpected with all that is known of it. */

const say = (lines: readonly string[]): void => {
  process.stderr.write(`ボットを開始できません。${lines.join('\n')}\n`);
};

export const missingSettings = (faults: readonly string[]): void =>
  say([
    '次の設定を確認してください（.env.example に説明があります）。',
    ...faults.map((fault) => `  - ${fault}`),
  ]);

/** @param port where it was to listen. @returns the exit code */
export const cannotStart = (error: unknown, port: number, log: Log): number => {
  if (error instanceof SignInRefused) {
    say([error.message]);
    return 2;
  }
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE') {
    say([`ポート${port}は、ほかのプログラムが使っています。PORT で別のポートを指定してください。`]);
    return 2;
  }
  log.fatal({ err: error }, 'the bot could not start');
  return 1;
};
