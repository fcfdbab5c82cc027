import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accounts, signIn } from '../../../infra/local-people.ts';
import type { LocalPerson } from '../../../infra/local-people.ts';
import {
  answerEvent,
  calendarOf,
  cancelEvent,
  mailsOf,
  makeEvent,
  moveEvent,
} from '../../../infra/local-people-office.ts';
import { HANAKO, look, seed, start, STRANGER, TARO, WORKER } from './started-tenant.ts';
import type { Json, Reply, Started } from './started-tenant.ts';

let tenant: Started;
let hanako: LocalPerson;
let taro: LocalPerson;

beforeAll(async () => {
  const [worker, ...others] = seed.apps ?? [];
  if (!worker) throw new Error('the seed has an application');
  const grants = { applicationPermissions: ['Mail.Send'] };
  tenant = await start({}, { ...seed, apps: [{ ...worker, grants }, ...others] });
  const people = tenant.tenant.core.config.peopleOrigin;
  const all = await accounts(people);
  const as = async (id: string): Promise<LocalPerson> => {
    const account = all.find((each) => each.id === id);
    if (!account) throw new Error('no such person');
    return signIn(people, account);
  };
  [hanako, taro] = [await as(HANAKO), await as(TARO)];
});
afterAll(() => tenant.stop());

const send = (message: Json, from = HANAKO, app = WORKER): Promise<Reply> =>
  tenant.graph(app, 'POST', `/users/${from}/sendMail`, { body: { message } });
const to = (...addresses: string[]): Json[] => addresses.map((address) => ({ emailAddress: { address } }));

test('a letter is accepted, lies with the recipient and among the sent', async () => {
  const sent = await send({
    subject: '締切のお知らせ',
    body: {
      contentType: 'HTML',
      content: '<p>明日 <a href="https://x.example/?a=1&amp;b=2">10時</a>です。</p><script>1</script>',
    },
    toRecipients: to('TARO@minato.example'),
  });
  expect([sent.status, sent.text]).toEqual([202, '']);
  const [received] = await mailsOf(taro);
  expect(received).toMatchObject({ folder: 'inbox', subject: '締切のお知らせ', read: false });
  expect(received?.from.address).toBe('hanako@minato.example');
  expect(received?.text).toBe('明日 10時 <https://x.example/?a=1&b=2>です。');
  expect((await mailsOf(hanako))[0]).toMatchObject({ folder: 'sentitems', read: true });
  await taro.call('POST', `/people/mails/${encodeURIComponent(received?.id ?? '')}/read`);
  expect((await mailsOf(taro))[0]?.read).toBe(true);
});

test('what cannot be delivered comes back, what is no address is refused, who may not is told', async () => {
  await send({ subject: '宛先なし', toRecipients: to('gone@minato.example') });
  expect((await mailsOf(hanako))[0]?.subject).toBe('配信不能: 宛先なし');
  const refused = await send({ subject: 'x', toRecipients: to('nobody') });
  expect([refused.status, look(refused.body, 'error', 'code')]).toEqual([400, 'ErrorInvalidRecipients']);
  const stranger = await send({ subject: 'x', toRecipients: to('taro@minato.example') }, HANAKO, STRANGER);
  expect([stranger.status, look(stranger.body, 'error', 'code')]).toEqual([403, 'ErrorAccessDenied']);
});

test('people make, move, answer and call off a meeting by hand, each in their own calendar', async () => {
  const window = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'] as const;
  const made = await makeEvent(hanako, {
    subject: '手で入れた会議',
    start: '2027-01-12T10:00:00+09:00',
    end: '2027-01-12T11:00:00+09:00',
    attendeeIds: [TARO],
    online: true,
  });
  const [copy] = await calendarOf(taro, ...window);
  expect(copy).toMatchObject({ uid: made.uid, organizer: '架空 花子', response: 'notResponded' });
  await answerEvent(taro, copy?.id ?? '', 'accepted');
  expect((await calendarOf(hanako, ...window))[0]?.attendees[0]?.response).toBe('accepted');
  await expect(moveEvent(taro, copy?.id ?? '', made.start, made.end)).rejects.toMatchObject({ status: 403 });
  await moveEvent(hanako, made.id, '2027-01-13T10:00:00+09:00', '2027-01-13T11:00:00+09:00');
  expect((await calendarOf(taro, ...window))[0]?.start).toBe('2027-01-13T01:00:00.000Z');
  await cancelEvent(hanako, made.id);
  expect(await calendarOf(hanako, ...window)).toEqual([]);
  expect((await calendarOf(taro, ...window))[0]?.isCancelled).toBe(true);
});
