import { cardOf, textOf, type LocalPerson, type Message } from '../../infra/local-people.ts';
import type { Product } from '../harness/product.ts';
import { rowsOf } from './graph-rows.ts';
import type { Answered, Kind } from './submitter.ts';

/** Whether anything was lost or doubled, counted where people would see it. */

export type Verdict = {
  /** Empty when all is well. */
  readonly faults: readonly string[];
  /** Announcements that stand twice because an answer of Teams was lost; the ledger says so of each. */
  readonly doubtfulDoubles: number;
  readonly digested: number;
};

type CaseRow = {
  readonly id: string;
  readonly kind: Kind;
  readonly sequence: number;
  readonly number: string;
};
type Told = {
  readonly subject: string;
  readonly key: string;
  readonly thread: string;
  readonly status: string;
  readonly doubtful: number;
};

const tally = (values: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const everything = async (person: LocalPerson, chat: string): Promise<readonly Message[]> => {
  const found: Message[] = [];
  let after = 0;
  for (;;) {
    const page = await person.call<{ messages: Message[]; seq: number; more: boolean }>(
      'GET',
      `/people/chats/${encodeURIComponent(chat)}/messages?after=${after}&limit=200`,
    );
    found.push(...page.messages.filter((message) => !message.deleted));
    if (!page.more) return found;
    after = page.seq;
  }
};

const numbers = (kind: Kind, cases: readonly CaseRow[], answered: readonly Answered[]): string[] => {
  const faults: string[] = [];
  const expected = answered.filter((one) => one.kind === kind);
  if (cases.length !== expected.length)
    faults.push(`${kind}: ${expected.length} people were shown a number, ${cases.length} cases are kept`);
  cases.forEach((one, index) => {
    if (one.sequence !== index + 1) faults.push(`${kind}: ${one.number} stands where ${index + 1} should`);
  });
  const known = new Map(cases.map((one) => [one.id, one.number]));
  for (const one of expected)
    if (known.get(one.submissionId) !== one.number)
      faults.push(`${kind}: shown ${one.number}, kept ${known.get(one.submissionId) ?? 'nothing'}`);
  return faults;
};

const rows = async (product: Product, kind: Kind, cases: readonly CaseRow[]): Promise<readonly string[]> => {
  const { settings } = product.local;
  const { site, list } = settings[kind];
  const filed = await rowsOf(product, settings.sites[site], list);
  const counts = tally(filed.map((row) => `${row.submissionId} ${row.title}`));
  const faults = cases.flatMap((one) => {
    const count = counts.get(`${one.id} ${one.number}`) ?? 0;
    return count === 1 ? [] : [`${kind}: ${one.number} is in its list ${count} times`];
  });
  if (filed.length !== cases.length)
    faults.push(`${kind}: ${filed.length} rows in the list for ${cases.length} cases`);
  return faults;
};

const announcements = async (
  product: Product,
  kind: Kind,
  cases: readonly CaseRow[],
  told: ReadonlyMap<string, readonly Told[]>,
  officer: LocalPerson,
): Promise<{ faults: string[]; doubles: number; digested: number }> => {
  const { team, channel } = product.local.settings[kind].channel;
  const messages = await everything(officer, await officer.channel(team, channel));
  const seen = tally(
    messages
      .filter((message) => message.from.kind === 'app')
      .flatMap((message) => [
        ...new Set(textOf(cardOf(message)).match(new RegExp(`[A-Z]\\d+-[^-\\s]-\\d+`, 'g'))),
      ]),
  );
  const faults: string[] = [];
  let doubles = 0;
  let digested = 0;
  for (const one of cases) {
    const ledger = told.get(one.id) ?? [];
    const announced = ledger.find(({ key }) => key.startsWith('announce/'));
    const times = seen.get(one.number) ?? 0;
    if (announced?.status === 'digested') {
      digested += 1;
      continue;
    }
    if (announced?.status !== 'sent')
      faults.push(`${kind}: the announcement of ${one.number} is ${announced?.status}`);
    // Whatever else the channel was told of the case names it too: a section that did not fit, for one.
    const here = ledger.filter((row) => row.thread === `channel/${team}/${channel}`);
    const due = here.filter(({ status }) => status === 'sent').length;
    const doubtful = here.reduce((sum, row) => sum + row.doubtful, 0);
    if (times < due) faults.push(`${kind}: ${one.number} was told ${times} times of ${due}`);
    if (times > due) doubles += times - due;
    if (times > due + doubtful)
      faults.push(`${kind}: ${one.number} was told ${times} times for ${due}, ${doubtful} doubtful`);
  }
  return { faults, doubles, digested };
};

export const judge = async (
  product: Product,
  answered: readonly Answered[],
  officer: LocalPerson,
): Promise<Verdict> => {
  const cases = (await product.query(
    'select id::text, kind, sequence, number from cases order by kind, sequence',
  )) as CaseRow[];
  const ledger = (await product.query(
    'select subject_id as subject, key, thread, status, doubtful from delivery',
  )) as Told[];
  const told = Map.groupBy(ledger, ({ subject }) => subject);
  const faults: string[] = [];
  let doubtfulDoubles = 0;
  let digested = 0;
  for (const kind of ['consultation', 'incident'] as const) {
    const own = cases.filter((one) => one.kind === kind);
    faults.push(...numbers(kind, own, answered), ...(await rows(product, kind, own)));
    const said = await announcements(product, kind, own, told, officer);
    faults.push(...said.faults);
    doubtfulDoubles += said.doubles;
    digested += said.digested;
  }
  // Everybody's section has a chief, and the profile wants them told.
  const chiefs = new Set(ledger.filter(({ key }) => key.startsWith('chief/')).map(({ subject }) => subject));
  const untold = cases.filter((one) => !chiefs.has(one.id)).length;
  if (untold) faults.push(`${untold} cases were not told to the head of their section`);
  const left = await product.query(
    "select task_identifier as task, count(*)::int as count, max(attempts) as attempts, min(run_at)::text as next, max(last_error) as error from graphile_worker.jobs where task_identifier <> 'follow-lists' and (key is not null or attempts < max_attempts) and (last_error is not null or locked_at < now() - interval '1 minute') group by 1",
  );
  if (left.length) faults.push(`jobs are left: ${JSON.stringify(left)}`);
  return { faults, doubtfulDoubles, digested };
};
