/** Asks again until the answer is there: for what the product does on its own, without guessing how long it takes. */
export const eventually = async <T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  milliseconds = 40_000,
): Promise<T> => {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
