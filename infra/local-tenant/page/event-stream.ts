const WAIT_MS = 1500;

/**
 * Follows `/people/events` and begins anew when it breaks. A plain EventSource cannot send the tab's own token.
 * Ends when the signal does.
 */
export async function readEvents(
  token: string,
  signal: AbortSignal,
  hear: (event: string, data: unknown) => void,
  broken: () => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch('/people/events', {
        headers: { authorization: `Bearer ${token}` },
        signal,
      });
      if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
      await readBody(response.body, hear);
    } catch {
      if (signal.aborted) return;
    }
    broken();
    await new Promise((resolve) => {
      setTimeout(resolve, WAIT_MS);
    });
  }
}

async function readBody(body: ReadableStream<Uint8Array>, hear: (event: string, data: unknown) => void) {
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
    }
  }
}
