import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writePlan } from '../../infra/demo-plan.ts';
import { cardOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { putFile } from '../../infra/local-people-office.ts';
import {
  factsAnswer,
  filesAnswer,
  fitnessAnswer,
  standingAnswer,
  subjectsAnswer,
  type StandingAnswer,
} from '../../shared/documents/api.ts';
import { yearAnswer } from '../../shared/meetings/api.ts';
import { eventually } from '../harness/eventually.ts';
import { hashOf, paneOf, type Pane } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';

/**
 * 運営計画書 in two editions is proved twice and submitted, over HTTP with the tokens of those who do it.
 * N-4.2.ア 「詳細版」および「概要版」、最低2回の校正. It is 14 September 2026.
 */

let product: Product;
let manager: LocalPerson;
let officer: LocalPerson;
let writes: Pane;
let proves: Pane;
const DETAILED = 'securityManagementPlanDetailed';
const SUMMARY = 'securityManagementPlanSummary';
const at = (template: string): string => `template=${template}&subject=2026`;
let detailed: Uint8Array;

beforeAll(async () => {
  product = await startProduct();
  manager = await product.as('受託者', '業務責任者');
  officer = await product.as('情報政策課', '係長');
  await writePlan(officer, product.local.settings);
  writes = await paneOf(product, manager);
  proves = await paneOf(product, officer);
  await eventually(
    'the plan is read',
    async () =>
      (await writes.get(`/facts?${at(DETAILED)}`, factsAnswer)).facts.some(
        ({ id, value }) => id === 'figures' && Array.isArray(value) && value.length > 3,
      ),
    60_000,
  );
  detailed = await writes.make(DETAILED, '2026');
}, 240_000);
afterAll(() => product?.stop());

const standing = (template: string): Promise<StandingAnswer> =>
  writes.get(`/standing?${at(template)}`, standingAnswer);
const proof = (template: string, bytes: Uint8Array, changes: string, author = manager.account.id) => ({
  template,
  subject: '2026',
  author,
  changes,
  hash: hashOf(bytes),
});
const told = async (text: string): Promise<number> => {
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '会議と期限');
  return (await officer.messages(channel)).filter((message) => textOf(cardOf(message)).includes(text)).length;
};

describe('校正', () => {
  test('two rounds are missing at first, and the slot is the contract’s', async () => {
    const now = await standing(DETAILED);
    expect(now).toMatchObject({
      rounds: [],
      roundsNeeded: 2,
      slot: { folder: '成果物/令和8年度/02 運営計画書', name: '運営計画書_詳細版_令和8年度.pptx' },
    });
    expect(now.missing.map(({ code }) => code)).toEqual(['submission.rounds']);
  });

  test('a paper of meetings waits for its meeting to be confirmed', async () => {
    const { subjects } = await writes.get('/subjects?template=workReport', subjectsAnswer);
    const { missing } = await writes.get(
      `/standing?template=workReport&subject=${encodeURIComponent(subjects[0]?.id ?? '')}`,
      standingAnswer,
    );
    expect(missing.map(({ code }) => code)).toEqual(['submission.noMeeting']);
  });

  test('nothing is submitted before', async () => {
    expect(await writes.put(`/submission?${at(DETAILED)}`, detailed)).toMatchObject({
      status: 409,
      body: { code: 'submission.rounds' },
    });
    expect((await standing(DETAILED)).submissions).toEqual([]);
  });

  test('who proves is who is signed in; the author is one of those who have to do with documents', async () => {
    const now = await proves.get(`/standing?${at(DETAILED)}`, standingAnswer);
    expect(now.reviewer).toEqual({ id: officer.account.id, name: officer.account.name });
    expect(now.authors).toContainEqual({ id: manager.account.id, name: manager.account.name });
    const clerk = product.people.find(
      ({ department, jobTitle }) => department === '税務課' && jobTitle === '主事',
    );
    for (const nobody of ['だれか', manager.account.name, clerk?.id ?? ''])
      expect(await proves.post('/proofs', proof(DETAILED, detailed, '', nobody))).toMatchObject({
        status: 409,
        body: { code: 'proof.noSuchAuthor', field: 'author' },
      });
  });

  test('nobody proves their own work', async () => {
    expect(await proves.post('/proofs', proof(DETAILED, detailed, '', officer.account.id))).toMatchObject({
      status: 409,
      body: { code: 'proof.ownWork', field: 'author' },
    });
  });

  test('a round sent twice is one; two rounds are enough; who wrote it may prove none', async () => {
    const first = proof(DETAILED, detailed, '誤字を直しました');
    expect((await proves.post('/proofs', first)).status).toBe(200);
    expect((await proves.post('/proofs', first)).body).toMatchObject({ rounds: [{ round: 1 }] });
    expect(await writes.post('/proofs', proof(DETAILED, detailed, '', officer.account.id))).toMatchObject({
      status: 409,
      body: { code: 'proof.ownWork' },
    });
    // Rounds of one document have one author, unless it is said that they have not.
    const adviser = product.people.find(({ jobTitle }) => jobTitle === '最高情報セキュリティアドバイザー');
    const others = { ...proof(DETAILED, detailed, '', adviser?.id), hash: 'e'.repeat(64) };
    expect(await proves.post('/proofs', others)).toMatchObject({
      status: 409,
      body: { code: 'proof.otherAuthor', field: 'author' },
    });
    expect((await standing(DETAILED)).rounds).toHaveLength(1);
    const changed = await writes.make(DETAILED, '2026');
    const second = { ...proof(DETAILED, changed, ''), hash: 'b'.repeat(64) };
    expect((await proves.post('/proofs', second)).body).toMatchObject({
      author: { id: manager.account.id, name: manager.account.name },
      rounds: [
        {
          round: 1,
          reviewer: officer.account.name,
          author: manager.account.name,
          changes: '誤字を直しました',
        },
        { round: 2, hash: 'b'.repeat(64) },
      ],
    });
    expect((await standing(DETAILED)).missing).toEqual([]);
  });
});

describe('what is not submitted', () => {
  test('a broken file, a document of another kind, of another subject, and by who may not', async () => {
    const put = (bytes: Uint8Array) => writes.put(`/submission?${at(DETAILED)}`, bytes);
    expect(await put(detailed.slice(0, 2_000))).toMatchObject({ status: 400 });
    const template = await writes.bytes(`/template?template=${DETAILED}`);
    expect(await put(template)).toMatchObject({ status: 409, body: { code: 'submission.noLedger' } });
    expect(await put(await writes.make(SUMMARY, '2026'))).toMatchObject({
      status: 409,
      body: { code: 'submission.otherDocument' },
    });
    expect(await proves.put(`/submission?${at(DETAILED)}`, detailed)).toMatchObject({
      status: 403,
      body: { code: 'submission.notAllowed' },
    });
    expect((await standing(DETAILED)).submissions).toEqual([]);
  });
});

describe('提出', () => {
  test('puts the document into its slot, once however often it is sent, and the section hears of it', async () => {
    const [one, other] = await Promise.all([
      writes.put(`/submission?${at(DETAILED)}`, detailed),
      writes.put(`/submission?${at(DETAILED)}`, detailed),
    ]);
    expect([one.status, other.status]).toEqual([200, 200]);
    expect([one, other].filter(({ body }) => body['already'] === 1)).toHaveLength(1);
    const { submissions } = await eventually('it stands in the library', async () => {
      const now = await standing(DETAILED);
      return now.submissions.every(({ waiting }) => !waiting) && now;
    });
    expect(submissions).toHaveLength(1);
    expect(submissions[0]).toMatchObject({
      version: 1,
      name: '運営計画書_詳細版_令和8年度.pptx',
      folder: '成果物/令和8年度/02 運営計画書',
      hash: hashOf(detailed),
      by: manager.account.name,
      proofRounds: 2,
      consistency: 'noCounterpart',
    });
    const file = await eventually(
      'the file is listed',
      async () =>
        (await writes.get('/files', filesAnswer)).files.find(
          ({ folder }) => folder === '成果物/令和8年度/02 運営計画書',
        ),
      60_000,
    );
    expect(hashOf(await writes.bytes(`/file?file=${file.id}`))).toBe(hashOf(detailed));
    await eventually('the channel is told', async () => (await told('運営計画書（詳細版）')) === 1);
    const [row] = await product.query(
      "select by_id, gone from handed_document where slot like 'deliverable/%'",
    );
    expect(row).toEqual({ by_id: manager.account.id, gone: false });
  });

  test('this very file stands there already: that is said before anything is sent again, and nothing changes', async () => {
    const look = fitnessAnswer.parse((await writes.put(`/fitness?${at(DETAILED)}`, detailed)).body);
    expect(look.already).toMatchObject({ version: 1, by: manager.account.name, hash: hashOf(detailed) });
    const again = await writes.put(`/submission?${at(DETAILED)}`, detailed);
    expect(again).toMatchObject({ status: 200, body: { already: 1 } });
    expect((await standing(DETAILED)).submissions).toHaveLength(1);
  });

  test('N-5.1 提出した運営計画書は、15日以内の検収の期限が情報政策課に立つ', async () => {
    await officer.personalChat();
    const { token } = await officer.call<{ token: string }>('POST', '/people/tabs/year/token');
    const entry = await eventually('it is to be accepted', async () => {
      const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=mine`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const { entries } = yearAnswer.parse(await response.json());
      return entries.find(({ id }) => id === 'deadline/acceptance/deliverable/securityManagementPlan');
    });
    expect(entry).toMatchObject({
      name: { ja: '検収（運営計画書）' },
      date: '2026-09-29',
      clause: 'N-5.1',
      state: 'open',
    });
  });

  test('the other edition is held against it; an edition changed since is a version of its own', async () => {
    const summary = await writes.make(SUMMARY, '2026');
    for (const hash of ['c', 'd'])
      await proves.post('/proofs', { ...proof(SUMMARY, summary, ''), hash: hash.repeat(64) });
    expect(await writes.put(`/submission?${at(SUMMARY)}`, summary)).toMatchObject({ status: 200 });
    expect((await standing(SUMMARY)).submissions[0]?.consistency).toBe('consistent');

    const site = encodeURIComponent(`sites/${product.local.settings.sites.documents}`);
    const list = encodeURIComponent(product.local.settings.plan.lists.figures);
    await officer.call('PATCH', `/people/sites/${site}/lists/${list}/items/1`, {
      fields: { Planned: 12_345 },
    });
    const changed = await eventually(
      'the figure is known',
      async () => {
        const { facts } = await writes.get(`/facts?${at(DETAILED)}`, factsAnswer);
        return JSON.stringify(facts).includes('12345') && writes.make(DETAILED, '2026');
      },
      60_000,
    );
    // What contradicts is told before, with what both say, and goes in only knowingly.
    const look = fitnessAnswer.parse((await writes.put(`/fitness?${at(DETAILED)}`, changed)).body);
    expect(look).toMatchObject({ consistency: 'different', counterpart: { version: 1 } });
    expect(look.differences).toContainEqual(
      expect.objectContaining({ against: 'counterpart', certain: true, own: '12,345' }),
    );
    expect(await writes.put(`/submission?${at(DETAILED)}`, changed)).toMatchObject({
      status: 409,
      body: { code: 'submission.contradicts' },
    });
    expect((await standing(DETAILED)).submissions).toHaveLength(1);
    expect(await writes.put(`/submission?${at(DETAILED)}&knowing=different`, changed)).toMatchObject({
      status: 200,
    });
    // As it stands now the summary says another figure than the source and than the other edition.
    const { submissions } = await standing(DETAILED);
    expect(submissions.at(-1)).toMatchObject({
      version: 2,
      name: '運営計画書_詳細版_令和8年度_第2版.pptx',
      consistency: 'different',
    });
  });

  test('while SharePoint does not answer it is accepted and kept, and filed when it does', async () => {
    await product.control('POST', 'faults', { area: 'graph', kind: '503', path: '/drives' });
    const again = await writes.make(SUMMARY, '2026');
    const answered = await writes.put(`/submission?${at(SUMMARY)}`, again);
    const { submissions } = standingAnswer.parse(answered.body);
    expect(submissions.at(-1)).toMatchObject({ version: 2, waiting: true, webUrl: '' });
    expect(submissions.at(-1)?.consistency).toBe('consistent');
    await product.control('DELETE', 'faults');
    const after = await eventually(
      'it is filed',
      async () => {
        const last = (await standing(SUMMARY)).submissions.at(-1);
        return last && !last.waiting && last;
      },
      60_000,
    );
    expect(after.webUrl).not.toBe('');
    await eventually(
      'the channel is told once for each',
      async () => (await told('運営計画書（概要版）')) === 2,
    );
  });

  test('what a person put into the slot under that name stays; an answer that was lost makes no second file', async () => {
    const folder = '成果物/令和8年度/02 運営計画書';
    const name = '運営計画書_概要版_令和8年度_第3版.pptx';
    const theirs = new TextEncoder().encode('人が置いたファイル');
    const { settings } = product.local;
    await putFile(
      manager,
      {
        site: `sites/${settings.sites.documents}`,
        list: settings.documents.library,
        path: `${folder}/${name}`,
      },
      theirs,
    );
    // Written, and the answer is lost: the second look finds it.
    await product.control('POST', 'faults', {
      area: 'graph',
      kind: 'lost-answer',
      method: 'PUT',
      path: '/(（2）|%EF%BC%882)/',
      times: 1,
    });
    const third = await writes.make(SUMMARY, '2026');
    expect((await writes.put(`/submission?${at(SUMMARY)}`, third)).status).toBe(200);
    const filed = await eventually(
      'it is filed',
      async () => {
        const last = (await standing(SUMMARY)).submissions.at(-1);
        return last?.version === 3 && !last.waiting && last;
      },
      60_000,
    );
    const { value } = await product.control<{ value: { struck: number }[] }>('GET', 'faults');
    expect(value.map(({ struck }) => struck)).toEqual([1]);
    await product.control('DELETE', 'faults');
    expect(filed.name).toBe('運営計画書_概要版_令和8年度_第3版（2）.pptx');
    const own = await eventually(
      'both are listed',
      async () => {
        const found = (await writes.get('/files', filesAnswer)).files.filter(({ name: one }) =>
          one.includes('概要版_令和8年度_第3版'),
        );
        return found.length >= 2 && found;
      },
      60_000,
    );
    expect(own.map(({ name: one }) => one).toSorted()).toEqual([name, filed.name].toSorted());
    const mine = own.find((one) => one.name === name);
    expect(await writes.bytes(`/file?file=${mine?.id}`)).toEqual(theirs);
  });

  test('every round and every submission stands in the list, which is the product’s', async () => {
    const site = encodeURIComponent(`sites/${product.local.settings.sites.documents}`);
    const items = `/people/sites/${site}/lists/${encodeURIComponent('校正と提出')}/items`;
    type Row = { id: string; fields: Record<string, unknown> };
    const rows = await eventually(
      'the rows',
      async () => {
        const { value } = await officer.call<{ value: Row[] }>('GET', `${items}?top=100`);
        return value.length === 9 && value;
      },
      60_000,
    );
    expect(rows.filter(({ fields }) => fields['StepKind'] === '校正')).toHaveLength(4);
    // The oldest of them: the bot has heard long since of having written it.
    const first = rows.at(-1);
    const before = first?.fields['StepBy'];
    await officer.call('PATCH', `${items}/${first?.id}`, { fields: { StepBy: 'だれか' } });
    await eventually(
      'it is put back',
      async () => (await officer.call<Row>('GET', `${items}/${first?.id}`)).fields['StepBy'] === before,
      60_000,
    );
  });
});

describe('a library that does not take what was submitted', () => {
  test('is told in the channel, the file is kept, and a press brings it there once the cause is mended', async () => {
    await product.control('POST', 'faults', { area: 'graph', kind: '403', path: '/drives' });
    const bytes = await writes.make(DETAILED, '2026');
    expect((await writes.put(`/submission?${at(DETAILED)}`, bytes)).status).toBe(200);
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '会議と期限');
    const card = await eventually(
      'the channel is told',
      async () =>
        (await officer.messages(channel)).find((message) =>
          textOf(cardOf(message)).includes('ライブラリに登録できないため'),
        ),
      60_000,
    );
    await product.control('DELETE', 'faults');
    await officer.press(card, 'documents.submitAgain');
    const last = await eventually(
      'it is filed',
      async () => {
        const found = (await standing(DETAILED)).submissions.at(-1);
        return found?.hash === hashOf(bytes) && !found.waiting && found;
      },
      60_000,
    );
    expect(last.name).toBe('運営計画書_詳細版_令和8年度_第3版.pptx');
    await eventually('the card says so', async () =>
      (await officer.messages(channel)).some(
        (message) => message.id === card.id && textOf(cardOf(message)).includes('提出されました'),
      ),
    );
    // Version 1, version 2, and this one.
    expect(await told('運営計画書（詳細版）')).toBe(3);
  });
});

describe('documents of the contract that belong to no meeting', () => {
  test('a file that somebody puts into its slot by hand settles the deadline, with who and when', async () => {
    await putFile(
      manager,
      {
        site: `sites/${product.local.settings.sites.documents}`,
        list: product.local.settings.documents.library,
        path: '成果物/令和8年度/01 作業実施計画書/作業実施計画書.docx',
      },
      new TextEncoder().encode('内容'),
    );
    const { token } = await manager.call<{ token: string }>('POST', '/people/tabs/year/token');
    const entry = await eventually(
      'the deadline is settled',
      async () => {
        const response = await fetch(`http://127.0.0.1:${product.local.botPort}/api/year?scope=contract`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const { entries } = yearAnswer.parse(await response.json());
        return entries.find(({ id, state }) => id === 'deadline/workPlan' && state === 'inLate');
      },
      60_000,
    );
    expect(new Date(entry.doneAt ?? 0).toISOString().slice(0, 10)).toBe('2026-09-14');
    const [row] = await product.query("select by_id from handed_document where slot = 'deadline/workPlan'");
    expect(row).toEqual({ by_id: manager.account.id });
  });
});
