import pg from 'pg';
import { median, type Figure } from './figures.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import type { Helper } from './processes.ts';
import { openStage, type Stage } from './stage.ts';

/** Turns a second and their slowest hundredth at ten connections, beside a bare echo bot; token checking on in both. */

export type TurnOptions = { readonly rounds: number; readonly seconds: number };

const CONNECTIONS = 10;
const WARM_UP = 2_000;

type Bot = { readonly bot: Helper; readonly url: string };
type Turn = LoadOrder['turn'];

const measure = async (stage: Stage, url: string, turn: Turn, milliseconds: number): Promise<LoadResult> => {
  const before = await stage.standIn.ask<{ sent: number }>({});
  const result = await stage.load.ask<LoadResult>({
    url,
    turn,
    milliseconds,
    scene: stage.scene,
    token: stage.token,
    connections: CONNECTIONS,
  } satisfies LoadOrder);
  if (result.wrong)
    throw new Error(`${result.wrong} of ${result.turns} answers were wrong: ${result.example}`);
  const after = await stage.standIn.ask<{ sent: number }>({});
  if (turn === 'message' && after.sent - before.sent < result.turns)
    throw new Error(`${result.turns} turns, but only ${after.sent - before.sent} messages were sent`);
  return result;
};

const alternate = async (
  stage: Stage,
  bare: Bot,
  product: Bot,
  turn: Turn,
  options: TurnOptions,
): Promise<{ bare: LoadResult[]; product: LoadResult[] }> => {
  const results: { bare: LoadResult[]; product: LoadResult[] } = { bare: [], product: [] };
  const one = async (name: 'bare' | 'product', milliseconds: number): Promise<LoadResult> => {
    const [runs, rests] = name === 'bare' ? [bare, product] : [product, bare];
    rests.bot.hold();
    runs.bot.release();
    return measure(stage, runs.url, name === 'bare' ? 'message' : turn, milliseconds);
  };
  await one('bare', WARM_UP);
  await one('product', WARM_UP);
  for (let round = 0; round < options.rounds; round += 1)
    for (const name of ['bare', 'product'] as const) {
      const result = await one(name, options.seconds * 1_000);
      results[name].push(result);
      console.error(
        `${turn} ${round + 1}/${options.rounds} ${name}: ${result.perSecond.toFixed(0)} turns/s, p50 ${result.p50.toFixed(1)} ms, p99 ${result.p99.toFixed(1)} ms`,
      );
    }
  bare.bot.release();
  product.bot.release();
  return results;
};

const of = (results: readonly LoadResult[], pick: (result: LoadResult) => number): number =>
  median(results.map(pick));

const figures = (
  name: string,
  least: number,
  { bare, product }: { bare: LoadResult[]; product: LoadResult[] },
): readonly Figure[] => {
  const rate = [of(product, (one) => one.perSecond), of(bare, (one) => one.perSecond)] as const;
  const slow = [of(product, (one) => one.p99), of(bare, (one) => one.p99)] as const;
  return [
    {
      name,
      unit: 'turns/s',
      measured: rate[0],
      reference: rate[1],
      // Round by round, so that what slows the machine down slows both.
      ratio: median(product.map((one, round) => one.perSecond / (bare[round]?.perSecond ?? Number.NaN))),
      aim: { kind: 'least', value: least },
    },
    {
      name: `${name}, p99`,
      unit: 'ms',
      measured: slow[0],
      reference: slow[1],
      ratio: median(product.map((one, round) => one.p99 / (bare[round]?.p99 ?? Number.NaN))),
    },
  ];
};

/** Every answered submission must be in the database, with numbers in a row. */
const proveDurable = async (stage: Stage): Promise<void> => {
  const client = new pg.Client({ connectionString: stage.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ cases: number; last: number }>(
      'select count(*)::int as cases, coalesce(max(sequence), 0)::int as last from cases',
    );
    const [row] = rows;
    if (!row || row.cases === 0 || row.cases !== row.last)
      throw new Error(`numbers are not in a row: ${JSON.stringify(row)}`);
  } finally {
    await client.end();
  }
};

export const measureTurns = async (options: TurnOptions): Promise<readonly Figure[]> => {
  const stage = await openStage();
  try {
    const bare = await stage.startBare();
    const product = await stage.startProduct();
    const opened = await alternate(stage, bare, product, 'message', options);
    const submitted = await alternate(stage, bare, product, 'submit', options);
    await proveDurable(stage);
    return [...figures('open form', 0.8, opened), ...figures('durable, numbered submit', 0.5, submitted)];
  } finally {
    await stage.stop();
  }
};
