import { fiscalYearRange } from '../../shared/kernel/fiscal-year.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import type { Graph } from '../graph/graph-client.ts';
import { GraphError } from '../graph/graph-error.ts';
import { rowsAbove, type ListDefinition, type Places } from '../graph/lists.ts';
import { acceptHeld } from '../store/held-submissions.ts';
import { databaseIdentity, kindsAsked, lastNumber, markAsked, raiseCounter } from '../store/numbers.ts';
import { numberStart, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';

/**
 * No number is given twice. Numbers go on above the highest that SharePoint knows: it is asked at every start, and a
 * database that is not the one that asked last (made anew, restored) gives none before. What is submitted until then
 * is kept, and numbered in its order as soon as SharePoint has answered.
 */

/** What is numbered in a list: cases of a kind, meetings, issues. */
export type Numbered = {
  /** Of its counter. */
  readonly kind: string;
  readonly list: ListDefinition;
  /** How this engagement's numbers begin: R8-会-. */
  readonly start: string;
  /** The column that tells the year of a row whose number was changed by hand. */
  readonly cameAt?: string;
};

export const numberedCases = (
  settings: Desk['settings'],
  kinds: readonly IntakeKind[],
): readonly Numbered[] =>
  kinds.map((kind) => ({
    kind: kind.kind,
    list: kind.list,
    start: numberStart(settings, kind),
    cameAt: 'SubmittedAt',
  }));

/** What people start by themselves waits for nothing: they are asked to come again. */
export const noNumberYet: Problem = {
  code: 'numbersNotKnown',
  message: {
    ja: 'SharePointに接続できず、番号を付けられません。何も登録していません。数分後に、もう一度送ってください。',
    en: 'SharePoint cannot be reached, so no number can be given. Nothing was saved. Please send it again in a few minutes.',
  },
};

export type Numbering = {
  /** May numbers of this kind be given? */
  readonly isKnown: (kind: string) => boolean;
  /** Asks for those that are not known; SharePoint that does not answer is asked again later. */
  readonly ask: () => Promise<void>;
};

/** Numbers have at most six digits, as far as people can look them up. */
const isNumber = (sequence: number): boolean => Number.isInteger(sequence) && sequence < 1_000_000;

/** The running number in what a row is called, unless somebody called it otherwise. */
const numberIn = ({ start }: Numbered, row: Readonly<Record<string, unknown>>): number | undefined => {
  const title = String(row['Title']);
  const sequence = Number(title.slice(start.length) || Number.NaN);
  return title.startsWith(start) && isNumber(sequence) ? sequence : undefined;
};

type Deps = Pick<Desk, 'db' | 'settings' | 'log'> & {
  readonly numbered: readonly Numbered[];
  readonly graph: Graph;
  readonly places: Places;
};

export const createNumbering = async ({
  db,
  numbered,
  settings,
  log,
  graph,
  places,
}: Deps): Promise<Numbering & { readonly start: () => Promise<void> }> => {
  const identity = await databaseIdentity(db);
  const known = new Set(identity === undefined ? [] : await kindsAsked(db, settings.id, identity));
  const yearBegins = fiscalYearRange(settings.fiscalYear).start;

  /** Rows of another year stand in the same list. One whose number was changed by hand is told by when it came. */
  const isOfThisYear = ({ start, cameAt }: Numbered, row: Readonly<Record<string, unknown>>): boolean =>
    String(row['Title']).startsWith(start) ||
    (cameAt !== undefined && Date.parse(String(row[cameAt])) >= Date.parse(`${yearBegins}T00:00:00+09:00`));

  const highest = async (kind: Numbered): Promise<number> => {
    let found = await lastNumber(db, settings.id, kind.kind);
    const more = kind.cameAt === undefined ? [] : [kind.cameAt];
    for await (const rows of rowsAbove(graph, await places.list(kind.list), found, more))
      for (const row of rows.filter((one) => isOfThisYear(kind, one))) {
        const said = numberIn(kind, row);
        const sequence = Number(row['Sequence']);
        // The rows come from the highest down: what people typed into the column is passed over, the row's number is not.
        if (said === undefined ? isNumber(sequence) : said === sequence) return Math.max(found, sequence);
        found = Math.max(found, said ?? 0);
      }
    return found;
  };

  const askOf = async (kind: Numbered): Promise<void> => {
    try {
      await raiseCounter(db, settings.id, kind.kind, await highest(kind));
      await markAsked(db, settings.id, kind.kind, identity);
      known.add(kind.kind);
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      log.warn(
        { list: kind.list.key, status: error.status, code: error.code, known: known.has(kind.kind) },
        'the highest number could not be read from SharePoint',
      );
    }
  };

  /** What waited while the kind was not known, here or in another process. */
  const numberHeld = async (kind: Numbered): Promise<void> => {
    if (known.has(kind.kind)) await acceptHeld(db, kind.kind);
  };

  return {
    isKnown: (kind) => known.has(kind),
    start: async () => {
      for (const kind of numbered) {
        await askOf(kind);
        await numberHeld(kind);
      }
    },
    ask: async () => {
      for (const kind of numbered) {
        if (!known.has(kind.kind)) await askOf(kind);
        await numberHeld(kind);
      }
    },
  };
};
