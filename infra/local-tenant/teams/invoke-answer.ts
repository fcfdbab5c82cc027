import { isObject, textOf } from './card-inputs.ts';
import type { Outcome } from './act.ts';
import type { BotAnswer } from './to-bot.ts';

/** What a person's client makes of a bot's answer to an invoke. Pure. */

export type Shown = { title: string; height?: unknown; width?: unknown; card: unknown };

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * Universal actions: HTTP 200 with `{statusCode, type, value}`; anything else is a broken app to the client
 * (learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model).
 */
export function ofCardAction(answer: BotAnswer): Outcome | { card: unknown } {
  if (!answer.ok) return unreachable(answer);
  const { body } = answer;
  if (!isObject(body) || typeof body['statusCode'] !== 'number' || typeof body['type'] !== 'string') {
    return broken('The answer to adaptiveCard/action needs statusCode, type and value.');
  }
  const { type, value } = body;
  if (type === CARD && body['statusCode'] === 200) {
    return isObject(value) && value['type'] === 'AdaptiveCard'
      ? { card: value }
      : broken('value is no Adaptive Card.');
  }
  if (type === 'application/vnd.microsoft.activity.message' && body['statusCode'] === 200) {
    return { outcome: 'toast', text: textOf(value) };
  }
  if (type.startsWith('application/vnd.microsoft.error') || type.endsWith('loginRequest')) {
    const told = isObject(value) ? value : {};
    return {
      outcome: 'error',
      code: textOf(told['code']) || String(body['statusCode']),
      message: textOf(told['message']) || '問題が発生しました。もう一度お試しください。',
    };
  }
  return broken(`${type} does not go with statusCode ${body['statusCode']}.`);
}

/** Dialogs: nothing, a message, or another card. */
export function ofTask(answer: BotAnswer): Outcome | Shown {
  if (!answer.ok) return unreachable(answer);
  const task = isObject(answer.body) ? answer.body['task'] : undefined;
  if (!isObject(task)) return { outcome: 'closed' };
  const { value } = task;
  if (task['type'] === 'message') return { outcome: 'toast', text: textOf(value) };
  const attachment = isObject(value) ? value['card'] : undefined;
  const card = isObject(attachment) ? attachment['content'] : undefined;
  if (task['type'] !== 'continue' || !isObject(value) || !isObject(card)) {
    return broken('The answer to a dialog needs a message, or a card as an attachment.');
  }
  return {
    title: textOf(value['title']),
    card,
    ...(value['height'] === undefined ? {} : { height: value['height'] }),
    ...(value['width'] === undefined ? {} : { width: value['width'] }),
  };
}

function unreachable(answer: BotAnswer & { ok: false }): Outcome {
  const status = answer.status === undefined ? '' : `（HTTP ${answer.status}）`;
  return { outcome: 'error', code: answer.problem, message: `アプリに到達できません。${status}` };
}

function broken(message: string): Outcome {
  return { outcome: 'error', code: 'BadInvokeAnswer', message: `問題が発生しました。（${message}）` };
}
