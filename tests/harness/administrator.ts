import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { apiUrl } from '../../infra/local-product.ts';
import { keptSecrets } from '../../infra/data-folder.ts';
import { localIdentity } from '../../infra/seed-from-profile.ts';
import type { Product } from './product.ts';

/** Somebody who manages the sites and changes a list's columns by hand, as SharePoint's settings page would. */

type Call = (
  method: string,
  route: string,
  body?: string,
  headers?: Record<string, string>,
) => Promise<unknown>;

const caller =
  (product: Product): Call =>
  (method, route, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const ca = readFileSync(path.join(product.local.folder, 'certificate', 'authority.pem'));
      const sent = request(`${apiUrl(product.local)}${route}`, { method, headers, ca }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          if ((response.statusCode ?? 500) >= 400)
            reject(new Error(`${method} ${route}: ${response.statusCode} ${text}`));
          else resolve(text === '' ? undefined : JSON.parse(text));
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });

/** @returns changes a column of a kind's list; the facets as Graph's columnDefinition names them */
export const administratorOf = async (
  product: Product,
): Promise<(kind: 'consultation' | 'incident', column: string, change: object) => Promise<void>> => {
  const { settings, folder } = product.local;
  const { tenantId, provisionerId, sharePointHost } = localIdentity(settings);
  const call = caller(product);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: provisionerId,
    client_secret: (await keptSecrets(folder)).provisioner,
    scope: `${apiUrl(product.local)}/.default`,
  }).toString();
  const { access_token: token } = (await call('POST', `/${tenantId}/oauth2/v2.0/token`, form, {
    'content-type': 'application/x-www-form-urlencoded',
  })) as { access_token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return async (kind, column, change) => {
    const { site, list } = settings[kind];
    const { id } = (await call(
      'GET',
      `/v1.0/sites/${sharePointHost}:/sites/${settings.sites[site]}?$select=id`,
      undefined,
      headers,
    )) as { id: string };
    await call(
      'PATCH',
      `/v1.0/sites/${id}/lists/${encodeURIComponent(list)}/columns/${column}`,
      JSON.stringify(change),
      headers,
    );
  };
};
