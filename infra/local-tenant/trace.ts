import { createWriteStream, mkdirSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { join } from 'node:path';

export type Exchange = {
  method: string;
  url: string;
  requestHeaders?: Record<string, string>;
  requestBody?: unknown;
  status: number;
  responseHeaders?: Record<string, string>;
  responseBody?: unknown;
};

/** Recorded traffic as JSON lines, for checking against published contracts. Holds no tokens. */
export type Trace = {
  readonly on: boolean;
  /** One line of graph.jsonl for one HTTP exchange; a batch is one exchange. */
  graph(exchange: Exchange): void;
  /** One line of activities.jsonl: an activity, a connector exchange or an invoke response. */
  activity(line: object): void;
  close(): Promise<void>;
};

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);

export function openTrace(folder: string | undefined): Trace {
  if (folder === undefined) {
    return { on: false, graph: () => {}, activity: () => {}, close: () => Promise.resolve() };
  }
  mkdirSync(folder, { recursive: true });
  const graph = createWriteStream(join(folder, 'graph.jsonl'), { flags: 'a' });
  const activities = createWriteStream(join(folder, 'activities.jsonl'), { flags: 'a' });
  return {
    on: true,
    graph: (exchange) => {
      const headers = withoutSecrets(exchange.requestHeaders);
      const line = JSON.stringify({ ...exchange, ...(headers ? { requestHeaders: headers } : {}) });
      // Signed download links open files: they lose their signature.
      graph.write(`${line.replaceAll(/tempauth=[\w-]+/g, 'tempauth=')}\n`);
    },
    activity: (line) => {
      activities.write(`${JSON.stringify(line)}\n`);
    },
    close: async () => {
      await Promise.all([ended(graph), ended(activities)]);
    },
  };
}

function withoutSecrets(headers: Record<string, string> | undefined): Record<string, string> | undefined {
  if (!headers) return undefined;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name.toLowerCase())),
  );
}

function ended(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.end(() => resolve());
  });
}
