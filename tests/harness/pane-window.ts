import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { Product } from './product.ts';

/** The pane in a browser by itself, as a consultant uses it without Word and PowerPoint. */

const ROOT = path.join(import.meta.dirname, '..', '..');

/** In a process of its own: the bundler does not run inside a test's sandbox. */
export const buildPages = async (): Promise<void> => {
  await promisify(execFile)(process.execPath, [path.join(ROOT, 'infra', 'build-pages.ts')]);
};

export type PaneWindow = {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Addresses of other hosts that the page asked for anything. */
  readonly strangers: readonly string[];
  readonly signIn: (personId: string) => Promise<void>;
  /** Makes a document of a template and takes what is offered first as its subject. */
  readonly make: (template: string) => Promise<void>;
  readonly open: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly place: (name: 'template' | 'fields' | 'checklist' | 'compare' | 'proof') => Promise<void>;
  readonly download: () => Promise<Uint8Array>;
  /** How many fields are in a state, as the head of the pane counts them; 0 where it does not name it. */
  readonly count: (state: string) => Promise<number>;
  readonly told: (text: string | RegExp) => Promise<void>;
};

const MIME = 'application/octet-stream';

export const openPane = async (
  browser: Browser,
  product: Product,
  { width = 1280, height = 900, locale = 'ja-JP', dark = false } = {},
): Promise<PaneWindow> => {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    timezoneId: 'Asia/Tokyo',
    colorScheme: dark ? 'dark' : 'light',
    // The tenant's certificate is its own.
    ignoreHTTPSErrors: true,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  const origin = `http://localhost:${product.local.botPort}`;
  const strangers: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    const isOwn = url.startsWith(origin) || url.startsWith('data:') || url.startsWith('blob:');
    if (!isOwn && !url.startsWith(`https://localhost:${product.local.tenantPort + 1}/`)) strangers.push(url);
  });
  await page.goto(`${origin}/pane`);
  await page.getByTestId('place-fields').waitFor();
  const told: PaneWindow['told'] = (text) => page.getByTestId('notes').getByText(text).first().waitFor();
  return {
    page,
    complaints,
    strangers,
    told,
    signIn: async (personId) => {
      const opening = context.waitForEvent('page');
      await page.getByTestId('sign-in').click();
      const window = await opening;
      await window.locator(`button[value="${personId}"]`).click();
      await page.getByTestId('sign-out').waitFor();
    },
    make: async (template) => {
      await page.getByTestId('place-template').click();
      await page.getByTestId('choose-template').selectOption(template);
      const subject = page.getByTestId('choose-subject');
      await subject.or(page.getByTestId('make-new')).first().waitFor();
      if ((await subject.inputValue()) === '') await subject.selectOption({ index: 1 });
      await page.getByTestId('make-new').click();
      await told('作成しました');
    },
    open: async (name, bytes) => {
      await page.getByTestId('file').setInputFiles({ name, mimeType: MIME, buffer: Buffer.from(bytes) });
      const question = page.getByTestId('question-yes');
      await page.getByTestId('document-name').getByText(name, { exact: true }).or(question).first().waitFor();
      if (await question.isVisible()) await question.click();
      await page.getByTestId('document-name').getByText(name, { exact: true }).waitFor();
      await page.getByTestId('busy').waitFor({ state: 'detached' });
    },
    place: async (name) => {
      await page.getByTestId(`place-${name}`).click();
      await page.getByTestId(`in-${name}`).waitFor();
    },
    download: async () => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download').click()]);
      return readFileSync(await file.path());
    },
    count: async (state) => {
      const counts = page.getByTestId('counts');
      if (!(await counts.isVisible())) return 0;
      return Number(new RegExp(`${state} (\\d+)`).exec(await counts.innerText())?.[1] ?? 0);
    },
  };
};
