import type { TenantConfig } from '../config.ts';

/**
 * SharePoint's throttling of applications: resource units over the last minute of machine time, by the size of the
 * tenant. Source: "Avoid getting throttled or blocked in SharePoint Online".
 */
export type Meter = {
  /** Counts one call, also one that is refused. */
  count(appId: string, units: number): { throttled: boolean; headers: Record<string, string> };
  status(): object;
};

const TIERS = [
  { licences: 1000, units: 1250 },
  { licences: 5000, units: 2500 },
  { licences: 15_000, units: 3750 },
  { licences: 50_000, units: 5000 },
  { licences: Number.POSITIVE_INFINITY, units: 6250 },
];
const WINDOW_SECONDS = 60;
/** From this part of the limit on, answers say how much is left. */
const TELL_FROM = 0.8;

type Use = {
  perSecond: Map<number, number>;
  requests: number;
  throttled: number;
  units: number;
  most: number;
};

export function createMeter(licences: TenantConfig['licences'], now: () => number = Date.now): Meter {
  const limit =
    licences === 'unlimited'
      ? Number.POSITIVE_INFINITY
      : (TIERS.find((tier) => licences <= tier.licences)?.units ?? Number.POSITIVE_INFINITY);
  const uses = new Map<string, Use>();

  const used = (use: Use, second: number): number => {
    let sum = 0;
    for (const [at, units] of use.perSecond) {
      if (at <= second - WINDOW_SECONDS) use.perSecond.delete(at);
      else sum += units;
    }
    return sum;
  };

  return {
    count(appId, units) {
      const second = Math.floor(now() / 1000);
      const use = uses.get(appId) ?? { perSecond: new Map(), requests: 0, throttled: 0, units: 0, most: 0 };
      uses.set(appId, use);
      use.perSecond.set(second, (use.perSecond.get(second) ?? 0) + units);
      const sum = used(use, second);
      use.requests += 1;
      use.units += units;
      use.most = Math.max(use.most, sum);
      const throttled = sum > limit;
      if (throttled) use.throttled += 1;
      if (sum < limit * TELL_FROM) return { throttled, headers: {} };
      const reset = secondsUntilBelow(use, second, sum, limit);
      return {
        throttled,
        headers: {
          'RateLimit-Limit': String(limit),
          'RateLimit-Remaining': String(Math.max(0, limit - sum)),
          'RateLimit-Reset': String(reset),
          ...(throttled ? { 'Retry-After': String(reset) } : {}),
        },
      };
    },
    status: () => ({
      unitsPerMinute: Number.isFinite(limit) ? limit : null,
      apps: Object.fromEntries(
        [...uses].map(([appId, use]) => [
          appId,
          {
            requests: use.requests,
            units: use.units,
            unitsLastMinute: used(use, Math.floor(now() / 1000)),
            mostUnitsInAMinute: use.most,
            throttled: use.throttled,
          },
        ]),
      ),
    }),
  };
}

/** After how many seconds enough of the window has passed for a call to be served again. */
function secondsUntilBelow(use: Use, second: number, sum: number, limit: number): number {
  let left = sum;
  for (const [at, units] of [...use.perSecond].sort(([a], [b]) => a - b)) {
    left -= units;
    if (left < limit) return Math.max(1, at + WINDOW_SECONDS - second);
  }
  return WINDOW_SECONDS;
}
