import { spawn } from 'node:child_process';
import path from 'node:path';
import { loadDotEnv } from './dot-env.ts';
import { findRunning, NOT_RUNNING } from './running.ts';

/**
 * Runs a command of the product with the settings of the real tenant (environment or .env), or, where there are none,
 * with those of the local product that is running: `node infra/command.ts SCRIPT [ARGUMENT …]`.
 */

const ROOT = path.join(import.meta.dirname, '..');
loadDotEnv();

const [script = '', ...given] = process.argv.slice(2);
const isReal = process.env['MICROSOFT_TENANT_ID'] !== undefined && process.env['MICROSOFT_TENANT_ID'] !== '';
const local = isReal ? undefined : findRunning()?.variables;
if (!isReal && !local) {
  console.error(
    `${NOT_RUNNING}\n実際のテナントに対して実行するときは、.env に設定を書いてください（.env.example に説明があります）。`,
  );
  process.exit(1);
}
const child = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', path.join(ROOT, script), ...given],
  { env: { ...process.env, ...local }, stdio: 'inherit' },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
