import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { botEnvironment, startProvisioning } from '../../infra/local-product.ts';
import { startPart, type Part } from '../../infra/process.ts';
import { startProduct, type Fault, type Product } from '../harness/product.ts';
import { changed, profileText } from '../shared/engagements/profile-text.ts';

/** SharePointのリストを作る（npm run provision）。もう一度実行しても、足りないものだけを足す。 */

let product: Product;

/** A profile whose lists of cases are called otherwise, so that they have yet to be made. */
const withLists = (name: string, mark: string): string => {
  const profile = path.join(product.local.folder, `${name}.yaml`);
  const text = changed(profileText('nerima-r8'), ' list: 相談\n', ` list: 相談${mark}\n`);
  writeFileSync(profile, changed(text, ' list: 事故等\n', ` list: 事故等${mark}\n`));
  return profile;
};

beforeAll(async () => {
  product = await startProduct({ withBot: false });
}, 120_000);
afterAll(() => product?.stop());
afterEach(() => product.control('DELETE', 'faults'));

const strike = (fault: Fault): Promise<unknown> =>
  product.control('POST', 'faults', { area: 'graph', ...fault });
const struck = async (): Promise<readonly number[]> =>
  (await product.control<{ value: { struck: number }[] }>('GET', 'faults')).value.map((one) => one.struck);

/** @returns its exit code, and what it said */
const outcomeOf = async (part: Part, said: readonly string[]) => ({ code: await part.ended, said });

const provision = async (profile: string) => {
  const said: string[] = [];
  const local = { ...product.local, profile, show: () => (line: string) => void said.push(line) };
  return outcomeOf(await startProvisioning(local, await botEnvironment(local, product.databaseUrl)), said);
};

/** The lists that SharePoint shows to the section, by name. */
const listsEndingWith = async (mark: string): Promise<readonly string[]> => {
  const officer = await product.as('情報政策課', '係長');
  type Named = { readonly value: readonly { readonly id: string; readonly displayName: string }[] };
  const sites = await officer.call<Named>('GET', '/people/sites');
  const lists = await Promise.all(
    sites.value.map(({ id }) => officer.call<Named>('GET', `/people/sites/${encodeURIComponent(id)}/lists`)),
  );
  return lists
    .flatMap(({ value }) => value.map(({ displayName }) => displayName))
    .filter((name) => name.endsWith(mark))
    .toSorted();
};

test('途中でSharePointが応答しなくなっても、待って続け、同じリストを二度作らない', async () => {
  const profile = withLists('later', '（新）');
  // The connection breaks; then the list is made, but the answer is lost; then throttled; then away.
  await strike({ kind: 'drop', method: 'POST', path: '/sites/', times: 1 });
  await strike({ kind: 'lost-answer', method: 'POST', path: '/sites/', times: 1 });
  await strike({ kind: '429', retryAfter: 1, method: 'PATCH', times: 1 });
  await strike({ kind: '503', retryAfter: 1, method: 'PATCH', times: 1 });
  const { code, said } = await provision(profile);
  expect(said.filter((line) => line.startsWith('作成'))).toEqual([
    '作成  リスト「相談（新）」（31列）',
    '作成  リスト「事故等（新）」（31列）',
  ]);
  expect(said.filter((line) => line.startsWith('SharePointから'))).toHaveLength(4);
  expect(said.at(-1)).toBe('4件を行いました。');
  expect(code).toBe(0);
  expect(await struck()).toEqual([1, 1, 1, 1]);
  expect((await provision(profile)).said).toEqual(['変更はありません。']);
  expect(await listsEndingWith('（新）')).toEqual(['事故等（新）', '相談（新）']);
});

test('許可がないときは、待たずに理由を言って終わり、何も変えない', async () => {
  await strike({ kind: '403', method: 'POST', path: '/sites/' });
  const refused = await provision(withLists('refused', '（別）'));
  expect(refused.code).toBe(1);
  expect(refused.said.at(-1)).toContain('infra/README.md');
  expect(await struck()).toEqual([1]);
  expect(await listsEndingWith('（別）')).toEqual([]);
});

test('秘密が違うときは、待たずに資格情報のことだと言う', async () => {
  const said: string[] = [];
  const part = startPart({
    name: 'provision',
    script: 'infra/sharepoint/main.ts',
    env: {
      ...(await botEnvironment(product.local, product.databaseUrl)),
      MICROSOFT_APP_SECRET: 'another secret',
    },
    isReady: () => false,
    show: (line) => void said.push(line),
  });
  const refused = await outcomeOf(part, said);
  expect(refused.code).toBe(1);
  expect(refused.said.join('\n')).toContain('資格情報');
  expect(refused.said.join('\n')).not.toContain('秒後に');
});
