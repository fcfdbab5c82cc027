import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importJWK, SignJWT } from 'jose';
import type { JWK } from 'jose';
import { apiUrl } from '../../infra/local-product.ts';
import { signIn } from '../../infra/local-people.ts';
import { localIdentity } from '../../infra/seed-from-profile.ts';
import { rowsOf } from '../chaos/graph-rows.ts';
import { startProduct, type Product } from '../harness/product.ts';
import type { Figure } from './figures.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { startHelper } from './processes.ts';

/**
 * Graph is down while thousands hand in; then it is back, and everything has to be filed exactly once, in few requests,
 * in the time that SharePoint's resource units allow, without being told once to slow down.
 */

export type DrainOptions = {
  readonly submissions: number;
  /** Milliseconds that every batch takes on its way, as the real service does; none by default. */
  readonly slowBatches?: number;
};

/** A tenant of 50,000 licences and more. Source: "Avoid getting throttled or blocked in SharePoint Online". */
const UNITS_PER_MINUTE = 6_250;
const UNITS_PER_ROW = 2;
const MOST_MINUTES = 6;

type Use = { readonly throttled: number; readonly mostUnitsInAMinute: number; readonly units: number };

/** Signs as the local tenant does for what it hands on. */
const channelToken = async (product: Product, serviceUrl: string): Promise<string> => {
  const { bot } = JSON.parse(
    readFileSync(path.join(product.local.folder, 'tenant', 'keys.json'), 'utf8'),
  ) as { bot: JWK };
  return new SignJWT({ serviceurl: serviceUrl })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: bot.kid ?? '' })
    .setIssuer('https://api.botframework.com')
    .setAudience(localIdentity(product.local.settings).appId)
    .setIssuedAt()
    .setExpirationTime('1 hour')
    .sign(await importJWK(bot, 'RS256'));
};

const exchanges = (trace: string): number =>
  readFileSync(path.join(trace, 'graph.jsonl'), 'utf8').split('\n').length - 1;

const now = async (product: Product): Promise<number> =>
  Number((await product.query('select extract(epoch from clock_timestamp()) * 1000 as now'))[0]?.['now']);

const waitUntilFiled = async (product: Product): Promise<void> => {
  const end = performance.now() + MOST_MINUTES * 60_000;
  for (;;) {
    const [row] = await product.query("select count(*)::int as left from filing where status <> 'filed'");
    if (row?.['left'] === 0) return;
    if (performance.now() > end) throw new Error(`${String(row?.['left'])} rows are not filed`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

/** Hands in as a working day would: everybody once before the outage, so that people and groups are known; then many. */
const handIn = async (
  product: Product,
  submissions: number,
): Promise<{ readonly before: number; readonly during: LoadResult }> => {
  const serviceUrl = `${apiUrl(product.local)}/teams/`;
  const identity = localIdentity(product.local.settings);
  const sections = new Set(product.local.settings.sections.map(({ name }) => name.ja));
  const people = product.people.filter(({ department }) => sections.has(department ?? ''));
  for (const account of people) await (await signIn(product.base, account)).personalChat();
  const order: LoadOrder = {
    url: `http://127.0.0.1:${product.local.botPort}/api/messages`,
    scene: { serviceUrl, tenantId: identity.tenantId, appId: identity.appId },
    token: await channelToken(product, serviceUrl),
    turn: 'submit',
    connections: 10,
    turns: people.length,
    people: people.map(({ id }) => id),
  };
  const load = startHelper('load.ts');
  try {
    const before = await load.ask<LoadResult>(order);
    await waitUntilFiled(product);
    await product.control('POST', 'faults', { id: 'down', area: 'graph', kind: 'drop' });
    const during = await load.ask<LoadResult>({ ...order, turns: submissions });
    for (const { wrong, example } of [before, during])
      if (wrong) throw new Error(`${wrong} were refused: ${example}`);
    return { before: before.turns, during };
  } finally {
    await load.stop();
  }
};

export const measureDrain = async ({
  submissions,
  slowBatches,
}: DrainOptions): Promise<readonly Figure[]> => {
  const trace = mkdtempSync(path.join(tmpdir(), 'cio-desk-trace-'));
  const product = await startProduct({
    trace,
    environment: {
      TENANT_TIER: '60000',
      SHAREPOINT_RESOURCE_UNITS_PER_MINUTE: String(UNITS_PER_MINUTE),
      FOLLOW_LISTS_SECONDS: '20',
    },
  });
  try {
    const accepted = await handIn(product, submissions);
    console.error(
      `${accepted.during.turns} accepted at ${accepted.during.perSecond.toFixed(0)} a second, Graph is back`,
    );
    if (slowBatches !== undefined)
      await product.control('POST', 'faults', {
        area: 'graph',
        kind: 'slow',
        path: '/sites/',
        method: 'POST',
        delayMs: slowBatches,
      });
    const before = exchanges(trace);
    const start = await now(product);
    await product.control('DELETE', 'faults/down');
    await waitUntilFiled(product);
    const [last] = await product.query('select extract(epoch from max(filed_at)) * 1000 as at from filing');
    const seconds = (Number(last?.['at']) - start) / 1_000;
    const requests = exchanges(trace) - before;
    const { settings } = product.local;
    const rows = await rowsOf(product, settings.sites.cases, settings.consultation.list);
    const distinct = new Set(rows.map(({ submissionId }) => submissionId)).size;
    const all = accepted.before + accepted.during.turns;
    if (rows.length !== all || distinct !== all)
      throw new Error(`${all} accepted, ${rows.length} rows, ${distinct} of them different`);
    const status = await product.control<{ graph: { apps: Record<string, Use> } }>('GET', 'status');
    const use = status.graph.apps[localIdentity(settings).appId];
    const allowed = ((submissions * UNITS_PER_ROW) / UNITS_PER_MINUTE) * 60;
    const name = slowBatches === undefined ? '' : `, ${slowBatches} ms a batch`;
    return [
      {
        name: `drain of ${submissions}${name}`,
        unit: 's',
        measured: seconds,
        reference: allowed,
        ratio: seconds / allowed,
        aim: { kind: 'most', value: 1.1 },
      },
      {
        name: `requests a row${name}`,
        unit: '',
        measured: requests / submissions,
        aim: { kind: 'most', value: 0.06 },
      },
      {
        name: `told to slow down${name}`,
        unit: '429',
        measured: use?.throttled ?? Number.NaN,
        aim: { kind: 'most', value: 0 },
      },
      {
        name: `units in the fullest minute${name}`,
        unit: 'RU',
        measured: use?.mostUnitsInAMinute ?? Number.NaN,
        reference: UNITS_PER_MINUTE,
      },
    ];
  } finally {
    await product.stop();
    rmSync(trace, { recursive: true, force: true });
  }
};
