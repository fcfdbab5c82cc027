import type { TenantCore } from '../../core.ts';
import { problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { changesAfter, eventsBetween, lastChange } from './event-store.ts';
import type { EventRow } from './event-store.ts';

export type ViewChange = { row: EventRow; removed: boolean };
export type ViewPage = { changes: ViewChange[]; next?: string; delta?: string };
export type View = { userId: string; from: number; to: number };

type Token = View & {
  seq: number;
  /** In the first round: the id of the last event given, '' at its beginning. */
  after?: string;
  /** Machine time, ms. */
  issued: number;
};

/**
 * Changes of a calendar view. The first round gives what lies in it; its last page stands for the moment at which it
 * began. Later rounds give every change of the mailbox: what lies outside the view comes as removed (event: delta).
 */
export function viewChanges(
  core: TenantCore,
  given: View | string,
  userId: string,
  most: number,
): ViewPage | Problem {
  const token: Token | undefined =
    typeof given === 'string'
      ? read(given)
      : { ...given, seq: lastChange(core, userId), after: '', issued: Date.now() };
  if (!token || token.userId !== userId) return malformedToken();
  if (Date.now() - token.issued > core.config.deltaMinutes * 60_000) return syncStateNotFound();
  if (token.after !== undefined) {
    const { after } = token;
    const left = eventsBetween(core, userId, token.from, token.to)
      .filter(({ id }) => id > after)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const changes = left.slice(0, most).map((row) => ({ row, removed: false }));
    const last = changes.at(-1)?.row.id;
    return last !== undefined && left.length > most
      ? { changes, next: write({ ...token, after: last }) }
      : { changes, delta: write(done(token, token.seq)) };
  }
  const rows = changesAfter(core, userId, token.seq, most + 1);
  const shown = rows.slice(0, most);
  const changes = shown.map((row) => ({ row, removed: row.deleted || !within(row, token) }));
  const fresh = write(done(token, shown.at(-1)?.seq ?? token.seq));
  return rows.length > most ? { changes, next: fresh } : { changes, delta: fresh };
}

const within = (row: EventRow, view: View): boolean =>
  row.start < view.to && (row.end > view.from || row.start >= view.from);

function done(token: Token, seq: number): Token {
  const { userId, from, to } = token;
  return { userId, from, to, seq, issued: Date.now() };
}

export function syncStateNotFound(): Problem {
  return problem(410, 'SyncStateNotFound', 'The sync state generation is not found.');
}

const malformedToken = (): Problem => problem(400, 'BadRequest', 'Badly formed content.');

function write(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function read(text: string): Token | undefined {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Token;
    return typeof token.userId === 'string' && Number.isInteger(token.seq) && Number.isFinite(token.issued)
      ? token
      : undefined;
  } catch {
    return undefined;
  }
}
