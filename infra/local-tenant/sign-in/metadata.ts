import type { FastifyInstance } from 'fastify';
import type { TenantCore } from '../core.ts';
import { BOT_ISSUER } from '../tokens.ts';

/** The documents by which libraries find keys and endpoints. */
export function registerMetadata(app: FastifyInstance, core: TenantCore): void {
  const { apiOrigin } = core.config;
  const tenant = `${apiOrigin}/${core.directory.tenant.id}`;
  const configuration = {
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: core.tokens.issuer,
    request_uri_parameter_supported: false,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'name',
      'oid',
      'preferred_username',
      'tid',
      'ver',
      'nonce',
    ],
    tenant_region_scope: null,
    cloud_instance_name: 'localhost',
  };
  app.get('/:tenant/v2.0/.well-known/openid-configuration', () => configuration);
  app.get('/:tenant/.well-known/openid-configuration', () => configuration);
  app.get('/:tenant/discovery/v2.0/keys', () => core.tokens.jwks('sign-in'));
  app.get('/common/discovery/instance', () => ({
    tenant_discovery_endpoint: `${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [
      {
        preferred_network: new URL(apiOrigin).host,
        preferred_cache: new URL(apiOrigin).host,
        aliases: [new URL(apiOrigin).host],
      },
    ],
  }));

  app.get('/botframework/v1/.well-known/openidconfiguration', () => ({
    issuer: BOT_ISSUER,
    authorization_endpoint: 'https://invalid.botframework.com',
    jwks_uri: `${apiOrigin}/botframework/v1/.well-known/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  }));
  app.get('/botframework/v1/.well-known/keys', () => core.tokens.jwks('bot'));
}
