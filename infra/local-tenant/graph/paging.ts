import { invalid } from './problem.ts';
import type { Problem } from './problem.ts';
import { graphOrigin, option } from './request.ts';
import type { GraphRequest } from './request.ts';

/** $top, held between 1 and the most that the service gives at once. */
export function pageSize(request: GraphRequest, standard: number, most: number): number | Problem {
  const top = option(request, 'top');
  if (top === undefined) return standard;
  if (!/^\d+$/.test(top) || Number(top) < 1) return invalid(`Invalid value '${top}' for $top query option.`);
  return Math.min(Number(top), most);
}

/** The address of this request with other parameters; null takes one away. Absolute, as Graph gives links. */
export function withParameters(
  request: GraphRequest,
  changes: Record<string, string | null>,
  below = '',
): string {
  const query = new URLSearchParams(request.query);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    query.delete(name.replace(/^\$/, ''));
    if (value !== null) query.set(name, value);
  }
  const text = below === '' && query.size > 0 ? `?${query.toString()}` : '';
  return `${graphOrigin(request.core)}${request.path}${below}${text}`;
}
