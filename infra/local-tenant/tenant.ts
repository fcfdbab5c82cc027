import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { TenantConfig } from './config.ts';
import { registerClock, registerControl } from './control.ts';
import { createCore } from './core.ts';
import type { TenantCore } from './core.ts';
import { registerGraph } from './graph/index.ts';
import { guard } from './guard.ts';
import { registerSignIn } from './sign-in/index.ts';
import { registerConnector, registerPeople } from './teams/index.ts';

export type Tenant = { core: TenantCore; stop(): Promise<void> };

/** Starts the whole tenant in this process; resolves when both servers listen, rejects when one cannot. */
export async function startTenant(config: TenantConfig): Promise<Tenant> {
  const core = await createCore(config);
  const https = { cert: readFileSync(config.certificateFile), key: readFileSync(config.keyFile) };
  // Open streams (clock, chat) would keep a closing server waiting for ever.
  const common = {
    forceCloseConnections: true,
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 2000 },
  };
  const api = fastify({ ...common, https }) as unknown as FastifyInstance;
  const people: FastifyInstance = fastify(common);

  for (const app of [api, people]) {
    guard(app, core);
    app.addHook('onError', (_request, _reply, error, done) => {
      core.log.warn({ err: error }, 'request failed');
      done();
    });
  }
  registerClock(api, core);
  registerSignIn(api, core);
  registerGraph(api, core);
  registerConnector(api, core);
  registerControl(people, core);
  registerPeople(people, core);

  const stop = async (): Promise<void> => {
    await Promise.all([api.close(), people.close()]);
    await core.close();
  };
  try {
    await Promise.all([
      api.listen({ host: 'localhost', port: config.apiPort }),
      people.listen({ host: 'localhost', port: config.peoplePort }),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { core, stop };
}
