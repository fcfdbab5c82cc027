import { readConfig } from './config.ts';
import { startTenant } from './tenant.ts';

const config = readConfig(process.env);
const tenant = await startTenant(config);

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void tenant.stop().then(() => process.exit(0));
  });
}
console.log(JSON.stringify({ event: 'ready', people: config.peopleOrigin, api: config.apiOrigin }));
