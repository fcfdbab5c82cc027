import { request as requestHttp, type IncomingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';

/**
 * One HTTP call with kept connections. `fetch` costs three times as much of the processor, and every turn makes a call.
 */

export type HttpCall = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds in which something must be heard. */
  readonly timeout: number;
};

export type HttpReply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

/** Rejects when no whole answer came: what was asked may have been done all the same. Follows no redirect. */
export const httpCall = ({ method, url, headers, body, timeout }: HttpCall): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const call = (url.startsWith('https:') ? requestHttps : requestHttp)(
      url,
      {
        method,
        timeout,
        headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (part: string) => {
          text += part;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', reject);
    call.end(body);
  });
