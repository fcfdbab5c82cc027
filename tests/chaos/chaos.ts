import { parseArgs } from 'node:util';
import { runChaos } from './run-chaos.ts';

/** npm run chaos [-- --submissions 1000] [-- --seed 1] [-- --minutes 15]: ends with 1 when anything is lost or doubled. */

const { values: given } = parseArgs({
  options: {
    submissions: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '15' },
  },
});

const report = await runChaos({
  submissions: Number(given.submissions),
  seed: Number(given.seed),
  minutes: Number(given.minutes),
  tell: (line) => console.error(line),
});
const { faults, ...figures } = report;
console.log(JSON.stringify(figures));
for (const fault of faults.slice(0, 50)) console.error(`FAULT ${fault}`);
if (faults.length > 50) console.error(`… and ${faults.length - 50} more`);
console.log(faults.length ? `${faults.length} faults (seed ${given.seed})` : 'nothing lost, nothing doubled');
process.exit(faults.length ? 1 : 0);
