import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holds, parseFilter } from '../../../infra/local-tenant/graph/filter.ts';
import type { Filter, Literal } from '../../../infra/local-tenant/graph/filter.ts';
import { ADMIN, look, rows, start, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let list: string;

beforeAll(async () => {
  tenant = await start({ TENANT_TIER: 'unlimited' });
  const made = await tenant.graph(ADMIN, 'POST', '/sites/localhost:/sites/cases:/lists', {
    body: {
      displayName: 'Numbers',
      list: { template: 'genericList' },
      columns: [
        { name: 'Word', text: {}, indexed: true },
        { name: 'Rank', number: {}, indexed: true },
        { name: 'Plain', text: {} },
        { name: 'WordPlain', text: {} },
        { name: 'RankPlain', number: {} },
        { name: 'Day', dateTime: { format: 'dateTime' }, indexed: true },
        { name: 'Done', boolean: {}, indexed: true },
      ],
    },
  });
  list = `/sites/localhost:/sites/cases:/lists/${String(made.body['id'])}`;
});
afterAll(() => tenant.stop());

const query = (options: Record<string, string>, headers: Record<string, string> = {}): Promise<Reply> =>
  tenant.graph(WORKER, 'GET', `${list}/items?${new URLSearchParams(options).toString()}`, { headers });
const error = (reply: Reply): unknown => [reply.status, look(reply.body, 'error', 'code')];
const ids = (reply: Reply): number[] => rows(reply).map((each) => Number(each['id']));
const MAY_FAIL = { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };

async function fill(fields: Json[]): Promise<void> {
  for (let at = 0; at < fields.length; at += 20) {
    const reply = await tenant.graph(WORKER, 'POST', '/$batch', {
      body: {
        requests: fields.slice(at, at + 20).map((each, index) => ({
          id: String(index),
          method: 'POST',
          url: `${list}/items`,
          headers: { 'Content-Type': 'application/json' },
          body: { fields: each },
        })),
      },
    });
    expect((reply.body['responses'] as Json[]).map((each) => each['status'])).not.toContain(400);
  }
}

describe('queries', () => {
  const words = ['apple', 'Apple', "o'clock", '相談', undefined, 'banana', 'ap'];
  beforeAll(() =>
    fill(
      words.map((Word, index) => ({
        ...(Word === undefined ? {} : { Word, WordPlain: Word }),
        Rank: index % 3,
        RankPlain: index % 3,
        Plain: `p${index}`,
        Day: `2026-09-1${index}T00:00:00Z`,
        Done: index % 2 === 0,
      })),
    ),
  );

  test.each<[string, number[]]>([
    ["fields/Word eq 'APPLE'", [1, 2]],
    ["startswith(fields/Word,'ap')", [1, 2, 7]],
    ["fields/Word eq 'o''clock'", [3]],
    ["fields/Word eq '相談'", [4]],
    ['fields/Word eq null', [5]],
    ["fields/Word ne 'apple'", [3, 4, 5, 6, 7]],
    ['fields/Rank ge 1 and fields/Rank lt 2', [2, 5]],
    ['fields/Rank eq 0 or fields/Rank eq 2', [1, 3, 4, 6, 7]],
    ['not (fields/Rank eq 0)', [2, 3, 5, 6]],
    ["fields/Day gt '2026-09-14T09:00:00+09:00'", [6, 7]],
    ['fields/Done eq true', [1, 3, 5, 7]],
    ['fields/id gt 5', [6, 7]],
  ])('%s', async (filter, expected) => {
    expect(ids(await query({ $filter: filter }))).toEqual(expected);
  });

  test('a column without index is refused, and served only to whom failing is acceptable', async () => {
    const refused = await query({ $filter: "fields/Plain eq 'p1'" });
    expect(error(refused)).toEqual([400, 'invalidRequest']);
    expect(look(refused.body, 'error', 'message')).toMatch(
      /^Field 'Plain' cannot be referenced in filter or orderby as it is not indexed\./,
    );
    expect(ids(await query({ $filter: "fields/Plain eq 'p1'" }, MAY_FAIL))).toEqual([2]);
    expect(error(await query({ $orderby: 'fields/Plain' }))).toEqual([400, 'invalidRequest']);
  });

  test('only one indexed field at a time', async () => {
    expect(error(await query({ $filter: "fields/Word eq 'apple' and fields/Rank eq 0" }))).toEqual([
      400,
      'invalidRequest',
    ]);
    expect(ids(await query({ $filter: "fields/Word eq 'apple' and fields/Rank eq 0" }, MAY_FAIL))).toEqual([
      1,
    ]);
  });

  test('unknown fields, unreadable filters and $skip are refused', async () => {
    expect(error(await query({ $filter: "fields/Nope eq '1'" }))).toEqual([400, 'invalidRequest']);
    expect(error(await query({ $filter: 'fields/Rank eq' }))).toEqual([400, 'invalidRequest']);
    expect(error(await query({ $filter: "fields/Rank eq 'many'" }))).toEqual([400, 'invalidRequest']);
    expect(error(await query({ $skip: '2' }))).toEqual([400, 'invalidRequest']);
    expect(error(await query({ $top: 'few' }))).toEqual([400, 'invalidRequest']);
  });

  test.each(['fields/Word', 'fields/Word desc', 'fields/Rank desc', 'fields/Day desc'])(
    'pages in the order of %s lose and repeat nothing',
    async ($orderby) => {
      const whole = ids(await query({ $orderby }));
      const paged: number[] = [];
      let next: string | undefined =
        `${list}/items?${new URLSearchParams({ $orderby, $top: '2' }).toString()}`;
      for (let page = 0; page < 10 && next; page += 1) {
        const reply: Reply = await tenant.graph(WORKER, 'GET', next);
        expect(rows(reply).length).toBeLessThanOrEqual(2);
        paged.push(...ids(reply));
        next = reply.body['@odata.nextLink'] as string | undefined;
      }
      expect(paged).toEqual(whole);
      expect(whole.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    },
  );

  test('an index answers as looking at every item does', async () => {
    const word = fc.constantFrom<Literal>('apple', 'AP', 'b', '相', "o'", '', null);
    const rank = fc.constantFrom<Literal>(0, 1, 2, 1.5, -1, null);
    const how = fc.constantFrom('eq', 'ne', 'lt', 'gt', 'le', 'ge');
    const on = (path: string, value: fc.Arbitrary<Literal>): fc.Arbitrary<Filter> =>
      fc.letrec<{ filter: Filter }>((tie) => ({
        filter: fc.oneof(
          { depthSize: 'small' },
          fc.record({ op: fc.constant('compare' as const), how, path: fc.constant(path), value }),
          fc.record({
            op: fc.constant('in' as const),
            path: fc.constant(path),
            values: fc.array(value, { minLength: 1, maxLength: 2 }),
          }),
          fc.record({ op: fc.constantFrom('and', 'or'), left: tie('filter'), right: tie('filter') }),
          fc.record({ op: fc.constant('not' as const), inner: tie('filter') }),
        ),
      })).filter;
    await fc.assert(
      fc.asyncProperty(fc.oneof(on('fields/Word', word), on('fields/Rank', rank)), async (filter) => {
        const text = written(filter);
        const plain = text
          .replaceAll('fields/Word', 'fields/WordPlain')
          .replaceAll('fields/Rank', 'fields/RankPlain');
        const indexed = await query({ $filter: text });
        expect(indexed.status).toBe(200);
        expect(ids(indexed)).toEqual(ids(await query({ $filter: plain }, MAY_FAIL)));
      }),
      { numRuns: 60 },
    );
  });

  test('beyond 5,000 items a query needs an index that leaves no more than 5,000', async () => {
    await fill(Array.from({ length: 5000 }, (_, index) => ({ Word: `w${index}`, Rank: 9, Plain: 'x' })));
    expect(error(await query({ $filter: "fields/Plain eq 'x'" }, MAY_FAIL))).toEqual([422, 'notSupported']);
    expect(error(await query({ $filter: 'fields/Rank ge 0' }))).toEqual([422, 'notSupported']);
    expect(ids(await query({ $filter: "fields/Word eq 'w42'" })).length).toBe(1);
    expect(rows(await query({})).length).toBe(200);
    expect(rows(await query({ $top: '9000' })).length).toBe(5000);
  });
});

const literal = fc.oneof(fc.string(), fc.integer({ min: -1000, max: 1000 }), fc.boolean(), fc.constant(null));
const path = fc.constantFrom('fields/A', 'fields/B', 'id');
const filters = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      op: fc.constant('compare' as const),
      how: fc.constantFrom('eq', 'ne', 'lt', 'gt', 'le', 'ge', 'startswith'),
      path,
      value: literal,
    }),
    fc.record({
      op: fc.constant('in' as const),
      path,
      values: fc.array(literal, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constantFrom('and', 'or'), left: tie('filter'), right: tie('filter') }),
    fc.record({ op: fc.constant('not' as const), inner: tie('filter') }),
  ),
})).filter;

function written(filter: Filter): string {
  const one = (value: Literal): string =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
  switch (filter.op) {
    case 'compare':
      return filter.how === 'startswith'
        ? `startswith(${filter.path},${one(filter.value)})`
        : `${filter.path} ${filter.how} ${one(filter.value)}`;
    case 'in':
      return `${filter.path} in (${filter.values.map(one).join(',')})`;
    case 'not':
      return `not (${written(filter.inner)})`;
    case 'and':
    case 'or':
      return `(${written(filter.left)}) ${filter.op} (${written(filter.right)})`;
  }
}

describe('the filter language', () => {
  test('what is written is read back as it was', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(written(filter))).toEqual({ ok: true, filter });
      }),
    );
  });

  test('any text is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseFilter(text).ok).toBe('boolean');
      }),
    );
  });

  test('not turns every answer round', () => {
    fc.assert(
      fc.property(filters, literal, (filter, value) => {
        const answer = (each: Filter): boolean =>
          holds(
            each,
            () => value,
            (_path, given) => given,
          );
        expect(answer({ op: 'not', inner: filter })).toBe(!answer(filter));
      }),
    );
  });
});
