import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { displayWidth, tableLines } from '../../../bot/cli/table.ts';
import { engagementIds, readEngagement } from '../../../bot/engagement-file.ts';
import { changed, profileText } from '../../shared/engagements/profile-text.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = path.join(ROOT, 'bot/cli/profile.ts');

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], { cwd: ROOT, encoding: 'utf8' }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

let folder = '';
const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'profile-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('npm run profile -- check', () => {
  test('N-2.1.1 a sound profile is summed up in Japanese', async () => {
    const { code, out, err } = await run('check', 'nerima-r8');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const words of [
      '練馬区',
      '令和8年4月1日 ～ 令和9年3月31日（令和8年度）',
      '■ 役割',
      '最高情報セキュリティアドバイザー',
      '■ だれが何をできるか',
      '■ 年間の想定',
      '■ 会議',
      '■ 仕様書の項目（136）',
      '令和8年度の開庁日 241日',
      '2026年9月22日(火)   休日',
      'shared/engagements/nerima-r8.yaml に問題はありません。',
    ]) {
      expect(out).toContain(words);
    }
    expect(out).not.toMatch(/undefined|\[object/);
  });

  test('what the profile lets nobody do is not shown: approval where the chief is only told', async () => {
    const heads = (text: string): string[] => text.split('\n').filter((line) => line.includes('取下げ  '));
    expect(heads((await run('check', 'nerima-r8')).out)).toEqual([
      expect.stringMatching(/相談 +登録 +閲覧 +訂正 +取下げ +担当$/),
      expect.stringMatching(/事故等 +登録 +閲覧 +訂正 +取下げ +担当$/),
    ]);
    const approving = profileText('nerima-r8').replace(
      'chief: told  # 所属長には',
      'chief: approves  # 所属長には',
    );
    expect(heads((await run('check', await put('nerima-r8.yaml', approving))).out)).toEqual([
      expect.stringMatching(/相談 +登録 +閲覧 +訂正 +取下げ +承認 +担当$/),
      expect.stringMatching(/事故等 +登録 +閲覧 +訂正 +取下げ +担当$/),
    ]);
  });

  test('open days, weekends and other closed days make up the year (K-2)', async () => {
    const { code, out } = await run('check', 'kawasaki-r3');
    expect(code).toBe(0);
    const open = Number(/の開庁日 (\d+)日/.exec(out)?.[1]);
    const closed = Number(/ほかに閉庁する日 (\d+)日/.exec(out)?.[1]);
    // 2021-04-01 is a Thursday: the 365 days to 2022-03-31 hold 52 Saturdays and 52 Sundays.
    expect(open + closed + 104).toBe(365);
  });

  test('faults are listed with file, line, column, path, what is expected and what is there', async () => {
    const text = changed(
      changed(profileText('nerima-r8'), 'numberPrefix: R8', 'numberPrefix: R7'),
      'orthography: kana',
      'ortography: kana',
    );
    const file = await put('faulty.yaml', text);
    const { code, out, err } = await run('check', file);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`${file}:22:17 settings.numberPrefix — 期待: 令和8年度の R8 / 実際: 「R7」\n`);
    expect(err).toContain('settings.ortography — 期待: 決められた項目（もしかして orthography）');
    expect(err).toContain('3件の問題があります。');
  });

  test('a profile that is not there, and one near it', async () => {
    expect(await run('check', 'nerima-r9')).toEqual({
      code: 1,
      out: '',
      err: 'nerima-r9 というプロファイルはありません。もしかして nerima-r8 ですか。\n',
    });
    const { code, err } = await run('check', './nowhere.yaml');
    expect({ code, err }).toEqual({ code: 1, err: './nowhere.yaml というファイルはありません。\n' });
  });
});

test('npm run profile -- list names every profile', async () => {
  const { code, out } = await run('list');
  expect(code).toBe(0);
  expect(out.trim().split('\n')).toEqual([
    expect.stringMatching(/^kawasaki-r3 +川崎市 +令和3年度 /),
    expect.stringMatching(/^nerima-r8 +練馬区 +令和8年度 /),
  ]);
});

test.each([
  [[]],
  [['check']],
  [['check', 'a', 'b']],
  [['chek', 'nerima-r8']],
  [['list', 'all']],
  [['schema', 'x']],
])('wrong usage %j explains itself', async (args) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('使い方:\n  npm run profile -- check 名前');
});

describe('reading a profile', () => {
  test('by id and by path', async () => {
    expect(await engagementIds()).toEqual(['kawasaki-r3', 'nerima-r8']);
    const byId = await readEngagement('kawasaki-r3');
    const byPath = await readEngagement(path.join(ROOT, 'shared/engagements/kawasaki-r3.yaml'));
    expect(byId.ok && byId.engagement.settings.client.name.ja).toBe('川崎市');
    expect(byPath).toEqual(byId);
  });

  test('an id cannot lead out of the folder', async () => {
    expect(await readEngagement('../settings')).toMatchObject({ ok: false, reason: 'unreadable' });
  });

  test('a folder and a file in another encoding are refused in words', async () => {
    expect(await readEngagement(folder)).toMatchObject({ ok: false, reason: 'unreadable' });
    const file = await put('sjis.yaml', new Uint8Array([0x8b, 0xe6]));
    const read = await readEngagement(file);
    expect(!read.ok && read.reason === 'unreadable' && read.message).toContain('UTF-8');
  });

  test('a byte order mark, as Windows editors write it, does no harm', async () => {
    const file = await put('bom.yaml', `\uFEFF${profileText('nerima-r8').replaceAll('\n', '\r\n')}`);
    expect((await readEngagement(file)).ok).toBe(true);
  });
});

test('columns line up where Japanese takes two places', () => {
  expect(displayWidth('令和8年度')).toBe(9);
  expect(
    tableLines(
      [
        ['あ', '1'],
        ['abc', '22'],
      ],
      [1],
    ),
  ).toEqual(['あ    1', 'abc  22']);
});
