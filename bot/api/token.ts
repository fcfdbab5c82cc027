import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import type { Problem } from '../../shared/kernel/problem.ts';

/**
 * Who calls our own API: people's tokens of the tenant, as Teams and Office get them for the app. Everything about a
 * token is checked that the platform's documents ask for; what a person may then see is decided elsewhere.
 * Source: learn.microsoft.com/entra/identity-platform/access-tokens ("Validate tokens"), access-token-claims-reference.
 */

/** The permission that the app exposes and its clients ask for. */
export const SCOPE = 'access_as_user';

/**
 * The clients that may get a person's token for us, beside the app itself. Source: learn.microsoft.com/microsoftteams/
 * platform/tabs/how-to/authentication/tab-sso-register-aad and /office/dev/add-ins/develop/sso-in-office-add-ins.
 */
export const MICROSOFT_CLIENTS: Readonly<Record<string, string>> = {
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264': 'Teams desktop and mobile',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346': 'Teams web',
  '4765445b-32c6-49b0-83e6-1d93765276ca': 'Microsoft 365 web',
  '0ec893e0-5785-4de6-99da-4ed124e5296c': 'Microsoft 365 desktop',
  'd3590ed6-52b3-4102-aeff-aad2292ab01c': 'Microsoft 365 mobile, Outlook desktop, Office desktop',
  'bc59ab01-8403-45c6-8796-ac3ef710b3e3': 'Outlook web',
  '27922004-5251-4030-b22d-91ecd9a37ea4': 'Outlook mobile',
  '93d53678-613d-4013-afc1-62e9e444a0a5': 'Office web',
};

/** Milliseconds. */
const KEYS_KEPT = 60 * 60_000;
const KEYS_ASKED_AGAIN_AFTER = 30_000;
const METADATA_KEPT = 24 * 60 * 60_000;
const PATIENCE = 5_000;
/** Seconds by which clocks may differ. */
const TOLERANCE = 120;
/** No token of the platform is longer; what is longer is not looked at. */
const MOST_LETTERS = 16_384;

export type Caller = {
  /** Object id in the directory. */
  readonly personId: string;
  /** As the token says; only until the directory has been asked. */
  readonly name: string;
};

export type Refusal = { readonly status: 401 | 403 | 503; readonly problem: Problem };
export type Checked =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly refusal: Refusal; readonly why: string };

export type CheckToken = (authorization: string | undefined) => Promise<Checked>;

const unauthorized: Refusal = {
  status: 401,
  problem: {
    code: 'unauthorized',
    message: {
      ja: 'サインインを確認できません。何も変わっていません。画面を開き直してください。',
      en: 'Your sign-in could not be confirmed. Nothing was changed. Please open the page again.',
    },
  },
};

const foreignClient: Refusal = {
  status: 403,
  problem: {
    code: 'clientNotAllowed',
    message: {
      ja: 'このアプリからは利用できません。TeamsまたはOfficeから開いてください。',
      en: 'This app cannot be used here. Please open it from Teams or Office.',
    },
  },
};

const noScope: Refusal = {
  status: 403,
  problem: {
    code: 'scopeMissing',
    message: {
      ja: 'このアプリの利用が許可されていません。管理者に、アプリの同意をご確認ください。',
      en: 'Using this app has not been consented to. Please ask your administrator.',
    },
  },
};

const cannotCheck: Refusal = {
  status: 503,
  problem: {
    code: 'signInUnavailable',
    message: {
      ja: 'ただいまサインインを確認できません。何も変わっていません。少し待ってからもう一度お試しください。',
      en: 'Sign-in cannot be confirmed just now. Nothing was changed. Please try again in a moment.',
    },
  },
};

const refuse = (refusal: Refusal, why: string): Checked => ({ ok: false, refusal, why });

const metadata = z.object({ issuer: z.string().min(1), jwks_uri: z.url() });

const person = z.object({
  tid: z.string(),
  oid: z.guid(),
  azp: z.string(),
  ver: z.literal('2.0'),
  scp: z.string().default(''),
  idtyp: z.string().default('user'),
  name: z.string().default(''),
});

type Options = {
  /** https://login.microsoftonline.com or another cloud's. */
  readonly loginUrl: string;
  readonly tenantId: string;
  readonly appId: string;
  /** What tokens for us are issued to, beside the app id: the resource that the app package names. */
  readonly audiences?: readonly string[];
  /** Further client ids of the tenant's own. */
  readonly clients?: readonly string[];
  /** Tokens live on machine time. */
  readonly machineClock: () => number;
};

type Authority = { readonly issuer: string; readonly keys: RemoteJWKSet; readonly until: number };

/** The authority could not be asked, or what it answered cannot be used. */
class NoAuthority extends Error {}

export const createTokenCheck = ({
  loginUrl,
  tenantId,
  appId,
  audiences = [],
  clients = [],
  machineClock,
}: Options): CheckToken => {
  const allowed = new Set(
    [appId, ...clients, ...Object.keys(MICROSOFT_CLIENTS)].map((id) => id.toLowerCase()),
  );
  let known: Authority | undefined;
  let asking: Promise<Authority> | undefined;

  const ask = async (): Promise<Authority> => {
    try {
      const response = await fetch(`${loginUrl}/${tenantId}/v2.0/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(PATIENCE),
        redirect: 'error',
      });
      const { issuer, jwks_uri: uri } = metadata.parse(await response.json());
      // A tenant's own metadata names the tenant: never the template of all tenants.
      if (!issuer.toLowerCase().includes(tenantId.toLowerCase())) throw new Error('a foreign issuer');
      const keys = createRemoteJWKSet(new URL(uri), {
        cacheMaxAge: KEYS_KEPT,
        cooldownDuration: KEYS_ASKED_AGAIN_AFTER,
        timeoutDuration: PATIENCE,
      });
      return { issuer, keys, until: machineClock() + METADATA_KEPT };
    } catch (error) {
      throw new NoAuthority('the sign-in authority could not be asked', { cause: error });
    }
  };

  /** What was known is used on while the authority does not answer. */
  const authority = async (): Promise<Authority> => {
    if (known && machineClock() < known.until) return known;
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    try {
      known = await asking;
    } catch (error) {
      if (!known) throw error;
    }
    return known;
  };

  const judge = (claims: JWTPayload): Checked => {
    const read = person.safeParse(claims);
    if (!read.success) return refuse(unauthorized, 'claims');
    const { tid, oid, azp, scp, idtyp, name } = read.data;
    if (tid.toLowerCase() !== tenantId.toLowerCase()) return refuse(unauthorized, 'tenant');
    if (!allowed.has(azp.toLowerCase())) return refuse(foreignClient, 'client');
    // An application's own token carries roles and no scope; nobody is behind it.
    if (idtyp === 'app' || !scp.split(' ').includes(SCOPE)) return refuse(noScope, 'scope');
    return { ok: true, caller: { personId: oid.toLowerCase(), name } };
  };

  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined || token.length > MOST_LETTERS) return refuse(unauthorized, 'noToken');
    try {
      const { issuer, keys } = await authority();
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: [appId, `api://${appId}`, ...audiences],
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'nbf', 'iat'],
        clockTolerance: TOLERANCE,
        currentDate: new Date(machineClock()),
      });
      return judge(payload);
    } catch (error) {
      if (error instanceof NoAuthority || isNoAnswer(error)) return refuse(cannotCheck, 'noAuthority');
      if (error instanceof errors.JOSEError) return refuse(unauthorized, error.code);
      throw error;
    }
  };
};

/** The keys could not be fetched: a fault of the network or the authority, not of the token. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  (error instanceof TypeError && error.message === 'fetch failed');
