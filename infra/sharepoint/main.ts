import { readConfig } from '../../bot/config.ts';
import { readEngagement } from '../../bot/engagement-file.ts';
import { lists } from '../../bot/features/index.ts';
import { createGraph } from '../../bot/graph/graph-client.ts';
import { GraphError } from '../../bot/graph/graph-error.ts';
import { createPlaces } from '../../bot/graph/lists.ts';
import { createTokenSource } from '../../bot/identity/tokens.ts';
import { adviceOn, provision } from './provision.ts';

/** npm run provision [-- --dry-run]: with the credentials of the environment, which need Sites.Manage.All for this. */

const dryRun = process.argv.includes('--dry-run');
// Provisioning touches no database; the rest of the configuration is the bot's own.
const reading = readConfig({ DATABASE_URL: 'postgresql://none', ...process.env });
if (!reading.ok) {
  console.error(`設定を確認してください。\n${reading.faults.map((fault) => `  - ${fault}`).join('\n')}`);
  process.exit(2);
}
const { config } = reading;
const engagement = await readEngagement(config.profile);
if (!engagement.ok) {
  console.error(
    `プロファイル ${config.profile} を使えません。npm run profile -- check ${config.profile} で確認してください。`,
  );
  process.exit(2);
}
const { settings } = engagement.engagement;
const pause = (wait: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, wait));
const graph = createGraph({
  url: config.graphUrl,
  tokens: await createTokenSource(config),
  machineClock: () => Date.now(),
  pace: {
    take: () => Promise.resolve(),
    // provision() waits by itself.
    pause: () => Promise.resolve(),
  },
});

try {
  const { steps, isRefused } = await provision(
    {
      graph,
      places: createPlaces(graph, config.sharePointHost, settings.sites, settings.documents.library),
      lists: lists(settings),
      library: settings.documents.library,
      say: (line) => console.log(line),
      pause,
    },
    dryRun,
  );
  if (isRefused) process.exitCode = 1;
  else
    console.log(
      steps === 0
        ? '変更はありません。'
        : dryRun
          ? `${steps}件を行う予定です（--dry-run）。`
          : `${steps}件を行いました。`,
    );
} catch (error) {
  console.error(
    error instanceof GraphError
      ? `${error.message}\n${adviceOn(error)}`
      : error instanceof Error
        ? error.message
        : error,
  );
  process.exitCode = 1;
}
