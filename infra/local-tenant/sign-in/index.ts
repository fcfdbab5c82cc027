import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';
import { registerAuthorize } from './authorize.ts';
import { authenticateClient } from './client.ts';
import type { Form } from './client.ts';
import { missingParameter, refuse, unknownTenant } from './errors.ts';
import { authorizationCode, clientCredentials, openRefreshTokens, refreshToken } from './grants.ts';
import type { Codes, Granted } from './grants.ts';
import { registerMetadata } from './metadata.ts';

/** OpenID Connect and the Bot Framework's key metadata, on the https server. */
export function registerSignIn(app: FastifyInstance, core: TenantCore): void {
  openRefreshTokens(core);
  const codes: Codes = new Map();
  const { tenant } = core.directory;

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => {
        done(null, Object.fromEntries(new URLSearchParams(String(body))));
      },
    );
    scope.addHook<{ Params: { tenant?: string } }>('preHandler', async (request, reply) => {
      const named = request.params.tenant?.toLowerCase();
      if (named === undefined || named === tenant.id.toLowerCase() || named === tenant.domain.toLowerCase())
        return undefined;
      return refuse(reply, unknownTenant(request.params.tenant ?? ''));
    });
    registerMetadata(scope, core);
    registerAuthorize(scope, core, codes);

    scope.post<{ Body: Form | null }>('/:tenant/oauth2/v2.0/token', async (request, reply) => {
      const form = request.body ?? {};
      const correlation = request.headers['client-request-id']?.toString() ?? form['client-request-id'];
      reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
      const grantType = form['grant_type'];
      if (!grantType) return refuse(reply, missingParameter('grant_type'), correlation);
      const client = await authenticateClient(core, form, request.headers.authorization);
      if (!client.ok) return refuse(reply, client.refusal, correlation);
      const granted = await grant(core, codes, grantType, form, client);
      return granted.ok ? reply.send(granted.body) : refuse(reply, granted.refusal, correlation);
    });
  });
}

async function grant(
  core: TenantCore,
  codes: Codes,
  type: string,
  form: Form,
  client: Parameters<typeof clientCredentials>[2],
): Promise<Granted> {
  switch (type) {
    case 'client_credentials':
      return clientCredentials(core, form, client);
    case 'authorization_code':
      return authorizationCode(core, codes, form, client);
    case 'refresh_token':
      return refreshToken(core, form, client);
    default:
      return {
        ok: false,
        refusal: {
          status: 400,
          error: 'unsupported_grant_type',
          code: 70003,
          description: `The app requested an unsupported grant type '${type}'.`,
        },
      };
  }
}
