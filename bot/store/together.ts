/**
 * Calls that come while one is under way go together in the next: under load a transaction and its fsync are shared,
 * and a lone call waits for nobody.
 * @param run answers in the order of the items; all or nothing
 * @param isOwnFault whether an error may be one item's own: then each is tried alone, so that it spoils no other's
 */
export const together = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  most: number,
  isOwnFault: (error: unknown) => boolean,
): ((item: Item) => Promise<Result>) => {
  type Call = {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  };
  let waiting: readonly Call[] = [];
  let busy = false;

  const settle = async (calls: readonly Call[]): Promise<void> => {
    try {
      const results = await run(calls.map(({ item }) => item));
      calls.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (calls.length > 1 && isOwnFault(error)) for (const call of calls) await settle([call]);
      else for (const { reject } of calls) reject(error);
    }
  };

  const go = async (): Promise<void> => {
    busy = true;
    while (waiting.length) {
      const calls = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(calls);
    }
    busy = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { item, resolve, reject }];
      if (!busy) void go();
    });
};
