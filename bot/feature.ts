import type { Speaker } from '../shared/kernel/person.ts';
import type { Words } from '../shared/kernel/words.ts';
import type { Route } from './api/route.ts';
import type { DigestRenderer, Renderers } from './delivery/message.ts';
import type { EditedRow, SeenRow } from './filing/follow-lists.ts';
import type { ListDefinition } from './graph/lists.ts';
import type { Job, JobHandlers } from './jobs/jobs.ts';
import type { Planned } from './jobs/ticker.ts';
import type { Tx } from './store/database.ts';
import type { Delivery } from './store/deliveries.ts';
import type { WaitingFile } from './store/attachments.ts';
import type { Answer, Command, OnPress, Reopen, Turn } from './teams/turn.ts';

/** Where files that somebody sent in their personal chat may go, besides to cases. */
export type FilePlaces = {
  /** `suggested` is the one that these files seem meant for. */
  readonly offer: (
    turn: Pick<Turn, 'speaker' | 'now'>,
    files: readonly WaitingFile[],
  ) => Promise<readonly { readonly title: string; readonly value: string; readonly suggested: boolean }[]>;
  /** @returns undefined where the place is none of its */
  readonly put: (turn: Turn, files: readonly string[], where: string) => Promise<Answer | undefined>;
};

/** What a feature may contribute. Reading a feature's index tells everything that it adds to the product. */
export type Feature = {
  readonly name: string;
  readonly lists: readonly ListDefinition[];
  readonly commands: readonly Command[];
  /** By verb. */
  readonly presses: Readonly<Record<string, OnPress>>;
  /** Dialogs that a button opens, by verb. */
  readonly dialogs: Readonly<Record<string, OnPress>>;
  /** The form that a verb sends, as it was: for a dialog in which something went wrong. */
  readonly reopens: Readonly<Record<string, Reopen>>;
  readonly jobs: JobHandlers;
  /** Jobs that look for what waits: added at every start and by the timer. */
  readonly wakes?: readonly Job[];
  /** What it answers over HTTP, to people with a token. */
  readonly routes?: readonly Route[];
  /** Where files from the chat may go. */
  readonly filePlaces?: FilePlaces;
  /** What it shows to somebody who writes one of its numbers in the personal chat; `start` is how they begin: R8-会-. */
  readonly byNumber?: {
    readonly start: string;
    /** What that is, and whether the help promises it to somebody. */
    readonly what: Words;
    readonly offeredTo: (speaker: Speaker) => boolean;
    readonly show: (turn: Turn, number: string) => Promise<Answer>;
  };
  /** Kinds of due instants that the ticker takes on the domain clock. */
  readonly planned?: readonly Planned[];
  readonly renderers: Renderers;
  readonly digests: Readonly<Record<string, DigestRenderer>>;
  /** Someone whom a message of its could not reach: told by another way. */
  readonly onUnreachable?: (message: Delivery) => readonly Job[];
  /** A row of one of its lists reached SharePoint or left it, could not get there, or was changed there. */
  readonly afterFiled: (list: string, rowId: string) => readonly Job[];
  readonly afterParked: (list: string, rowId: string) => readonly Job[];
  /** Asks others, of the directory for one, before the row is locked; what they say is remembered until then. */
  readonly beforeRow?: (list: string, row: EditedRow) => Promise<void>;
  readonly onRow: (tx: Tx, list: string, row: SeenRow) => Promise<void>;
};

/** What all of them contribute of one sort. */
export const merged = <T>(
  all: readonly Feature[],
  pick: (feature: Feature) => Readonly<Record<string, T>>,
): Readonly<Record<string, T>> => Object.assign({}, ...all.map(pick)) as Record<string, T>;

/** What all of them have to do with the rows of their lists. */
export const rowsOf = (all: readonly Feature[]) => {
  const afterFiled = (list: string, rowId: string): readonly Job[] =>
    all.flatMap((feature) => feature.afterFiled(list, rowId));
  return {
    lists: all.flatMap(({ lists }) => lists),
    afterFiled,
    afterDeleted: afterFiled,
    afterParked: (list: string, rowId: string): readonly Job[] =>
      all.flatMap((feature) => feature.afterParked(list, rowId)),
    beforeRow: async (list: string, row: EditedRow): Promise<void> => {
      for (const feature of all) await feature.beforeRow?.(list, row);
    },
    onRow: async (tx: Tx, list: string, row: SeenRow): Promise<void> => {
      for (const feature of all) await feature.onRow(tx, list, row);
    },
  };
};

export const filePlacesOf = (all: readonly Feature[]): readonly FilePlaces[] =>
  all.flatMap(({ filePlaces }) => filePlaces ?? []);
