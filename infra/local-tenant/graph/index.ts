import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';

/** Microsoft Graph v1.0, on the https server. */
export function registerGraph(_app: FastifyInstance, _core: TenantCore): void {}
