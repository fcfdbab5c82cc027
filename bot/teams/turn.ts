import type { Problem } from '../../shared/kernel/problem.ts';
import type { Speaker } from '../../shared/kernel/person.ts';
import type { Language, Words } from '../../shared/kernel/words.ts';
import type { Card } from './card.ts';
import type { SentMessage, Thread } from './connector.ts';
import type { OfferedFile, Scope } from './incoming.ts';

/** What a handler is handed: who speaks, where, and when. No framework in it. */
export type Turn = {
  readonly speaker: Speaker;
  readonly scope: Scope;
  readonly thread: Thread;
  /** Of the message or press itself; the same when it is delivered again. */
  readonly activityId?: string;
  /** The message whose card was pressed; absent in dialogs. */
  readonly pressedOn: SentMessage | undefined;
  readonly via: 'message' | 'execute' | 'submit' | 'dialog';
  /** Domain time. */
  readonly now: number;
};

/** What a card stands for in the ledger: who makes it anew, and about what. */
export type Standing = {
  readonly message: string;
  readonly subjectId: string;
  /** The channel whose card it is; without it the card is of the personal chat. */
  readonly channel?: { readonly team: string; readonly channel: string };
};

/** What a handler answers; how it reaches the person is the transport's affair. */
export type Answer =
  | {
      readonly kind: 'card';
      readonly card: Card;
      readonly summary: string;
      /** Kept true from now on; `none` says that what stood in this place is no longer there. */
      readonly standing?: Standing | 'none';
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'dialog'; readonly title: string; readonly card: Card }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'nothing' };

export const showCard = (card: Card, summary: string, standing?: Standing | 'none'): Answer => ({
  kind: 'card',
  card,
  summary,
  ...(standing ? { standing } : {}),
});
export const sayText = (text: string): Answer => ({ kind: 'text', text });
export const problem = (value: Problem): Answer => ({ kind: 'problem', problem: value });
export const nothing: Answer = { kind: 'nothing' };

export type OnPress = (turn: Turn, data: Readonly<Record<string, unknown>>) => Promise<Answer>;
/** The form that was sent, with what was typed in it and the problem on top. Out of what came with it and nothing else. */
export type Reopen = (
  language: Language,
  data: Readonly<Record<string, unknown>>,
  problem: Problem,
) => Answer | undefined;
export type OnFiles = (turn: Turn, files: readonly OfferedFile[]) => Promise<Answer>;

/** A thing people ask for by words. */
export type Command = {
  readonly id: string;
  /** What the help card and the manifest call it. */
  readonly title: Words;
  /** What it does, in some cases for that person: nothing is promised to who would be refused it. */
  readonly description: Words | ((speaker: Speaker) => Words);
  /** Does the text ask for it? `exactly` wins over `perhaps`. Text comes folded: NFKC, lower case, trimmed. */
  readonly asks: (text: string) => 'exactly' | 'perhaps' | undefined;
  readonly run: (turn: Turn, text: string) => Promise<Answer>;
  /** Whether the help names it to them; to everyone when absent. Who may is asked again when it runs. */
  readonly offeredTo?: (speaker: Speaker) => boolean;
};

export const foldText = (text: string): string =>
  text
    // What people ask for is short; a longer text is only looked at where it begins.
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。．.!！?？、,\s]+$/u, '')
    .trim();
