import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TenantCore } from '../core.ts';
import type { App } from '../seed.ts';
import type { Form } from './client.ts';
import { missingParameter, refuse, unknownApp } from './errors.ts';
import type { Codes } from './grants.ts';
import { page } from './page.ts';

const CODE_MINUTES = 10;

/** The sign-in page: one picks a person of the tenant. There are no passwords to know or to lose here. */
export function registerAuthorize(app: FastifyInstance, core: TenantCore, codes: Codes): void {
  const path = '/:tenant/oauth2/v2.0/authorize';

  app.get<{ Querystring: Form }>(path, (request, reply) => {
    const asked = read(core, request.query, reply);
    if (!asked) return reply;
    const hint = request.query['login_hint'];
    const hinted = hint === undefined ? undefined : core.directory.user(hint);
    if (request.query['prompt'] === 'none') {
      return hinted
        ? issue(codes, asked, hinted.id, reply)
        : leave(reply, asked, {
            error: 'login_required',
            error_description: 'AADSTS50058: A silent sign-in request was sent but no user is signed in.',
          });
    }
    return reply.type('text/html; charset=utf-8').send(page(core, asked.app, request.query, hinted));
  });

  app.post<{ Body: Form }>(path, (request, reply) => {
    const asked = read(core, request.body, reply);
    if (!asked) return reply;
    const user = core.directory.user(request.body['user'] ?? '');
    if (!user) {
      return leave(reply, asked, {
        error: 'access_denied',
        error_description: 'AADSTS50034: The user account does not exist in the directory.',
      });
    }
    return issue(codes, asked, user.id, reply);
  });
}

type Asked = { app: App; redirectUri: string; form: Form };

function read(core: TenantCore, form: Form, reply: FastifyReply): Asked | undefined {
  const { client_id: clientId, redirect_uri: redirectUri, response_type: responseType } = form;
  const missing = !clientId
    ? 'client_id'
    : !redirectUri
      ? 'redirect_uri'
      : !responseType
        ? 'response_type'
        : undefined;
  if (!clientId || !redirectUri || missing) {
    void refuse(reply, missingParameter(missing ?? 'client_id'));
    return undefined;
  }
  const app = core.directory.app(clientId);
  if (!app) {
    void refuse(reply, unknownApp(clientId, core.directory.tenant.name));
    return undefined;
  }
  // Never send a code to an address that was not registered.
  if (!app.redirectUris.includes(redirectUri)) {
    void refuse(reply, {
      status: 400,
      error: 'invalid_request',
      code: 50011,
      description: `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.appId}'.`,
    });
    return undefined;
  }
  return { app, redirectUri, form };
}

function issue(codes: Codes, asked: Asked, userId: string, reply: FastifyReply): FastifyReply {
  const { form } = asked;
  const code = randomBytes(32).toString('base64url');
  const challenge = form['code_challenge'];
  codes.set(code, {
    appId: asked.app.appId,
    userId,
    redirectUri: asked.redirectUri,
    scope: form['scope'] ?? 'openid',
    ...(form['nonce'] === undefined ? {} : { nonce: form['nonce'] }),
    ...(challenge === undefined
      ? {}
      : {
          challenge: {
            value: challenge,
            method: form['code_challenge_method'] === 'S256' ? 'S256' : 'plain',
          },
        }),
    expires: Date.now() + CODE_MINUTES * 60_000,
  });
  return leave(reply, asked, { code });
}

function leave(reply: FastifyReply, asked: Asked, answer: Record<string, string>): FastifyReply {
  const state = asked.form['state'];
  const values = new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) });
  const target = new URL(asked.redirectUri);
  if (asked.form['response_mode'] === 'fragment') target.hash = values.toString();
  else for (const [name, value] of values) target.searchParams.set(name, value);
  return reply.redirect(target.href, 302);
}
