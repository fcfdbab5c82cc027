import type { FastifyInstance } from 'fastify';
import type { TenantCore } from './core.ts';

const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses a foreign Host (a rebound DNS name) and a foreign Origin: no other web page may drive the tenant. */
export function guard(app: FastifyInstance, core: TenantCore): void {
  const foreignOrigins = new Set(
    core.directory.apps().flatMap((each) => each.redirectUris.map((uri) => new URL(uri).origin)),
  );
  const ownPorts = new Set([String(core.config.peoplePort), String(core.config.apiPort)]);
  app.addHook('onRequest', async (request, reply) => {
    const host = nameAndPort(`http://${request.headers.host ?? ''}`);
    if (!host || !OWN_NAMES.has(host.name)) {
      return reply.code(421).send({ error: { code: 'misdirectedRequest', message: 'Unknown host name.' } });
    }
    const { origin } = request.headers;
    if (origin === undefined) return undefined;
    const from = nameAndPort(origin);
    if (from && OWN_NAMES.has(from.name) && ownPorts.has(from.port)) return undefined;
    if (!foreignOrigins.has(origin)) {
      return reply.code(403).send({ error: { code: 'accessDenied', message: 'Unknown origin.' } });
    }
    reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
    if (request.method !== 'OPTIONS') return undefined;
    return reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
      .code(204)
      .send();
  });
}

function nameAndPort(url: string): { name: string; port: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  return { name: hostname, port };
}

/** The person or launcher behind a control call: a session of the page, or the control key. */
export function mayControl(core: TenantCore, authorization: string | undefined): boolean {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]?.trim();
  return token !== undefined && (core.isControlKey(token) || core.sessions.check(token) !== undefined);
}
