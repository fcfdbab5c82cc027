import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writePlan } from '../../infra/demo-plan.ts';
import type { LocalPerson } from '../../infra/local-people.ts';
import { documentsAnswer, factsAnswer, subjectsAnswer } from '../../shared/documents/api.ts';
import { SHIPPED_TEMPLATES } from '../../shared/documents/templates/catalogue.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { paneOf, type Pane } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { fillYear } from '../harness/year.ts';

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

describe('N-3.2.ア the plan', () => {
  test('takes its figures from the lists, each with its row; an edit by hand comes through', async () => {
    const plan = await eventually(
      'the lists are read',
      async () => {
        const { facts } = await factsFor('securityManagementPlanDetailed', '2026');
        const figures = facts.find(({ id }) => id === 'figures')?.value;
        return Array.isArray(figures) && figures.length > 3 && facts;
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
