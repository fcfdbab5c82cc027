import type { z } from 'zod';
import { problemAnswer, yearAnswer, type Scope, type YearAnswer } from '../../shared/meetings/api.ts';
import type { Host } from './host.ts';

/** Our own API, read by the schemas that its other side writes by. */

export class ApiError extends Error {
  /** To quote when it is asked about; absent where nobody answered. */
  readonly quote: string | undefined;

  constructor(message: string, quote?: string) {
    super(message);
    this.name = 'ApiError';
    this.quote = quote;
  }
}

const ask = async (host: Host, path: string): Promise<Response> => {
  const token = await host.token();
  const response = await fetch(path, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': host.language },
    cache: 'no-store',
  });
  if (response.ok) return response;
  const read = problemAnswer.safeParse(await response.json().catch(() => undefined));
  throw read.success
    ? new ApiError(read.data.detail, read.data.status >= 500 ? read.data.correlationId : undefined)
    : new ApiError('');
};

const readAs = async <T extends z.ZodType>(response: Response, schema: T): Promise<z.output<T>> => {
  const read = schema.safeParse(await response.json());
  if (!read.success) throw new ApiError('');
  return read.data;
};

export const readYear = async (host: Host, scope: Scope): Promise<YearAnswer> =>
  readAs(await ask(host, `/api/year?scope=${scope}`), yearAnswer);

/** Saves the calendar file under that name where the browser puts downloads. */
export const saveCalendar = async (host: Host, scope: Scope, name: string): Promise<void> => {
  const response = await ask(host, `/api/calendar.ics?scope=${scope}`);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};
