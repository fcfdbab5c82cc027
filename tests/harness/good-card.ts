import { expect } from '@jest/globals';

/** What every card of the product must hold to, whatever it says. */

type Node = Readonly<Record<string, unknown>>;

/** Microsoft's own limit for cards that travel through webhooks and flows; messages of bots take more. */
export const MOST_BYTES = 28 * 1024;
/** Teams shows no more. Source: Teams store validation guidelines. */
const MOST_ACTIONS = 6;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every element and action with whether a reader sees it at first; neither data nor fallbacks. */
export const elementsOf = (value: unknown, visible = true): readonly (Node & { seen: boolean })[] => {
  if (Array.isArray(value)) return value.flatMap((one) => elementsOf(one, visible));
  if (!isNode(value)) return [];
  const seen = visible && value['isVisible'] !== false;
  const inside = Object.entries(value)
    .filter(([key]) => !['data', 'fallback', 'choices', 'targetElements', 'msteams'].includes(key))
    .flatMap(([, one]) => elementsOf(one, seen));
  return typeof value['type'] === 'string' ? [{ ...value, seen }, ...inside] : inside;
};

const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

const inputFaults = (input: Node & { seen: boolean }): string[] => {
  const id = String(input['id']);
  const choices = list(input['choices']).map((choice) => choice['value']);
  const chosen = typeof input['value'] === 'string' && input['value'] !== '' ? input['value'] : undefined;
  const defaults = chosen === undefined ? [] : input['isMultiSelect'] === true ? chosen.split(',') : [chosen];
  return [
    ...(typeof input['id'] === 'string' && input['id'] !== '' ? [] : ['an input has no id']),
    ...(typeof input['label'] === 'string' && /\S/.test(input['label']) ? [] : [`${id} has no label`]),
    ...(input['isRequired'] === true && typeof input['errorMessage'] !== 'string'
      ? [`${id} is required and does not say so when it is empty`]
      : []),
    ...(input['isRequired'] === true && !input.seen && input['value'] === undefined
      ? [`${id} is required, empty and hidden`]
      : []),
    ...(input['type'] === 'Input.ChoiceSet'
      ? [
          ...(choices.length === 0 ? [`${id} offers nothing`] : []),
          ...(new Set(choices).size === choices.length ? [] : [`${id} offers a choice twice`]),
          ...defaults
            .filter((one) => !choices.includes(one))
            .map((one) => `${id}: default ${one} is no choice`),
        ]
      : []),
  ];
};

const actionFaults = (action: Node): string[] => {
  const title = typeof action['title'] === 'string' ? action['title'] : '';
  const fallback = action['fallback'];
  const sameAsSubmit =
    isNode(fallback) &&
    fallback['type'] === 'Action.Submit' &&
    fallback['title'] === action['title'] &&
    JSON.stringify(fallback['data']) === JSON.stringify(action['data']) &&
    fallback['associatedInputs'] === action['associatedInputs'];
  return [
    ...(title === '' ? ['an action has no title'] : []),
    ...(action['type'] === 'Action.Execute' && !sameAsSubmit
      ? [`「${title}」 has no Submit of the same data for old clients`]
      : []),
    ...(action['type'] === 'Action.Execute' &&
    (action['data'] as Node | undefined)?.['verb'] !== action['verb']
      ? [`「${title}」 does not carry its verb in its data`]
      : []),
    ...(action['type'] === 'Action.OpenUrl' && !/^https:\/\/|^http:\/\/localhost/.test(String(action['url']))
      ? [`「${title}」 opens ${String(action['url'])}`]
      : []),
  ];
};

const twice = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

/** What is wrong with a card, in words; empty for a good one. */
export const faultsOfCard = (card: unknown): readonly string[] => {
  const bytes = Buffer.byteLength(JSON.stringify(card), 'utf8');
  const elements = elementsOf(card);
  const ids = elements.flatMap((element) => (typeof element['id'] === 'string' ? [element['id']] : []));
  const actions = elements.filter((element) => String(element['type']).startsWith('Action.'));
  const top = isNode(card) ? card : {};
  return [
    ...(bytes > MOST_BYTES ? [`${bytes} bytes`] : []),
    ...(top['type'] === 'AdaptiveCard' && top['version'] === '1.5' ? [] : ['not an Adaptive Card 1.5']),
    ...(list(top['body']).length ? [] : ['an empty card']),
    ...twice(ids).map((id) => `two elements are called ${String(id)}`),
    ...elements
      .filter((element) => list(element['actions']).length > MOST_ACTIONS)
      .map((element) => `${list(element['actions']).length} actions in a set`),
    ...elements.filter((element) => String(element['type']).startsWith('Input.')).flatMap(inputFaults),
    ...actions.flatMap(actionFaults),
    ...actions
      .flatMap((action) => list(action['targetElements']))
      .filter((target) => !ids.includes(String(target['elementId'])))
      .map((target) => `nothing is called ${String(target['elementId'])}`),
    ...elements
      .filter((element) => element['type'] === 'TextBlock' && element['wrap'] !== true)
      .map((element) => `「${String(element['text'])}」 does not wrap`),
  ];
};

export const expectGoodCard = (card: unknown): void => {
  expect(faultsOfCard(card)).toEqual([]);
};

/** Where in a card a text stands: `TextRun.text`, `Input.Text.value`, `choice.title` … */
export const placesOf = (card: unknown, text: string): readonly string[] => {
  const walk = (value: unknown, place: string, owner: string): string[] => {
    if (typeof value === 'string') return value.includes(text) ? [place] : [];
    if (Array.isArray(value)) return value.flatMap((one) => walk(one, place, owner));
    if (!isNode(value)) return [];
    const type = typeof value['type'] === 'string' ? value['type'] : owner;
    return Object.entries(value).flatMap(([key, one]) =>
      walk(one, `${type}.${key}`, key === 'choices' ? 'choice' : type),
    );
  };
  return [...new Set(walk(card, '', ''))];
};
