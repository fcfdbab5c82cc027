import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attackerOf } from '../harness/attacker.ts';
import { startProduct, type Product } from '../harness/product.ts';

let product: Product;
const tmp = mkdtempSync(path.join(tmpdir(), 'cio-open-door-'));
beforeAll(async () => {
  chmodSync(tmp, 0o777);
  product = await startProduct({ environment: { TMPDIR: tmp } });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  rmSync(tmp, { recursive: true, force: true });
});

describe('the open door: before anybody is known', () => {
  const json = { 'content-type': 'application/json' };
  const alive = async () =>
    (await fetch(`http://127.0.0.1:${product.local.botPort}/healthz`).catch(() => undefined))?.status;
  test('a file sent as a form lands nowhere on the disk', async () => {
    const attacker = await attackerOf(product);
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(1_000_000)]), 'x.bin');
    expect((await attacker.post(form)).status).toBe(415);
    expect(readdirSync(tmp).filter((name) => name.startsWith('upload_'))).toEqual([]);
  });
  test('a compressed body is not unpacked beyond the limit', async () => {
    const attacker = await attackerOf(product);
    const answer = await attacker.post(new Uint8Array(gzipSync(Buffer.alloc(50_000_000, 97))), {
      ...json,
      'content-encoding': 'gzip',
    });
    expect([413, 415]).toContain(answer.status);
  });
  test('a refusal by the server is a problem document, not [object Object]', async () => {
    const attacker = await attackerOf(product);
    expect((await attacker.post('{"type":', json)).body).toMatchObject({ status: 400 });
  });
  test('a body that claims to be gzip and is not ends no process', async () => {
    const attacker = await attackerOf(product);
    await attacker.post('not gzip', { ...json, 'content-encoding': 'gzip' }).catch(() => undefined);
    expect(await alive()).toBe(200);
  });
});
