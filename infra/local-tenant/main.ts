import { readConfig } from './config.ts';
import { startTenant } from './tenant.ts';

const config = readConfig(process.env);
const tenant = await startTenant(config);

let stopping = false;
// `disconnect`: whoever started it is gone, however it went.
for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  process.on(event, () => {
    if (stopping) return;
    stopping = true;
    void tenant.stop().then(() => process.exit(0));
  });
}
console.log(JSON.stringify({ event: 'ready', people: config.peopleOrigin, api: config.apiOrigin }));
