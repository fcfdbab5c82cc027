import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readEngagement } from '../bot/engagement-file.ts';
import { openDays } from '../shared/kernel/open-days.ts';
import { plainDate } from '../shared/kernel/plain-date.ts';
import { formatInstant, fromTokyo, timeOfDay, tokyoDate } from '../shared/kernel/instant.ts';
import { KINDS } from '../shared/engagements/kinds.ts';
import type { Settings } from '../shared/engagements/settings.ts';
import {
  accounts,
  cardOf,
  defaultsOf,
  inputsOf,
  signIn,
  textOf,
  type Account,
  type Inputs,
  type LocalPerson,
  type Message,
} from './local-people.ts';
import { findRunning, NOT_RUNNING } from './running.ts';
import { writePlan } from './demo-plan.ts';
import { week, type Scene } from './demo-week.ts';

/** npm run demo: plays a week against the running local product, and ends with a table of what was filed. */

const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};

const { folder, variables: running } = findRunning() ?? fail(NOT_RUNNING);
const base = `http://localhost:${running['TENANT_PORT']}`;
const key = readFileSync(path.join(folder, 'tenant', 'control-key'), 'utf8').trim();
const read = await readEngagement(running['PROFILE'] ?? '');
const settings: Settings = read.ok ? read.engagement.settings : fail('プロファイルを読めません。');

const people = await accounts(base);
const signedIn = new Map<string, Promise<LocalPerson>>();
const personOf = (account: Account): Promise<LocalPerson> => {
  const found = signedIn.get(account.id) ?? signIn(base, account);
  signedIn.set(account.id, found);
  return found;
};

const setClock = async (instant: number): Promise<void> => {
  const response = await fetch(`${base}/control/clock`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ now: new Date(instant).toISOString() }),
  });
  if (!response.ok) fail(`時計を動かせませんでした（${response.status}）。`);
};

const runBy = settings.roles.find(({ id }) => id === settings.runBy);
/** Who runs the contract may be a section, or a group beside the sections. */
const isRunBy = ({ groups }: Account): boolean =>
  [...settings.sections, ...settings.roles].some(
    ({ group, name }) => group === runBy?.group && groups.includes(name.ja),
  );

/** Who plays a scene: clerks of the sections in turn, or the section that runs the contract where only it may ask. */
const actorOf = (scene: Scene, index: number): Account => {
  const officersOnly =
    scene.kind === 'consultation' && !settings.permissions['consultation.create'].includes('anyone');
  const clerks = people.filter(({ jobTitle }) => jobTitle === '主事');
  const actors = officersOnly
    ? clerks.filter(isRunBy)
    : settings.sections.flatMap(({ name }) =>
        clerks.filter((one) => one.department === name.ja && !isRunBy(one)),
      );
  return actors[index % actors.length] ?? fail('事例を入力する人が見つかりません。');
};

const lastFromApp = (messages: readonly Message[]): Message | undefined =>
  messages
    .filter(({ from, deleted }) => from.kind === 'app' && !deleted)
    .toSorted((one, other) => Number(one.id) - Number(other.id))
    .at(-1);

/** What the card asks for and the scene leaves open: the first choice, which is what a person in a hurry takes. */
const filledIn = (form: Message, scene: Scene): Inputs => {
  const card = cardOf(form);
  const inputs: Record<string, string> = { ...defaultsOf(card) };
  for (const input of inputsOf(card)) {
    const id = String(input['id']);
    const choices = input['choices'] as readonly { value: string }[] | undefined;
    const wished = scene.inputs[id];
    if (wished !== undefined && (!choices || choices.some(({ value }) => value === wished)))
      inputs[id] = wished;
    else if (input['isRequired'] === true && !inputs[id]) inputs[id] = choices?.[0]?.value ?? '—';
  }
  return inputs;
};

type Filed = { readonly number: string; readonly subject: string; readonly who: string; readonly at: number };

const play = async (scene: Scene, index: number, at: number): Promise<Filed> => {
  const account = actorOf(scene, index);
  const person = await personOf(account);
  await setClock(at);
  const chat = await person.personalChat();
  await person.write(chat, scene.says);
  const form = lastFromApp(await person.messages(chat)) ?? fail('ボットが答えませんでした。');
  const outcome = await person.press(form, `${scene.kind}.submit`, filledIn(form, scene));
  if (outcome.outcome !== 'card')
    return fail(`受け付けられませんでした：${JSON.stringify(outcome).slice(0, 300)}`);
  const shown = textOf(cardOf(outcome.message));
  const number =
    /[A-Z]\d{1,2}-[^\s-]+-\d+/.exec(shown)?.[0] ?? fail(`番号がありません：${shown.slice(0, 300)}`);
  return {
    number,
    subject: scene.inputs['subject'] ?? '',
    who: `${account.name}（${account.department ?? ''}）`,
    at,
  };
};

/** The number of rows of a list, as the person in charge sees them. */
const rowsOf = async (person: LocalPerson, list: string): Promise<readonly Record<string, unknown>[]> => {
  const { value: sites } = await person.call<{ value: { id: string }[] }>('GET', '/people/sites');
  for (const site of sites) {
    const { value: lists } = await person.call<{
      value: { id: string; displayName: string; list?: { template?: string } }[];
    }>('GET', `/people/sites/${encodeURIComponent(site.id)}/lists`);
    const found = lists.find(
      ({ displayName, list: kind }) => displayName === list && kind?.template !== 'documentLibrary',
    );
    if (!found) continue;
    const { value } = await person.call<{ value: { fields: Record<string, unknown> }[] }>(
      'GET',
      `/people/sites/${encodeURIComponent(site.id)}/lists/${encodeURIComponent(found.id)}/items?top=200`,
    );
    return value.map(({ fields }) => fields);
  }
  return [];
};

const textIn = (row: Record<string, unknown> | undefined, column: string): string => {
  const value = row?.[column];
  return typeof value === 'string' ? value : '';
};

const width = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0xff ? 2 : 1), 0);
const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(1, to - width(text)));

const days = openDays(settings.calendar);
const { now } = (await (await fetch(`${base}/control/clock`)).json()) as { now: string };
// The clock only goes forward: what was filed yesterday stays yesterday's.
let day = days.next(plainDate(tokyoDate(Date.parse(now))));
console.log(`${settings.client.name.ja}　${settings.name.ja}`);
console.log('過去の事例をもとに、1週間の受付を再現します。\n');

const filed: Filed[] = [];
for (const [index, scene] of week.entries()) {
  if (scene.nextDay) day = days.next(day);
  const at = fromTokyo(day, timeOfDay(scene.at));
  const one = await play(scene, index, at);
  filed.push(one);
  console.log(
    `[${String(index + 1).padStart(2)}/${week.length}] ${formatInstant(at, 'ja')}　${one.who}「${scene.says}」 → ${one.number}`,
  );
}

const officer = people.find((one) => one.jobTitle === '係長' && isRunBy(one));
const viewer = await personOf(officer ?? fail('担当者が見つかりません。'));
const planned = await writePlan(viewer, settings);
if (planned > 0) console.log(`\n運営計画のリストに、見本の${planned}行を書きました。`);
process.stdout.write('\nSharePointへの登録を待っています');
const numbers = new Set(filed.map(({ number }) => number));
let rows: readonly Record<string, unknown>[] = [];
for (let attempt = 0; attempt < 120; attempt += 1) {
  const lists = await Promise.all(KINDS.map((kind) => rowsOf(viewer, settings[kind].list)));
  rows = lists.flat().filter((row) => numbers.has(String(row['Title'])));
  if (rows.length === numbers.size) break;
  process.stdout.write('.');
  await new Promise((resolve) => setTimeout(resolve, 500));
}
console.log('\n');
console.log(`${padded('番号', 14)}${padded('状態', 16)}${padded('所属', 20)}件名`);
for (const { number } of filed) {
  const row = rows.find((one) => one['Title'] === number);
  console.log(
    `${padded(number, 14)}${padded(textIn(row, 'State') || '登録待ち', 16)}${padded(textIn(row, 'Section'), 20)}${textIn(row, 'Subject')}`,
  );
}
console.log(
  `\n${rows.length}件がSharePointのリストに登録されました。${base}/ で、だれの画面からでも確かめられます。`,
);
console.log('時計は、再現した週の終わりまで進んでいます。画面の「設定」の「実際の日時に戻す」で戻せます。');
if (rows.length !== numbers.size) process.exitCode = 1;
