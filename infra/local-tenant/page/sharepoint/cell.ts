import { timeOf, westernDate } from '../dates.ts';
import type { Column, Fields, Names } from './sharepoint-api.ts';

/** A field as people read it. */
export function cellText(column: Column, fields: Fields, names: Names): string {
  if (column.personOrGroup) return people(column, fields, names);
  const value = fields[column.name];
  if (value === undefined || value === null || value === '') return '';
  if (column.boolean) return value === true ? 'はい' : 'いいえ';
  if (column.dateTime) {
    const instant = new Date(plain(value));
    return column.dateTime.format === 'dateOnly'
      ? westernDate(instant)
      : `${westernDate(instant)} ${timeOf(instant)}`;
  }
  if (Array.isArray(value)) return value.map(plain).join('、');
  if (column.hyperlinkOrPicture && typeof value === 'object') {
    const link = value as { Url?: string; Description?: string };
    return link.Description || link.Url || '';
  }
  return plain(value);
}

function people(column: Column, fields: Fields, names: Names): string {
  const many = fields[column.name];
  if (Array.isArray(many))
    return many.map((each: { LookupValue?: string }) => each.LookupValue ?? '').join('、');
  const id = fields[`${column.name}LookupId`];
  return id === undefined || id === null ? '' : (names[plain(id)] ?? plain(id));
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** What orders a table by this column. */
export function sortKey(column: Column, fields: Fields, names: Names): string | number {
  const value = fields[column.name];
  if (column.number && typeof value === 'number') return value;
  if (column.dateTime && typeof value === 'string') return Date.parse(value);
  return cellText(column, fields, names);
}
