import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, encoding: 'utf8' as const, maxBuffer: 50_000_000 };
    execFile(
      process.execPath,
      [path.join(ROOT, 'bot/cli/replay.ts'), ...args],
      options,
      (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, err });
      },
    );
  });
}

describe('npm run replay', () => {
  test('N-4.3.ア.ウ the papers of 24 September 2026, with clause and recipient; the same bytes twice', async () => {
    const [one, two] = await Promise.all([run('nerima-r8'), run('nerima-r8')]);
    expect(one.code).toBe(0);
    expect(one.err).toBe('');
    expect(two.out).toBe(one.out);
    for (const line of [
      /^ {2}2026年9月24日\(木\) 13:30～17:00 +第12回定例会 +N-3\.3\.ア\.エ\.1 +情報政策課、業務責任者/m,
      /^ {2}2026年9月18日\(金\) 10:00 +第12回定例会 次第 +N-4\.3\.ア\.ウ +業務責任者$/m,
      /^ {2}2026年9月17日\(木\) 15:00 +期限の前 +第12回定例会 次第 +N-4\.3\.ア\.ウ +業務責任者$/m,
      /^ {2}2026年9月18日\(金\) 10:30 +遅れ（済んでいないとき） +第12回定例会 次第 +N-4\.3\.ア\.ウ +業務責任者$/m,
      /3月分を報告する進捗報告会が、委託期間の中にありません。/,
    ]) {
      expect(one.out).toMatch(line);
    }
    expect(one.out).not.toMatch(/undefined|NaN|\[object|role:/);
  });

  test('K-5.1.1 a part of the year as JSON, instants readable', async () => {
    const { code, out } = await run('kawasaki-r3', '--from', '2021-07-20', '--to', '2021-07-26', '--json');
    expect(code).toBe(0);
    const year = JSON.parse(out) as { engagement: string; meetings: unknown[]; reminders: { at: string }[] };
    expect(year.engagement).toBe('kawasaki-r3');
    for (const { at } of year.reminders) expect(at).toMatch(/^2021-07-2[0-6]T\d\d:\d\d:00\+09:00$/);
  });

  test('a reminder in a part of the year names what is due outside it', async () => {
    const { out } = await run('nerima-r8', '--from', '2026-09-11', '--to', '2026-09-11');
    expect(out).toMatch(/2026年9月11日\(金\) 09:00 +朝のまとめ +第12回定例会 次第/);
    expect(out).toContain('■ 会議（0）');
  });

  test('N-5.2 what happens in the course of the year is added, with the next open day beside a closed one', async () => {
    const { code, out } = await run('nerima-r8', '--fact', 'payment=2026-10-01=第1回請求書');
    expect(code).toBe(0);
    expect(out).toMatch(
      /2026年10月31日\(土\) +支払い（第1回請求書） +N-5\.2 +情報政策課 +閉庁日（土曜日）、次の開庁日は11月2日\(月\)/,
    );
    expect(out).toMatch(/2026年10月30日\(金\) 15:00 +期限の前 +支払い（第1回請求書） +N-5\.2 +情報政策課/);
    expect(out).toMatch(/検収 +成果物の提出から15日以内 +提出から自動 +N-5\.1/);
  });

  test.each([
    [[]],
    [['nerima-r8', '--fact', 'payment']],
    [['kawasaki-r3', '--fact', 'payment=2021-10-01=x']],
    [['nerima-r8', 'kawasaki-r3']],
    [['nerima-r8', '--from', '2026-02-29']],
    [['nerima-r8', '--from', '2026-06-02', '--to', '2026-06-01']],
    [['nerima-r8', '--until', '2026-06-01']],
  ])('wrong usage %j explains itself', async (args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('使い方:\n  npm run replay -- 名前');
  });

  test('a profile that is not there', async () => {
    const { code, err } = await run('nerima-r9');
    expect(code).toBe(1);
    expect(err).toContain('もしかして nerima-r8');
  });
});
