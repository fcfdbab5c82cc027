import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import type { LocalPerson } from '../../infra/local-people.ts';
import { TO_WRITE } from '../../shared/documents/facts.ts';
import { launchBrowser } from '../harness/browser.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { buildPages, openPane, type PaneWindow } from '../harness/pane-window.ts';
import { paneOf, type Pane } from '../harness/pane.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { deckFile, shape } from '../shared/documents/deck-fixture.ts';
import { paragraph, placeholder, text, wordFile } from '../shared/documents/word-fixture.ts';

/**
 * Documents that are broken, hostile, or not what they should be, and a service that fails in the middle: in the pane,
 * by the hands of a person, and at the door of the API. What was open stays as it was. N-4.3
 */

let product: Product;
let browser: Browser;
let manager: LocalPerson;
let writes: Pane;
let number: string;
/** A written answer, as it is made. */
let answer: Uint8Array;
let folder: string;
const SUBJECT = '例示システムの見積り';

beforeAll(async () => {
  await buildPages();
  [product, browser] = await Promise.all([startProduct(), launchBrowser(true)]);
  folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-files-'));
  manager = await product.as('受託者', '業務責任者');
  writes = await paneOf(product, manager);
  number = (
    await formOf(await product.as('税務課', '主事'), 'consultation', {
      subject: SUBJECT,
      category: 'system',
      answerForm: 'document',
      questions1: '妥当でしょうか。',
    })
  ).number;
  answer = await writes.make('responseDocument', number);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const signedIn = async (): Promise<PaneWindow> => {
  const pane = await openPane(browser, product);
  await pane.signIn(manager.account.id);
  return pane;
};

type Change = (xml: string) => string;
const changed = (bytes: Uint8Array, parts: RegExp, change: Change): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, part]) => [
        name,
        parts.test(name) ? strToU8(change(strFromU8(part))) : part,
      ]),
    ),
  );
const BODY = /^word\/document\.xml$/;

/** Filled before the record said what it says now. */
const aged = (): Uint8Array =>
  changed(answer, /^(word\/document|customXml\/item\d+)\.xml$/, (xml) => xml.replaceAll(SUBJECT, '前の件名'));
const answered = (bytes: Uint8Array): Uint8Array =>
  changed(bytes, BODY, (xml) => xml.replaceAll(TO_WRITE, '妥当と考えます。'));

const controlOf = (tag: string): RegExp =>
  new RegExp(`<w:sdt>(?:(?!<w:sdt>|</w:sdt>).)*w:val="cio:${tag.replaceAll('.', '\\.')}".*?</w:sdt>`, 's');
const inControl = (tag: string, change: Change): Change => {
  return (xml) => xml.replace(controlOf(tag), change);
};
const within =
  (more: string): Change =>
  (control) =>
    control.replace('</w:sdtContent>', `${more}</w:sdtContent>`);

const sound = (): Uint8Array => wordFile({ body: paragraph(text('本文')) });

describe('a file that is no sound document', () => {
  const withPart = (name: string, content: Uint8Array): Uint8Array =>
    zipSync({ ...unzipSync(sound()), [name]: content });
  const FILES: readonly (readonly [what: string, name: string, bytes: () => Uint8Array, told: string])[] = [
    ['broken', '壊れた文書.docx', () => sound().slice(0, 900), 'ファイルが壊れているため'],
    [
      'encrypted',
      '鍵の付いた文書.docx',
      () => Uint8Array.from({ length: 600 }, (_, at) => [0xd0, 0xcf, 0x11, 0xe0][at] ?? 0),
      'パスワードで保護されたファイル',
    ],
    [
      'with macros',
      'マクロ.docx',
      () => withPart('word/vbaProject.bin', strToU8('x')),
      'マクロを含むファイルは扱えません',
    ],
    [
      'a zip bomb',
      '大きな画像.docx',
      () => withPart('word/media/a.png', new Uint8Array(30_000_000)),
      '展開すると極端に大きくなる',
    ],
    [
      'sound but for its text, which breaks off',
      '途切れた本文.docx',
      () => changed(sound(), BODY, (xml) => xml.slice(0, -20)),
      'ファイルが壊れているため',
    ],
    [
      'with entities',
      '宣言.docx',
      () =>
        withPart(
          'docProps/app.xml',
          strToU8('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
        ),
      '実体参照',
    ],
    [
      'of another kind than its name',
      '文書.docx',
      () => deckFile([{ shapes: shape('a') }]),
      '中身（.pptx）が一致しません',
    ],
    [
      'a table of Excel',
      '課題管理表.xlsx',
      () => zipSync({ 'xl/workbook.xml': strToU8('<a/>') }),
      'の文書ではありません',
    ],
  ];

  test('is refused in words, whatever it is, and what is open stays open', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.open('開いている文書.docx', sound());
    for (const [, name, bytes, told] of FILES) {
      await page
        .getByTestId('file')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes()) });
      await pane.told(told);
      expect(await page.getByTestId('document-name').innerText()).toBe('開いている文書.docx');
    }
    // Nor is it held against anything.
    await pane.place('compare');
    for (const [, name, bytes, told] of FILES) {
      await page
        .getByTestId('other-file')
        .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes()) });
      await pane.told(told);
      expect(await page.getByTestId('verdict').count()).toBe(0);
    }
    expect(pane.complaints).toEqual([]);
  }, 120_000);

  test('one larger than any document is not even read', async () => {
    const huge = path.join(folder, '巨大.docx');
    writeFileSync(huge, 'PK');
    truncateSync(huge, 101 * 1_048_576);
    const pane = await openPane(browser, product);
    await pane.page.getByTestId('file').setInputFiles(huge);
    await pane.told('ファイルが大きすぎるため開けません（101MBあります');
  }, 60_000);

  test.each(FILES)('%s is taken in by no door of the API', async (_what, _name, bytes) => {
    const at = `template=responseDocument&subject=${number}`;
    for (const door of ['fitness', 'submission'])
      expect(await writes.put(`/${door}?${at}`, bytes())).toMatchObject({
        status: 400,
        body: { code: expect.stringMatching(/^document\./) },
      });
  });
});

describe('a document whose fields are in the way', () => {
  const refreshed = async (bytes: Uint8Array): Promise<PaneWindow> => {
    const pane = await signedIn();
    await pane.open('回答書.docx', bytes);
    await pane.place('fields');
    await pane.page.getByTestId('refresh-all').click();
    return pane;
  };

  test.each([
    [
      'tracked changes',
      inControl(
        'consultation.subject',
        within('<w:ins w:id="9" w:author="例田"><w:r><w:t>追記</w:t></w:r></w:ins>'),
      ),
      '未確定の変更履歴があります',
    ],
    [
      'a comment',
      inControl(
        'consultation.subject',
        within('<w:commentRangeStart w:id="9"/><w:r><w:t>注</w:t></w:r><w:commentRangeEnd w:id="9"/>'),
      ),
      'コメントが付いています',
    ],
    [
      'a field in it',
      inControl('consultation.subject', within(placeholder('cio:document.date'))),
      '中に別の項目があります',
    ],
  ])(
    '%s: it is named, and nothing is written',
    async (_what, change, told) => {
      const pane = await signedIn();
      await pane.open('回答書.docx', changed(aged(), BODY, change));
      await pane.place('fields');
      const field = pane.page.getByTestId('field-consultation.subject');
      await field.getByRole('button').first().click();
      await field.getByRole('button', { name: /^(元の値にする|更新する)$/ }).click();
      await pane.told(told);
      // By its name, not by its tag.
      await pane.told('項目「件名」');
      expect(await pane.page.getByTestId('unsaved').count()).toBe(0);
    },
    60_000,
  );

  test('a protected document is left alone', async () => {
    const pane = await refreshed(
      changed(aged(), /^word\/settings\.xml$/, (xml) =>
        xml.replace('<w:zoom', '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom'),
      ),
    );
    await pane.told('文書が保護されています');
    expect(await pane.page.getByTestId('unsaved').count()).toBe(0);
  }, 60_000);

  test('a field deleted is missing, and is put in again; one copied twice is written in both places', async () => {
    const pane = await refreshed(
      changed(
        changed(
          aged(),
          BODY,
          inControl('consultation.number', () => ''),
        ),
        BODY,
        inControl('consultation.subject', (control) => control + control),
      ),
    );
    await pane.told('項目を更新しました');
    const xml = strFromU8(unzipSync(await pane.download())['word/document.xml'] ?? new Uint8Array());
    expect(xml.split(`>${SUBJECT}<`)).toHaveLength(3);
    const missing = pane.page.getByTestId('field-consultation.number');
    expect(await missing.getAttribute('data-state')).toBe('missing');
    await missing.getByRole('button').first().click();
    await missing.getByRole('button', { name: '文書に入れる' }).click();
    await pane.told('文書に入れました');
    expect(await missing.getAttribute('data-state')).not.toBe('missing');
  }, 60_000);
});

describe('a document of another contract', () => {
  test('is told as such before it is submitted', async () => {
    const others = changed(answered(answer), /^customXml\/item\d+\.xml$/, (xml) =>
      xml.replaceAll(product.local.settings.name.ja, 'ほかの区の業務委託'),
    );
    const pane = await signedIn();
    await pane.open('回答書.docx', others);
    await pane.place('proof');
    await pane.page.getByTestId('submit').click();
    await pane.told('ほかの契約（ほかの区の業務委託）のものです。提出していません');
  }, 60_000);

  test('a template with fields that this contract does not know is told field by field', async () => {
    const pane = await signedIn();
    await pane.open(
      'ほかの区の様式.docx',
      wordFile({ body: paragraph(placeholder('cio:other.system') + placeholder('cio:document.date')) }),
    );
    await pane.place('template');
    await pane.page.getByTestId('part-check').click();
    await pane.page.getByTestId('choose-kind').selectOption('responseDocument');
    await pane.page.getByTestId('check-template').click();
    const faults = pane.page.getByTestId('template-faults');
    await faults.waitFor();
    expect(await faults.innerText()).toContain('「other.system」');
    expect(await faults.innerText()).not.toContain('「document.date」');
  }, 60_000);
});

describe('what fails in the middle', () => {
  test('a token that ran out is told with the way back in; the document is as it was, and the work goes on', async () => {
    const pane = await signedIn();
    const { page } = pane;
    await pane.open('回答書.docx', answered(aged()));
    await pane.place('fields');
    // The service hears a token that is none any more.
    let runOut = true;
    await page.route('**/api/documents/**', (route) =>
      runOut
        ? route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer a.b.c' } })
        : route.continue(),
    );
    await page.getByTestId('check-source').click();
    await pane.told('サインインを確認できません');
    expect(await page.getByTestId('document-name').innerText()).toBe('回答書.docx');
    runOut = false;
    const opening = page.context().waitForEvent('page');
    await page.getByTestId('notes').getByRole('button', { name: 'サインイン' }).click();
    await (await opening).locator(`button[value="${manager.account.id}"]`).click();
    await page.getByTestId('refresh-all').waitFor();
    await page.getByTestId('refresh-all').click();
    await pane.told('項目を更新しました');
  }, 90_000);

  test('SharePoint that does not answer while it is submitted: accepted, kept, and brought there later', async () => {
    await product.control('POST', 'faults', { area: 'graph', kind: '503', path: '/drives' });
    const pane = await signedIn();
    await pane.open('回答書.docx', answered(answer));
    await pane.place('proof');
    await pane.page.getByTestId('submit').click();
    await pane.page.getByTestId('question-yes').click();
    await pane.told('受け付けました。ライブラリへの保存は、復旧後に自動で行います');
    await product.control('DELETE', 'faults');
    await eventually(
      'it stands in the library',
      async () =>
        (
          await product.query('select filed from document_submission where slot = $1', [`answer/${number}`])
        )[0]?.['filed'] === true,
      60_000,
    );
  }, 120_000);

  test('a record that somebody deleted since: said, and the document is used as it is', async () => {
    const officer = await product.as('情報政策課', '係長');
    const site = encodeURIComponent(`sites/${product.local.settings.sites.cases}`);
    const items = `/people/sites/${site}/lists/${encodeURIComponent('相談')}/items`;
    const { value } = await officer.call<{ value: { id: string; fields: { Title?: string } }[] }>(
      'GET',
      items,
    );
    await officer.call('DELETE', `${items}/${value.find(({ fields }) => fields.Title === number)?.id}`);
    await eventually(
      'it is known as deleted',
      async () =>
        (await writes.refusedGet(`/facts?template=responseDocument&subject=${number}`)).status === 404,
      60_000,
    );
    const pane = await signedIn();
    await pane.page.getByTestId('file').setInputFiles({
      name: '回答書.docx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(answer),
    });
    await pane.told('削除されたか見つかりません。文書はそのまま使えます');
    expect(await pane.page.getByTestId('document-name').innerText()).toBe('回答書.docx');
    await pane.place('proof');
    await pane.page.getByTestId('lint').click();
    await pane.page.getByTestId('lint-count').waitFor();
  }, 120_000);
});
