import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { writePlan } from '../../infra/demo-plan.ts';
import type { LocalPerson } from '../../infra/local-people.ts';
import { reportOf } from '../../infra/templates/sample-plan.ts';
import { factsAnswer } from '../../shared/documents/api.ts';
import { launchBrowser } from '../harness/browser.ts';
import { eventually } from '../harness/eventually.ts';
import { buildPages, openPane, type PaneWindow } from '../harness/pane-window.ts';
import { paneOf } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { paragraph, placeholder, text, wordFile } from '../shared/documents/word-fixture.ts';

/**
 * One plan in two editions, in the pane of a browser by itself: made from the lists, kept true to them, held against
 * each other, proved twice and submitted.
 */

let product: Product;
let browser: Browser;
let clerk: LocalPerson;
const CONSULTANT = ['受託者', '業務責任者'] as const;
const pictures = process.env['PICTURES'];

beforeAll(async () => {
  await buildPages();
  [product, browser] = await Promise.all([startProduct(), launchBrowser(true)]);
  clerk = await product.as('情報政策課', '係長');
  await writePlan(clerk, product.local.settings);
  const { get } = await paneOf(product, await product.as(...CONSULTANT));
  const expected = reportOf(product.local.settings);
  const counts = { figures: expected.figures.length, initiatives: expected.initiatives.length };
  await eventually(
    'the plan is read',
    async () => {
      const { facts } = await get('/facts?template=securityManagementPlanDetailed&subject=2026', factsAnswer);
      const length = (id: string): unknown =>
        (facts.find((one) => one.id === id)?.value as readonly unknown[] | undefined)?.length;
      return (
        length('figures') === counts.figures &&
        length('initiatives') === counts.initiatives &&
        facts.some(({ id }) => id === 'plan.aim')
      );
    },
    60_000,
  );
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

const keep = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `pane-${name}.png`) });
};

type Who = readonly [department: string, title: string];
const someone = ([department, title]: Who): { readonly id: string; readonly name: string } => {
  const found = product.people.find((one) => one.department === department && one.jobTitle === title);
  if (!found) throw new Error(`nobody is ${department} ${title}`);
  return found;
};

type Figure = { readonly id: string; readonly fields: Readonly<Record<string, unknown>> };
const figures = (): { path: string; all: () => Promise<readonly Figure[]> } => {
  const { sites, plan } = product.local.settings;
  const at = `/people/sites/${encodeURIComponent(`sites/${sites.documents}`)}/lists/${encodeURIComponent(plan.lists.figures)}/items`;
  return {
    path: at,
    all: async () => (await clerk.call<{ value: Figure[] }>('GET', `${at}?top=50`)).value,
  };
};

/** As somebody edits the figure in SharePoint. */
const plan = async (figure: string, planned: number): Promise<void> => {
  const list = figures();
  const item = (await list.all()).find(({ fields }) => fields['Title'] === figure);
  if (!item) throw new Error(`no figure ${figure}`);
  await clerk.call('PATCH', `${list.path}/${item.id}`, { fields: { Planned: planned } });
};

const inPart = (bytes: Uint8Array, part: string, change: (xml: string) => string): Uint8Array => {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, [part]: strToU8(change(strFromU8(parts[part] ?? new Uint8Array()))) });
};

/** A person's hand: the words of a file are replaced where they stand by themselves. */
const rewritten = (bytes: Uint8Array, from: string, to: string): Uint8Array => {
  const parts = unzipSync(bytes);
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [
        name,
        /^ppt\/slides\/slide\d+\.xml$/.test(name)
          ? strToU8(strFromU8(part).replaceAll(`>${from}<`, `>${to}<`))
          : part,
      ]),
    ),
  );
};

const DETAILED = '運営計画書_詳細版.pptx';
const SUMMARY = '運営計画書_概要版.pptx';
let detailed: Uint8Array;
let summary: Uint8Array;

const signedIn = async (who: Who = CONSULTANT, options = {}): Promise<PaneWindow> => {
  const pane = await openPane(browser, product, options);
  await pane.signIn(someone(who).id);
  return pane;
};

/** Asks the source until it has been followed: SharePoint's edits come home within seconds. */
const until = async (pane: PaneWindow, state: string): Promise<number> => {
  await pane.place('fields');
  return eventually(
    `fields ${state}`,
    async () => {
      await pane.page.getByTestId('check-source').click();
      await pane.told('元の値と比べました');
      return (await pane.count(state)) || undefined;
    },
    40_000,
  );
};

const compareWith = async (pane: PaneWindow, name: string, bytes: Uint8Array): Promise<string> => {
  await pane.place('compare');
  await pane.page
    .getByTestId('other-file')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  await pane.page.getByText(`もう一方：${name}`).waitFor();
  return pane.page.getByTestId('verdict').innerText();
};

describe('N-4.2.ア 運営計画の詳細版と概要版', () => {
  test('both are made from the same lists, in step with them and with each other', async () => {
    const pane = await signedIn();
    await pane.page.getByTestId('choose-template').waitFor();
    // Where there is nothing to make a document of, the way to it is said.
    await pane.page.getByTestId('choose-template').selectOption('agenda');
    expect(await pane.page.getByTestId('no-subject').innerText()).toContain('「会議計画」と書き');
    await pane.make('securityManagementPlanSummary');
    expect(await pane.count('元が更新')).toBe(0);
    summary = await pane.download();
    await pane.make('securityManagementPlanDetailed');
    await keep(pane.page, 'made');
    detailed = await pane.download();
    expect(await compareWith(pane, SUMMARY, summary)).toMatch(/^一致しています|^確認が必要/);
    expect(await pane.page.getByTestId('pair-differs').count()).toBe(0);
    expect(pane.complaints).toEqual([]);
    expect(pane.strangers).toEqual([]);
  }, 180_000);

  test('a figure that changes at its source makes both stale; one is refreshed, 照合 finds the other', async () => {
    await plan('trainingRate', 93);
    const pane = await signedIn();
    await pane.open(SUMMARY, summary);
    expect(await until(pane, '元が更新')).toBeGreaterThan(0);
    await pane.open(DETAILED, detailed);
    expect(await until(pane, '元が更新')).toBeGreaterThan(0);
    await keep(pane.page, 'stale');
    await pane.page.getByTestId('refresh-all').click();
    await pane.told('項目を更新しました');
    expect(await pane.count('元が更新')).toBe(0);

    expect(await compareWith(pane, SUMMARY, summary)).toContain('相違があります');
    const differing = pane.page.getByTestId('pair-differs');
    expect(await differing.first().innerText()).toContain('93');
    await keep(pane.page, 'different');
    // Led to the place in the document, which a browser shows as text.
    await differing.first().getByRole('button', { name: 'この場所へ' }).first().click();
    await pane.page.getByTestId('shown').waitFor();
    await keep(pane.page, 'shown');

    // 元に戻す brings the old values back: then both are stale, and agree.
    await pane.page.getByTestId('undo').click();
    await pane.told('元に戻しました');
    expect(await pane.count('元が更新')).toBeGreaterThan(0);
    await pane.place('fields');
    await pane.page.getByTestId('refresh-all').click();
    await pane.told('項目を更新しました');
    detailed = await pane.download();
    await pane.open(SUMMARY, summary);
    await until(pane, '元が更新');
    await pane.page.getByTestId('refresh-all').click();
    await pane.told('項目を更新しました');
    summary = await pane.download();
    expect(pane.complaints).toEqual([]);
  }, 240_000);

  test('a 概要版 changed by hand is found, and nothing is written over unasked', async () => {
    const byHand = rewritten(summary, '93', '95');
    expect(byHand.length).toBeGreaterThan(0);
    const pane = await signedIn();
    await pane.open(SUMMARY, byHand);
    expect(await pane.count('手で変更')).toBeGreaterThan(0);
    await pane.place('fields');
    expect(await pane.page.getByTestId('refresh-all').count()).toBe(0);
    const line = pane.page.getByTestId('fields-editedByHand').getByRole('listitem').first();
    await line.getByRole('button').first().click();
    expect(await line.innerText()).toMatch(/文書の値[\s\S]*95[\s\S]*元の値[\s\S]*93/);
    await keep(pane.page, 'edited');
    expect(await compareWith(pane, DETAILED, detailed)).toContain('相違があります');
    await pane.place('fields');
    await line.getByRole('button', { name: '元の値にする' }).click();
    await pane.told('項目を更新しました');
    expect(await pane.count('手で変更')).toBe(0);
    expect(pane.complaints).toEqual([]);
  }, 120_000);
});

describe('N-4.2.ア 最低2回の校正の後に提出する', () => {
  const prove = async (who: Who, author: string | undefined, changes: string): Promise<PaneWindow> => {
    const pane = await signedIn(who);
    await pane.open(DETAILED, detailed);
    await pane.place('proof');
    const { page } = pane;
    if (author !== undefined) await page.getByTestId('author').selectOption({ label: author });
    await page.getByTestId('changes').fill(changes);
    if (await page.getByTestId('own-work').isHidden()) await page.getByTestId('record-proof').click();
    return pane;
  };
  test('who wrote it does not prove it, and nothing is submitted before two rounds', async () => {
    const author = someone(CONSULTANT).name;
    const own = await prove(CONSULTANT, author, '');
    expect(await own.page.getByTestId('own-work').innerText()).toContain('作成した方は校正を記録できません');
    expect(await own.page.getByTestId('record-proof').isDisabled()).toBe(true);
    expect(await own.page.getByTestId('missing').innerText()).toContain('2回の校正が必要です');
    expect(await own.page.getByTestId('submit').isDisabled()).toBe(true);
    await keep(own.page, 'not-yet');

    const first = await prove(['情報政策課', '係長'], author, '誤字を直しました。');
    await first.told('校正を記録しました');
    expect(await first.page.getByTestId('rounds').innerText()).toContain('誤字を直しました。');
    // The author is kept with the document: the second round asks for none.
    const second = await prove(['情報政策課', '主事'], undefined, '');
    expect(await second.page.getByTestId('author-kept').innerText()).toContain(author);
    await second.told('校正を記録しました');
    expect(await second.page.getByTestId('rounds-count').innerText()).toContain('2回／2回以上');
  }, 120_000);

  test('then it goes into its slot, and the pane says what was submitted', async () => {
    const pane = await signedIn();
    await pane.open(DETAILED, detailed);
    await pane.place('proof');
    const { page } = pane;
    await page.getByTestId('nothing-missing').waitFor();
    await page.getByTestId('submit').click();
    await page.getByTestId('question-yes').click();
    await pane.told(/提出しました|受け付けました/);
    expect(await page.getByTestId('submissions').innerText()).toContain('運営計画書');
    await keep(page, 'submitted');
    // Once the library has it, what was submitted is opened from there.
    const filed = page.getByTestId('library').getByRole('button', { name: /運営計画書/ });
    await eventually(
      'the library has it',
      async () => {
        await page.getByTestId('open-library').click();
        await page.getByTestId('library').or(page.getByText('開ける文書がありません')).first().waitFor();
        if ((await filed.count()) > 0) return true;
        await page.getByTestId('open-library').click();
        return false;
      },
      40_000,
    );
    await filed.first().click();
    await page
      .getByTestId('document-name')
      .getByText(/運営計画書/)
      .waitFor();
    // Changed, it is written back to where it came from.
    await pane.place('template');
    await page.getByTestId('part-put').click();
    await page.getByTestId('offers').getByRole('button').first().click();
    await page.getByTestId('unsaved').waitFor();
    await page.getByTestId('save-library').click();
    await pane.told('ライブラリに保存しました');
    expect(await page.getByTestId('unsaved').count()).toBe(0);
    expect(pane.complaints).toEqual([]);
  }, 120_000);
});

describe('N-3.2.ア.3 齟齬のないよう', () => {
  test('a 概要版 that contradicts the submitted 詳細版 is told before it is submitted, with both sides', async () => {
    const proves = await paneOf(product, clerk);
    for (const hash of ['a', 'b'])
      await proves.post('/proofs', {
        template: 'securityManagementPlanSummary',
        subject: '2026',
        author: someone(CONSULTANT).id,
        changes: '',
        hash: hash.repeat(64),
      });
    const pane = await signedIn();
    const { page } = pane;
    await pane.open(SUMMARY, rewritten(summary, '93', '95'));
    await pane.place('proof');
    await page.getByTestId('nothing-missing').waitFor();
    await page.getByTestId('submit').click();
    const question = page.getByTestId('question');
    await question.waitFor();
    expect(await question.innerText()).toContain('第2回の校正の後に、文書が変わっています');
    expect(await question.innerText()).toMatch(/食い違いがあります[\s\S]*この文書「95」、対の文書「93」/);
    await keep(page, 'contradicts');
    await question.getByRole('button', { name: 'やめる' }).click();
    expect(await page.getByTestId('submissions').count()).toBe(0);

    // As it was made it agrees, and that is said as well.
    await pane.open('概要版.pptx', summary);
    await page.getByTestId('submit').click();
    expect(await question.innerText()).toContain('元の値とも対の文書とも一致しています');
    await page.getByTestId('question-yes').click();
    await pane.told(/提出しました|受け付けました/);
    // The very same file once more: told, and nothing done.
    await page.getByTestId('submit').click();
    await pane.told(/第1版「.+」として.+提出済みです。何も変えていません/);
    expect(await page.getByTestId('submissions').getByRole('listitem').count()).toBe(1);
    expect(pane.complaints).toEqual([]);
  }, 120_000);
});

describe('what was found in one document', () => {
  test('is not said of the next', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.open(SUMMARY, rewritten(summary, '93', '○○'));
    await pane.place('proof');
    await page.getByTestId('lint').click();
    await page.getByTestId('finding-placeholder').first().waitFor();
    // A month without anything to do is no fault of a schedule, and no field is called by its tag.
    const told = await page.getByTestId('language-check').innerText();
    expect(told).not.toMatch(/月」が空です|cio:|plan\./);
    await compareWith(pane, DETAILED, detailed);
    await pane.open('別の文書.pptx', summary);
    expect(await page.getByTestId('verdict').count()).toBe(0);
    await pane.place('proof');
    await page.getByTestId('lint').waitFor();
    expect(await page.getByTestId('lint-count').count()).toBe(0);
    expect(pane.complaints).toEqual([]);
  }, 90_000);
});

describe('N-3.2.エ.4 点検表', () => {
  test('goes into a document as tables; what is chosen there is counted without a network', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.make('workReport');
    await pane.place('checklist');
    await page.getByTestId('choose-checklist').selectOption({ index: 1 });
    await page.getByTestId('insert-checklist').click();
    await pane.told('文書に入れました');
    const counts = page
      .getByTestId('checklist')
      .getByTestId(/^counts-/)
      .first();
    const open = Number(await counts.getByTestId('count-open').innerText());
    expect(open).toBeGreaterThan(5);
    expect(await page.getByTestId('counts-told').first().innerText()).toContain('一致しています');
    await keep(page, 'checklist');

    // Not twice: the counts would say everything twice as well.
    await page.getByTestId('insert-checklist').click();
    await pane.told('すでにこの文書に入っています。何も変えていません');
    expect(await counts.getByTestId('count-open').innerText()).toBe(String(open));

    // As Word writes what a person chooses in two of the drop-downs.
    const chosen = inPart(await pane.download(), 'word/document.xml', (xml) =>
      ['適合', '要改善'].reduce(
        (now, result) =>
          now.replace(/<w:showingPlcHdr\/>(<w:dropDownList>.*?)選択してください/s, `$1${result}`),
        xml,
      ),
    );
    await pane.open('点検済み.docx', chosen);
    await page.context().setOffline(true);
    expect(await page.getByTestId('counts-told').first().innerText()).toContain('追いついていません');
    await page.getByTestId('recount').click();
    await pane.told('集計を文書に書き込みました');
    expect(await page.getByTestId('counts-told').first().innerText()).toContain('一致しています');
    expect(await counts.getByTestId('count-conforming').innerText()).toBe('1');
    expect(await counts.getByTestId('count-toImprove').innerText()).toBe('1');
    expect(await counts.getByTestId('count-open').innerText()).toBe(String(open - 2));
    await page.context().setOffline(false);
  }, 120_000);
});

describe('N-3.2.エ.4 監査調書', () => {
  test('takes the checklist into its own table; its counts follow; putting it in anew asks first', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.make('auditWorkingPaper');
    // What is to be written is nobody's fault yet.
    expect(await pane.count('文書にない')).toBe(0);
    expect(await pane.count('確認できない')).toBe(0);
    expect(await pane.count('これから記入')).toBeGreaterThan(0);
    await pane.place('checklist');
    await page.getByTestId('choose-checklist').selectOption('operationalAudit');
    await page.getByTestId('insert-checklist').click();
    await pane.told('監査項目の表に入れました');
    const counts = page.getByTestId('counts-items');
    const open = Number(await counts.getByTestId('count-open').innerText());
    expect(open).toBeGreaterThan(5);
    await page.getByTestId('recount').click();
    await pane.told('集計を文書に書き込みました');
    expect(await page.getByTestId('counts-told').innerText()).toContain('一致しています');
    await keep(page, 'working-paper');
    // Nothing is chosen there yet: the way to it leads to its row.
    await page.getByRole('button', { name: '最初の未記入へ' }).click();
    expect(await page.getByTestId('shown').innerText()).not.toBe('');
    await page.getByTestId('insert-checklist').click();
    await page.getByTestId('question').getByText(`すでに${open}項目が入っています`).waitFor();
    await page.getByTestId('question').getByRole('button', { name: 'やめる' }).click();
    expect(await counts.getByTestId('count-open').innerText()).toBe(String(open));
    // What stands there now is theirs: nothing waits to be written over.
    await pane.place('fields');
    expect(await page.getByTestId('refresh-all').count()).toBe(0);
    expect(pane.complaints).toEqual([]);
  }, 120_000);
});

describe('N-4.3 区所定の様式がひな形になる', () => {
  test('fields are put in by their name, and what is misspelt is told with the name that was meant', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.open(
      '区の様式.docx',
      wordFile({ body: paragraph(text('様式')) + placeholder('cio:document.lable') }),
    );
    await pane.place('template');
    await page.getByTestId('part-put').click();
    await page.getByTestId('choose-kind').selectOption('agenda');
    await page
      .getByRole('button', { name: '項目を入れる：会議の名称' })
      .or(page.getByTestId('offers').getByRole('button'))
      .first()
      .click();
    await pane.told('を入れました');
    await page.getByTestId('part-check').click();
    await page.getByTestId('choose-kind').selectOption('agenda');
    await page.getByTestId('check-template').click();
    const faults = page.getByTestId('template-faults');
    await faults.waitFor();
    expect(await faults.innerText()).toContain('「document.label」ではありませんか');
    await keep(page, 'template-faults');
    expect(pane.complaints).toEqual([]);
  }, 60_000);
});

describe('the pane by itself', () => {
  test('320 px wide nothing is wider than the screen; dark, and in English', async () => {
    const pane = await signedIn(CONSULTANT, { width: 320, height: 720, dark: true, locale: 'en-GB' });
    await pane.open(SUMMARY, summary);
    await pane.page.getByText('In step').first().waitFor();
    for (const place of ['template', 'fields', 'checklist', 'compare', 'proof'] as const) {
      await pane.place(place);
      await pane.page.getByTestId(`in-${place}`).locator('button, p').first().waitFor();
      expect(
        await pane.page
          .locator('html')
          .evaluate((html) => [html.scrollWidth <= html.clientWidth, html.getAttribute('lang')]),
      ).toEqual([true, 'en']);
      // Counts stand in brackets of the language they are read in.
      expect(await pane.page.getByTestId(`in-${place}`).innerText()).not.toMatch(/[（）]\d|\d[（）]/);
      await keep(pane.page, `narrow-${place}`);
    }
    // No place is out of sight, and the document itself is read without going sideways.
    const places = await pane.page
      .getByRole('navigation')
      .evaluate((tabs) => [tabs.scrollWidth <= tabs.clientWidth, tabs.clientHeight < 60]);
    expect(places).toEqual([true, true]);
    await pane.page.getByRole('button', { name: 'Show the document' }).click();
    const view = pane.page.getByTestId('document-view');
    await view.waitFor();
    expect(await view.evaluate((sheet) => sheet.scrollWidth <= innerWidth)).toBe(true);
    await keep(pane.page, 'narrow-view');
    expect(pane.complaints).toEqual([]);
  }, 90_000);

  test('without signing in a file is checked and compared; what is no document is refused in words', async () => {
    const pane = await openPane(browser, product);
    await pane.page.getByTestId('file').setInputFiles({
      name: '計画.pptx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('no zip'),
    });
    await pane.page.getByTestId('notes').getByRole('group').first().waitFor();
    await pane.open(SUMMARY, summary);
    await pane.place('proof');
    await pane.page.getByTestId('lint').click();
    await pane.page.getByTestId('lint-count').waitFor();
    expect(await compareWith(pane, DETAILED, detailed)).toContain('一致しています');
    expect(pane.strangers).toEqual([]);
  }, 90_000);

  test('by keyboard alone: a file’s fields are reached, opened and told to a reader', async () => {
    const pane = await signedIn();
    await pane.open(SUMMARY, rewritten(summary, '93', '95'));
    await pane.place('fields');
    const row = pane.page.getByTestId('fields-editedByHand').getByRole('button').first();
    await row.focus();
    await pane.page.keyboard.press('Enter');
    expect(await row.getAttribute('aria-expanded')).toBe('true');
    expect(await row.innerText()).toContain('手で変更');
    await pane.page.keyboard.press('Tab');
    expect(await pane.page.evaluate(() => document.activeElement?.textContent)).toContain('この場所へ');

    // A button that works is where it was when its work is done.
    await pane.place('proof');
    await pane.page.getByTestId('lint').focus();
    await pane.page.keyboard.press('Enter');
    await pane.page.getByTestId('lint-count').waitFor();
    await pane.page.getByTestId('busy').waitFor({ state: 'detached' });
    expect(await pane.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('lint');
    await pane.page.keyboard.press('Tab');
    expect(await pane.page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  }, 60_000);
});

/** As much of Microsoft's library as an Office has that is too old for the pane. */
const OLD_OFFICE = `
  window.Office = {
    HostType: { Word: 'Word', PowerPoint: 'PowerPoint' },
    AsyncResultStatus: { Failed: 'failed', Succeeded: 'succeeded' },
    EventType: { DialogMessageReceived: 'message', DialogEventReceived: 'event' },
    onReady: () => Promise.resolve({ host: 'Word', platform: 'PC' }),
    context: {
      displayLanguage: 'ja-JP',
      officeTheme: { isDarkTheme: true },
      requirements: { isSetSupported: () => false },
      document: { url: '' },
      ui: {
        displayDialogAsync: (url, options, answer) => {
          window.dialogAsked = url;
          const say = (heard) => heard({
            message: JSON.stringify({ token: 'a.b.c', name: '例田', expires: Date.now() + 3600000 }),
            origin: location.origin,
          });
          answer({
            status: 'succeeded',
            value: { close: () => undefined, addEventHandler: (on, heard) => on === 'message' && setTimeout(say, 0, heard) },
          });
        },
      },
    },
  };
`;

describe('the pane in Word', () => {
  test('an Office too old for it says so, and signs in by a dialog; a token that does not count is told', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.route('https://appsforoffice.microsoft.com/**', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: OLD_OFFICE }),
    );
    await page.goto(`http://localhost:${product.local.botPort}/pane/office`);
    await page.getByTestId('notes').getByText('お使いのOfficeでは').waitFor();
    // Files of the disk are for a browser by itself.
    expect(await page.getByTestId('file').count()).toBe(0);
    await page.getByTestId('sign-in').click();
    await page.getByTestId('notes').getByText('サインインを確認できません').waitFor();
    expect(await page.evaluate('window.dialogAsked')).toMatch(/\/pane\/dialog$/);
    await keep(page, 'old-office');
  }, 60_000);
});
