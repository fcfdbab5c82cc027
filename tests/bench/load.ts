import { Agent, request as httpRequest } from 'node:http';
import { loadPeople, messageActivity, submitActivity, type Scene } from './activities.ts';
import { percentile } from './figures.ts';

/** The people at the other end, a process of its own: each connection sends its next turn when the last is answered. */

export type LoadOrder = {
  readonly url: string;
  readonly scene: Scene;
  readonly token: string;
  readonly turn: 'message' | 'submit';
  readonly connections: number;
  /** Ends after so many turns, or so many milliseconds. */
  readonly turns?: number;
  readonly milliseconds?: number;
  /** Directory ids of who takes the turns; the load's own people when absent. */
  readonly people?: readonly string[];
};

export type LoadResult = {
  readonly turns: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not what a person needs, with an example. */
  readonly wrong: number;
  readonly example: string;
};

const send = (agent: Agent, order: LoadOrder, body: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(
      order.url,
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${order.token}`,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const isRight = (order: LoadOrder, answer: { status: number; text: string }): boolean =>
  answer.status === 200 && (order.turn === 'message' || /-相-\d{4}/.test(answer.text));

const run = async (order: LoadOrder): Promise<LoadResult> => {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const people = order.people ?? loadPeople;
  const took: number[] = [];
  let wrong = 0;
  let example = '';
  let begun = 0;
  const start = performance.now();
  const goesOn = (): boolean =>
    begun < (order.turns ?? Infinity) && performance.now() - start < (order.milliseconds ?? Infinity);
  const connection = async (): Promise<void> => {
    while (goesOn()) {
      begun += 1;
      const person = people[begun % people.length] ?? '';
      const body = JSON.stringify(
        order.turn === 'message'
          ? messageActivity(order.scene, person, '相談')
          : submitActivity(order.scene, person),
      );
      const before = performance.now();
      const answer = await send(agent, order, body);
      took.push(performance.now() - before);
      if (isRight(order, answer)) continue;
      wrong += 1;
      example ||= `${answer.status} ${answer.text.slice(0, 300)}`;
    }
  };
  await Promise.all(Array.from({ length: order.connections }, connection));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return {
    turns: took.length,
    perSecond: took.length / seconds,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    wrong,
    example,
  };
};

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
