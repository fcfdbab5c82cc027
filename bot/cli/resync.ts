import { randomUUID } from 'node:crypto';
import { readConfig } from '../config.ts';
import { readEngagement } from '../engagement-file.ts';
import { followClock } from '../domain-clock.ts';
import { features, kinds } from '../features/index.ts';
import { rowsOf } from '../feature.ts';
import { createFollowing } from '../filing/follow-lists.ts';
import { createGraph } from '../graph/graph-client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { createPlaces, nameAmong } from '../graph/lists.ts';
import { createDirectory } from '../identity/directory.ts';
import { createStaff } from '../identity/staff.ts';
import { createTokenSource } from '../identity/tokens.ts';
import type { Desk } from '../intake/desk.ts';
import { createLog } from '../log.ts';
import { openStore } from '../store/database.ts';

/**
 * npm run resync: rebuilds the projection of the lists from SharePoint, and raises the counters above the highest
 * number found. Needed after a restored database; harmless at any time, also while the bot runs.
 */

const reading = readConfig(process.env);
if (!reading.ok) {
  console.error(`設定を確認してください。\n${reading.faults.map((fault) => `  - ${fault}`).join('\n')}`);
  process.exit(2);
}
const { config } = reading;
const read = await readEngagement(config.profile);
if (!read.ok) {
  console.error(
    `プロファイル ${config.profile} を使えません。npm run profile -- check ${config.profile} で確認してください。`,
  );
  process.exit(2);
}
const { settings } = read.engagement;
const log = createLog('warn');
const machineClock = (): number => Date.now();
const store = await openStore(config.database.url, 4, log);
const graph = createGraph({
  url: config.graphUrl,
  tokens: await createTokenSource(config),
  machineClock,
  pace: {
    take: () => Promise.resolve(),
    pause: (wait) => new Promise((resolve) => setTimeout(resolve, wait)),
  },
});
const { db } = store;
// What comes home reminds from now on, as the product counts time.
const domain = config.domainClockUrl
  ? await followClock(config.domainClockUrl, machineClock, log)
  : { now: machineClock, stop: () => undefined };
const directory = createDirectory({ db, graph, log, machineClock });
const places = createPlaces(graph, config.sharePointHost, settings.sites, settings.documents.library);
const staff = createStaff({ settings, db, directory, log, machineClock });
const desk: Desk = {
  settings,
  db,
  directory,
  kinds: kinds(settings),
  isNumbered: () => true,
  clock: domain.now,
  newId: randomUUID,
  log,
};
const all = features(desk, {
  graph,
  graphUrl: config.graphUrl,
  places,
  staff,
  machineClock,
  chance: () => Math.random(),
  tabLink: undefined,
});
const rows = rowsOf(all);
const { resync } = createFollowing({
  db: store.db,
  graph,
  graphUrl: config.graphUrl,
  places,
  appId: config.appId,
  log,
  machineClock,
  ...rows,
});
try {
  let total = 0;
  for (const list of rows.lists) {
    process.stdout.write(`${nameAmong(rows.lists, list)}を読み込んでいます… `);
    const found = await resync(list);
    total += found;
    console.log(`${found}件`);
  }
  console.log(`${rows.lists.length}のリストから${total}件を読み込みました。`);
} catch (error) {
  console.error(error instanceof GraphError ? `${error.message}\n${error.advice.ja}` : error);
  process.exitCode = 1;
} finally {
  domain.stop();
  await store.close();
}
