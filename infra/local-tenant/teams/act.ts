import { randomUUID } from 'node:crypto';
import type { User } from '../seed.ts';
import { frame } from './activities.ts';
import type { Activity, ActivityBase } from './activities.ts';
import { gather, isObject, pick, problemsOf, textOf } from './card-inputs.ts';
import type { CardAction, InputProblem, Json, Wanted } from './card-inputs.ts';
import type { Dialogs } from './dialogs.ts';
import { fileConsent } from './file-consent.ts';
import { ofCardAction, ofTask } from './invoke-answer.ts';
import { withEarlier } from './model.ts';
import type { Chat, StoredMessage } from './model.ts';
import { post } from './post.ts';
import { pressed } from './pressed-action.ts';
import { sayToBot } from './say.ts';
import type { Teams } from './teams.ts';

export type Outcome =
  /** The card gave way to the bot's answer, for this person. */
  | { outcome: 'card'; message: StoredMessage }
  /** A line of text that passes by, or that a dialog shows. */
  | { outcome: 'toast'; text: string }
  | {
      outcome: 'dialog';
      dialog: { id: string; title: string; height?: unknown; width?: unknown; card: unknown };
    }
  /** The bot has taken it and says nothing more here; `feedback` is Teams' own short confirmation. */
  | { outcome: 'sent'; feedback: boolean }
  | { outcome: 'closed' }
  /** The client holds it back: a field is missing or wrong. */
  | { outcome: 'invalid'; errors: InputProblem[] }
  | { outcome: 'openUrl'; url: string }
  | { outcome: 'error'; code: string; message: string };

export type Press = {
  action: Wanted & { attachment?: number };
  inputs?: Record<string, unknown>;
  /** `automatic` when a client refreshes the card by itself. */
  trigger?: 'manual' | 'automatic';
  /** Skips the client's own checks, as an old or foreign client would. */
  unchecked?: boolean;
};

export type Presser = { teams: Teams; dialogs: Dialogs; chat: Chat; person: User; locale: string };

/** A person presses something on a message. */
export async function act(given: Presser, message: StoredMessage, press: Press): Promise<Outcome> {
  const { action } = press;
  if (action.type === 'fileConsent') return fileConsent(given, message, action.verb === 'accept');
  const found = pressed(message, given.person.id, action);
  if (!found || message.deletedAt !== undefined) {
    return {
      outcome: 'error',
      code: 'NoSuchAction',
      message: 'The card that this person sees has no such action.',
    };
  }
  const values = gather(found.action.inputs, press.inputs ?? {});
  const errors = press.unchecked ? [] : problemsOf(found.action.inputs, values);
  if (errors.length > 0) return { outcome: 'invalid', errors };
  const base = frame(
    given.teams.chats.frame,
    { chat: given.chat, threadId: message.threadId },
    given.person,
    given.locale,
  );
  const onCard = { ...base, replyToId: message.id };
  if (found.action.type === 'Action.OpenUrl')
    return { outcome: 'openUrl', url: textOf(found.action.spec['url']) };
  if (found.action.type === 'Action.Execute') {
    return execute(given, onCard, { message, at: found.at, action: found.action, values, press });
  }
  if (found.action.type === 'Action.Submit') return submit(given, onCard, found.action, values);
  return { outcome: 'error', code: 'NoSuchAction', message: `${found.action.type} stays in the client.` };
}

type OnCard = ActivityBase;

async function execute(
  given: Presser,
  base: OnCard,
  asked: {
    message: StoredMessage;
    at: number;
    action: CardAction;
    values: Record<string, string>;
    press: Press;
  },
): Promise<Outcome> {
  const { spec } = asked.action;
  const answer = await given.teams.bot.send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${randomUUID()}`,
    ...base,
    channelData: { ...base.channelData, source: { name: 'message' } },
    value: {
      action: {
        type: 'Action.Execute',
        title: textOf(spec['title']),
        ...(spec['id'] === undefined ? {} : { id: spec['id'] }),
        verb: textOf(spec['verb']),
        data: { ...objectOf(spec['data']), ...asked.values },
      },
      trigger: asked.press.trigger ?? 'manual',
    },
  });
  const result = ofCardAction(answer);
  if (!('card' in result)) return result;
  // Read again: while the bot was thinking it may have changed the message itself.
  const now = given.teams.store.message(given.chat.id, asked.message.id) ?? asked.message;
  const views = { ...now.views[given.person.id], [String(asked.at)]: result.card };
  const kept = given.teams.store.putMessage({
    ...now,
    views: { ...now.views, [given.person.id]: views },
    earlier: withEarlier(now, given.person.id),
  });
  return { outcome: 'card', message: kept };
}

async function submit(
  given: Presser,
  base: OnCard,
  action: CardAction,
  values: Record<string, string>,
): Promise<Outcome> {
  const data = objectOf(action.spec['data']);
  const msteams = objectOf(data['msteams']);
  const kind = textOf(msteams['type']);
  const opensDialog =
    kind === 'task/fetch' || (kind === 'invoke' && objectOf(msteams['value'])['type'] === 'task/fetch');
  if (opensDialog) {
    const answer = await given.teams.bot.send({
      type: 'invoke',
      name: 'task/fetch',
      id: `f:${randomUUID()}`,
      ...base,
      channelData: { ...base.channelData, source: { name: 'message' } },
      value: { data: { ...data, ...values }, context: { theme: 'default' } },
    });
    return shown(given, base, ofTask(answer));
  }
  if (kind === 'imBack' || kind === 'messageBack') return sayBack(given, base, kind, msteams, values);
  const answer = await given.teams.bot.send({
    type: 'message',
    id: given.teams.ids.message(),
    ...base,
    channelData: { ...base.channelData, source: { name: 'message' }, legacy: { replyToId: base.replyToId } },
    value: { ...data, ...values },
  });
  if (!answer.ok) return { outcome: 'error', code: answer.problem, message: unreached(answer.status) };
  return { outcome: 'sent', feedback: objectOf(msteams['feedback'])['hide'] !== true };
}

/** Actions that say something in the person's name: `imBack` in full, `messageBack` with a value beside it. */
async function sayBack(
  given: Presser,
  base: OnCard,
  kind: string,
  msteams: Json,
  values: Record<string, string>,
): Promise<Outcome> {
  const { teams, chat, person } = given;
  const text = kind === 'imBack' ? textOf(msteams['value']) : textOf(msteams['text']);
  const visible = kind === 'imBack' ? text : textOf(msteams['displayText']);
  const id = visible
    ? post(teams, chat, teams.store.message(chat.id, base.replyToId ?? '')?.threadId ?? '', {
        text: visible,
        format: 'plain',
        mentions: [],
        attachments: [],
        suggestions: [],
        files: [],
        from: { kind: 'person', userId: person.id },
        delivery: { state: 'sending' },
      })
    : undefined;
  const back = kind === 'messageBack' ? { value: { ...jsonOf(msteams['value']), ...values } } : {};
  const activity: Activity = {
    type: 'message',
    ...base,
    id: id?.id ?? teams.ids.message(),
    text,
    textFormat: 'plain',
    ...back,
  };
  const answer = id ? await sayToBot(teams, id, activity) : await teams.bot.send(activity);
  if (!answer.ok) return { outcome: 'error', code: answer.problem, message: unreached(answer.status) };
  return { outcome: 'sent', feedback: false };
}

/** The person sends an open dialog's form. */
export async function submitDialog(
  given: Presser,
  id: string,
  press: { action?: Wanted; inputs?: Record<string, unknown>; unchecked?: boolean },
): Promise<Outcome> {
  const dialog = given.dialogs.get(id, given.person.id);
  if (!dialog) return { outcome: 'error', code: 'NoSuchDialog', message: 'The dialog is not open.' };
  const action = pick(dialog.card, { ...press.action, type: 'Action.Submit' });
  if (!action) return { outcome: 'error', code: 'NoSuchAction', message: 'The dialog has no such action.' };
  const values = gather(action.inputs, press.inputs ?? {});
  const errors = press.unchecked ? [] : problemsOf(action.inputs, values);
  if (errors.length > 0) return { outcome: 'invalid', errors };
  const answer = await given.teams.bot.send({
    type: 'invoke',
    name: 'task/submit',
    id: `f:${randomUUID()}`,
    ...dialog.base,
    timestamp: given.teams.core.clock.now().toISOString(),
    channelData: { ...dialog.base.channelData, source: { name: 'message' } },
    value: { data: { ...objectOf(action.spec['data']), ...values }, context: { theme: 'default' } },
  });
  const result = ofTask(answer);
  // After a failure the form stays open with what the person has written.
  if (!('outcome' in result) || result.outcome !== 'error') given.dialogs.close(id);
  return shown(given, dialog.base, result);
}

function shown(given: Presser, base: OnCard, result: ReturnType<typeof ofTask>): Outcome {
  if ('outcome' in result) return result;
  const id = given.dialogs.open({ userId: given.person.id, chatId: given.chat.id, base, card: result.card });
  return { outcome: 'dialog', dialog: { id, ...result } };
}

export function unreached(status: number | undefined): string {
  return status === undefined ? 'アプリに到達できません。' : `アプリに到達できません。（HTTP ${status}）`;
}

function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** `messageBack` carries its value as an object or as JSON text. */
function jsonOf(value: unknown): Json {
  if (typeof value !== 'string') return objectOf(value);
  try {
    return objectOf(JSON.parse(value) as unknown);
  } catch {
    return {};
  }
}
