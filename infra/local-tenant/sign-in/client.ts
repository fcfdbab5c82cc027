import { createHash, timingSafeEqual, X509Certificate } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { TenantCore } from '../core.ts';
import type { App } from '../seed.ts';
import { missingParameter, unknownApp } from './errors.ts';
import type { Refusal } from './errors.ts';

export type Form = Record<string, string | undefined>;
export type Client = { ok: true; app: App; confidential: boolean } | { ok: false; refusal: Refusal };

/** Who is asking for a token: by secret, by an assertion that a registered certificate signed, or merely by name. */
export async function authenticateClient(
  core: TenantCore,
  form: Form,
  authorization?: string,
): Promise<Client> {
  const basic = readBasic(authorization);
  const clientId = form['client_id'] ?? basic?.id;
  if (!clientId) return { ok: false, refusal: missingParameter('client_id') };
  const app = core.directory.app(clientId);
  if (!app) return { ok: false, refusal: unknownApp(clientId, core.directory.tenant.name) };

  const assertion = form['client_assertion'];
  if (assertion !== undefined) {
    return (await isSignedBy(core, app, assertion))
      ? { ok: true, app, confidential: true }
      : {
          ok: false,
          refusal: {
            status: 401,
            error: 'invalid_client',
            code: 700027,
            description:
              'The certificate with identifier used to sign the client assertion is not registered on application, or the assertion failed validation.',
          },
        };
  }
  const secret = form['client_secret'] ?? basic?.secret;
  if (secret === undefined) return { ok: true, app, confidential: false };
  if (sameText(secret, app.secret)) return { ok: true, app, confidential: true };
  return {
    ok: false,
    refusal: {
      status: 401,
      error: 'invalid_client',
      code: 7000215,
      description: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.appId}'.`,
    },
  };
}

export const secretRequired: Refusal = {
  status: 401,
  error: 'invalid_client',
  code: 7000218,
  description:
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
};

async function isSignedBy(core: TenantCore, app: App, assertion: string): Promise<boolean> {
  const tenant = `${core.config.apiOrigin}/${core.directory.tenant.id}`;
  const audience = [`${tenant}/oauth2/v2.0/token`, core.tokens.issuer, tenant];
  for (const pem of app.certificates) {
    try {
      await jwtVerify(assertion, new X509Certificate(pem).publicKey, {
        issuer: app.appId,
        subject: app.appId,
        audience,
        clockTolerance: 300,
      });
      return true;
    } catch {
      continue;
    }
  }
  return false;
}

function readBasic(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id, ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return id ? { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) } : undefined;
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
