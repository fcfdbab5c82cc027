/** A small part of OData's $filter: comparisons, startswith, in, and, or, not, parentheses. */
export type Literal = string | number | boolean | null;
export type Operator = 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge' | 'startswith';
export type Filter =
  | { op: 'compare'; how: Operator; path: string; value: Literal }
  | { op: 'in'; path: string; values: Literal[] }
  | { op: 'and' | 'or'; left: Filter; right: Filter }
  | { op: 'not'; inner: Filter };

export type Parsed = { ok: true; filter: Filter } | { ok: false; at: number };

type Token = { kind: 'word' | 'text' | 'number' | 'sign' | 'end'; value: string; at: number };
const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<word>[\p{L}_@][\p{L}\p{N}_./-]*)|(?<sign>[(),]))/uy;
const COMPARISONS = new Set(['eq', 'ne', 'lt', 'gt', 'le', 'ge']);

class Unreadable extends Error {
  readonly at: number;
  constructor(at: number) {
    super(`unreadable at ${at}`);
    this.at = at;
  }
}

/** Parses, or says at which character the text stops making sense. */
export function parseFilter(text: string): Parsed {
  try {
    const tokens = tokenize(text);
    let next = 0;
    const peek = (): Token => tokens[next] ?? { kind: 'end', value: '', at: text.length };
    const take = (): Token => {
      const token = peek();
      next += 1;
      return token;
    };
    const isWord = (value: string): boolean => peek().kind === 'word' && peek().value.toLowerCase() === value;
    const expect = (value: string): void => {
      const token = take();
      if (token.kind !== 'sign' || token.value !== value) throw new Unreadable(token.at);
    };
    const either = (): Filter => {
      let left = both();
      while (isWord('or')) {
        take();
        left = { op: 'or', left, right: both() };
      }
      return left;
    };
    const both = (): Filter => {
      let left = single();
      while (isWord('and')) {
        take();
        left = { op: 'and', left, right: single() };
      }
      return left;
    };
    const single = (): Filter => {
      if (isWord('not')) {
        take();
        return { op: 'not', inner: single() };
      }
      if (peek().kind === 'sign' && peek().value === '(') {
        take();
        const inner = either();
        expect(')');
        return inner;
      }
      return comparison();
    };
    const comparison = (): Filter => {
      const first = take();
      if (first.kind !== 'word') throw new Unreadable(first.at);
      if (first.value.toLowerCase() === 'startswith') {
        expect('(');
        const path = take();
        if (path.kind !== 'word') throw new Unreadable(path.at);
        expect(',');
        const value = literal();
        expect(')');
        return { op: 'compare', how: 'startswith', path: path.value, value };
      }
      const operator = take();
      const name = operator.value.toLowerCase();
      if (operator.kind === 'word' && name === 'in')
        return { op: 'in', path: first.value, values: several() };
      if (operator.kind !== 'word' || !COMPARISONS.has(name)) throw new Unreadable(operator.at);
      return { op: 'compare', how: name as Operator, path: first.value, value: literal() };
    };
    const several = (): Literal[] => {
      expect('(');
      const values = [literal()];
      while (peek().kind === 'sign' && peek().value === ',') {
        take();
        values.push(literal());
      }
      expect(')');
      return values;
    };
    const literal = (): Literal => {
      const token = take();
      if (token.kind === 'text') return token.value.slice(1, -1).replaceAll("''", "'");
      // Bare dates stay text: the column they are compared with says how to read them.
      if (token.kind === 'number')
        return /^-?\d{4}-\d{2}-\d{2}/.test(token.value) ? token.value : Number(token.value);
      if (token.kind === 'word' && ['true', 'false'].includes(token.value)) return token.value === 'true';
      if (token.kind === 'word' && token.value === 'null') return null;
      throw new Unreadable(token.at);
    };
    const filter = either();
    if (peek().kind !== 'end') throw new Unreadable(peek().at);
    return { ok: true, filter };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, at: error.at };
    throw error;
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.trimEnd().length) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw new Unreadable(at);
    const kind = (['text', 'number', 'word', 'sign'] as const).find((each) => groups[each] !== undefined);
    if (!kind) throw new Unreadable(at);
    tokens.push({ kind, value: groups[kind] ?? '', at });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

/** Every property that a filter names, in the order of its first appearance. */
export function pathsOf(filter: Filter): string[] {
  switch (filter.op) {
    case 'and':
    case 'or':
      return [...new Set([...pathsOf(filter.left), ...pathsOf(filter.right)])];
    case 'not':
      return pathsOf(filter.inner);
    case 'compare':
    case 'in':
      return [filter.path];
  }
}

/** Whether it holds for these values; comparing with nothing holds for eq null and for ne alone. */
export function holds(
  filter: Filter,
  valueOf: (path: string) => Literal,
  read: (path: string, literal: Literal) => Literal,
): boolean {
  switch (filter.op) {
    case 'and':
      return holds(filter.left, valueOf, read) && holds(filter.right, valueOf, read);
    case 'or':
      return holds(filter.left, valueOf, read) || holds(filter.right, valueOf, read);
    case 'not':
      return !holds(filter.inner, valueOf, read);
    case 'in':
      return filter.values.some((value) => valueOf(filter.path) === read(filter.path, value));
    case 'compare': {
      const value = valueOf(filter.path);
      const wanted = read(filter.path, filter.value);
      if (filter.how === 'eq') return value === wanted;
      if (filter.how === 'ne') return value !== wanted;
      if (value === null || wanted === null || typeof value !== typeof wanted) return false;
      if (filter.how === 'startswith') {
        return typeof value === 'string' && typeof wanted === 'string' && value.startsWith(wanted);
      }
      if (filter.how === 'lt') return value < wanted;
      if (filter.how === 'gt') return value > wanted;
      return filter.how === 'le' ? value <= wanted : value >= wanted;
    }
  }
}
