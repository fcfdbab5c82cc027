/** Chance that can be repeated: the same seed gives the same course of troubles. */
export type Chance = {
  /** In [0, 1). */
  readonly next: () => number;
  readonly between: (least: number, most: number) => number;
  readonly oneOf: <T>(choices: readonly T[]) => T;
};

/** A linear congruential generator with its high bits mixed; good enough to choose troubles by. */
export const createChance = (seed: number): Chance => {
  let state = BigInt(seed) & 0xffffffffffffffffn;
  const next = (): number => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffffffffffffffffn;
    const mixed = (state >> 33n) ^ (state >> 17n);
    return Number(mixed & 0xffffffffn) / 0x1_0000_0000;
  };
  // A small seed needs some steps before its bits are everywhere.
  for (let step = 0; step < 8; step += 1) next();
  return {
    next,
    between: (least, most) => least + (most - least) * next(),
    oneOf: (choices) => {
      const chosen = choices[Math.floor(next() * choices.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
  };
};
