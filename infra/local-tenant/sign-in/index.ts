import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';

/** OpenID Connect and the Bot Framework's key metadata, on the https server. */
export function registerSignIn(_app: FastifyInstance, _core: TenantCore): void {}
