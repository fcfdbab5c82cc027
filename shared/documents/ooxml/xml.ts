import { ok, type Result } from '../../kernel/problem.ts';
import { canonicalPrefix } from './namespaces.ts';
import { refusals } from './refusals.ts';

/**
 * A part's XML as the places of its elements in its text: edits replace spans and leave every other character as
 * it was. Elements stand in document order: those inside element i are i + 1 up to after[i] - 1.
 *
 * Refused: DOCTYPE and what else begins with `<!` (entities with it), tags that do not match, depth beyond reason.
 */
export type Xml = {
  readonly text: string;
  readonly count: number;
  /** Names by id, the prefix being the usual one of its namespace: 'w:p', whatever prefix the file uses. */
  readonly names: readonly string[];
  readonly nameIds: Int32Array;
  /** Where the start tag begins and where it ends; the same for the end tag. An empty-element tag has both in one. */
  readonly start: Int32Array;
  readonly inner: Int32Array;
  readonly innerEnd: Int32Array;
  readonly end: Int32Array;
  /** -1 for the root. */
  readonly parent: Int32Array;
  readonly after: Int32Array;
  /** The prefix that the file uses, by the usual one. */
  readonly prefixes: ReadonlyMap<string, string>;
};

const DEEPEST = 1_000;
const BUCKETS = 4_096;

const [TAB, LF, CR, SPACE, QUOTE, APOSTROPHE, SLASH, LESS, GREATER] = [9, 10, 13, 32, 34, 39, 47, 60, 62];
const isBlank = (code: number): boolean => code === SPACE || code === LF || code === TAB || code === CR;

class Places {
  capacity = 1_024;
  count = 0;
  columns = Array.from({ length: 7 }, () => new Int32Array(this.capacity));

  add(nameId: number, start: number, inner: number, parent: number): number {
    if (this.count === this.capacity) {
      this.capacity *= 2;
      this.columns = this.columns.map((column) => {
        const wider = new Int32Array(this.capacity);
        wider.set(column);
        return wider;
      });
    }
    const [names, starts, inners, , , parents] = this.columns as Int32Array[];
    const index = this.count;
    (names as Int32Array)[index] = nameId;
    (starts as Int32Array)[index] = start;
    (inners as Int32Array)[index] = inner;
    (parents as Int32Array)[index] = parent;
    this.count += 1;
    return index;
  }
}

/** Names seen so far. A name's id is looked up by a hash of its letters, so that no string is made for a tag. */
class Names {
  readonly raw: string[] = [];
  readonly canonical: string[] = [];
  readonly bindings = new Map<string, string>();
  private readonly buckets = new Int32Array(BUCKETS);
  private readonly others = new Map<string, number>();

  id(text: string, from: number, to: number, hash: number): number {
    const bucket = hash & (BUCKETS - 1);
    const known = (this.buckets[bucket] as number) - 1;
    const raw = this.raw[known];
    if (raw !== undefined && raw.length === to - from && text.startsWith(raw, from)) return known;
    const name = text.slice(from, to);
    const other = this.others.get(name);
    if (other !== undefined) return other;
    const id = this.raw.length;
    this.raw.push(name);
    const colon = name.indexOf(':');
    const prefix = this.bindings.get(colon < 0 ? '' : name.slice(0, colon));
    // A name of no namespace that is known keeps apart from those that are: no 'w:p' but Word's.
    this.canonical.push(
      prefix === undefined ? (colon < 0 ? name : `?${name}`) : `${prefix}:${name.slice(colon + 1)}`,
    );
    if (known < 0) this.buckets[bucket] = id + 1;
    else this.others.set(name, id);
    return id;
  }

  bind(prefix: string, canonical: string | undefined): void {
    if (this.bindings.get(prefix) === canonical) return;
    if (canonical === undefined) this.bindings.delete(prefix);
    else this.bindings.set(prefix, canonical);
    this.buckets.fill(0);
    this.others.clear();
  }
}

const XMLNS = /\sxmlns(?::([\w.-]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

type Undo = { readonly element: number; readonly prefix: string; readonly canonical: string | undefined };

/** Where a comment, a CDATA section or a processing instruction that begins at `at` ends; -1 for what is refused. */
const skip = (text: string, at: number): number => {
  const [begin, close] = text.startsWith('<!--', at)
    ? ['<!--', '-->']
    : text.startsWith('<![CDATA[', at)
      ? ['<![CDATA[', ']]>']
      : text.startsWith('<?', at)
        ? ['<?', '?>']
        : ['', ''];
  if (begin === '') return -1;
  const found = text.indexOf(close, at + begin.length);
  return found < 0 ? -1 : found + close.length;
};

export const scanXml = (text: string, part: string): Result<Xml> => {
  const broken = refusals.broken(part);
  const names = new Names();
  const places = new Places();
  const open: number[] = [];
  const undo: Undo[] = [];
  const prefixes = new Map<string, string>();
  const leave = (element: number): void => {
    for (let last = undo.at(-1); last?.element === element; last = undo.at(-1)) {
      if (last.canonical !== undefined) names.bind(last.prefix, last.canonical);
      undo.pop();
    }
  };
  let at = text.indexOf('<');
  for (; at >= 0; at = text.indexOf('<', at)) {
    const first = text.charCodeAt(at + 1);
    if (first === SLASH) {
      const element = open.pop();
      if (element === undefined) return broken;
      const raw = names.raw[places.columns[0]?.[element] ?? -1] ?? '';
      if (!text.startsWith(raw, at + 2)) return broken;
      const close = at;
      at += 2 + raw.length;
      while (isBlank(text.charCodeAt(at))) at += 1;
      if (text.charCodeAt(at) !== GREATER) return broken;
      at += 1;
      (places.columns[3] as Int32Array)[element] = close;
      (places.columns[4] as Int32Array)[element] = at;
      (places.columns[6] as Int32Array)[element] = places.count;
      leave(element);
      continue;
    }
    if (first === 33 || first === 63) {
      const past = skip(text, at);
      if (past < 0) return text.startsWith('<!', at) ? refusals.unsafe('entities') : broken;
      at = past;
      continue;
    }
    const start = at;
    let hash = 0;
    let code = 0;
    for (at += 1; ; at += 1) {
      code = text.charCodeAt(at);
      if (code === GREATER || code === SLASH || isBlank(code) || Number.isNaN(code)) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const nameEnd = at;
    if (nameEnd === start + 1 || (open.length === 0 && places.count > 0)) return broken;
    let declares = false;
    for (; code !== GREATER; at += 1, code = text.charCodeAt(at)) {
      if (code === QUOTE || code === APOSTROPHE) {
        at = text.indexOf(code === QUOTE ? '"' : "'", at + 1);
        if (at < 0) return broken;
      } else if (code === LESS || Number.isNaN(code)) return broken;
      else if (code === 120 && text.startsWith('xmlns', at)) declares = true;
    }
    const empty = text.charCodeAt(at - 1) === SLASH;
    at += 1;
    if (declares)
      for (const [, prefix = '', double, single] of text.slice(nameEnd, at).matchAll(XMLNS)) {
        const canonical = canonicalPrefix(double ?? single ?? '');
        undo.push({ element: places.count, prefix, canonical: names.bindings.get(prefix) });
        names.bind(prefix, canonical);
        if (canonical !== undefined && !prefixes.has(canonical)) prefixes.set(canonical, prefix);
      }
    const id = names.id(text, start + 1, nameEnd, hash);
    const element = places.add(id, start, at, open.at(-1) ?? -1);
    if (empty) {
      (places.columns[3] as Int32Array)[element] = at;
      (places.columns[4] as Int32Array)[element] = at;
      (places.columns[6] as Int32Array)[element] = element + 1;
      leave(element);
    } else if (open.push(element) > DEEPEST) return refusals.unsafe('deep');
  }
  if (open.length > 0 || places.count === 0) return broken;
  const [nameIds, start, inner, innerEnd, end, parent, after] = places.columns as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const { count } = places;
  return ok({
    text,
    count,
    names: names.canonical,
    nameIds,
    start,
    inner,
    innerEnd,
    end,
    parent,
    after,
    prefixes,
  });
};
