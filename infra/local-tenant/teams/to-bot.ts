import type { TenantCore } from '../core.ts';
import type { App } from '../seed.ts';
import type { Activity } from './activities.ts';

/** What came of handing an activity to the bot. `refused` is any HTTP status that is not a success. */
export type BotAnswer =
  | { ok: true; status: number; body: unknown }
  | { ok: false; problem: 'unreachable' | 'timeout' | 'refused'; status?: number };

export type BotLine = {
  /** Signs and posts; never throws and never repeats, as Teams repeats no message. */
  send(activity: Activity): Promise<BotAnswer>;
  /** For a client that signs nothing itself: the same way, with another service address. */
  forward(body: object, serviceUrl: string): Promise<BotAnswer>;
  counters(): { toBot: number; failed: number };
};

/** Teams waits 10 to 15 seconds for an answer (learn.microsoft.com, bot-builder-howto-long-operations-guidance). */
const WAIT_MS = 15_000;

export function createBotLine(given: { core: TenantCore; app: App; serviceUrl: string }): BotLine {
  const { core, app } = given;
  let toBot = 0;
  let failed = 0;

  const post = async (body: object, serviceUrl: string): Promise<BotAnswer> => {
    toBot += 1;
    try {
      const token = await core.tokens.signBotToken({ audience: app.appId, serviceUrl });
      const response = await fetch(core.config.botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(WAIT_MS),
        redirect: 'error',
      });
      const text = await response.text();
      if (!response.ok) return { ok: false, problem: 'refused', status: response.status };
      return { ok: true, status: response.status, body: parsed(text) };
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      core.log.info({ err: error }, 'the bot was not reached');
      return { ok: false, problem: late ? 'timeout' : 'unreachable' };
    }
  };
  const counted = async (body: object, serviceUrl: string): Promise<BotAnswer> => {
    const answer = await post(body, serviceUrl);
    if (!answer.ok) failed += 1;
    return answer;
  };

  return {
    async send(activity) {
      core.trace.activity(activity);
      const answer = await counted(activity, given.serviceUrl);
      if (activity.type === 'invoke') {
        const { status, body } = answer.ok ? answer : { status: answer.status ?? 504, body: undefined };
        core.trace.activity({ kind: 'invokeResponse', name: activity.name, status, body });
      }
      return answer;
    },
    forward: counted,
    counters: () => ({ toBot, failed }),
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
