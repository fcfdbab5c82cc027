import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { writePlan } from '../../infra/demo-plan.ts';
import type { LocalPerson } from '../../infra/local-people.ts';
import { putFile } from '../../infra/local-people-office.ts';
import { consultationSheet } from '../../shared/consultations/consultation.ts';
import {
  checklistAnswer,
  documentsAnswer,
  factsAnswer,
  filesAnswer,
  subjectsAnswer,
} from '../../shared/documents/api.ts';
import { SHIPPED_TEMPLATES } from '../../shared/documents/templates/catalogue.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { paneOf, type Pane } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';
import { checkBox, paragraph, placeholder, wordFile } from '../shared/documents/word-fixture.ts';

/** The server side of the pane in Word and PowerPoint, over HTTP with a consultant's token. It is 14 September 2026. */

let product: Product;
let manager: LocalPerson;
let pane: Pane;
let consultation = '';

beforeAll(async () => {
  product = await startProduct();
  await fillYear(product);
  const clerk = await product.as('税務課', '主事');
  ({ number: consultation } = await formOf(clerk, 'consultation', {
    subject: '窓口予約システム更新の見積りについて',
    category: 'system',
    questions1: '経費の内訳は妥当でしょうか。',
    questions2: '保守費用の比較方法を助言してください。',
    relatedSystem: '窓口予約システム',
    answerForm: 'interview',
    personalInformation: 'true',
  }));
  await writePlan(await product.as('情報政策課', '係長'), product.local.settings);
  manager = await product.as('受託者', '業務責任者');
  pane = await paneOf(product, manager);
}, 180_000);
afterAll(() => product?.stop());

const subjectsFor = async (template: string) =>
  (await pane.get(`/subjects?template=${template}`, subjectsAnswer)).subjects;
const factsFor = (template: string, subject: string) =>
  pane.get(`/facts?template=${template}&subject=${encodeURIComponent(subject)}`, factsAnswer);

describe('templates and what they may be made of', () => {
  test('every shipped template is offered with the proof rounds that the contract asks for', async () => {
    const answer = await pane.get('', documentsAnswer);
    expect(answer.templates.map(({ id }) => id)).toEqual(SHIPPED_TEMPLATES.map(({ id }) => id));
    expect(answer.fiscalYear).toBe(2026);
    // N-4.2.ア 最低2回の校正
    expect(answer.proofRounds).toMatchObject({ securityManagementPlan: 2, securityManagementReport: 2 });
  });

  test.each(SHIPPED_TEMPLATES.map(({ id }) => id))(
    '%s: its first subject gives facts with which the template is filled',
    async (template) => {
      const [first] = await subjectsFor(template);
      if (!first) throw new Error('nothing to choose');
      expect((await pane.make(template, first.id)).length).toBeGreaterThan(1_000);
    },
    30_000,
  );

  test('the agenda is for the next meeting, its papers’ names from the contract (N-4.3.ア.エ)', async () => {
    const [next] = await subjectsFor('agenda');
    expect(next?.name).toContain('進捗報告会');
    const { facts, fileName } = await factsFor('agenda', next?.id ?? '');
    expect(fileName).toMatch(/^次第_.*令和8年9月.*\.docx$/);
    const papers = facts.find(({ id }) => id === 'papers')?.value as { values: Record<string, string> }[];
    expect(papers.map(({ values }) => values['papers.name'])).toEqual([
      '作業実施報告書',
      '相談業務実施報告書',
    ]);
  });
});

describe('N-4.3.ア.イ the answer to a consultation', () => {
  test('is made from the record, with the row and its version as source', async () => {
    const [first] = await subjectsFor('responseDocument');
    expect(first).toMatchObject({ id: consultation, detail: '税務課' });
    const found = await eventually('the row is filed', async () => {
      const { facts, notes } = await factsFor('responseDocument', consultation);
      const subject = facts.find(({ id }) => id === 'consultation.subject');
      return subject?.source && { subject, notes, facts };
    });
    expect(found.subject).toMatchObject({
      value: '窓口予約システム更新の見積りについて',
      source: { list: '相談', itemId: '1' },
    });
    const questions = found.facts.find(({ id }) => id === 'questions')?.value as unknown[];
    expect(questions).toHaveLength(2);
    expect(found.notes?.[0]?.ja).toContain('回答の文章は記録にない');
  });

  test('whose record was deleted is told as gone', async () => {
    expect(await pane.refusedGet('/facts?template=responseDocument&subject=R8-相-9999')).toMatchObject({
      status: 404,
      body: { code: 'subjectGone' },
    });
  });
});

describe('a record that somebody deleted in SharePoint', () => {
  test('is told as gone, and is offered no more', async () => {
    const clerk = await product.as('福祉政策課', '主事');
    const { number } = await formOf(clerk, 'consultation', {
      subject: '取り消される相談',
      category: 'system',
      questions1: '問い',
    });
    const officer = await product.as('情報政策課', '係長');
    const site = encodeURIComponent(`sites/${product.local.settings.sites.cases}`);
    const items = `/people/sites/${site}/lists/${encodeURIComponent('相談')}/items`;
    const row = await eventually('the row is filed', async () => {
      const { value } = await officer.call<{ value: { id: string; fields: { Title?: string } }[] }>(
        'GET',
        items,
      );
      return value.find(({ fields }) => fields.Title === number);
    });
    expect((await subjectsFor('responseDocument')).map(({ id }) => id)).toContain(number);
    await officer.call('DELETE', `${items}/${row.id}`);
    await eventually(
      'it is known as deleted',
      async () => {
        const answered = await pane.refusedGet(`/facts?template=responseDocument&subject=${number}`);
        return answered.status === 404 && answered.body['code'] === 'subjectGone';
      },
      60_000,
    );
    expect((await subjectsFor('responseDocument')).map(({ id }) => id)).not.toContain(number);
  });
});

describe('N-3.2.ア the plan', () => {
  test('takes its figures from the lists, each with its row; an edit by hand comes through', async () => {
    const plan = await eventually(
      'the lists are read',
      async () => {
        const { facts } = await factsFor('securityManagementPlanDetailed', '2026');
        const isRead = ['figures', 'initiatives'].every((list) => {
          const rows = facts.find(({ id }) => id === list)?.value;
          return Array.isArray(rows) && rows.length > 3;
        });
        return isRead && facts;
      },
      30_000,
    );
    expect(plan.find(({ id }) => id === 'plan.aim')).toMatchObject({
      source: { list: '運営計画', itemId: '1' },
    });
    const initiatives = plan.find(({ id }) => id === 'initiatives')?.value as {
      values: Record<string, string>;
      source: object;
    }[];
    expect(initiatives[0]?.source).toMatchObject({ list: '運営計画の取組' });
    // Figures stand as they were written into the list, not by what identifies them.
    const figures = plan.find(({ id }) => id === 'figures')?.value as { source: { itemId: string } }[];
    expect(figures.map(({ source }) => Number(source.itemId))).toEqual(figures.map((_, index) => index + 1));
    const site = encodeURIComponent(`sites/${product.local.settings.sites.documents}`);
    const list = encodeURIComponent('運営計画の取組');
    await manager.call('PATCH', `/people/sites/${site}/lists/${list}/items/1`, {
      fields: { InitiativeName: '規程の総点検' },
    });
    await eventually(
      'the edit is known',
      async () => {
        const { facts } = await factsFor('securityManagementPlanDetailed', '2026');
        return JSON.stringify(facts).includes('規程の総点検');
      },
      30_000,
    );
  });
});

describe('what a person may not see', () => {
  test('a clerk of a section gets nothing of the pane', async () => {
    const clerk = await paneOf(product, await product.as('税務課', '主事'));
    for (const path of ['', '/subjects?template=agenda', '/template?template=agenda'])
      expect(await clerk.refusedGet(path)).toMatchObject({
        status: 403,
        body: { code: 'documentsNotYours' },
      });
  });

  test('support staff, who may not see incidents, get a final report without their number', async () => {
    const staff = await paneOf(product, await product.as('受託者', '支援スタッフ（担当者）'));
    const report = '/facts?template=securityManagementReportDetailed&subject=2026';
    const seen = async (who: Pane) => (await who.get(report, factsAnswer)).facts.map(({ id }) => id);
    expect(await seen(pane)).toContain('report.incidentCount');
    const hidden = await seen(staff);
    expect(hidden).toContain('report.summary');
    for (const id of ['report.incidentCount', 'incidentKinds', 'report.incidentsMessage'])
      expect(hidden).not.toContain(id);
  });
});

describe('checklists of the year', () => {
  const site = () => encodeURIComponent(`sites/${product.local.settings.sites.documents}`);
  const items = () => `/people/sites/${site()}/lists/${encodeURIComponent('点検表')}/items`;

  test('are the library’s, spelt as the contract spells, My Number in a list of its own', async () => {
    const { checklists } = await pane.get('', documentsAnswer);
    expect(checklists.find(({ id }) => id === 'sectionCheck')).toMatchObject({
      name: { ja: '所属点検' },
      fiscalYear: 2026,
      items: 50,
    });
    const audit = await pane.get('/checklist?checklist=operationalAudit', checklistAnswer);
    expect(audit.items).toHaveLength(40);
    const texts = audit.items.map(({ text }) => text).join('');
    expect(texts).not.toMatch(/及び|又は/);
    expect(texts).toMatch(/および|または/);
    expect(audit.items.every(({ reference, myNumber }) => reference !== '' && !myNumber)).toBe(true);
    const own = await pane.get('/checklist?checklist=myNumberAudit', checklistAnswer);
    expect(own.items.every(({ myNumber }) => myNumber)).toBe(true);
  });

  test('are the engagement’s own from then on: the clause of its policy, items added and taken out', async () => {
    type Row = { id: string; fields: Record<string, unknown> };
    const rows = await eventually(
      'the copy is filed',
      async () => {
        const { value } = await manager.call<{ value: Row[] }>('GET', `${items()}?top=500`);
        return value.length === 196 && value;
      },
      60_000,
    );
    const row = (number: string): Row => {
      const found = rows.find(({ fields }) => fields['Title'] === number);
      if (!found) throw new Error(`no ${number}`);
      return found;
    };
    await manager.call('PATCH', `${items()}/${row('OA-01').id}`, {
      fields: { PolicyClause: '区対策基準 第12条' },
    });
    await manager.call('DELETE', `${items()}/${row('OA-02').id}`);
    await manager.call('POST', items(), {
      fields: { Title: 'OA-91', Checklist: '運用監査', ItemCategory: '独自', ItemText: '区の項目か。' },
    });
    const audit = await eventually(
      'the edits are known',
      async () => {
        const found = await pane.get('/checklist?checklist=operationalAudit', checklistAnswer);
        return found.items.some(({ id }) => id === 'OA-91') && found;
      },
      60_000,
    );
    expect(audit.items[0]).toMatchObject({ id: 'OA-01', reference: '区対策基準 第12条' });
    expect(audit.items.at(-1)).toMatchObject({ id: 'OA-91', text: '区の項目か。', category: '独自' });
    expect(audit.items.map(({ id }) => id)).not.toContain('OA-02');
    expect(audit.items).toHaveLength(40);
  });
});

const inLibrary = (path: string) => ({
  site: `sites/${product.local.settings.sites.documents}`,
  list: product.local.settings.documents.library,
  path,
});

describe('documents of the library', () => {
  const folder = '会議/メモ';
  const place = (name: string) => inLibrary(`${folder}/${name}`);
  const find = (name: string) =>
    eventually(
      `${name} is known`,
      async () => (await pane.get('/files', filesAnswer)).files.find((file) => file.name === name),
      30_000,
    );

  test('are listed with who changed them, and come and go as bytes', async () => {
    const [first] = await subjectsFor('agenda');
    const bytes = await pane.make('agenda', first?.id ?? '');
    await putFile(manager, place('次第（下書き）.docx'), bytes);
    const file = await find('次第（下書き）.docx');
    expect(file).toMatchObject({ folder, app: 'word', size: bytes.length, changedBy: manager.account.name });
    expect(await pane.bytes(`/file?file=${file.id}`)).toEqual(bytes);

    const officer = await paneOf(product, await product.as('情報政策課', '係長'));
    const other = await pane.make('agenda', (await subjectsFor('agenda'))[1]?.id ?? '');
    const address = `/file?file=${file.id}&version=${encodeURIComponent(file.version)}`;
    const written = await officer.put(address, other);
    expect(written.status).toBe(200);
    expect(written.body['version']).not.toBe(file.version);
    // What somebody else changed meanwhile is not written over.
    expect(await pane.put(address, bytes)).toMatchObject({ status: 409, body: { code: 'fileChanged' } });
    expect(await pane.bytes(`/file?file=${file.id}`)).toEqual(other);
    const now = await find('次第（下書き）.docx');
    expect(now.changedBy).not.toBe(manager.account.name);
    expect(now.version).toBe(written.body['version']);
  });

  test('what is no document, or another than its name says, is not written', async () => {
    const file = await find('次第（下書き）.docx');
    const address = `/file?file=${file.id}&version=${encodeURIComponent(file.version)}`;
    expect(await pane.put(address, new TextEncoder().encode('PK何か'))).toMatchObject({ status: 400 });
    const deck = await pane.bytes('/template?template=securityManagementPlanSummary');
    expect(await pane.put(address, deck)).toMatchObject({
      status: 400,
      body: { code: 'document.otherKind' },
    });
  });

  test('the engagement’s own template is one more, told by the folder it lies in', async () => {
    const bytes = await pane.bytes('/template?template=agenda');
    await putFile(manager, inLibrary('ひな形/次第/区の様式.docx'), bytes);
    const own = await eventually(
      'the template is offered',
      async () =>
        (await pane.get('', documentsAnswer)).templates.find(({ shipped, name }) => {
          return !shipped && name.ja === '区の様式';
        }),
      30_000,
    );
    expect(own).toMatchObject({ kind: 'agenda', app: 'word', subject: 'meeting' });
    expect(await pane.bytes(`/template?template=${own.id}`)).toEqual(bytes);
    const [first] = await subjectsFor(own.id);
    expect((await pane.make(own.id, first?.id ?? '')).length).toBeGreaterThan(1_000);
  });

  test('while SharePoint does not answer that is said, and what needs no file goes on', async () => {
    const file = await find('次第（下書き）.docx');
    await product.control('POST', 'faults', { area: 'graph', kind: '503', path: '/drives' });
    expect(await pane.refusedGet(`/file?file=${file.id}`)).toMatchObject({
      status: 503,
      body: { code: 'libraryAway' },
    });
    expect((await pane.get('/files', filesAnswer)).files.length).toBeGreaterThan(0);
    await product.control('DELETE', 'faults');
  });
});

test('N-4.3.ア.イ every field of the consultation sheet may stand in the engagement’s own template of an answer', async () => {
  const { templates } = await pane.get('', documentsAnswer);
  const offered = templates.find(({ id }) => id === 'responseDocument')?.fields ?? {};
  const { fields } = consultationSheet(product.local.settings);
  expect(Object.keys(offered)).toEqual(Object.keys(fields).map((name) => `consultation.${name}`));
  expect(templates.find(({ id }) => id === 'minutes')?.fields).toEqual({});

  const named = (name: string): string => paragraph(placeholder(`cio:consultation.${name}`));
  const body =
    ['subject', 'relatedSystem', 'answerForm', 'confidentiality', 'onBehalfOf'].map(named).join('') +
    paragraph(checkBox('cio:consultation.personalInformation'));
  await putFile(manager, inLibrary('ひな形/回答書/区の回答書.docx'), wordFile({ body }));
  const own = await eventually(
    'the template is offered',
    async () => (await pane.get('', documentsAnswer)).templates.find(({ name }) => name.ja === '区の回答書'),
    30_000,
  );
  const made = unzipSync(await pane.make(own.id, consultation))['word/document.xml'];
  const said = [...strFromU8(made ?? new Uint8Array()).matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g)];
  expect(said.map(([, words]) => words)).toEqual([
    '窓口予約システム更新の見積りについて',
    '窓口予約システム',
    '面談',
    '自治体機密性2',
    '☒',
  ]);
});
