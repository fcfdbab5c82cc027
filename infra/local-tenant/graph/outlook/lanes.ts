/**
 * Outlook serves four requests at a time for one application in one mailbox. A fifth is refused; parts of a batch wait
 * for their turn. Source: "Microsoft Graph service-specific throttling limits", Outlook service limits.
 */
export const LANES = 4;

export type Lanes = {
  /** Resolves to how to leave, or to undefined when all lanes are taken and the caller does not wait. */
  enter(key: string, waits: boolean): Promise<(() => void) | undefined>;
};

export function createLanes(): Lanes {
  const taken = new Map<string, { running: number; waiting: (() => void)[] }>();
  return {
    async enter(key, waits) {
      const lane = taken.get(key) ?? { running: 0, waiting: [] };
      taken.set(key, lane);
      if (lane.running >= LANES) {
        if (!waits) return undefined;
        await new Promise<void>((resolve) => {
          lane.waiting.push(resolve);
        });
      } else lane.running += 1;
      return () => {
        const next = lane.waiting.shift();
        // Whoever waits takes over the place.
        if (next) next();
        else lane.running -= 1;
      };
    },
  };
}
