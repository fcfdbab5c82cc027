import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';

/** The Bot Connector, on the https server. */
export function registerConnector(_app: FastifyInstance, _core: TenantCore): void {}

/** The page for people, on the http server. */
export function registerPeople(_app: FastifyInstance, _core: TenantCore): void {}
