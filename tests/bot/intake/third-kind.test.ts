import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import type { Desk } from '../../../bot/intake/desk.ts';
import { intakeFeature } from '../../../bot/intake/intake-feature.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import { caseColumns } from '../../../bot/intake/workflow-columns.ts';
import type { Feature } from '../../../bot/feature.ts';
import { foldText, type Answer, type Turn } from '../../../bot/teams/turn.ts';
import { defaultsOf, textOf } from '../../../infra/local-people.ts';
import { defineRecord } from '../../../shared/kernel/record/field.ts';
import { expectGoodCard } from '../../harness/good-card.ts';
import { startStore } from '../../harness/store.ts';
import { nerimaProfile, reporter } from './sample-cases.ts';

/** A third kind of case is data and a folder of its own: nothing that all kinds share knows its name. */

const record = defineRecord({
  name: 'suggestion',
  label: { ja: '提案票', en: 'Suggestion' },
  fields: {
    subject: {
      kind: 'text',
      column: 'Subject',
      label: { ja: '件名', en: 'Subject' },
      required: true,
      max: 100,
    },
    effect: { kind: 'lines', column: 'Effect', label: { ja: '効果', en: 'Effect' }, max: 500 },
  },
});

const suggestionKind: IntakeKind = {
  kind: 'suggestion',
  settings: {
    numberMark: '提',
    name: { ja: '提案', en: 'Suggestion' },
    formName: { ja: '提案票', en: 'Suggestion form' },
    chief: 'none',
    channel: { team: '改善', channel: '提案' },
    site: 'cases',
    list: '提案',
    clauses: ['X-1'],
    notForYou: { ja: '提案票は、職員が使えます。', en: 'The suggestion form is for staff.' },
  },
  record,
  list: {
    key: 'suggestions',
    site: 'cases',
    title: '提案',
    description: '提案票',
    columns: caseColumns(record),
  },
  calledBy: {
    word: { ja: '提案', en: 'suggestion' },
    exactly: ['改善', 'improvement'],
    containing: ['改善'],
  },
  parts: [{ fields: ['subject', 'effect'] }],
  defaults: () => ({}),
  check: () => ({}),
  urgent: () => false,
  facts: () => [],
  notice: () => [],
  mention: undefined,
};

const profile = nerimaProfile;
const permissions = {
  ...profile.settings.permissions,
  'suggestion.create': ['anyone'],
  'suggestion.read': ['reporter'],
  'suggestion.correct': ['reporter'],
  'suggestion.withdraw': ['reporter'],
  'suggestion.approve': [],
  'suggestion.takeUp': [],
};
const settings = { ...profile.settings, permissions };
const [section] = settings.sections;
const clerk = { ...reporter, groups: [section?.group ?? ''] };
const NOW = Date.parse('2026-09-14T10:00:00+09:00');

let store: Awaited<ReturnType<typeof startStore>>;
let feature: Feature;
beforeAll(async () => {
  store = await startStore();
  const desk: Desk = {
    settings,
    db: store.db,
    directory: { person: () => Promise.resolve(clerk), members: () => Promise.resolve([]) },
    kinds: [...profile.kinds, suggestionKind],
    isNumbered: () => true,
    clock: () => NOW,
    newId: randomUUID,
    log: pino({ level: 'silent' }),
  };
  feature = intakeFeature(desk, suggestionKind);
}, 60_000);
afterAll(() => store?.stop());

const turn: Turn = {
  speaker: { ...clerk, language: 'ja' },
  scope: 'personal',
  thread: { serviceUrl: 'https://teams.example', conversationId: 'chat' },
  pressedOn: undefined,
  via: 'execute',
  now: NOW,
};

const press = (verb: string, data: object, by: Turn = turn): Promise<Answer> => {
  const handler = feature.presses[`suggestion.${verb}`];
  if (!handler) throw new Error(`nothing is called suggestion.${verb}`);
  return handler(by, { ...data });
};
const cardIn = (answer: Answer) => {
  if (answer.kind !== 'card') throw new Error(JSON.stringify(answer));
  expectGoodCard(answer.card);
  return answer.card;
};
const dataOf = (card: unknown, verb: string): object => {
  const found: unknown[] = [];
  JSON.stringify(card, (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'verb' in value && value.verb === `suggestion.${verb}`)
      found.push('data' in value ? value.data : {});
    return value;
  });
  const [data] = found;
  if (typeof data !== 'object' || data === null) throw new Error(`no button suggestion.${verb}`);
  return data;
};

describe('a kind that only its own folder and the profile know', () => {
  test('is asked for by its own words', () => {
    const [command] = feature.commands;
    expect(command?.asks(foldText('改善'))).toBe('exactly');
    expect(command?.asks(foldText('改善したい'))).toBe('perhaps');
    expect(command?.asks(foldText('相談'))).toBeUndefined();
  });

  test('is asked for by its names in the profile', () => {
    const [command] = feature.commands;
    for (const said of ['提案', '提案票', 'Suggestion', 'ＳＵＧＧＥＳＴＩＯＮ　Form'])
      expect(command?.asks(foldText(said))).toBe('exactly');
    expect(command?.asks(foldText('提案があります'))).toBe('perhaps');
  });

  test('has a list with its own columns and the workflow’s', () => {
    const [list] = feature.lists;
    expect(list?.title).toBe('提案');
    const columns = new Map(list?.columns.map(({ name, displayName }) => [name, displayName]));
    expect(columns.get('Effect')).toBe('効果');
    expect(columns.get('State')).toBe('状態');
  });

  test('runs its course: form, number, row, receipt, correction, withdrawal', async () => {
    const form = cardIn(await press('open', {}));
    expect(textOf(form)).toContain('提案票');
    const faulty = cardIn(await press('submit', { ...dataOf(form, 'submit'), ...defaultsOf(form) }));
    expect(textOf(faulty)).toContain('入力してください。');

    const filled = {
      ...dataOf(form, 'submit'),
      ...defaultsOf(form),
      subject: '様式の電子化',
      effect: '紙が減る',
    };
    const receipt = cardIn(await press('submit', filled));
    expect(textOf(receipt)).toContain('R8-提-0001');
    expect(textOf(receipt)).toContain('提案');
    const [command] = await store.db.selectFrom('filing').selectAll().execute();
    expect(command).toMatchObject({ list: 'suggestions' });
    expect(command?.values).toMatchObject({
      Title: 'R8-提-0001',
      Subject: '様式の電子化',
      Effect: '紙が減る',
      State: '受付済み',
    });
    const told = await store.db.selectFrom('delivery').select(['message', 'destination']).execute();
    expect(told).toContainEqual({
      message: 'suggestion.announce',
      destination: { to: 'channel', team: '改善', channel: '提案' },
    });
    for (const { message } of told) expect(feature.renderers[message]).toBeDefined();

    const correction = cardIn(await press('correct', dataOf(receipt, 'correct')));
    const corrected = cardIn(
      await press('correctNow', {
        ...dataOf(correction, 'correctNow'),
        ...defaultsOf(correction),
        subject: '様式の電子化（訂正）',
      }),
    );
    expect(textOf(corrected)).toContain('様式の電子化（訂正）');

    const asked = cardIn(await press('withdraw', dataOf(corrected, 'withdraw')));
    const unsure = cardIn(await press('withdrawNow', { ...dataOf(asked, 'withdrawNow'), reason: '不要' }));
    expect(textOf(unsure)).toContain('まだ取り下げていません');
    expect(defaultsOf(unsure)).toMatchObject({ reason: '不要' });
    const withdrawn = cardIn(
      await press('withdrawNow', { ...dataOf(unsure, 'withdrawNow'), reason: '', sure: 'true' }),
    );
    expect(textOf(withdrawn)).toContain('取下げ');
  });

  test('refuses in its own words who may not, and sends a wrong form back to its own word', async () => {
    const guest: Turn = { ...turn, speaker: { ...turn.speaker, guest: true, groups: [] } };
    expect(await press('open', {}, guest)).toMatchObject({
      problem: { message: { ja: '提案票は、職員が使えます。' } },
    });
    expect(await press('submit', {})).toMatchObject({
      problem: { message: { ja: expect.stringContaining('「提案」と入力') } },
    });
  });

  test('somebody of no section is announced in its own channel, and nowhere else', async () => {
    const newcomer: Turn = {
      ...turn,
      speaker: { ...turn.speaker, id: randomUUID(), groups: [] },
    };
    const form = cardIn(await press('open', {}, newcomer));
    await press(
      'submit',
      { ...dataOf(form, 'submit'), ...defaultsOf(form), subject: '所属のない人から', section: section?.id },
      newcomer,
    );
    const told = await store.db
      .selectFrom('delivery')
      .select('destination')
      .where('message', '=', 'intake.stranger')
      .execute();
    expect(told).toEqual([{ destination: { to: 'channel', team: '改善', channel: '提案' } }]);
  });
});
