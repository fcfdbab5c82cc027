import type { TenantCore } from '../core.ts';
import { itemOf } from './items.ts';
import type { Item, ItemRow } from './items.ts';
import type { List } from './lists.ts';
import { invalid, problem } from './problem.ts';
import type { Problem } from './problem.ts';

/**
 * A list's changes. Without a token the present items come, page by page; the last page gives a token that stands
 * for the moment the enumeration began, so a change during it comes again rather than never.
 */
export type DeltaPage = { items: Item[]; next?: string; delta?: string };

type Token = {
  list: string;
  /** Changes up to this number are known. */
  seq: number;
  /** In an enumeration: the last item given. */
  after?: number;
  /** Machine time, ms. */
  issued: number;
};

export function deltaPage(
  core: TenantCore,
  list: List,
  given: string | undefined,
  top: number,
): DeltaPage | Problem {
  if (given === 'latest')
    return { items: [], delta: write({ list: list.id, seq: list.seq, issued: Date.now() }) };
  const token =
    given === undefined ? { list: list.id, seq: list.seq, after: 0, issued: Date.now() } : read(given);
  if (!token || token.list !== list.id) return invalid('Provided sync token is malformed');
  if (Date.now() - token.issued > core.config.deltaMinutes * 60_000) return resyncRequired();
  const rows =
    token.after === undefined
      ? core.db.all<ItemRow>(
          'SELECT * FROM items WHERE list_id = ? AND seq > ? ORDER BY seq LIMIT ?',
          list.id,
          token.seq,
          top + 1,
        )
      : core.db.all<ItemRow>(
          'SELECT * FROM items WHERE list_id = ? AND id > ? AND deleted = 0 ORDER BY id LIMIT ?',
          list.id,
          token.after,
          top + 1,
        );
  const items = rows.slice(0, top).map(itemOf);
  const last = items.at(-1);
  const more = rows.length > top && last !== undefined;
  if (token.after !== undefined) {
    return more
      ? { items, next: write({ ...token, after: last.id }) }
      : { items, delta: write({ list: list.id, seq: token.seq, issued: Date.now() }) };
  }
  const seq = last?.seq ?? token.seq;
  const fresh = write({ list: list.id, seq, issued: Date.now() });
  return more ? { items, next: fresh } : { items, delta: fresh };
}

/** The service has forgotten: start over, and compare with what is known. The route adds where to. */
export function resyncRequired(): Problem {
  return problem(
    410,
    'resyncRequired',
    "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd. Upload any local changes that the server doesn't know about.",
    { innerCode: 'resyncChangesApplyDifferences' },
  );
}

function write(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function read(text: string): Token | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const token = value as Token;
    return typeof token.list === 'string' && Number.isInteger(token.seq) && Number.isFinite(token.issued)
      ? token
      : undefined;
  } catch {
    return undefined;
  }
}
