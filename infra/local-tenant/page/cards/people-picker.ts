type Json = Record<string, unknown>;

let people: { title: string; value: string }[] = [];

/** Whom a people picker offers: Teams asks the directory, this page knows it already. */
export function offerPeople(users: { id: string; name: string; department: string | null }[]): void {
  people = users.map((user) => ({
    title: user.department ? `${user.name}（${user.department}）` : user.name,
    value: user.id,
  }));
}

/** Turns choice sets that ask the directory into ones that hold it. */
export function withPeople(node: Json): Json {
  return visit(node) as Json;
}

function visit(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(visit);
  if (typeof node !== 'object' || node === null) return node;
  const object = node as Json;
  const asked = object['choices.data'] as { dataset?: string } | undefined;
  if (asked?.dataset?.startsWith('graph.microsoft.com/users')) {
    const { 'choices.data': _asked, ...rest } = object;
    return { ...rest, choices: people, style: rest['isMultiSelect'] === true ? 'compact' : 'filtered' };
  }
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, visit(value)]));
}
