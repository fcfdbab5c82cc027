import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

/** npm test: types, lint, format, and every test, one after the other; the last line counts them all. */

const ROOT = path.join(import.meta.dirname, '..');
const bin = (name: string): string => path.join(ROOT, 'node_modules', '.bin', name);
const report = path.join(ROOT, '.cache', 'jest.json');

if (!existsSync(bin('node'))) {
  console.error(
    'npm ci を先に実行してください（--ignore-scripts は使えません。Node.js 24 が npm から入ります）。',
  );
  process.exit(1);
}

type Check = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
};

const checks: readonly Check[] = [
  { name: 'types', command: bin('tsc'), args: ['-b', '--emitDeclarationOnly'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', command: bin('oxfmt'), args: ['--check'] },
  {
    name: 'tests',
    command: process.execPath,
    args: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
      '--json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    ],
  },
];

const run = ({ command, args }: Check): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });

let passed = 0;
let failed = 0;
await rm(report, { force: true });
for (const check of checks) {
  const started = performance.now();
  console.log(`\n── ${check.name}`);
  const ok = (await run(check)) === 0;
  console.log(
    `── ${check.name}: ${ok ? 'ok' : 'failed'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (check.name !== 'tests') {
    if (ok) passed += 1;
    else failed += 1;
    continue;
  }
  const counted = existsSync(report)
    ? (JSON.parse(await readFile(report, 'utf8')) as {
        numPassedTests: number;
        numFailedTests: number;
        numRuntimeErrorTestSuites: number;
      })
    : { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
  passed += counted.numPassedTests;
  // A test file that could not even be read is a failure that no test counts.
  failed += counted.numFailedTests + counted.numRuntimeErrorTestSuites;
  if (!ok && counted.numFailedTests + counted.numRuntimeErrorTestSuites === 0) failed += 1;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
