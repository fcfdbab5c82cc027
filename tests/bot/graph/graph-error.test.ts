import { describe, expect, test } from '@jest/globals';
import { GraphError, graphErrorOf, retryAfterIn } from '../../../bot/graph/graph-error.ts';

const now = Date.parse('2026-09-14T00:00:00Z');

describe('how long Graph asks to wait', () => {
  test.each([
    ['7', 7_000],
    ['0', 0],
    ['-3', 0],
    ['Mon, 14 Sep 2026 00:01:30 GMT', 90_000],
    ['Sun, 13 Sep 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (header, wait) => {
    expect(retryAfterIn(header, now)).toBe(wait);
  });
});

describe('what Graph refused', () => {
  test.each([0, 408, 429, 500, 502, 503, 504])('%s may pass by itself', (status) => {
    expect(new GraphError(status, 'x', 'x').passing).toBe(true);
  });

  test.each([400, 401, 403, 404, 409, 410, 412, 413, 422])(
    '%s needs a person or another request',
    (status) => {
      expect(new GraphError(status, 'x', 'x').passing).toBe(false);
    },
  );

  test('is read from the body and the headers', () => {
    const headers: Readonly<Record<string, string>> = { 'request-id': 'r-1', 'retry-after': '3' };
    const body = { error: { code: 'activityLimitReached', message: 'wait' } };
    expect(graphErrorOf(429, body, (name) => headers[name], now)).toMatchObject({
      status: 429,
      code: 'activityLimitReached',
      requestId: 'r-1',
      retryAfter: 3_000,
    });
    const inner = { error: { code: 'x', innerError: { 'request-id': 'r-2' } } };
    expect(graphErrorOf(500, inner, () => undefined, now).requestId).toBe('r-2');
  });

  test.each([undefined, null, '', 'x', 7, [], {}, { error: null }, { error: 'x' }])(
    'a body of another shape (%j) is a refusal all the same',
    (body) => {
      expect(graphErrorOf(502, body, () => null, now)).toMatchObject({ status: 502, code: 'unknown' });
    },
  );

  test.each([0, 400, 401, 403, 404, 412, 429, 503])('%s says what to do, in both languages', (status) => {
    const { ja, en } = new GraphError(status, 'x', 'x').advice;
    expect(ja).toMatch(/。$/);
    expect(en).toMatch(/\.$/);
  });

  test.each([0, 429, 503])('%s passes: who ran a command is told to run it again', (status) => {
    expect(new GraphError(status, 'x', 'x').advice.ja).toMatch(/もう一度実行してください。/);
  });
});
