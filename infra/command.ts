import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a command of the product with the settings of the real tenant (environment or .env), or, where there are none,
 * with those of the local product that is running: `node infra/command.ts SCRIPT [ARGUMENT …]`.
 */

const ROOT = path.join(import.meta.dirname, '..');
const dotEnv = path.join(ROOT, '.env');
if (existsSync(dotEnv)) process.loadEnvFile(dotEnv);

/** The settings that a running local product leaves in its data folder. */
const localEnvironment = (): Record<string, string> | undefined => {
  const folders = process.env['DATA_DIR']
    ? [path.resolve(process.env['DATA_DIR'])]
    : existsSync(path.join(ROOT, '.data'))
      ? readdirSync(path.join(ROOT, '.data')).map((name) => path.join(ROOT, '.data', name))
      : [];
  const file = folders.map((folder) => path.join(folder, 'running.json')).find((one) => existsSync(one));
  return file === undefined ? undefined : (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
};

const [script = '', ...given] = process.argv.slice(2);
const local = process.env['MICROSOFT_TENANT_ID'] ? undefined : localEnvironment();
const child = spawn(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', path.join(ROOT, script), ...given],
  { env: { ...process.env, ...local }, stdio: 'inherit' },
);
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
