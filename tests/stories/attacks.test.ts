import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { generateKeyPair } from 'jose';
import { actionsOf, cardOf, defaultsOf, textOf, type LocalPerson } from '../../infra/local-people.ts';
import { attackerOf, holdings, isQuiet, type Answered, type Attacker } from '../harness/attacker.ts';
import { formOf, lastFromApp, openForm } from '../harness/conversation.ts';
import { eventually } from '../harness/eventually.ts';
import { expectGoodCard, placesOf } from '../harness/good-card.ts';
import { startProduct, type Product } from '../harness/product.ts';

/** The bot's address stands open to the internet. After each attack: a clear answer, nothing changed, nothing logged. */

let product: Product;
let attacker: Attacker;
let victim: LocalPerson;
let stranger: LocalPerson;
let officer: LocalPerson;
let consultation: { id: string; number: string; submission: string };
let incident: { id: string; number: string };
let file: string;

/** Stands in everything that is typed here, so that a log that carries it is found out. */
const MARK = '打込印';

const answers = {
  subject: `見積りについて${MARK}`,
  category: 'system',
  questions1: `妥当でしょうか${MARK}`,
};
const report = {
  subject: `誤送信${MARK}`,
  incidentKind: 'misdelivery',
  whatHappened: `取り違えました${MARK}`,
};

const idOf = async (number: string): Promise<string> =>
  String((await product.query('select id from cases where number = $1', [number]))[0]?.['id']);

beforeAll(async () => {
  product = await startProduct({ environment: { FOLLOW_LISTS_SECONDS: '60', LOG_LEVEL: 'debug' } });
  victim = await product.as('税務課', '主事');
  stranger = await product.as('企画課', '主事');
  officer = await product.as('情報政策課', '係長');
  const one = await formOf(victim, 'consultation', answers);
  consultation = { id: await idOf(one.number), number: one.number, submission: await idOf(one.number) };
  const other = await formOf(victim, 'incident', report);
  incident = { id: await idOf(other.number), number: other.number };
  const chat = await victim.personalChat();
  const uploaded = await victim.upload(chat, '見積.txt', new TextEncoder().encode('見積'));
  await victim.write(chat, '', { files: [uploaded] });
  file = String((await product.query('select id from attachment'))[0]?.['id']);
  await lastFromApp(stranger, 'ヘルプ');
  attacker = await attackerOf(product);
  await eventually('everything is filed and told', () => isQuiet(product));
}, 120_000);
afterAll(() => product?.stop());

let before: Readonly<Record<string, unknown>>;
beforeEach(async () => {
  before = await holdings(product);
});
const nothingChanged = async (): Promise<void> => {
  expect(await holdings(product)).toEqual(before);
};
afterEach(() => {
  expect(product.log()).not.toContain(MARK);
  expect(product.log()).not.toContain('Bearer ');
});

const json = { 'content-type': 'application/json' };

describe('who is not the channel is turned away', () => {
  const submit = () =>
    attacker.activity(victim.account, {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: {
        action: {
          verb: 'consultation.withdrawNow',
          data: { caseId: consultation.id, reason: MARK, sure: 'true' },
        },
      },
    });
  const withToken = (authorization: string | undefined): Promise<Answered> =>
    attacker.post(JSON.stringify(submit()), authorization === undefined ? json : { ...json, authorization });
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('no token, an empty one, no bearer', async () => {
    for (const authorization of [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Basic dXNlcjpwYXNz',
      'Bearer x.y.z',
      'x',
    ])
      expect([authorization, (await withToken(authorization)).status]).toEqual([authorization, 401]);
    await nothingChanged();
  });

  test('a token without a signature, or signed by the public key as a secret', async () => {
    const [, payload = ''] = (await attacker.token()).split('.');
    const none = `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    const symmetric = `${encoded({ alg: 'HS256', typ: 'JWT', kid: attacker.kid })}.${payload}.c2lnbmF0dXJl`;
    for (const token of [none, symmetric]) expect((await withToken(`Bearer ${token}`)).status).toBe(401);
    await nothingChanged();
  });

  test('a token of a key of their own, even under the channel’s key id', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    for (const kid of [attacker.kid, 'another'])
      expect((await attacker.send(submit(), { key: privateKey, kid })).status).toBe(401);
    await nothingChanged();
  });

  test('a token whose content was changed', async () => {
    const [head, , signature] = (await attacker.token()).split('.');
    const payload = encoded({
      iss: 'https://api.botframework.com',
      aud: attacker.appId,
      serviceurl: attacker.serviceUrl,
      exp: 4_000_000_000,
    });
    expect((await withToken(`Bearer ${head}.${payload}.${signature}`)).status).toBe(401);
    await nothingChanged();
  });

  test.each([
    ['ended an hour ago', { from: -7_200, until: -3_600 }],
    ['not yet good', { from: 3_600, until: 7_200 }],
    ['for another bot', { audience: '00000000-0000-4000-8000-0000000000ff' }],
    ['for the connector', { audience: 'https://api.botframework.com' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['of the sign-in service', { issuer: 'https://login.microsoftonline.com/x/v2.0' }],
    ['of another service address', { serviceUrl: 'https://evil.example' }],
  ])('a token %s', async (_what, claims) => {
    expect((await attacker.send(submit(), claims)).status).toBe(401);
    await nothingChanged();
  });

  test('a token that signs people in', async () => {
    const key = attacker.signInKey;
    expect((await attacker.send(submit(), { key })).status).toBe(401);
    expect(
      (await attacker.send(submit(), { key, issuer: `https://sts.windows.net/${attacker.tenantId}/` }))
        .status,
    ).toBe(401);
    await nothingChanged();
  });

  test('a good token under an activity that names another service, or none', async () => {
    const other = await attacker.send({ ...submit(), serviceUrl: 'https://evil.example' });
    expect(other.status).toBe(401);
    for (const serviceUrl of [undefined, null, '', 7, {}])
      expect((await attacker.send({ ...submit(), serviceUrl })).status).toBe(400);
    await nothingChanged();
  });

  test.each(['emulator', 'webchat', 'directline', 'MSTEAMS', '', undefined, null, ['msteams']])(
    'channel %j is not served',
    async (channelId) => {
      expect((await attacker.send({ ...submit(), channelId })).status).toBe(403);
      await nothingChanged();
    },
  );

  test('another tenant, or none', async () => {
    const conversation = { id: 'a:1', conversationType: 'personal' };
    for (const channelData of [{ tenant: { id: 'another' } }, {}, undefined, null, { tenant: null }, 'x', []])
      expect((await attacker.send({ ...submit(), channelData, conversation })).status).toBe(403);
    await nothingChanged();
  });

  test('a refusal tells nothing of the inside', async () => {
    for (const { text } of [await withToken('Bearer x'), await attacker.send(submit(), { until: -3_600 })])
      expect(text).not.toMatch(/node_modules|\.ts|\bat\b.*:\d+|Exception|jwt/i);
  });
});

describe('bodies that are none', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;

  test.each([
    ['not JSON', json, '{"type":', 400],
    ['nothing', json, '', 400],
    ['null', json, 'null', 400],
    ['a list', json, '[{"type":"message"}]', 400],
    ['a number', json, '7', 400],
    ['text', json, '"message"', 400],
    ['no type', json, '{}', 400],
    ['a type that is a list', json, '{"type":["message"]}', 400],
    ['a deep one', json, deep, 400],
    ['plain text', { 'content-type': 'text/plain' }, 'message', 415],
    ['bytes', { 'content-type': 'application/octet-stream' }, '{"type":"message"}', 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'type=message', 415],
    ['an unknown encoding', { ...json, 'content-encoding': 'br' }, 'x', 415],
  ])('%s', async (_what, headers, body, status) => {
    const answer = await attacker.post(body, headers);
    expect(answer.status).toBe(status);
    await nothingChanged();
  });

  test('a body larger than any activity', async () => {
    const large = JSON.stringify({ ...attacker.activity(victim.account), text: MARK.repeat(100_000) });
    expect((await attacker.post(large, json)).status).toBe(413);
    await nothingChanged();
  });

  test('other addresses and methods', async () => {
    const base = `http://127.0.0.1:${product.local.botPort}`;
    expect((await fetch(`${base}/api/messages`)).status).toBe(405);
    expect((await fetch(`${base}/api/../../etc/passwd`)).status).toBe(404);
    expect((await fetch(`${base}/%2e%2e/%2e%2e/etc/passwd`)).status).toBe(404);
    for (const address of ['/healthz', '/readyz']) expect((await fetch(base + address)).status).toBe(200);
  });

  test('an activity of a kind that is not known is answered and changes nothing', async () => {
    for (const type of ['event', 'messageReaction', 'handoff', '__proto__', 'x'.repeat(1_000)])
      expect((await attacker.send(attacker.activity(stranger.account, { type }))).status).toBe(200);
    await nothingChanged();
  });

  test.each([
    ['no sender', { from: undefined }],
    ['a sender that is a list', { from: [] }],
    ['a sender whose id is an object', { from: { id: {}, aadObjectId: {} } }],
    ['no conversation', { conversation: undefined }],
    ['text that is a number', { text: 7 }],
    ['entities that are no list', { entities: 'x' }],
    ['attachments of null', { attachments: [null] }],
    ['a value that is a list', { value: [] }],
  ])('an activity with %s', async (_what, changes) => {
    const invoke = {
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { verb: 'x', data: {} } },
    };
    const { status } = await attacker.send(attacker.activity(stranger.account, { ...invoke, ...changes }));
    expect(status).toBe(200);
    await nothingChanged();
  });
});

/** What the person is told: the words of an answered invoke. */
const toldIn = ({ body }: Answered): string => {
  const { value } = (body ?? {}) as { value?: unknown };
  return typeof value === 'string' ? value : textOf(value);
};

const isAnswered = (answer: Answered): void => {
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    statusCode: 200,
    type: expect.stringMatching(/^application\/vnd\.microsoft\./),
  });
  expect(toldIn(answer)).not.toContain('問合せ番号');
  if (/adaptive/.test((answer.body as { type: string }).type))
    expectGoodCard((answer.body as { value: unknown }).value);
};

const VERBS = [
  'open',
  'submit',
  'cancel',
  'show',
  'toldPage',
  'receipt',
  'correct',
  'correctNow',
  'withdraw',
  'withdrawNow',
  'takeUp',
  'approve',
  'sendBack',
];
const everyVerb = [
  ...VERBS.flatMap((verb) => [`consultation.${verb}`, `incident.${verb}`]),
  'intake.list',
  'intake.attach',
  'intake.dropFiles',
  'intake.retryFiling',
];

describe('buttons that nobody was shown', () => {
  test.each([
    'nosuch.verb',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'consultation',
    '',
    ' ',
  ])('verb 「%s」', async (verb) => {
    const answer = await attacker.press(stranger.account, verb);
    expect(answer.status).toBe(200);
    expect(toldIn(answer)).toContain('使えなくなりました');
    await nothingChanged();
  });

  test.each([[7], [null], [{}], [['consultation.submit']]])('a verb of another kind: %j', async (verb) => {
    expect((await attacker.press(stranger.account, verb)).status).toBe(200);
    await nothingChanged();
  });

  test.each(everyVerb)('%s with data of every wrong shape', async (verb) => {
    const shapes: unknown[] = [
      null,
      [],
      'x',
      7,
      true,
      { submissionId: {}, caseId: [], files: 7, subject: { text: MARK }, where: null, offset: 'NaN' },
      { submissionId: 'x', caseId: 'x', files: 'x', revision: 'x', where: 'x', reason: [MARK] },
      JSON.parse(`{"__proto__":{"caseId":"${incident.id}"},"constructor":{"x":1}}`),
      { caseId: `${incident.id}' or '1'='1`, submissionId: "'; drop table cases; --" },
      { offset: -1e308, whose: 'all' },
      { whose: MARK.repeat(5_000), offset: '1e400' },
    ];
    for (const data of shapes) isAnswered(await attacker.press(stranger.account, verb, data));
    await nothingChanged();
  });

  test('whatever the data, every verb is answered in words and nothing changes', async () => {
    const keys = [
      'submissionId',
      'caseId',
      'files',
      'where',
      'reason',
      'section',
      'confirmed',
      ...Object.keys(answers),
    ];
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('\u0000', '\uD800', '<at>x</at>', `${MARK}\u202E`, 'x'.repeat(30_000)),
      fc.integer(),
      fc.constant(null),
      fc.array(fc.string()),
      fc.dictionary(fc.string(), fc.string()),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everyVerb.filter((verb) => verb !== 'intake.dropFiles')),
        fc.dictionary(fc.constantFrom(...keys), odd),
        async (verb, data) => {
          isAnswered(await attacker.press(stranger.account, verb, data));
        },
      ),
      { numRuns: 80 },
    );
    await nothingChanged();
  });
});

describe('somebody else’s', () => {
  test('submission id: it tells nothing and takes nothing', async () => {
    const answer = await attacker.press(stranger.account, 'consultation.submit', {
      ...answers,
      answerForm: 'document',
      confidentiality: 'level2',
      submissionId: consultation.submission,
    });
    isAnswered(answer);
    expect(toldIn(answer)).toContain('この様式は使えません');
    expect(answer.text).not.toContain(consultation.number);
    await nothingChanged();
  });

  test.each(VERBS.filter((verb) => !['open', 'submit', 'cancel'].includes(verb)))(
    'case, %s: said alike as what is not there',
    async (verb) => {
      for (const [kind, one] of [
        ['consultation', consultation],
        ['incident', incident],
      ] as const) {
        const data = {
          caseId: one.id,
          revision: 1,
          reason: MARK,
          ...(kind === 'incident' ? report : answers),
        };
        const answer = await attacker.press(stranger.account, `${kind}.${verb}`, data);
        isAnswered(answer);
        const nowhere = await attacker.press(stranger.account, `${kind}.${verb}`, {
          ...data,
          caseId: '00000000-0000-4000-8000-0000000000ff',
        });
        expect(answer.body).toEqual(nowhere.body);
        expect(toldIn(answer)).toContain('権限がありません');
        expect(answer.text).not.toContain(one.number);
      }
      await nothingChanged();
    },
  );

  test('case under the other kind’s buttons', async () => {
    for (const verb of ['show', 'receipt', 'correct', 'withdrawNow', 'takeUp']) {
      const answer = await attacker.press(officer.account, `consultation.${verb}`, {
        caseId: incident.id,
        sure: 'true',
      });
      expect(toldIn(answer)).toContain('権限がありません');
      expect(answer.text).not.toContain(incident.number);
    }
    await nothingChanged();
  });

  test('files: neither taken along, nor put to a case, nor discarded', async () => {
    isAnswered(await attacker.press(stranger.account, 'intake.dropFiles', { files: file }));
    isAnswered(
      await attacker.press(stranger.account, 'intake.attach', { where: consultation.id, files: file }),
    );
    await nothingChanged();
    const own = await formOf(stranger, 'consultation', { ...answers, subject: 'ひとの添付を取る' });
    const mine = await idOf(own.number);
    isAnswered(await attacker.press(stranger.account, 'intake.attach', { where: mine, files: file }));
    expect(await product.query('select case_id from attachment where id = $1', [file])).toEqual([
      { case_id: null },
    ]);
    await eventually('everything is filed and told', () => isQuiet(product));
  });

  test('colleague: may read, and may not change', async () => {
    const colleague = await product.as('税務課', '係長');
    const data = {
      caseId: consultation.id,
      revision: 1,
      reason: MARK,
      sure: 'true',
      ...answers,
      subject: '書き換え',
    };
    const shown = await attacker.press(colleague.account, 'consultation.show', data);
    expect(shown.text).toContain(consultation.number);
    expect(actionsOf((shown.body as { value: unknown }).value).map((action) => action['verb'])).toEqual([
      'intake.list',
    ]);
    for (const verb of ['correctNow', 'withdrawNow', 'takeUp', 'approve', 'sendBack'])
      isAnswered(await attacker.press(colleague.account, `consultation.${verb}`, data));
    await nothingChanged();
  });

  test('the retry of what could not be filed is for who may', async () => {
    const answer = await attacker.press(stranger.account, 'intake.retryFiling');
    expect(toldIn(answer)).toContain('権限がありません');
    await nothingChanged();
  });
});

describe('one’s own, made up', () => {
  test.each([0, 2, 999, -1, 'x', '1e400'])(
    'revision %s: nothing is overwritten, what was typed is kept',
    async (revision) => {
      const answer = await attacker.press(victim.account, 'consultation.correctNow', {
        caseId: consultation.id,
        revision,
        ...answers,
        subject: '作り話の版',
        answerForm: 'document',
        confidentiality: 'level2',
      });
      isAnswered(answer);
      expect(toldIn(answer)).toContain('入力した内容は残っています');
      expect(defaultsOf((answer.body as { value: unknown }).value)['subject']).toBe('作り話の版');
      await nothingChanged();
    },
  );

  test('a choice, a section and a day that the form does not offer', async () => {
    const answer = await attacker.press(victim.account, 'consultation.submit', {
      submissionId: '00000000-0000-4000-8000-0000000000ee',
      ...answers,
      category: '__proto__',
      section: 'planning',
      answerForm: 'constructor',
      wishedDate: '2026-02-30',
      confidentiality: 'level9',
    });
    isAnswered(answer);
    expect(toldIn(answer).split('選択肢から選んでください。').length - 1).toBe(3);
    expect(toldIn(answer)).toContain('日付を正しく入力してください。');
    await nothingChanged();
  });

  test('another section than one’s own is not believed', async () => {
    const { number } = await formOf(stranger, 'consultation', { ...answers, section: 'tax' });
    expect(await product.query('select section_id from cases where number = $1', [number])).toEqual([
      { section_id: 'planning' },
    ]);
    await eventually('everything is filed and told', () => isQuiet(product));
  });

  test('texts too long are said so, each under its field, and nothing is cut in silence', async () => {
    const answer = await attacker.press(victim.account, 'consultation.submit', {
      submissionId: '00000000-0000-4000-8000-0000000000ed',
      ...answers,
      subject: 'あ'.repeat(101),
      background: 'い'.repeat(1_001),
      answerForm: 'document',
      confidentiality: 'level2',
    });
    expect(toldIn(answer)).toContain('100文字以内で入力してください（現在101文字）。');
    expect(toldIn(answer)).toContain('1000文字以内で入力してください（現在1001文字）。');
    await nothingChanged();
  });

  test('control characters and half letters are stored nowhere', async () => {
    const form = await openForm(victim, '相談');
    const sent = await victim.press(form, 'consultation.submit', {
      ...defaultsOf(cardOf(form)),
      ...answers,
      subject: '制御\u0000文字\u202E\uD800の件',
      questions1: 'い\r\nろ\u0007',
    });
    if (sent.outcome !== 'card') throw new Error(JSON.stringify(sent));
    const [row] = await product.query(
      'select fields from cases where reporter_id = $1 order by submitted_at desc, sequence desc limit 1',
      [victim.account.id],
    );
    expect(row?.['fields']).toMatchObject({ subject: '制御文字の件', questions: ['い\nろ'] });
    await eventually('everything is filed and told', () => isQuiet(product));
  });
});

describe('smuggling', () => {
  test('mentions, links, Markdown and card functions arrive in the channel letter by letter', async () => {
    const smuggled = '<at>全員</at> [支払い](https://evil.example) **至急** {{DATE(2026-09-14T00:00:00Z)}}';
    const clerk = await product.as('福祉政策課', '主事');
    const { number } = await formOf(clerk, 'consultation', { ...answers, subject: smuggled });
    const channel = await officer.channel('CIO補佐官・セキュリティアドバイザー', '相談受付');
    const told = await eventually('the card in the channel', async () =>
      (await officer.messages(channel)).find((message) => textOf(cardOf(message)).includes(number)),
    );
    const card = cardOf(told);
    for (const piece of ['<at>全員</at>', 'evil.example', '**至急**'])
      expect(placesOf(card, piece)).toEqual(['TextRun.text']);
    expect(placesOf(card, '{{DATE(')).toEqual([]);
    expect(card?.['msteams']).toBeUndefined();
    expect(told.summary ?? '').not.toContain('evil');
    expect(told.text).not.toContain('evil');
    await eventually('everything is filed and told', () => isQuiet(product));
  });
});

describe('files from elsewhere', () => {
  let trap: Server;
  const visits: string[] = [];
  beforeAll(async () => {
    trap = createServer((request, response) => {
      visits.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise<void>((resolve) => trap.close(() => resolve())));

  test('nothing is fetched, and the person is told', async () => {
    const { port } = trap.address() as AddressInfo;
    const chat = await stranger.personalChat();
    const [known] = await product.query('select conversation_id from conversation where person_id = $1', [
      stranger.account.id,
    ]);
    for (const downloadUrl of [
      `http://127.0.0.1:${port}/x.txt`,
      `https://127.0.0.1:${port}/x.txt`,
      `https://localhost:${port}/x.txt`,
      `https://localhost:${product.local.tenantPort + 1}@127.0.0.1:${port}/x.txt`,
      'file:///etc/passwd',
      'https://evil.example/x.txt',
    ]) {
      const answer = await attacker.send(
        attacker.activity(stranger.account, {
          conversation: {
            id: known?.['conversation_id'],
            conversationType: 'personal',
            tenantId: attacker.tenantId,
          },
          attachments: [
            {
              contentType: 'application/vnd.microsoft.teams.file.download.info',
              name: '../../../報告.txt',
              content: { downloadUrl, uniqueId: '1', fileType: 'txt' },
            },
          ],
        }),
      );
      expect(answer.status).toBe(200);
    }
    expect(visits).toEqual([]);
    await eventually('the person is told of each', async () => {
      const said = (await stranger.messages(chat)).filter((message) =>
        textOf(cardOf(message)).includes('ファイルの場所を確認できないため'),
      );
      return said.length >= 6;
    });
    await nothingChanged();
  });
});
