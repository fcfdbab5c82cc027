import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  type Configuration,
} from '@azure/msal-node';
import type { Config } from '../config.ts';

/** One identity for Graph and for the bot. */
export type TokenSource = (scope: string, force?: boolean) => Promise<{ token: string; expiresOn: Date }>;

const auth = async (config: Config): Promise<Configuration['auth']> => {
  const base = {
    clientId: config.appId,
    authority: `${config.loginUrl}/${config.tenantId}`,
    knownAuthorities: [new URL(config.loginUrl).host],
  };
  const { credential } = config;
  switch (credential.kind) {
    case 'secret':
      return { ...base, clientSecret: credential.secret };
    case 'certificate': {
      const x5c = await readFile(credential.certificateFile, 'utf8');
      const body = x5c.replace(/-----[^-]+-----|\s/g, '');
      return {
        ...base,
        clientCertificate: {
          thumbprintSha256: createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex'),
          privateKey: await readFile(credential.keyFile, 'utf8'),
          x5c,
        },
      };
    }
    case 'federated': {
      const managed = new ManagedIdentityApplication({
        managedIdentityIdParams: { userAssignedClientId: credential.managedIdentityClientId },
      });
      return {
        ...base,
        clientAssertion: async () =>
          (await managed.acquireToken({ resource: 'api://AzureADTokenExchange' })).accessToken,
      };
    }
    case 'managedIdentity':
      return base;
  }
};

/** Tokens for a resource, cached by msal until shortly before they end. Throws msal's error when none is to be had. */
export const createTokenSource = async (config: Config): Promise<TokenSource> => {
  if (config.credential.kind === 'managedIdentity') {
    const managed = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: config.credential.clientId },
    });
    return async (scope, force = false) => {
      const { accessToken, expiresOn } = await managed.acquireToken({ resource: scope, forceRefresh: force });
      return { token: accessToken, expiresOn: expiresOn ?? new Date(0) };
    };
  }
  const client = new ConfidentialClientApplication({ auth: await auth(config) });
  return async (scope, force = false) => {
    const result = await client.acquireTokenByClientCredential({
      scopes: [`${scope}/.default`],
      skipCache: force,
    });
    if (!result) throw new Error('no access token was issued');
    return { token: result.accessToken, expiresOn: result.expiresOn ?? new Date(0) };
  };
};
