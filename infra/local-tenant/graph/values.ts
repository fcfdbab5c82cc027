import type { TenantCore } from '../core.ts';
import type { Column } from './column.ts';
import { readInstant, seconds, startOfDay } from './instants.ts';
import { displayName, principalOf } from './people.ts';
import { invalid, isProblem, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { asObject } from './request.ts';
import type { Site } from './sites.ts';

/** What the database keeps of a field; absent when the field is empty. */
export type Stored = string | number | boolean | string[] | number[] | { Url: string; Description: string };
export type Fields = Record<string, Stored>;
export type Writing = { core: TenantCore; site: Site; columns: Column[]; by: 'application' | 'person' };

const SINGLE_LINE = 255;

/** The new values of a body, null where a field is emptied; or the refusal that SharePoint would give. */
export function readFields(
  writing: Writing,
  body: Record<string, unknown>,
): Record<string, Stored | null> | Problem {
  const read: Record<string, Stored | null> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key.includes('@')) continue;
    const found = columnFor(writing.columns, key);
    if (!found) return invalid(`Field '${key}' is not recognized`);
    const { column, byLookup } = found;
    if (column.readOnly) return invalid(`Field '${key}' is read-only`);
    if (column.kind === 'personOrGroup' && !byLookup)
      return invalid('Invalid request', `write ${key}LookupId, not ${key}`);
    // SharePoint keeps no empty text: an emptied field is empty.
    const isEmpty = value === null || (value === '' && column.kind === 'text');
    const stored = isEmpty ? null : readValue(writing, column, value, body[`${key}@odata.type`]);
    if (isProblem(stored)) return stored;
    read[column.name] = stored;
  }
  return read;
}

export function defaults(writing: Writing): Record<string, Stored | null> | Problem {
  const given: Record<string, unknown> = {};
  for (const column of writing.columns) {
    if (column.defaultValue === undefined || column.readOnly) continue;
    given[column.kind === 'personOrGroup' ? `${column.name}LookupId` : column.name] = defaultOf(
      writing,
      column,
    );
  }
  return readFields(writing, given);
}

function defaultOf({ core }: Writing, column: Column): unknown {
  const text = column.defaultValue ?? '';
  if (column.kind === 'number') return Number(text);
  if (column.kind === 'boolean') return text === '1' || text.toLowerCase() === 'true';
  if (column.kind === 'dateTime' && text.toLowerCase() === '[today]') return core.clock.now().toISOString();
  return text;
}

function columnFor(columns: Column[], key: string): { column: Column; byLookup: boolean } | undefined {
  const column = columns.find((each) => each.name === key);
  if (column) return { column, byLookup: false };
  const base = key.endsWith('LookupId') ? key.slice(0, -'LookupId'.length) : undefined;
  const person = columns.find((each) => each.name === base && each.kind === 'personOrGroup');
  return person ? { column: person, byLookup: true } : undefined;
}

function readValue(writing: Writing, column: Column, value: unknown, odataType: unknown): Stored | Problem {
  const wrong = (): Problem =>
    invalid('Invalid request', `${column.name}: ${column.kind} cannot take ${JSON.stringify(value)}`);
  switch (column.kind) {
    case 'text': {
      if (typeof value !== 'string') return wrong();
      const limit = column.facet.allowMultipleLines
        ? Number.POSITIVE_INFINITY
        : Math.min(column.facet.maxLength, SINGLE_LINE);
      const tooLong = value.length > limit || (!column.facet.allowMultipleLines && /[\r\n]/.test(value));
      return tooLong ? invalidText() : value;
    }
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : wrong();
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong();
    case 'dateTime': {
      const instant = typeof value === 'string' ? readInstant(value, writing.site.time_zone) : undefined;
      if (!instant) return wrong();
      return column.facet.format === 'dateOnly'
        ? startOfDay(instant, writing.site.time_zone).toISOString()
        : instant.toISOString();
    }
    case 'choice': {
      const fits = (each: string): boolean =>
        column.facet.allowTextEntry || column.facet.choices.includes(each);
      if (column.facet.displayAs !== 'checkBoxes')
        return typeof value === 'string' && fits(value) ? value : wrong();
      // A collection in an open type must say what it is a collection of.
      if (odataType !== 'Collection(Edm.String)' && odataType !== '#Collection(Edm.String)') return wrong();
      const many = Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;
      return many && many.length === (value as unknown[]).length && many.every(fits) ? many : wrong();
    }
    case 'personOrGroup':
      return readPeople(writing, value, column.facet.allowMultipleSelection, odataType) ?? wrong();
    case 'hyperlinkOrPicture': {
      // Graph refuses to write hyperlink columns; people can.
      const link = asObject(value);
      if (writing.by === 'application' || !link || typeof link['Url'] !== 'string') return wrong();
      return {
        Url: link['Url'],
        Description: typeof link['Description'] === 'string' ? link['Description'] : link['Url'],
      };
    }
  }
}

function readPeople(
  { core, site }: Writing,
  value: unknown,
  many: boolean,
  odataType: unknown,
): number | number[] | undefined {
  const one = (each: unknown): number => {
    const id = typeof each === 'string' && /^\d+$/.test(each) ? Number(each) : each;
    return typeof id === 'number' && principalOf(core, site.id, id) !== undefined ? id : Number.NaN;
  };
  if (!many) return Array.isArray(value) || Number.isNaN(one(value)) ? undefined : one(value);
  if (!Array.isArray(value) || !/^#?Collection\(Edm\.(Int32|String)\)$/.test(String(odataType)))
    return undefined;
  const ids = value.map(one);
  return ids.some(Number.isNaN) ? undefined : ids;
}

function invalidText(): Problem {
  return problem(
    400,
    'invalidRequest',
    'Invalid text value.\n\nA text field contains invalid data. Please check the value and try again.',
  );
}

/** A field as Graph shows it; people come as `XLookupId`, and by name only when `X` is asked for. */
export function showField(
  core: TenantCore,
  site: Site,
  column: Column,
  stored: Stored,
  asked: boolean,
): Record<string, unknown> {
  if (column.kind === 'dateTime')
    return { [column.name]: typeof stored === 'string' ? seconds(stored) : stored };
  if (column.kind !== 'personOrGroup') return { [column.name]: stored };
  if (Array.isArray(stored)) {
    return {
      [column.name]: stored.map((id) => {
        const actor = principalOf(core, site.id, Number(id));
        return {
          LookupId: Number(id),
          LookupValue: actor ? displayName(core, actor) : '',
          Email: mailOf(core, actor),
        };
      }),
    };
  }
  const actor = principalOf(core, site.id, Number(stored));
  return {
    [`${column.name}LookupId`]: JSON.stringify(stored),
    ...(asked && actor ? { [column.name]: displayName(core, actor) } : {}),
  };
}

function mailOf(core: TenantCore, actor: string | undefined): string {
  return (
    (actor?.startsWith('user:') ? core.directory.user(actor.slice('user:'.length))?.mail : undefined) ?? ''
  );
}

export type Comparable = string | number | null;

/** What an index orders by: text without regard to case, instants and numbers as numbers. */
export function comparable(column: Column, stored: Stored | undefined): Comparable {
  if (stored === undefined) return null;
  if (column.kind === 'dateTime') return typeof stored === 'string' ? Date.parse(stored) : null;
  if (typeof stored === 'boolean') return stored ? 1 : 0;
  if (typeof stored === 'string') return stored.toLowerCase();
  return typeof stored === 'number' ? stored : null;
}
