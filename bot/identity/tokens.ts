import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  ServerError,
  type Configuration,
} from '@azure/msal-node';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

/** One identity for Graph and for the bot. */
export type TokenSource = (scope: string, force?: boolean) => Promise<{ token: string; expiresOn: Date }>;

/** The app's own sign-in is impossible before somebody mends its credentials; the message says what to look at. */
export class SignInRefused extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'SignInRefused';
  }
}

const WHAT_TO_CHECK: Readonly<Record<Config['credential']['kind'], string>> = {
  secret: 'MICROSOFT_APP_SECRET の値（IDではありません）と、その有効期限を確認してください。',
  certificate:
    'MICROSOFT_APP_CERTIFICATE_FILE の証明書がアプリの登録にあること、その有効期限、MICROSOFT_APP_CERTIFICATE_KEY_FILE がその秘密鍵であることを確認してください。',
  federated: 'アプリの登録のフェデレーション資格情報と、マネージド ID のクライアント ID を確認してください。',
  managedIdentity: 'MICROSOFT_MANAGED_IDENTITY_CLIENT_ID を確認してください。',
};

/** An answer of the sign-in service that says no; a service that does not answer is no refusal. */
const refusalOf = (error: unknown, { credential, appId }: Config): unknown => {
  if (!(error instanceof ServerError)) return error;
  const code = /AADSTS\d+/.exec(error.errorMessage)?.[0] ?? error.errorCode;
  return new SignInRefused(
    `Microsoft Entra が、アプリ ${appId} のサインインを受け付けませんでした（${code}）。${WHAT_TO_CHECK[credential.kind]}`,
    error,
  );
};

const readCredential = async (name: string, file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SignInRefused(`${name} のファイル ${file} を読めません。`, error);
  }
};

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
      const x5c = await readCredential('MICROSOFT_APP_CERTIFICATE_FILE', credential.certificateFile);
      const body = x5c.replace(/-----[^-]+-----|\s/g, '');
      return {
        ...base,
        clientCertificate: {
          thumbprintSha256: createHash('sha256').update(Buffer.from(body, 'base64')).digest('hex'),
          privateKey: await readCredential('MICROSOFT_APP_CERTIFICATE_KEY_FILE', credential.keyFile),
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

/**
 * Tokens for a resource, cached by msal until shortly before they end. Throws SignInRefused when the app is refused,
 * msal's error when the sign-in service does not answer.
 */
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
    const result = await client
      .acquireTokenByClientCredential({ scopes: [`${scope}/.default`], skipCache: force })
      .catch((error: unknown) => {
        throw refusalOf(error, config);
      });
    if (!result) throw new Error('no access token was issued');
    return { token: result.accessToken, expiresOn: result.expiresOn ?? new Date(0) };
  };
};

/** Signs in once at the start, so that wrong credentials are told at once; a service that is down is met again later. */
export const signInOnce = async (tokens: TokenSource, scope: string, log: Log): Promise<void> => {
  try {
    await tokens(scope);
  } catch (error) {
    if (error instanceof SignInRefused) throw error;
    log.warn({ err: error }, 'the sign-in service did not answer; asked again when a token is needed');
  }
};
