import type { Activity } from 'botbuilder';
import type { Speaker } from '../../shared/kernel/person.ts';
import type { Log } from '../log.ts';
import { createAnswering } from './answering.ts';
import type { Connector, SentMessage } from './connector.ts';
import { isOutage } from '../store/database.ts';
import type { HouseStyle } from './house-style.ts';
import { messageKey, type Hearing } from './hearing.ts';
import { readActivity, type Incoming } from './incoming.ts';
import {
  foldText,
  type Answer,
  type Command,
  type OnFiles,
  type OnPress,
  type Reopen,
  type Turn,
} from './turn.ts';

/** From an activity to a handler, and from its answer back to the person: the one table of what the bot understands. */

export type Routes = {
  readonly commands: readonly Command[];
  readonly presses: Readonly<Record<string, OnPress>>;
  readonly dialogs: Readonly<Record<string, OnPress>>;
  /** Forms as they were, by the verb that sends them. */
  readonly reopens: Readonly<Record<string, Reopen>>;
  readonly onFiles: OnFiles;
  /** What somebody is told whom nobody admitted; undefined for everyone else. Asked before anything is looked at. */
  readonly turnAway: (turn: Turn) => Answer | undefined;
  /** Says why something is refused, where the answer would say what is not so. */
  readonly explained: (turn: Turn, answer: Answer) => Answer;
  /** Nothing that was said is understood: never a dead end. */
  readonly onOther: (turn: Turn, candidates: readonly Command[]) => Promise<Answer>;
  /** The app was added somewhere, or somebody wrote for the first time. */
  readonly onArrival: (turn: Turn) => Promise<Answer>;
};

export type RouterDeps = {
  readonly connector: Connector;
  readonly style: HouseStyle;
  readonly routes: Routes;
  readonly speakerOf: (incoming: Incoming, activity: Activity) => Promise<Speaker>;
  /** Remembers where people and channels are spoken to. */
  readonly onSeen: (incoming: Incoming, activity: Activity) => Promise<void>;
  /** An answer stands in that message now. */
  readonly onShown: (shown: {
    turn: Turn;
    answer: Answer;
    place: SentMessage;
    sent: boolean;
  }) => Promise<void>;
  readonly hearing: Hearing;
  readonly clock: () => number;
  readonly log: Log;
  readonly newId: () => string;
};

/** Milliseconds after which the person sees that the bot is at work. Source: Teams store guideline, two seconds. */
const TYPING_AFTER = 1_200;

const unknownVerb: Answer = {
  kind: 'problem',
  problem: {
    code: 'unknownAction',
    message: {
      ja: 'このボタンは使えなくなりました。何も変わっていません。「ヘルプ」と入力してください。',
      en: 'This button no longer works. Nothing was changed. Please write "help".',
    },
  },
};

/** What was sent may have been kept although no answer came: sent again it is the same case. */
const noDatabase: Answer = {
  kind: 'problem',
  problem: {
    code: 'noDatabase',
    message: {
      ja: 'ただいまデータベースに接続できないため、処理できませんでした。これまでに受け付けた内容は保存されています。送信した内容は受け付けられていないことがあり、入力は画面に残っています。少し待ってから、もう一度お試しください。同じ様式を二重に受け付けることはありません。',
      en: 'The database cannot be reached at the moment, so this was not done. What was accepted before is safe. What you just sent may not have been accepted; it still stands in the form. Please try again in a moment: the same form is never accepted twice.',
    },
  },
};

export const createRouter = (deps: RouterDeps) => {
  const { connector, routes, log } = deps;
  const { bodyOf, deliver } = createAnswering(deps);

  const chosen = (text: string): { command: Command | undefined; candidates: readonly Command[] } => {
    const folded = foldText(text);
    const exact = routes.commands.find((command) => command.asks(folded) === 'exactly');
    if (exact) return { command: exact, candidates: [] };
    const perhaps = routes.commands.filter((command) => command.asks(folded) === 'perhaps');
    return { command: perhaps.length === 1 ? perhaps[0] : undefined, candidates: perhaps };
  };

  const heard = async (incoming: Incoming, turn: Turn): Promise<Answer> => {
    const { event } = incoming;
    const asks = event.kind === 'message' || event.kind === 'press' || event.kind === 'openDialog';
    const away = asks ? routes.turnAway(turn) : undefined;
    if (away) return away;
    switch (event.kind) {
      case 'message': {
        if (event.files.length) return routes.onFiles(turn, event.files);
        const { command, candidates } = chosen(event.text);
        return command ? command.run(turn, event.text) : routes.onOther(turn, candidates);
      }
      case 'press':
      case 'openDialog': {
        const handlers = event.kind === 'press' ? routes.presses : routes.dialogs;
        const handler = Object.hasOwn(handlers, event.verb) ? handlers[event.verb] : undefined;
        const data = typeof event.data === 'object' && event.data !== null ? event.data : {};
        return handler ? handler(turn, data as Readonly<Record<string, unknown>>) : unknownVerb;
      }
      case 'installed':
        return routes.onArrival(turn);
      case 'unknownInvoke':
        return unknownVerb;
      case 'removed':
      case 'nothing':
        return { kind: 'nothing' };
    }
  };

  /** A message that takes long shows that the bot is at work; an invoke shows it by itself. */
  const whileTyping = async (incoming: Incoming, work: Promise<Answer>): Promise<Answer> => {
    if (incoming.event.kind !== 'message') return work;
    const timer = setTimeout(() => {
      connector
        .typing(incoming.thread)
        .catch((error: unknown) => log.debug({ err: error }, 'typing was not shown'));
    }, TYPING_AFTER);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };

  /** The unexpected: one handler, a number to quote, and what is safe. */
  const unexpected = (error: unknown): Answer => {
    const quote = deps.newId().slice(0, 8);
    log.error({ err: error, quote }, 'a turn failed unexpectedly');
    if (isOutage(error)) return noDatabase;
    return {
      kind: 'problem',
      problem: {
        code: 'unexpected',
        message: {
          ja: `処理できませんでした。すでに受け付けた内容は保存されています。少し待ってからもう一度お試しください。続く場合は問合せ番号 ${quote} をお知らせください。`,
          en: `This did not work. What was accepted before is safe. Please try again in a moment; if it goes on, quote ${quote}.`,
        },
      },
    };
  };

  /** An error would close a dialog with all that was typed in it: it stays open, with the error on top. */
  const withForm = (incoming: Incoming, answer: Answer): Answer => {
    const { event, language } = incoming;
    if (event.kind !== 'press' || event.via !== 'dialog' || answer.kind !== 'problem') return answer;
    const reopen = Object.hasOwn(routes.reopens, event.verb) ? routes.reopens[event.verb] : undefined;
    const data = typeof event.data === 'object' && event.data !== null ? event.data : {};
    return reopen?.(language, data as Readonly<Record<string, unknown>>, answer.problem) ?? answer;
  };

  return async (activity: Activity): Promise<unknown> => {
    const incoming = readActivity(activity);
    const isInvoke = activity.type === 'invoke';
    if (!incoming.personId) {
      // Only what has no person behind it: the platform's own events.
      await deps.onSeen(incoming, activity);
      return isInvoke
        ? {
            statusCode: 400,
            type: 'application/vnd.microsoft.error',
            value: { code: 'NoPerson', message: 'No person' },
          }
        : undefined;
    }
    let turn: Turn | undefined;
    let answer: Answer;
    const key = messageKey(incoming, activity);
    try {
      if (key && !(await deps.hearing.hear(key))) return undefined;
      await deps.onSeen(incoming, activity);
      const speaker = await deps.speakerOf(incoming, activity);
      turn = turnOf(incoming, speaker, deps.clock());
      answer = routes.explained(turn, await whileTyping(incoming, heard(incoming, turn)));
    } catch (error) {
      answer = withForm(incoming, unexpected(error));
      turn ??= turnOf(incoming, nobody(incoming), deps.clock());
    }
    if (isInvoke) {
      if (turn.via === 'execute' && turn.pressedOn)
        await deps.onShown({ turn, answer, place: turn.pressedOn, sent: false });
      return bodyOf(incoming, answer, turn.speaker.language);
    }
    const place = await deliver(incoming, turn, answer).catch(async (error: unknown) => {
      if (key) await deps.hearing.unhear(key);
      throw error;
    });
    if (place) await deps.onShown({ turn, answer, place, sent: true });
    return undefined;
  };
};

const nobody = (incoming: Incoming): Speaker => ({
  id: incoming.personId ?? '',
  name: '',
  mail: '',
  jobTitle: '',
  guest: true,
  groups: [],
  language: incoming.language,
});

const turnOf = (incoming: Incoming, speaker: Speaker, now: number): Turn => {
  const { event, thread, replyToId, activityId } = incoming;
  const pressedOn: SentMessage | undefined =
    replyToId === undefined ? undefined : { ...thread, activityId: replyToId };
  const via = event.kind === 'press' ? event.via : event.kind === 'openDialog' ? 'dialog' : 'message';
  return {
    speaker,
    scope: incoming.scope,
    thread,
    ...(activityId ? { activityId } : {}),
    pressedOn: via === 'execute' || via === 'submit' ? pressedOn : undefined,
    via,
    now,
  };
};
