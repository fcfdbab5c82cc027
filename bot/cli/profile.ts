/** npm run profile -- check FILE|ID · list · schema */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultLine } from '../../shared/engagements/fault.ts';
import { engagementJsonSchemaText } from '../../shared/engagements/json-schema.ts';
import { fiscalYearLabel } from '../../shared/kernel/fiscal-year.ts';
import { engagementIds, readEngagement } from '../engagement-file.ts';
import { profileSummary } from './profile-summary.ts';
import { tableLines } from './table.ts';

const USAGE = `使い方:
  npm run profile -- check 名前    プロファイルを確かめ、内容を示す（YAMLファイルのパスでもよい）
  npm run profile -- list          プロファイルの一覧（名前が分かる）
  npm run profile -- schema        エディター用のJSON Schemaを書き直す

終了コード: 0 問題なし、1 問題あり、2 使い方の誤り`;

const SCHEMA_FILE = fileURLToPath(
  new URL('../../shared/engagements/engagement.schema.generated.json', import.meta.url),
);

async function check(idOrPath: string): Promise<number> {
  const read = await readEngagement(idOrPath);
  if (read.ok) {
    console.log(`${profileSummary(read.engagement)}\n\n${shortPath(read.file)} に問題はありません。`);
    return 0;
  }
  if (read.reason === 'unreadable') {
    console.error(read.message);
    return 1;
  }
  for (const fault of read.faults) console.error(faultLine(shortPath(read.file), fault));
  console.error(`\n${read.faults.length}件の問題があります。`);
  return 1;
}

async function list(): Promise<number> {
  const rows: string[][] = [];
  for (const id of await engagementIds()) {
    const read = await readEngagement(id);
    if (read.ok) {
      const { client, fiscalYear, name } = read.engagement.settings;
      rows.push([id, client.name.ja, fiscalYearLabel(fiscalYear, 'ja'), name.ja]);
    } else {
      const trouble = read.reason === 'faulty' ? `${read.faults.length}件の問題があります` : read.message;
      rows.push([id, '', '', trouble]);
    }
  }
  console.log(tableLines(rows).join('\n'));
  return 0;
}

async function schema(): Promise<number> {
  await writeFile(SCHEMA_FILE, engagementJsonSchemaText());
  console.log(`${shortPath(SCHEMA_FILE)} を書きました。`);
  return 0;
}

/** As the reader would type it: relative where the file lies below the working directory. */
function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

function usage(trouble: string): number {
  console.error(`${trouble}\n\n${USAGE}`);
  return 2;
}

async function run([command, ...rest]: readonly string[]): Promise<number> {
  const [target] = rest;
  switch (command) {
    case 'check':
      if (target === undefined)
        return usage('どのプロファイルを確かめるか、名前かファイルを指定してください。');
      return rest.length > 1 ? usage('一度に確かめるプロファイルは一つです。') : check(target);
    case 'list':
      return rest.length > 0 ? usage('list に続く語は要りません。') : list();
    case 'schema':
      return rest.length > 0 ? usage('schema に続く語は要りません。') : schema();
    case 'help':
    case '--help':
      console.log(USAGE);
      return 0;
    case undefined:
      return usage('することを指定してください。');
    default:
      return usage(`「${command}」という使い方はありません。`);
  }
}

process.exitCode = await run(process.argv.slice(2));
