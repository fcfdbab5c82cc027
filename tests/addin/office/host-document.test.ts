import { afterEach, expect, test } from '@jest/globals';
import { hostDocument, hostDocumentName } from '../../../addin/office/host-document.ts';

/** What office.js says of the application around the pane. */
const around = (host: string | null, sets: readonly string[], url = ''): void => {
  Object.assign(globalThis, {
    Office: {
      HostType: { Word: 'Word', PowerPoint: 'PowerPoint' },
      onReady: async () => ({ host }),
      context: {
        requirements: {
          isSetSupported: (set: string, version: string) => sets.includes(`${set} ${version}`),
        },
        document: { url },
      },
    },
  });
};

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Office');
});

test('in a plain browser, with or without office.js, there is no document yet', async () => {
  expect(await hostDocument()).toBeUndefined();
  around(null, []);
  expect(await hostDocument()).toBeUndefined();
});

test.each([
  ['Word', 'WordApi 1.6', 'docx'],
  ['PowerPoint', 'PowerPointApi 1.4', 'pptx'],
])('%s from its floor on has its hand, and is told below it', async (host, floor, kind) => {
  around(host, [floor]);
  expect(await hostDocument()).toMatchObject({ ok: true, value: { host: host.toLowerCase(), kind } });
  around(host, []);
  expect(await hostDocument()).toMatchObject({ ok: false, problem: { code: 'document.tooOld' } });
});

test.each([
  ['https://example.sharepoint.com/sites/cio/%E8%A8%88%E7%94%BB%E6%9B%B8.docx?web=1', '計画書.docx'],
  ['C:\\文書\\計画書 100%.docx', '計画書 100%.docx'],
  ['/Users/a/計画書.pptx', '計画書.pptx'],
  ['https://example.jp/%E8%A.docx', '%E8%A.docx'],
  ['', ''],
])('%s is called %s', (url, name) => {
  around('Word', ['WordApi 1.6'], url);
  expect(hostDocumentName()).toBe(name);
});
