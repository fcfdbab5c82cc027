import { cleanText } from '../../shared/kernel/text.ts';

/** Reading what came with a button. A card is only a suggestion to its sender's client: nothing in it is believed. */

export type PressData = Readonly<Record<string, unknown>>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const given = (data: PressData, name: string): string | undefined =>
  Object.hasOwn(data, name) && typeof data[name] === 'string' ? data[name].slice(0, 4_000) : undefined;

/** Without what no database takes: it may be looked up as it is. */
export const textIn = (data: PressData, name: string): string | undefined => {
  const text = given(data, name);
  return text === undefined ? undefined : cleanText(text);
};

export const idIn = (data: PressData, name: string): string | undefined => {
  const text = given(data, name)?.toLowerCase();
  return text !== undefined && UUID.test(text) ? text : undefined;
};

/** Ids out of a multi-select input. */
export const idsIn = (data: PressData, name: string): readonly string[] =>
  (textIn(data, name) ?? '')
    .toLowerCase()
    .split(',')
    .filter((id) => UUID.test(id))
    .slice(0, 20);

/** A whole number that is not negative, written as a number or in digits; nothing else is taken for one. */
export const wholeNumberIn = (data: PressData, name: string): number | undefined => {
  const value = Object.hasOwn(data, name) ? data[name] : undefined;
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^\d{1,9}$/.test(value)
        ? Number(value)
        : -1;
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
};

export const revisionIn = (data: PressData): number => {
  const revision = wholeNumberIn(data, 'revision');
  return revision ?? -1;
};
