import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ADMIN, HANAKO, look, rows, seed, start, STRANGER, TARO, WORKER } from './started-tenant.ts';
import type { Call, Json, Reply, Started } from './started-tenant.ts';

const GUEST = '22222222-aaaa-4bbb-8ccc-000000000009';
const TOKYO = 'Tokyo Standard Time';
const IN_TOKYO = { prefer: `outlook.timezone="${TOKYO}"` };
const CASE_KEY = 'String {aaaaaaaa-0000-4000-8000-00000000000a} Name CaseKey';
let tenant: Started;

beforeAll(async () => {
  const [worker, admin, ...others] = seed.apps ?? [];
  if (!worker || !admin) throw new Error('the seed has two applications');
  tenant = await start(
    { TENANT_TIER: 'unlimited' },
    {
      ...seed,
      apps: [
        { ...worker, grants: { applicationPermissions: ['Calendars.ReadWrite', 'User.Read.All'] } },
        { ...admin, grants: { applicationPermissions: ['Calendars.ReadWrite'], mailboxes: [TARO] } },
        ...others,
      ],
      users: [
        ...(seed.users ?? []),
        {
          id: GUEST,
          displayName: '架空 客人',
          mail: 'guest@elsewhere.example',
          userPrincipalName: 'guest_elsewhere.example#EXT#@minato.example',
          userType: 'Guest',
        },
      ],
    },
  );
});
afterAll(() => tenant.stop());

const graph = (method: string, path: string, call?: Call): Promise<Reply> =>
  tenant.graph(WORKER, method, path, call);
const attendee = (address: string, type = 'required'): Json => ({ emailAddress: { address }, type });
const meeting = (more: Json = {}): Json => ({
  subject: '定例会',
  start: { dateTime: '2026-12-01T10:00:00', timeZone: TOKYO },
  end: { dateTime: '2026-12-01T11:00:00', timeZone: 'Asia/Tokyo' },
  attendees: [attendee('taro@minato.example')],
  ...more,
});
const create = async (more: Json = {}, owner = HANAKO): Promise<Json> => {
  const made = await graph('POST', `/users/${owner}/events`, { body: meeting(more) });
  expect(made.status).toBe(201);
  return made.body;
};
const at = (owner: string, event: Json): string => `/users/${owner}/events/${String(event['id'])}`;
const copyIn = async (owner: string, event: Json): Promise<Json | undefined> =>
  rows(await graph('GET', `/users/${owner}/events?$filter=iCalUId eq '${String(event['iCalUId'])}'`))[0];

test('a meeting is kept with its time zone, shown in UTC or as preferred, and copied to the invited', async () => {
  const made = await create({ isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' });
  expect(made['start']).toEqual({ dateTime: '2026-12-01T01:00:00.0000000', timeZone: 'UTC' });
  expect(look(made, 'onlineMeeting', 'joinUrl')).toMatch(/\/l\/meetup-join\/19%3Ameeting_/);
  expect(made['@odata.etag']).toBe(`W/"${String(made['changeKey'])}"`);
  const again = await graph('GET', at(HANAKO, made), { headers: IN_TOKYO });
  expect(again.headers['preference-applied']).toBe(`outlook.timezone="${TOKYO}"`);
  expect(again.body['end']).toEqual({ dateTime: '2026-12-01T11:00:00.0000000', timeZone: TOKYO });
  const copy = await copyIn(TARO, made);
  expect(copy).toMatchObject({ isOrganizer: false, subject: '定例会', onlineMeeting: made['onlineMeeting'] });
  expect(look(copy, 'responseStatus', 'response')).toBe('notResponded');
  expect(copy?.['id']).not.toBe(made['id']);
});

test('the same transaction gives the one event, another meeting under it is refused', async () => {
  const first = await create({ transactionId: 'one-meeting' });
  const second = await create({ transactionId: 'one-meeting' });
  expect(second['id']).toBe(first['id']);
  const other = await graph('POST', `/users/${HANAKO}/events`, {
    body: meeting({ transactionId: 'one-meeting', subject: '別の会議' }),
  });
  expect([other.status, look(other.body, 'error', 'code')]).toEqual([400, 'ErrorDuplicateTransactionId']);
  expect(look(other.body, 'error', '@event.existingEventId')).toBe(first['id']);
});

test('an answer lost after the work does no harm to a client that repeats the transaction', async () => {
  tenant.tenant.core.faults.add({ area: 'graph', kind: 'lost-answer', path: '/users/', times: 1 });
  const body = meeting({ transactionId: 'lost', subject: '一度だけ' });
  await expect(graph('POST', `/users/${HANAKO}/events`, { body })).rejects.toThrow();
  await graph('POST', `/users/${HANAKO}/events`, { body });
  const found = rows(await graph('GET', `/users/${HANAKO}/events?$filter=subject eq '一度だけ'`));
  expect(found).toHaveLength(1);
});

test('moving a meeting moves every copy and asks everyone again; a stale change key is refused', async () => {
  const made = await create();
  const copy = await copyIn(TARO, made);
  await graph('POST', `${at(TARO, copy ?? {})}/accept`, { body: { sendResponse: true } });
  const answered = await graph('GET', at(HANAKO, made));
  expect(look(answered.body, 'attendees', 0, 'status', 'response')).toBe('accepted');
  const body = {
    start: { dateTime: '2026-12-02T10:00:00', timeZone: TOKYO },
    end: { dateTime: '2026-12-02T11:00:00', timeZone: TOKYO },
  };
  const stale = await graph('PATCH', at(HANAKO, made), {
    body,
    headers: { 'if-match': String(made['@odata.etag']) },
  });
  expect([stale.status, look(stale.body, 'error', 'code')]).toEqual([412, 'ErrorIrresolvableConflict']);
  const moved = await graph('PATCH', at(HANAKO, made), { body });
  expect([moved.status, look(moved.body, 'attendees', 0, 'status', 'response')]).toEqual([200, 'none']);
  const after = await copyIn(TARO, made);
  expect(look(after, 'start', 'dateTime')).toBe('2026-12-02T01:00:00.0000000');
  expect(look(after, 'responseStatus', 'response')).toBe('notResponded');
});

test('only the organiser cancels: the own event goes, copies stay and say so', async () => {
  const made = await create();
  const copy = await copyIn(TARO, made);
  const refused = await graph('POST', `${at(TARO, copy ?? {})}/cancel`, { body: {} });
  expect(refused.status).toBe(400);
  expect(look(refused.body, 'error', 'message')).toContain('You need to be an organizer');
  const done = await graph('POST', `${at(HANAKO, made)}/cancel`, { body: { comment: '延期します' } });
  expect(done.status).toBe(202);
  expect((await graph('GET', at(HANAKO, made))).status).toBe(404);
  expect(await copyIn(TARO, made)).toMatchObject({ isCancelled: true, subject: 'キャンセル済み: 定例会' });
});

test('an invited person who declines loses the event, and the organiser sees it', async () => {
  const made = await create();
  await graph('POST', `${at(TARO, (await copyIn(TARO, made)) ?? {})}/decline`, { body: {} });
  expect(await copyIn(TARO, made)).toBeUndefined();
  const own = await graph('GET', at(HANAKO, made));
  expect(look(own.body, 'attendees', 0, 'status', 'response')).toBe('declined');
});

test('a property of the application is kept, found by filter and shown when asked for', async () => {
  const property = { id: CASE_KEY, value: 'meeting-7' };
  const made = await create({ singleValueExtendedProperties: [property] });
  const any = `singleValueExtendedProperties/any(ep: ep/id eq '${CASE_KEY}' and ep/value eq 'meeting-7')`;
  const found = await graph('GET', `/users/${HANAKO}/events?$filter=${encodeURIComponent(any)}`);
  expect(rows(found).map((each) => each['id'])).toEqual([made['id']]);
  expect(rows(found)[0]?.['singleValueExtendedProperties']).toBeUndefined();
  const expand = encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${CASE_KEY}')`);
  const shown = await graph('GET', `${at(HANAKO, made)}?$select=subject&$expand=${expand}`);
  expect(shown.body['singleValueExtendedProperties']).toEqual([property]);
});

test('a body written without the meeting part takes the online meeting away', async () => {
  const made = await create({ isOnlineMeeting: true });
  const content = String(look(made, 'body', 'content'));
  const kept = await graph('PATCH', at(HANAKO, made), {
    body: { body: { contentType: 'html', content: content.replace('<body>', '<body><p>次第</p>') } },
  });
  expect(kept.body['isOnlineMeeting']).toBe(true);
  const lost = await graph('PATCH', at(HANAKO, made), {
    body: { body: { contentType: 'text', content: '次第' } },
  });
  expect([lost.body['isOnlineMeeting'], lost.body['onlineMeeting']]).toEqual([false, null]);
});

test('a view needs its window, comes page by page, and batches', async () => {
  const owner = `/users/${HANAKO}/calendarView`;
  const none = await graph('GET', owner);
  expect([none.status, look(none.body, 'error', 'code')]).toEqual([400, 'ErrorInvalidParameter']);
  for (const hour of ['08', '09', '10']) {
    await create({
      subject: `連絡 ${hour}`,
      start: { dateTime: `2027-02-01T${hour}:00:00`, timeZone: TOKYO },
      end: { dateTime: `2027-02-01T${hour}:30:00`, timeZone: TOKYO },
    });
  }
  const window = 'startDateTime=2027-02-01T00:00:00%2B09:00&endDateTime=2027-02-02T00:00:00%2B09:00';
  const first = await graph('GET', `${owner}?${window}&$top=2&$orderby=start/dateTime&$select=subject`);
  const second = await graph('GET', String(first.body['@odata.nextLink']));
  expect([...rows(first), ...rows(second)].map((each) => each['subject'])).toEqual([
    '連絡 08',
    '連絡 09',
    '連絡 10',
  ]);
  const batch = await graph('POST', '/$batch', {
    body: {
      requests: Array.from({ length: 8 }, (_each, id) => ({
        id: String(id),
        method: 'GET',
        url: `${owner}?${window}`,
      })),
    },
  });
  const parts = batch.body['responses'] as Json[];
  expect(parts.map((each) => each['status'])).toEqual(Array.from({ length: 8 }, () => 200));
});

/** Follows next links to the delta link. */
async function round(link: string): Promise<{ seen: Json[]; delta: string }> {
  const seen: Json[] = [];
  let next = link;
  for (let pages = 0; pages < 50; pages += 1) {
    const page = await graph('GET', next, { headers: { prefer: 'odata.maxpagesize=2' } });
    expect(page.status).toBe(200);
    seen.push(...rows(page));
    const delta = page.body['@odata.deltaLink'];
    if (typeof delta === 'string') return { seen, delta };
    next = String(page.body['@odata.nextLink']);
  }
  throw new Error('no delta link in 50 pages');
}

test('changes of a view: what is there, then what moved, what is gone and what lies outside', async () => {
  const march = (day: string): Json => ({
    start: { dateTime: `2027-03-${day}T10:00:00`, timeZone: TOKYO },
    end: { dateTime: `2027-03-${day}T11:00:00`, timeZone: TOKYO },
  });
  const made = [await create(march('01')), await create(march('02')), await create(march('03'))];
  const first = await round(
    `/users/${HANAKO}/calendarView/delta?startDateTime=2027-03-01&endDateTime=2027-03-10`,
  );
  expect(new Set(first.seen.map((each) => each['id']))).toEqual(new Set(made.map(({ id }) => id)));
  expect((await round(first.delta)).seen).toEqual([]);

  const [moved = {}, gone = {}, out = {}] = made;
  await graph('PATCH', at(HANAKO, moved), { body: march('05') });
  await graph('DELETE', at(HANAKO, gone));
  await graph('PATCH', at(HANAKO, out), { body: march('20') });
  const second = await round(first.delta);
  const byId = new Map(second.seen.map((each) => [each['id'], each]));
  expect(look(byId.get(moved['id']), 'start', 'dateTime')).toBe('2027-03-05T01:00:00.0000000');
  expect(byId.get(gone['id'])?.['@removed']).toEqual({ reason: 'deleted' });
  expect(byId.get(out['id'])?.['@removed']).toEqual({ reason: 'deleted' });
  expect(byId.size).toBe(3);
});

test('a delta token that is too old is gone, one of another mailbox is no token', async () => {
  const fault = tenant.tenant.core.faults.add({ area: 'graph', kind: '410', path: '/users/', times: 1 });
  const link = `/users/${HANAKO}/calendarView/delta?startDateTime=2027-03-01&endDateTime=2027-03-10`;
  const gone = await graph('GET', link);
  expect([gone.status, look(gone.body, 'error', 'code')]).toEqual([410, 'SyncStateNotFound']);
  tenant.tenant.core.faults.remove(fault.id);
  const { delta } = await round(link);
  expect((await graph('GET', delta.replace(HANAKO, TARO))).status).toBe(400);
  const select = await graph('GET', `${link}&$select=subject`);
  expect(look(select.body, 'error', 'code')).toBe('ErrorInvalidUrlQuery');
});

test('who may not, or has no mailbox, is told as Outlook tells it', async () => {
  const refusal = async (app: typeof WORKER, user: string): Promise<unknown[]> => {
    const reply = await tenant.graph(app, 'GET', `/users/${user}/events`);
    return [reply.status, look(reply.body, 'error', 'code')];
  };
  expect(await refusal(STRANGER, HANAKO)).toEqual([403, 'ErrorAccessDenied']);
  expect(await refusal(ADMIN, HANAKO)).toEqual([403, 'ErrorAccessDenied']);
  expect((await refusal(ADMIN, TARO))[0]).toBe(200);
  expect(await refusal(WORKER, GUEST)).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  expect(await refusal(WORKER, 'nobody@minato.example')).toEqual([404, 'ErrorInvalidUser']);
  const { directory, tokens } = tenant.tenant.core;
  const [user, app] = [directory.user(TARO), directory.app(WORKER.id)];
  if (!user || !app) throw new Error('the seed has this person and this application');
  const delegated = await tokens.signUserToken({
    user,
    app,
    audience: 'https://graph.microsoft.com',
    scp: 'Calendars.ReadWrite',
  });
  const headers = { authorization: `Bearer ${delegated}` };
  expect((await tenant.https('GET', '/v1.0/me/events', { headers })).status).toBe(200);
  expect((await tenant.https('GET', `/v1.0/users/${HANAKO}/events`, { headers })).status).toBe(403);
});

test('a fifth request at a time in one mailbox is throttled', async () => {
  const slow = tenant.tenant.core.faults.add({ area: 'graph', kind: 'slow', delayMs: 400, path: '/users/' });
  const replies = await Promise.all(
    Array.from({ length: 6 }, () => graph('GET', `/users/${HANAKO}/events?$top=1`)),
  );
  tenant.tenant.core.faults.remove(slow.id);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(4);
  const refused = replies.find(({ status }) => status === 429);
  expect(look(refused?.body, 'error', 'code')).toBe('ApplicationThrottled');
  expect(refused?.headers['retry-after']).toBe('1');
});

test('what an event cannot be is refused with a reason', async () => {
  const refused = async (more: Json): Promise<unknown> =>
    look((await graph('POST', `/users/${HANAKO}/events`, { body: meeting(more) })).body, 'error', 'code');
  const lunar = { dateTime: '2026-12-01T10:00:00', timeZone: 'Lunar Standard Time' };
  expect(await refused({ start: lunar })).toBe('TimeZoneNotSupportedException');
  expect(await refused({ end: { dateTime: '2026-12-01T09:00:00', timeZone: TOKYO } })).toBe(
    'ErrorPropertyValidationFailure',
  );
  expect(await refused({ start: { dateTime: '2026-12-01T10:00:00Z', timeZone: TOKYO } })).toBe(
    'RequestBodyRead',
  );
  expect(await refused({ room: '301' })).toBe('RequestBodyRead');
  expect(await refused({ attendees: [attendee('nobody')] })).toBe('ErrorInvalidRecipients');
  expect(await refused({ isAllDay: true })).toBe('ErrorInvalidRequest');
});
