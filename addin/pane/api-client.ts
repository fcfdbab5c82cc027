import { z } from 'zod';
import {
  checklistAnswer,
  documentsAnswer,
  factsAnswer,
  filesAnswer,
  fitnessAnswer,
  fileWrittenAnswer,
  standingAnswer,
  subjectsAnswer,
  type FitnessAnswer,
  type ProofBody,
} from '../../shared/documents/api.ts';
import type { Language } from '../../shared/kernel/words.ts';
import { ApiError, notRead, unreached } from './api-error.ts';

/** Our own API for documents, read by the schemas that its other side writes by. */

type Asking = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
};

const problem = z.object({
  status: z.number(),
  detail: z.string(),
  code: z.string().optional(),
  correlationId: z.string().optional(),
});

/** With the number to quote where something broke on the other side. */
const refusalIn = async (response: Response, language: Language): Promise<ApiError> => {
  const read = problem.safeParse(await response.json().catch(() => undefined));
  if (!read.success) return notRead(language);
  const { detail, code, status, correlationId } = read.data;
  const quote = correlationId?.slice(0, 8);
  const told =
    status < 500 || quote === undefined || detail.includes(quote)
      ? detail
      : `${detail} ${language === 'ja' ? '問合せ番号' : 'Please quote'} ${quote}`;
  return new ApiError(told, code);
};

export const createApi = ({ token, language }: { token: () => Promise<string>; language: Language }) => {
  const ask = async (path: string, asking: Asking = {}): Promise<Response> => {
    const { method = 'GET', query, json, bytes, signal } = asking;
    const authorization = `Bearer ${await token()}`;
    const at = query ? `${path}?${new URLSearchParams(query).toString()}` : path;
    const type = json === undefined ? (bytes ? 'application/octet-stream' : undefined) : 'application/json';
    const body = json === undefined ? bytes && new Uint8Array(bytes) : JSON.stringify(json);
    let response: Response;
    try {
      response = await fetch(at, {
        method,
        headers: { authorization, 'accept-language': language, ...(type ? { 'content-type': type } : {}) },
        cache: 'no-store',
        ...(body === undefined ? {} : { body }),
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw unreached(language);
    }
    if (!response.ok) throw await refusalIn(response, language);
    return response;
  };
  const read = async <T extends z.ZodType>(
    schema: T,
    path: string,
    asking?: Asking,
  ): Promise<z.output<T>> => {
    const response = await ask(path, asking);
    const answer = schema.safeParse(await response.json().catch(() => undefined));
    if (!answer.success) throw notRead(language);
    return answer.data;
  };
  const bytesOf = async (path: string, asking: Asking): Promise<Uint8Array> =>
    new Uint8Array(await (await ask(path, asking)).arrayBuffer());

  return {
    documents: () => read(documentsAnswer, '/api/documents'),
    subjects: (template: string) => read(subjectsAnswer, '/api/documents/subjects', { query: { template } }),
    template: (template: string, signal?: AbortSignal) =>
      bytesOf('/api/documents/template', { query: { template }, signal }),
    facts: (template: string, subject: string, signal?: AbortSignal) =>
      read(factsAnswer, '/api/documents/facts', { query: { template, subject }, signal }),
    checklist: (checklist: string) =>
      read(checklistAnswer, '/api/documents/checklist', { query: { checklist } }),
    files: () => read(filesAnswer, '/api/documents/files'),
    file: (file: string, signal?: AbortSignal) => bytesOf('/api/documents/file', { query: { file }, signal }),
    writeFile: (file: string, version: string, bytes: Uint8Array) =>
      read(fileWrittenAnswer, '/api/documents/file', { method: 'PUT', query: { file, version }, bytes }),
    standing: (template: string, subject: string) =>
      read(standingAnswer, '/api/documents/standing', { query: { template, subject } }),
    prove: (proof: ProofBody) =>
      read(standingAnswer, '/api/documents/proofs', { method: 'POST', json: proof }),
    fitness: (template: string, subject: string, bytes: Uint8Array, signal?: AbortSignal) =>
      read(fitnessAnswer, '/api/documents/fitness', {
        method: 'PUT',
        query: { template, subject },
        bytes,
        signal,
      }),
    /** @param knowing how it was said to stand to its source and its counterpart before it was submitted */
    submit: (
      template: string,
      subject: string,
      bytes: Uint8Array,
      knowing: FitnessAnswer['consistency'],
      signal?: AbortSignal,
    ) =>
      read(standingAnswer, '/api/documents/submission', {
        method: 'PUT',
        query: { template, subject, knowing },
        bytes,
        signal,
      }),
  };
};

export type Api = ReturnType<typeof createApi>;
