import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../harness/eventually.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** As npm start has it: the app is there for everyone who holds a role, as an administrator's setup policy does it. */

let product: Product;
beforeAll(async () => {
  product = await startProduct({ installed: true });
}, 120_000);
afterAll(() => product?.stop());

test('N-4.1.ア.イ.b 一度もアプリを開いていない人にも、期限のお知らせが届く', async () => {
  const adviser = product.people.find(({ jobTitle }) => jobTitle?.includes('CIO補佐官'));
  if (!adviser) throw new Error('nobody advises');
  await product.query(
    `insert into due_fact (id, engagement, deadline, subject, about, case_id, at, since)
     values (gen_random_uuid(), $1, 'opinion', 'x', '調達仕様書の案', gen_random_uuid(), '2026-09-14T00:00:00Z', '2026-09-14T01:00:00Z')`,
    [product.local.settings.id],
  );
  await product.query("insert into derive_wish (scope) values ('deadline/opinion/x')");
  const told = await eventually('it goes out', async () => {
    const [row] = await product.query(
      "select status, activity_id from delivery where thread = $1 and key like 'reminder/%opinion/x%'",
      [`person/${adviser.id}`],
    );
    return row?.['status'] === 'sent' && row;
  });
  expect(told['activity_id']).toBeTruthy();
});
