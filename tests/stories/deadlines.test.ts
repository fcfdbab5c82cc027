import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionsOf, cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { problemAnswer, yearAnswer, type YearAnswer } from '../../shared/meetings/api.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import { lastFromApp } from '../harness/conversation.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

/** 締切: what is owed, as a card, over the API and as a calendar file. The clock stands at 14 September 2026, 10:00. */

let product: Product;
let meetings: readonly Meeting[];

beforeAll(async () => {
  product = await startProduct();
  meetings = await fillYear(product);
}, 120_000);
afterAll(() => product?.stop());

const tokenOf = async (person: LocalPerson): Promise<string> => {
  await person.personalChat();
  return (await person.call<{ token: string }>('POST', '/people/tabs/year/token')).token;
};
const ask = async (token: string | undefined, path: string, language = 'ja'): Promise<Response> =>
  fetch(`http://127.0.0.1:${product.local.botPort}${path}`, {
    headers: { 'accept-language': language, ...(token ? { authorization: `Bearer ${token}` } : {}) },
  });
const yearOf = async (person: LocalPerson, scope: string): Promise<YearAnswer> =>
  yearAnswer.parse(await (await ask(await tokenOf(person), `/api/year?scope=${scope}`)).json());

const manager = (): Promise<LocalPerson> => product.as('受託者', '業務責任者');
const officer = (): Promise<LocalPerson> => product.as('情報政策課', '係長');
const clerk = (): Promise<LocalPerson> => product.as('税務課', '主事');

describe('締切 as a card', () => {
  test('N-4.3.ア.ウ 業務責任者は、出すべきものを期限の順に、遅れたものを先に見る', async () => {
    const shown = await lastFromApp(await manager(), '締切');
    const text = textOf(cardOf(shown));
    expect(text).toContain('締切：自分');
    // Nothing was handed in since April: the work plan of the contract's first two weeks is the oldest.
    expect(text).toContain('作業実施計画書');
    expect(text).toContain('4月15日(水)');
    expect(text).toContain('開庁日超過');
    expect(text).toContain('根拠 N-4.3.ア.ア.1');
    const actions = actionsOf(cardOf(shown));
    const opens = actions.filter(({ verb }) => verb === 'deadlines.show');
    expect(opens.map((one) => one['title'])).toContain('内容を見る：作業実施計画書');
    expect(actions.filter((one) => !opens.includes(one)).map((one) => one['title'])).toEqual([
      '次へ',
      '所属',
      '契約全体',
      '最新の状況を表示する',
      '年間予定とカレンダーを開く',
    ]);
  });

  test('pages turn, and what lies ahead is counted in open days', async () => {
    const person = await manager();
    const message = await lastFromApp(person, '締切');
    const late = meetings.filter(({ start }) => start < Date.parse('2026-09-14T01:00:00Z'));
    expect(late.length).toBeGreaterThan(0);
    let seen = textOf(cardOf(message));
    for (let pages = 1; seen.includes('次へ') && pages < 40; pages += 1) {
      const outcome = await person.press(message, 'deadlines.list', {}, { title: '次へ' });
      if (outcome.outcome !== 'card') break;
      const shown = textOf(cardOf(outcome.message));
      seen = `${seen.replaceAll('次へ', '')}\n${shown}`;
    }
    expect(seen).toMatch(/あと\d+開庁日/);
    // 31 March 2027 is a Wednesday and open; the disc is due then.
    expect(seen).toContain('成果物の電子媒体');
  });

  test('a clerk of another section owes nothing here and is offered no more', async () => {
    const card = cardOf(await lastFromApp(await clerk(), '締切'));
    expect(textOf(card)).toContain('提出待ちのものはありません。');
    expect(actionsOf(card).map((one) => one['title'])).toEqual(['最新の状況を表示する']);
  });
});

describe('the year over the API', () => {
  test('each sees their own; who may, the section’s and the contract’s', async () => {
    const [of, contractor, none] = [await officer(), await manager(), await clerk()];
    const contract = await yearOf(of, 'contract');
    expect(contract.scopes).toEqual(['mine', 'section', 'contract']);
    expect(contract.entries.filter(({ kind }) => kind === 'meeting')).toHaveLength(meetings.length);
    expect(contract.picture.months).toHaveLength(12);
    expect(contract.today).toBe('2026-09-14');
    const mine = await yearOf(contractor, 'mine');
    expect(mine.entries.length).toBeLessThan(contract.entries.length);
    expect(
      mine.entries.every(({ kind, owners }) => kind === 'meeting' || owners[0]?.ja === '業務責任者'),
    ).toBe(true);
    expect(await yearOf(none, 'mine')).toMatchObject({
      entries: [],
      scopes: ['mine'],
      askAt: product.local.settings.words.itPolicySection,
    });
  });

  test('another’s data is refused in the reader’s language', async () => {
    const token = await tokenOf(await clerk());
    for (const scope of ['section', 'contract'])
      for (const path of ['/api/year', '/api/calendar.ics']) {
        const response = await ask(token, `${path}?scope=${scope}`, 'en');
        expect(response.status).toBe(403);
        expect(problemAnswer.parse(await response.json())).toMatchObject({
          code: 'scopeNotAllowed',
          detail: expect.stringContaining('Your own'),
        });
      }
    expect((await ask(token, '/api/year?scope=everything')).status).toBe(400);
  });

  test('without a token of our own nobody sees anything', async () => {
    expect((await ask(undefined, '/api/year')).status).toBe(401);
    expect((await ask('a.b.c', '/api/calendar.ics')).status).toBe(401);
  });

  test('the calendar file holds what lies ahead, and nothing that is long past', async () => {
    const response = await ask(await tokenOf(await officer()), '/api/calendar.ics?scope=contract');
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('content-disposition')).toContain('nerima-r8-2026-09-14.ics');
    const text = (await response.text()).replaceAll('\r\n ', '');
    expect(text).toContain('回定例会');
    expect(text).toContain('SUMMARY:締切 成果物の電子媒体');
    expect(text).not.toContain('DTSTART:202604');
  });
});
