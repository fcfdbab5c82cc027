import { describe, expect, test } from '@jest/globals';
import { createDownload } from '../../../bot/teams/download.ts';

/** Only from where Teams keeps files: everything else is refused before anything is sent. */

const download = createDownload(['*.sharepoint.com', 'localhost:3980']);
const codeOf = async (url: string): Promise<string> => {
  const result = await download(url, 10);
  return result.ok ? 'ok' : result.problem.code;
};

describe('a file offered from elsewhere is refused', () => {
  test.each([
    ['another host', 'https://evil.example/x'],
    ['a host that only ends alike', 'https://evilsharepoint.com/x'],
    ['the allowed host as a name', 'https://contoso.sharepoint.com@evil.example/x'],
    ['the allowed host as a path', 'https://evil.example/.sharepoint.com'],
    ['the allowed host below another', 'https://contoso.sharepoint.com.evil.example/x'],
    ['the parent domain itself', 'https://sharepoint.com/x'],
    ['plain http', 'http://contoso.sharepoint.com/x'],
    ['another port', 'https://localhost:3981/x'],
    ['no port', 'https://localhost/x'],
    ['the address of this machine', 'https://127.0.0.1:3980/x'],
    ['the cloud’s own metadata', 'http://169.254.169.254/metadata/identity'],
    ['a file of this machine', 'file:///etc/passwd'],
    ['data', 'data:text/plain,x'],
    ['no address', 'not an address'],
    ['nothing', ''],
  ])('%s', async (_what, url) => {
    expect(await codeOf(url)).toBe('fileRefused');
  });

  test('and is told so in words that help', async () => {
    const result = await download('https://evil.example/x', 10);
    expect(result).toMatchObject({
      ok: false,
      problem: { message: { ja: expect.stringMatching(/ください。$/), en: expect.stringMatching(/\.$/) } },
    });
  });
});

test('an allowed host that does not answer: not fetched, and nothing of the address in the words', async () => {
  const nowhere = createDownload(['127.0.0.1:1']);
  const result = await nowhere('https://127.0.0.1:1/secret-ticket', 10);
  expect(result).toMatchObject({ ok: false, problem: { code: 'fileNotFetched' } });
  expect(JSON.stringify(result)).not.toContain('secret-ticket');
});
