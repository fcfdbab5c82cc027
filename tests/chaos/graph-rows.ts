import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import path from 'node:path';
import { keptSecrets } from '../../infra/data-folder.ts';
import { apiUrl } from '../../infra/local-product.ts';
import { localIdentity } from '../../infra/seed-from-profile.ts';
import type { Product } from '../harness/product.ts';

/** Counts rows where they ended up: over Graph, with the administrator's token, past everything the bot believes. */

export type GraphRow = { readonly title: string; readonly submissionId: string };

type Call = { readonly method?: string; readonly headers?: Record<string, string>; readonly body?: string };

const fetchJson = <T>(url: string, ca: Buffer, { method = 'GET', headers = {}, body }: Call): Promise<T> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, ca }, (response) => {
      response.setEncoding('utf8');
      let text = '';
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if ((response.statusCode ?? 0) < 300) resolve(JSON.parse(text) as T);
        else reject(new Error(`${method} ${url}: ${response.statusCode} ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });

export const rowsOf = async (
  { local }: Pick<Product, 'local'>,
  site: string,
  list: string,
): Promise<readonly GraphRow[]> => {
  const ca = readFileSync(path.join(local.folder, 'certificate', 'authority.pem'));
  const identity = localIdentity(local.settings);
  const api = apiUrl(local);
  const { access_token: token } = await fetchJson<{ access_token: string }>(
    `${api}/${identity.tenantId}/oauth2/v2.0/token`,
    ca,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: identity.provisionerId,
        client_secret: (await keptSecrets(local.folder)).provisioner,
        scope: `${api}/.default`,
      }).toString(),
    },
  );
  const get = <T>(url: string): Promise<T> =>
    fetchJson<T>(url, ca, { headers: { authorization: `Bearer ${token}` } });
  const { id } = await get<{ id: string }>(`${api}/v1.0/sites/${identity.sharePointHost}:/sites/${site}`);
  const rows: GraphRow[] = [];
  let next: string | undefined =
    `${api}/v1.0/sites/${id}/lists/${encodeURIComponent(list)}/items?$expand=fields($select=Title,SubmissionId)&$top=500`;
  while (next !== undefined) {
    const page: {
      value: { fields?: { Title?: string; SubmissionId?: string } }[];
      '@odata.nextLink'?: string;
    } = await get(next);
    rows.push(
      ...page.value.map(({ fields = {} }) => ({
        title: fields.Title ?? '',
        submissionId: fields.SubmissionId ?? '',
      })),
    );
    next = page['@odata.nextLink'];
  }
  return rows;
};
