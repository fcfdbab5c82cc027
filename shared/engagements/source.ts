import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
} from 'yaml';
import { type Fault, faultPath, type Finding } from './fault.ts';
import type { Path } from './path.ts';

/** Characters of the largest profile that is read: ten times the two that are shipped. */
export const MAX_LENGTH = 1_000_000;

/** No profile nests deeper than ten levels; a text that does is not followed. */
const MAX_DEPTH = 50;

/** Stands for the path where the notation itself is at fault. */
const NOTATION_PATH = '（YAMLの書き方）';

/** A profile's text, taken apart: its value, the faults of its notation, and where in the text things stand. */
export type Source = {
  /** Undefined when the notation is so broken that the value means nothing. */
  readonly value: { readonly data: unknown } | undefined;
  readonly faults: readonly Fault[];
  readonly place: (finding: Finding) => Fault;
};

export function readSource(text: string): Source {
  const lines = new LineCounter();
  const broken = (offset: number, expected: string, found: string): Source => ({
    value: undefined,
    faults: [{ ...position(lines, offset), path: NOTATION_PATH, expected, found }],
    place: (finding) => placeIn(undefined, lines, finding),
  });
  if (text.length > MAX_LENGTH) return broken(0, `${MAX_LENGTH}文字までのファイル`, `${text.length}文字`);
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
    });
  } catch {
    // The parser descends once for each level, so a text of brackets alone ends its stack.
    return broken(0, `${MAX_DEPTH}段までの入れ子`, 'それより深い入れ子');
  }
  const faults: Fault[] = [...document.errors, ...document.warnings].map((error) => ({
    ...position(lines, error.pos[0]),
    path: NOTATION_PATH,
    ...notationWords(error.code, error.message),
  }));
  const legible = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  const { aliases, tooDeep } = refuseAliases(document);
  for (const alias of aliases) {
    faults.push({
      ...position(lines, alias.offset),
      path: NOTATION_PATH,
      expected: '値そのもの（YAMLの別名は使えません）',
      found: `*${alias.name}`,
    });
  }
  if (tooDeep) return broken(0, `${MAX_DEPTH}段までの入れ子`, 'それより深い入れ子');
  return {
    value: legible ? { data: document.toJS({ maxAliasCount: 0 }) as unknown } : undefined,
    faults,
    place: (finding) => placeIn(document, lines, finding),
  };
}

/** Puts an empty value in the place of every alias: what a line means then stands on that line, and nothing grows. */
function refuseAliases(document: Document.Parsed): {
  aliases: { name: string; offset: number }[];
  tooDeep: boolean;
} {
  const aliases: { name: string; offset: number }[] = [];
  let tooDeep = false;
  visit(document, {
    Alias(_key, alias) {
      aliases.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
      const empty = new Scalar(null);
      if (alias.range !== undefined && alias.range !== null) empty.range = alias.range;
      return empty;
    },
    Collection(_key, _node, ancestors) {
      if (ancestors.filter((one) => isCollection(one)).length < MAX_DEPTH) return undefined;
      tooDeep = true;
      return visit.BREAK;
    },
  });
  return { aliases, tooDeep };
}

function placeIn(document: Document.Parsed | undefined, lines: LineCounter, finding: Finding): Fault {
  const { offset, node } = find(document, finding.path, finding.atKey ?? false);
  return {
    ...position(lines, offset),
    path: faultPath(finding.path),
    expected: finding.expected,
    found: finding.found ?? valueWords(node),
  };
}

/** The node at a path, and where to point: at it, or when it is missing at the nearest thing that is there. */
function find(
  document: Document.Parsed | undefined,
  path: Path,
  atKey: boolean,
): { offset: number; node: Node | undefined } {
  let node: Node | undefined = document?.contents ?? undefined;
  let offset = start(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return { offset, node: undefined };
      const key: Node | undefined = isNode(pair.key) ? pair.key : undefined;
      node = isNode(pair.value) ? pair.value : undefined;
      // A missing value of a block mapping is reported at its key, which is where the eye looks for it.
      const own = isScalar(node) && node.source === '' ? undefined : start(node);
      offset = (last && !atKey ? own : start(key)) ?? offset;
    } else if (isSeq(node) && typeof step === 'number') {
      const item: unknown = node.items[step];
      if (!isNode(item)) return { offset, node: undefined };
      node = item;
      offset = start(item) ?? offset;
    } else {
      return { offset, node: undefined };
    }
  }
  return { offset, node };
}

const start = (node: Node | undefined): number | undefined => node?.range?.[0];

function position(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** What stands in the text, as 「実際」 says it. */
function valueWords(node: Node | undefined): string {
  if (node === undefined) return 'ありません';
  if (isMap(node)) return '「項目: 値」の組';
  if (isSeq(node)) return `${node.items.length}個の一覧`;
  if (isAlias(node)) return `*${node.source}`;
  if (isScalar(node)) return node.value === null ? '空' : quote(node.source ?? JSON.stringify(node.value));
  return '不明';
}

export const quote = (text: string): string => `「${text.length > 60 ? `${text.slice(0, 60)}…` : text}」`;

/** The YAML library's error codes in the words of someone who edits a text file. */
function notationWords(code: string, message: string): { expected: string; found: string } {
  const known = NOTATION[code];
  if (known !== undefined) return { expected: known[0], found: known[1] };
  return { expected: 'YAMLとして正しい書き方', found: `読み取れない書き方（${message}）` };
}

const NOTATION: Readonly<Record<string, readonly [string, string]>> = {
  ALIAS_PROPS: ['値そのもの', 'YAMLの別名に付いた指定'],
  BAD_ALIAS: ['値そのもの（YAMLの別名は使えません）', '行き先のない別名'],
  BAD_DIRECTIVE: ['%で始まる指定のない文書', '読み取れない指定'],
  BAD_DQ_ESCAPE: ['二重引用符の中で使える \\ の書き方', '読み取れない \\ の書き方'],
  BAD_INDENT: ['まわりの行とそろった字下げ', 'そろっていない字下げ'],
  BAD_SCALAR_START: ['引用符で囲んだ値', '値の始めに使えない字'],
  BLOCK_AS_IMPLICIT_KEY: ['次の行に字下げして書いた値', '同じ行に続けて書いた「項目: 値」'],
  BLOCK_IN_FLOW: ['{ } や [ ] の中では一行の書き方', '字下げの書き方'],
  DUPLICATE_KEY: ['一度だけ書いた項目', '同じ項目の二度目'],
  IMPOSSIBLE: ['YAMLとして正しい書き方', '読み取れない書き方'],
  KEY_OVER_1024_CHARS: ['1024字までの項目名', 'それより長い項目名'],
  MISSING_CHAR: ['閉じる記号や区切り（引用符、] 、} 、コロンの後の空白など）', 'それがありません'],
  MULTILINE_IMPLICIT_KEY: ['一行に収まる項目名', '行をまたぐ項目名（コロンの抜けなど）'],
  MULTIPLE_ANCHORS: ['印（&名前）のない値', '二つ以上の印'],
  MULTIPLE_DOCS: ['一つのファイルに一つの文書', '二つ目の文書（--- の行）'],
  MULTIPLE_TAGS: ['指定（!名前）のない値', '二つ以上の指定'],
  NON_STRING_KEY: ['文字の項目名', '文字でない項目名'],
  TAB_AS_INDENT: ['空白による字下げ', 'タブによる字下げ'],
  TAG_RESOLVE_FAILED: ['指定（!名前）のない値', '使えない指定'],
  UNEXPECTED_TOKEN: ['YAMLとして正しい書き方', 'ここには置けない字'],
};
