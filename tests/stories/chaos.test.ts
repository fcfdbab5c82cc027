import { expect, test } from '@jest/globals';
import { runChaos } from '../chaos/run-chaos.ts';

/** `npm run chaos` is the long run of the same. */
test('killed again and again while people submit and Microsoft 365 misbehaves: everything once, nothing lost', async () => {
  const report = await runChaos({ submissions: 60, seed: 7, minutes: 6 });
  expect(report.faults).toEqual([]);
  expect(report.submissions).toBe(60);
  expect(report.kills).toBeGreaterThan(0);
}, 400_000);
