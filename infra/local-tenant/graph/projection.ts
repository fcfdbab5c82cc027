/** What $select and $expand leave of an answer. */
export type Projection = {
  /** Keeps what was selected, with annotations and the id. */
  pick(whole: Record<string, unknown>): Record<string, unknown>;
  /** Whether a name was asked for by name. */
  names(name: string): boolean;
  /** How a navigation property was expanded, or undefined when it was not. */
  expanded(name: string): Projection | undefined;
};

export const everything: Projection = {
  pick: (whole) => ({ ...whole }),
  names: () => false,
  expanded: () => undefined,
};
/** Everything of an item and of its fields. */
export const withFields: Projection = {
  ...everything,
  expanded: (name) => (name === 'fields' ? everything : undefined),
};

export function readProjection(select: string | undefined, expand: string | undefined): Projection {
  const selected =
    select === undefined
      ? undefined
      : new Set(
          select
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean),
        );
  const expansions = new Map(splitOutside(expand ?? '', ',').map(readExpansion));
  return {
    pick: (whole) => {
      if (!selected || selected.has('*')) return { ...whole };
      return Object.fromEntries(
        Object.entries(whole).filter(([name]) => selected.has(name) || name.startsWith('@') || name === 'id'),
      );
    },
    names: (name) => selected?.has(name) ?? false,
    // $select=fields asks for them as much as $expand=fields does.
    expanded: (name) => expansions.get(name) ?? (selected?.has(name) ? everything : undefined),
  };
}

function readExpansion(text: string): [string, Projection] {
  const found = /^([\w.]+)\s*(?:\((.*)\))?$/s.exec(text.trim());
  const options = new Map(
    splitOutside(found?.[2] ?? '', ';').map((each): [string, string] => {
      const cut = each.indexOf('=');
      return [each.slice(0, cut).trim().replace(/^\$/, '').toLowerCase(), each.slice(cut + 1).trim()];
    }),
  );
  return [found?.[1] ?? text.trim(), readProjection(options.get('select'), options.get('expand'))];
}

/** Splits at a sign that stands outside parentheses. */
function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const each of text) {
    if (each === '(') depth += 1;
    if (each === ')') depth -= 1;
    if (each === sign && depth === 0) {
      parts.push(current);
      current = '';
    } else current += each;
  }
  parts.push(current);
  return parts.filter((part) => part.trim() !== '');
}
