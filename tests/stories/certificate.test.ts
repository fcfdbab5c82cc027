import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { cardOf, textOf } from '../../infra/local-people.ts';
import { formOf } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { sharePointOf } from '../harness/sharepoint.ts';

/** The app signs in with a certificate instead of a secret. */

const folder = mkdtempSync(path.join(tmpdir(), 'cio-desk-certificate-'));
let product: Product;
let own: Readonly<Record<string, string>>;
let foreign: Readonly<Record<string, string>>;

const keep = async (name: string) => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'rsa',
    keySize: 2048,
    algorithm: 'sha256',
  });
  const files = { certificate: path.join(folder, `${name}.pem`), key: path.join(folder, `${name}.key`) };
  writeFileSync(files.certificate, cert);
  writeFileSync(files.key, key, { mode: 0o600 });
  return {
    cert,
    variables: {
      MICROSOFT_APP_SECRET: '',
      MICROSOFT_APP_CERTIFICATE_FILE: files.certificate,
      MICROSOFT_APP_CERTIFICATE_KEY_FILE: files.key,
    },
  };
};

beforeAll(async () => {
  const [registered, other] = await Promise.all([keep('registered'), keep('other')]);
  own = registered.variables;
  foreign = other.variables;
  product = await startProduct({ appCertificates: [registered.cert], withBot: false });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a certificate that the app registration does not know', () => {
  test.each([
    ['another certificate', () => foreign, 'AADSTS700027'],
    [
      'the right one with another key',
      () => ({
        ...own,
        MICROSOFT_APP_CERTIFICATE_KEY_FILE: foreign['MICROSOFT_APP_CERTIFICATE_KEY_FILE'] ?? '',
      }),
      'AADSTS700027',
    ],
    [
      'a file that is not there',
      () => ({ ...own, MICROSOFT_APP_CERTIFICATE_FILE: '/nowhere/app.pem' }),
      '/nowhere/app.pem',
    ],
  ])('%s: the bot says what to look at and does not start', async (_what, variables, said) => {
    const before = product.log().length;
    await expect(product.startBot(variables())).rejects.toThrow('を始められませんでした');
    const log = product.log().slice(before);
    expect(log).toContain('ボットを開始できません。');
    expect(log).toContain(said);
    expect(log).toContain('MICROSOFT_APP_CERTIFICATE_FILE');
    expect(log).not.toMatch(/at .*:\d+:\d+|PRIVATE KEY/);
  });
});

test('the registered one opens Graph and Teams: a sheet is filed, and the channel is told', async () => {
  await product.startBot(own);
  const officer = await product.as('情報政策課', '係長');
  const clerk = await product.as('税務課', '主事');
  const { number } = await formOf(clerk, 'consultation', {
    subject: '証明書でサインインした日の相談',
    category: 'system',
    questions1: '妥当でしょうか。',
  });
  const list = await sharePointOf(product, officer, 'consultation');
  await eventually('its row', () => list.row(number));
  const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
  await eventually('its card', async () =>
    (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
  );
});
