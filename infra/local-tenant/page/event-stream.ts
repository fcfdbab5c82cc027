/** Milliseconds. */
const WAIT_MS = 1500;
/** How often a tab looks that cannot be told: one in the background, and one that is seen but came too late. */
const HIDDEN_MS = 10_000;
const SEEN_MS = 2_000;
/**
 * A browser makes six connections to one address, for all its tabs together. So many may be streams; the others stay
 * for what is asked and sent.
 */
const STREAMS = 3;

type Hear = (event: string, data: unknown) => void;

/**
 * Follows `/people/events` and begins anew when it breaks. A plain EventSource cannot send the tab's own token. A tab
 * in the background, or beyond those that may be told, looks now and then instead. Ends when the signal does.
 */
export async function readEvents(
  token: string,
  signal: AbortSignal,
  hear: Hear,
  broken: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const seen = isSeen();
    try {
      if (!seen || !(await withStream(() => follow(token, whileSeen(signal), hear)))) {
        await follow(token, signal, hear, true);
        await pause(isSeen() ? SEEN_MS : HIDDEN_MS, signal);
        continue;
      }
    } catch {
      if (signal.aborted) return;
      // What was given up on purpose is not broken.
      if (seen && !isSeen()) continue;
    }
    broken();
    await pause(WAIT_MS, signal);
  }
}

const isSeen = (): boolean => document.visibilityState === 'visible';

/** Runs it if one of the streams is free. @returns false when none is */
async function withStream(run: () => Promise<void>): Promise<boolean> {
  // Without locks (no https and another machine's address) nobody knows of the other tabs.
  if (!('locks' in navigator)) return run().then(() => true);
  for (let number = 1; number <= STREAMS; number += 1) {
    const mine = await navigator.locks.request(`events-${number}`, { ifAvailable: true }, async (lock) => {
      if (lock) await run();
      return lock !== null;
    });
    if (mine) return true;
  }
  return false;
}

/** Ends with the signal, and when the tab goes into the background. */
function whileSeen(signal: AbortSignal): AbortSignal {
  const hidden = new AbortController();
  const look = (): void => {
    if (!isSeen()) hidden.abort();
  };
  document.addEventListener('visibilitychange', look, { signal: AbortSignal.any([signal, hidden.signal]) });
  return AbortSignal.any([signal, hidden.signal]);
}

/** Until the time is over, the tab comes to the front or goes to the back, or the signal ends. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (): void => {
      over.abort();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    document.addEventListener('visibilitychange', end, { signal: over.signal });
    signal.addEventListener('abort', end, { signal: over.signal });
  });
}

/** @param once only what is told to everybody who comes: that it goes on, and the time */
async function follow(token: string, signal: AbortSignal, hear: Hear, once = false): Promise<void> {
  const done = new AbortController();
  try {
    const response = await fetch('/people/events', {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, done.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    await readBody(response.body, hear, once);
  } finally {
    done.abort();
  }
}

async function readBody(body: ReadableStream<Uint8Array>, hear: Hear, once: boolean): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event && data) hear(event, JSON.parse(data) as unknown);
      if (once && event === 'clock') return;
    }
  }
}
