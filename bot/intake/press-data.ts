/** Reading what came with a button. A card is only a suggestion to its sender's client: nothing in it is believed. */

export type PressData = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const textIn = (data: PressData, name: string): string | undefined =>
  Object.hasOwn(data, name) && typeof data[name] === 'string' ? data[name].slice(0, 4_000) : undefined;

export const idIn = (data: PressData, name: string): string | undefined => {
  const text = textIn(data, name)?.toLowerCase();
  return text !== undefined && UUID.test(text) ? text : undefined;
};

/** Ids out of a multi-select input. */
export const idsIn = (data: PressData, name: string): readonly string[] =>
  (textIn(data, name) ?? '')
    .toLowerCase()
    .split(',')
    .filter((id) => UUID.test(id))
    .slice(0, 20);

export const revisionIn = (data: PressData): number => {
  const revision = Number(data['revision']);
  return Number.isInteger(revision) ? revision : -1;
};
