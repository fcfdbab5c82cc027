import { failed, ok, type Result } from '../../shared/kernel/problem.ts';

/** Fetches a file that Teams offers, from the hosts that Teams keeps files on and no other. */

export type Download = (url: string, mostBytes: number) => Promise<Result<Buffer>>;

const matches = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;

/** @param hosts allowed hosts with port where there is one; `*.sharepoint.com` allows every host below it */
export const createDownload =
  (hosts: readonly string[]): Download =>
  async (address, mostBytes) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:' || !hosts.some((pattern) => matches(pattern, url.host)))
      return failed(
        'fileRefused',
        'ファイルの場所を確認できないため、受け取れませんでした。もう一度添付してください。',
        'The file could not be taken because its location is not trusted. Please attach it again.',
      );
    try {
      const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(60_000) });
      if (!response.ok || !response.body) throw new Error(`the download answered ${response.status}`);
      const parts: Uint8Array[] = [];
      let size = 0;
      for await (const part of response.body) {
        size += part.length;
        if (size > mostBytes) {
          const most = Math.floor(mostBytes / 1_048_576);
          return failed(
            'fileTooLarge',
            `ファイルが大きすぎます（上限${most}MB）。受け取っていません。`,
            `The file is too large (at most ${most} MB). It was not taken.`,
          );
        }
        parts.push(part);
      }
      return ok(Buffer.concat(parts));
    } catch {
      return failed(
        'fileNotFetched',
        'ファイルを取得できませんでした。受け取っていません。少し待ってから、もう一度送ってください。',
        'The file could not be fetched and was not taken. Please send it again in a moment.',
      );
    }
  };
