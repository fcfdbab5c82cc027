import type { Product } from '../harness/product.ts';
import type { Chance } from './chance.ts';

/** What goes wrong with Microsoft 365 while people go on working. */

type Rule = Readonly<Record<string, string | number>>;

const rules: readonly Rule[] = [
  { area: 'graph', kind: '429', probability: 0.01, retryAfter: 1 },
  { area: 'graph', kind: '503', probability: 0.02, retryAfter: 1 },
  { area: 'graph', kind: 'slow', probability: 0.03, delayMs: 700 },
  { area: 'graph', kind: 'lost-answer', probability: 0.04 },
  { area: 'graph', kind: 'drop', probability: 0.02 },
  { area: 'graph', path: '/$batch', kind: 'lost-answer', probability: 0.05 },
  { area: 'connector', kind: '429', probability: 0.01, retryAfter: 1 },
  { area: 'connector', kind: '503', probability: 0.02, retryAfter: 1 },
  { area: 'connector', kind: 'slow', probability: 0.03, delayMs: 700 },
  { area: 'connector', kind: 'lost-answer', probability: 0.01 },
  { area: 'connector', kind: 'drop', probability: 0.02 },
];

export const makeTrouble = async (product: Product, chance: Chance): Promise<void> => {
  for (const rule of rules)
    await product.control('POST', 'faults', { ...rule, seed: Math.floor(chance.between(1, 1_000_000)) });
};

export const endTrouble = (product: Product): Promise<void> => product.control('DELETE', 'faults');

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Kills the bot at random moments, as a power cut would, until told to stop. @returns how often */
export const keepKilling = async (
  product: Product,
  chance: Chance,
  goesOn: () => boolean,
): Promise<number> => {
  let kills = 0;
  while (goesOn()) {
    // Short lives strike what a start does; longer ones what has run for a while.
    const life = chance.next() < 0.3 ? chance.between(50, 800) : chance.between(800, 5_000);
    const end = performance.now() + life;
    while (goesOn() && performance.now() < end) await pause(Math.min(50, life));
    if (!goesOn()) break;
    await product.killBot();
    kills += 1;
    await pause(chance.between(0, 500));
    await product.startBot();
  }
  return kills;
};
