/** What a card lets a person fill in and press, read as the published schema describes it. Pure. */

export type Json = Record<string, unknown>;
export type CardInput = { id: string; type: string; spec: Json };
export type CardAction = { type: string; spec: Json; inputs: CardInput[] };
export type InputProblem = { id: string; message: string };

type Scope = { inputs: CardInput[]; parent: Scope | undefined };

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Every action of the card, each with the inputs it sends: its own card's and those of the cards around it. */
export function actionsOf(card: unknown): CardAction[] {
  const found: { type: string; spec: Json; scope: Scope }[] = [];
  const visit = (node: unknown, scope: Scope): void => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each, scope);
      return;
    }
    if (!isObject(node)) return;
    const type = textOf(node['type']);
    if (type.startsWith('Input.') && textOf(node['id'])) {
      scope.inputs.push({ id: textOf(node['id']), type, spec: node });
    }
    if (type.startsWith('Action.')) {
      found.push({ type, spec: node, scope });
      if (type === 'Action.ShowCard') visit(node['card'], { inputs: [], parent: scope });
      return;
    }
    for (const key of [
      'body',
      'items',
      'columns',
      'rows',
      'cells',
      'actions',
      'selectAction',
      'inlineAction',
    ]) {
      visit(node[key], scope);
    }
  };
  visit(card, { inputs: [], parent: undefined });
  return found.map(({ type, spec, scope }) => ({
    type,
    spec,
    inputs: spec['associatedInputs'] === 'none' ? [] : inputsOf(scope),
  }));
}

function inputsOf(scope: Scope | undefined): CardInput[] {
  return scope ? [...inputsOf(scope.parent), ...scope.inputs] : [];
}

/** The value an untouched input sends; '' when it sends none. */
export function untouched(input: CardInput): string {
  const value = input.spec['value'];
  if (input.type === 'Input.Toggle')
    return value === undefined ? textOf(input.spec['valueOff']) || 'false' : written(value);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/**
 * What the person's client puts into `data`: strings only, and nothing for an input left empty,
 * as Teams' own renderer does.
 */
export function gather(inputs: CardInput[], given: Record<string, unknown>): Record<string, string> {
  const gathered: Record<string, string> = {};
  for (const input of inputs) {
    const value = input.id in given ? written(given[input.id]) : untouched(input);
    if (value !== '') gathered[input.id] = value;
  }
  return gathered;
}

function written(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(String).join(',');
  return '';
}

/** The checks a client makes before it sends (required, limits, pattern, choices). */
export function problemsOf(inputs: CardInput[], values: Record<string, string>): InputProblem[] {
  return inputs.flatMap((input) => {
    const fault = faultOf(input, values[input.id] ?? '');
    if (!fault) return [];
    return [{ id: input.id, message: textOf(input.spec['errorMessage']) || fault }];
  });
}

function faultOf(input: CardInput, value: string): string | undefined {
  const { spec, type } = input;
  if (type === 'Input.Toggle') {
    const on = textOf(spec['valueOn']) || 'true';
    return spec['isRequired'] === true && value !== on ? 'required' : undefined;
  }
  if (value === '') return spec['isRequired'] === true ? 'required' : undefined;
  if (type === 'Input.Number' && Number.isNaN(Number(value))) return 'not a number';
  if (type === 'Input.Number' && outside(Number(value), spec['min'], spec['max'], Number))
    return 'out of range';
  if ((type === 'Input.Date' || type === 'Input.Time') && outside(value, spec['min'], spec['max'], String)) {
    return 'out of range';
  }
  if (type === 'Input.Text') {
    if (typeof spec['maxLength'] === 'number' && value.length > spec['maxLength']) return 'too long';
    const pattern = textOf(spec['regex']);
    if (pattern && !new RegExp(pattern).test(value)) return 'does not match';
  }
  if (type === 'Input.ChoiceSet' && spec['choices.data'] === undefined && Array.isArray(spec['choices'])) {
    const offered = new Set(
      spec['choices'].map((choice: unknown) => (isObject(choice) ? choice['value'] : undefined)),
    );
    const chosen = spec['isMultiSelect'] === true ? value.split(',') : [value];
    if (chosen.some((each) => !offered.has(each))) return 'not among the choices';
  }
  return undefined;
}

function outside<T>(value: T, min: unknown, max: unknown, read: (limit: unknown) => T): boolean {
  const given = (limit: unknown): boolean => limit !== undefined && limit !== '' && limit !== null;
  return (given(min) && value < read(min)) || (given(max) && value > read(max));
}

export type Wanted = { type?: string; id?: string; verb?: string; title?: string; data?: unknown };

/** The action of the card that a person means; undefined when the card has none such. */
export function pick(card: unknown, wanted: Wanted): CardAction | undefined {
  const actions = actionsOf(card);
  const refresh = isObject(card) && isObject(card['refresh']) ? card['refresh']['action'] : undefined;
  if (isObject(refresh)) actions.push({ type: textOf(refresh['type']), spec: refresh, inputs: [] });
  return actions.find(
    ({ type, spec }) =>
      (wanted.type === undefined || wanted.type === type) &&
      (wanted.id === undefined || wanted.id === spec['id']) &&
      (wanted.verb === undefined || wanted.verb === spec['verb']) &&
      (wanted.title === undefined || wanted.title === spec['title']) &&
      (wanted.data === undefined || same(wanted.data, spec['data'])),
  );
}

function same(one: unknown, other: unknown): boolean {
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) && one.length === other.length && one.every((each, at) => same(each, other[at]))
    );
  }
  if (isObject(one)) {
    if (!isObject(other)) return false;
    const keys = Object.keys(one);
    return keys.length === Object.keys(other).length && keys.every((key) => same(one[key], other[key]));
  }
  return one === other;
}
