import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMet, table, type Figure } from './figures.ts';
import { measureDocuments } from './documents.ts';
import { measureDrain } from './drain.ts';
import { measurePane } from './pane.ts';
import { measureReminders } from './reminders.ts';
import { measureMemory, measureStart } from './rest.ts';
import { measureSyncs } from './syncs.ts';
import { measureTurns } from './turns.ts';

/**
 * npm run bench [-- --only turns|drain|slow-drain|memory|start|documents|pane|syncs] [-- --rounds 5] [-- --submissions 5000] [-- --json file]:
 * what the product costs, as ratios.
 */

const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    submissions: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
  },
});

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  turns: () => measureTurns({ rounds: Number(given.rounds), seconds: Number(given.seconds) }),
  drain: () => measureDrain({ submissions: Number(given.submissions) }),
  memory: measureMemory,
  start: measureStart,
  reminders: measureReminders,
  documents: () => measureDocuments(Number(given.rounds)),
  syncs: measureSyncs,
  pane: () => measurePane(Number(given.rounds)),
  'slow-drain': () => measureDrain({ submissions: Number(given.submissions), slowBatches: 1_000 }),
};

const chosen = Object.entries(benches).filter(([name]) => given.only === undefined || name === given.only);
if (chosen.length === 0) {
  console.error(`--only: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const [name, measure] of chosen) {
  console.error(`== ${name}`);
  figures.push(...(await measure()));
}
console.log(table(figures));
if (given.json)
  writeFileSync(
    given.json,
    `${JSON.stringify({ node: process.version, figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })) }, undefined, 2)}\n`,
  );
