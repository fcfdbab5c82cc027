import { localInput } from '../dates.ts';
import type { Column, Fields } from './sharepoint-api.ts';

/** What stands in the inputs that a person has touched: text, or the parts of a choice of several. */
export type Inputs = Record<string, string | string[]>;

/** A field as its input shows it. People are named by lookup id until somebody else is chosen. */
export function inputFrom(column: Column, fields: Fields | undefined): string | string[] {
  const value = fields?.[column.name];
  if (column.choice?.displayAs === 'checkBoxes') return Array.isArray(value) ? value.map(String) : [];
  if (column.personOrGroup || value === undefined || value === null) return '';
  if (column.boolean) return value === true ? 'true' : 'false';
  if (column.dateTime && typeof value === 'string') {
    const local = localInput(new Date(value));
    return column.dateTime.format === 'dateOnly' ? local.slice(0, 10) : local;
  }
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** The fields of a PATCH, for what has been touched alone. */
export async function fieldsFrom(
  inputs: Inputs,
  columns: Column[],
  lookupId: (userId: string) => Promise<number>,
): Promise<Fields> {
  const fields: Fields = {};
  for (const column of columns) {
    const input = inputs[column.name];
    if (input === undefined) continue;
    if (column.personOrGroup) Object.assign(fields, await personField(column, input, lookupId));
    else if (Array.isArray(input)) {
      fields[`${column.name}@odata.type`] = 'Collection(Edm.String)';
      fields[column.name] = input;
    } else fields[column.name] = plainField(column, input);
  }
  return fields;
}

async function personField(
  column: Column,
  input: string | string[],
  lookupId: (userId: string) => Promise<number>,
): Promise<Fields> {
  const chosen = (Array.isArray(input) ? input : [input]).filter((id) => id !== '');
  const ids = await Promise.all(chosen.map(lookupId));
  if (!column.personOrGroup?.allowMultipleSelection) return { [`${column.name}LookupId`]: ids[0] ?? null };
  return { [`${column.name}LookupId@odata.type`]: 'Collection(Edm.Int32)', [`${column.name}LookupId`]: ids };
}

function plainField(column: Column, input: string): unknown {
  if (input === '') return null;
  if (column.number) return Number(input);
  if (column.boolean) return input === 'true';
  if (column.dateTime) {
    const local = column.dateTime.format === 'dateOnly' ? `${input}T00:00` : input;
    return new Date(`${local}:00+09:00`).toISOString();
  }
  if (column.hyperlinkOrPicture) return { Url: input, Description: input };
  return input;
}
