import type { Request, Response } from 'restify';
import type { Person } from '../../shared/kernel/person.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import type { Log } from '../log.ts';
import { readAway, readDocumentBody, readJsonBody } from './body.ts';
import { CORRELATION, languageOf, sendProblem, tellProblem, titleOf } from './problem-json.ts';
import type { ApiAnswer, Route } from './route.ts';
import type { CheckToken } from './token.ts';

/** The way into every route of a feature: who calls, whether they are admitted, what they sent, and one way to fail. */

const MOST_BYTES = 256 * 1024;

export type GateDeps = {
  readonly checkToken: CheckToken;
  /** From the directory, as everywhere. */
  readonly personOf: (id: string, name: string) => Promise<Person>;
  /** Whom nobody admitted is told so; undefined for everyone else. */
  readonly turnAway: (person: Person) => Problem | undefined;
  /** Domain time. */
  readonly clock: () => number;
  /** Our own text in the client's words and spelling. */
  readonly inWords: (text: string) => string;
  readonly newId: () => string;
  readonly log: Log;
};

const unexpected = (quote: string): Problem => ({
  code: 'unexpected',
  message: {
    ja: `処理できませんでした。すでに受け付けた内容は保存されています。少し待ってからもう一度お試しください。続く場合は問合せ番号 ${quote} をお知らせください。`,
    en: `This did not work. What was accepted before is safe. Please try again in a moment; if it goes on, quote ${quote}.`,
  },
});

const tooLarge = (most: number): Problem => ({
  code: 'tooLarge',
  message: {
    ja: `ファイルが大きすぎます（上限${Math.floor(most / 1_048_576)}MB）。何も受け取っていません。画像を圧縮するか、文書を分けてください。`,
    en: `The file is too large (at most ${Math.floor(most / 1_048_576)} MB). Nothing was taken. Compress its pictures or split the document.`,
  },
});

const answer = (response: Response, given: Exclude<ApiAnswer, { kind: 'problem' }>): void => {
  const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  if (given.kind === 'json')
    response.sendRaw(200, JSON.stringify(given.body), {
      ...common,
      'content-type': 'application/json; charset=utf-8',
    });
  else
    response.sendRaw(200, typeof given.content === 'string' ? given.content : Buffer.from(given.content), {
      ...common,
      'content-type': given.contentType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(given.fileName)}`,
    });
};

/** Without what no database takes: it may be looked up as it is. */
const queryOf = (request: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...new URL(request.url ?? '/', 'http://localhost').searchParams].map(([name, value]) => [
      name,
      value.replaceAll('\0', ''),
    ]),
  );

export const createGate =
  (deps: GateDeps) =>
  (route: Route) =>
  async (request: Request, response: Response): Promise<void> => {
    const language = languageOf(request.headers['accept-language']);
    const correlationId = deps.newId();
    response.setHeader(CORRELATION, correlationId);
    const tell = (status: number, { message: { ja, en }, ...rest }: Problem): void => {
      const message = { ja: deps.inWords(ja), en: deps.inWords(en) };
      tellProblem(response, status, { ...rest, message }, language, correlationId);
    };
    try {
      const checked = await deps.checkToken(request.headers.authorization);
      if (!checked.ok) {
        deps.log.info({ why: checked.why, correlationId }, 'a call to the API was refused');
        if (checked.refusal.status === 401) response.setHeader('www-authenticate', 'Bearer');
        await readAway(request);
        response.setHeader('connection', 'close');
        return tell(checked.refusal.status, checked.refusal.problem);
      }
      const person = await deps.personOf(checked.caller.personId, checked.caller.name);
      const away = deps.turnAway(person);
      if (away) return tell(403, away);
      const reading =
        route.method === 'GET' || route.method === 'DELETE'
          ? undefined
          : route.mostBytes === undefined
            ? await readJsonBody(request, MOST_BYTES)
            : await readDocumentBody(request, route.mostBytes);
      if (reading && !reading.ok) {
        response.setHeader('connection', 'close');
        const { status, detail } = reading.fault;
        if (status === 413 && route.mostBytes !== undefined) return tell(status, tooLarge(route.mostBytes));
        return sendProblem(response, status, titleOf(status), detail, { correlationId });
      }
      const given = await route.run({
        speaker: { ...person, language },
        query: queryOf(request),
        body: reading?.body,
        now: deps.clock(),
      });
      if (given.kind === 'problem') tell(given.status, given.problem);
      else answer(response, given);
    } catch (error) {
      deps.log.error(
        { err: error, correlationId, route: route.path },
        'a call to the API failed unexpectedly',
      );
      if (!response.headersSent) tell(500, unexpected(correlationId.slice(0, 8)));
    }
  };
