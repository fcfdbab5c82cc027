import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const kind = z.enum(['429', '503', 'slow', 'lost-answer', 'drop', '412', '410', '403']);

export const faultRule = z.strictObject({
  id: z.string().min(1).optional(),
  area: z.enum(['graph', 'connector']),
  method: z.string().optional(),
  /** A prefix of the path without its version (`/sites/`), or a regular expression between slashes (`/items$/`). */
  path: z.string().optional(),
  kind,
  /** Seconds, for 429 and 503. */
  retryAfter: z.number().int().min(0).optional(),
  /** For `slow`: how long the call waits before it is served. */
  delayMs: z.number().int().min(0).optional(),
  /** How many calls it strikes; null or absent until it is removed. */
  times: z.number().int().min(1).nullable().optional(),
  /** 0 to 1; which calls it strikes follows from `seed` alone. */
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
});

export type FaultRule = z.infer<typeof faultRule>;
export type Fault = { id: string; kind: z.infer<typeof kind>; retryAfter: number; delayMs: number };
export type FaultCall = { area: FaultRule['area']; method: string; path: string };

/** Troubles on demand, for Graph and for the connector alike. They live as long as the process. */
export type Faults = {
  add(rule: FaultRule): FaultRule & { id: string };
  list(): (FaultRule & { id: string; struck: number })[];
  remove(id: string): boolean;
  clear(): void;
  /** Asked once for every call (and every part of a batch); the first rule that applies counts one strike. */
  strike(call: FaultCall): Fault | undefined;
};

type Active = {
  rule: FaultRule & { id: string };
  struck: number;
  matches: (path: string) => boolean;
  random: () => number;
};

export function createFaults(): Faults {
  const active = new Map<string, Active>();
  return {
    add(rule) {
      const kept = { ...rule, id: rule.id ?? randomUUID() };
      active.set(kept.id, {
        rule: kept,
        struck: 0,
        matches: pathTest(rule.path),
        random: mulberry32(rule.seed ?? 1),
      });
      return kept;
    },
    list: () => [...active.values()].map(({ rule, struck }) => ({ ...rule, struck })),
    remove: (id) => active.delete(id),
    clear: () => active.clear(),
    strike(call) {
      for (const each of active.values()) {
        const { rule } = each;
        if (rule.area !== call.area || !each.matches(call.path)) continue;
        if (rule.method !== undefined && rule.method.toUpperCase() !== call.method.toUpperCase()) continue;
        if (typeof rule.times === 'number' && each.struck >= rule.times) continue;
        if (rule.probability !== undefined && each.random() >= rule.probability) continue;
        each.struck += 1;
        return {
          id: rule.id,
          kind: rule.kind,
          retryAfter: rule.retryAfter ?? 10,
          delayMs: rule.delayMs ?? 1000,
        };
      }
      return undefined;
    },
  };
}

function pathTest(path: string | undefined): (candidate: string) => boolean {
  if (path === undefined) return () => true;
  const expression = /^\/(.+)\/([i]?)$/.exec(path);
  if (expression?.[1] && /[\\^$.*+?()[\]{}|]/.test(expression[1])) {
    const regex = new RegExp(expression[1], expression[2]);
    return (candidate) => regex.test(candidate);
  }
  return (candidate) => candidate.startsWith(path);
}

/** A public-domain 32-bit generator: the same seed strikes the same calls. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
