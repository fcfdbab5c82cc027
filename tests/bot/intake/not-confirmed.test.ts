import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kindRenderers } from '../../../bot/intake/renderers.ts';
import { explained } from '../../../bot/intake/not-confirmed.ts';
import { noSuchCase } from '../../../bot/intake/show-case.ts';
import { turnAway } from '../../../bot/intake/turn-away.ts';
import { notAdmitted } from '../../../bot/serve.ts';
import { recordStanding } from '../../../bot/store/standing-cards.ts';
import type { Answer, Turn } from '../../../bot/teams/turn.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import { acceptedCase, deskOn, NOW } from '../../harness/desk.ts';
import { startStore } from '../../harness/store.ts';
import { profiles, reporter } from './sample-cases.ts';

/** While the directory does not answer nobody is told something of themselves that may be false. */

const [profile] = profiles;
const [kind] = profile?.kinds ?? [];
if (!profile || !kind) throw new Error('no profile');
const { settings } = profile;

const turnOf = (changes: Partial<Person>): Turn => ({
  speaker: { ...reporter, ...changes, language: 'ja' },
  scope: 'personal',
  thread: { serviceUrl: 'https://teams.example', conversationId: 'chat' },
  pressedOn: undefined,
  via: 'message',
  now: NOW,
});
const wordsOf = (answer: Answer | undefined): string =>
  answer?.kind === 'problem'
    ? answer.problem.message.ja
    : answer?.kind === 'text'
      ? answer.text
      : JSON.stringify(answer);

describe('somebody whom the directory cannot tell about just now', () => {
  test.each(['remembered', 'unknown'] as const)(
    '%s: hears that, and not that a case is not there',
    (unconfirmed) => {
      const said = wordsOf(explained(turnOf({ unconfirmed }), noSuchCase));
      expect(said).toContain('所属を確認できませんでした。ディレクトリが応答していません');
      expect(said).not.toContain('見つかりません');
    },
  );

  test('who is confirmed hears the same as before', () => {
    expect(explained(turnOf({}), noSuchCase)).toBe(noSuchCase);
  });

  test('a guest is not told that they are not registered, and gets the telephone numbers', () => {
    const said = wordsOf(turnAway({ settings })(turnOf({ guest: true, unconfirmed: 'unknown' })));
    expect(said).toContain('所属を確認できませんでした。ディレクトリが応答していません');
    expect(said).not.toContain('登録がない');
    for (const { number } of settings.telephones) expect(said).toContain(number);
  });

  test('a member may go on to report; the tab shows them nothing', () => {
    expect(turnAway({ settings })(turnOf({ unconfirmed: 'unknown' }))).toBeUndefined();
    const problem = notAdmitted(settings)({ ...reporter, unconfirmed: 'unknown' });
    expect(problem?.message.ja).toContain('所属を確認できませんでした');
    expect(notAdmitted(settings)({ ...reporter, unconfirmed: 'remembered' })).toBeUndefined();
  });
});

describe('a card that stands about a case', () => {
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    store = await startStore();
  }, 60_000);
  afterAll(() => store?.stop());

  test('is not closed to its reader because the directory is silent, but made later', async () => {
    const chiefId = '00000000-0000-4000-8000-0000000000c1';
    let chief: Person = { ...reporter, id: chiefId, unconfirmed: 'unknown' };
    const desk = deskOn(store.db, profile, { person: () => Promise.resolve(chief) });
    const one = await acceptedCase(desk, kind);
    const render = () =>
      kindRenderers(desk, kind)[`${kind.kind}.chief`]?.(one.id, { to: 'person', personId: chiefId });
    await expect(render()).rejects.toThrow('could not be confirmed');
    chief = { ...reporter, id: chiefId };
    // Before anything stands there it is told nobody who may not see it.
    expect(await render()).toBeUndefined();
    await recordStanding(store.db, {
      thread: `person/${chiefId}`,
      destination: { to: 'person', personId: chiefId },
      message: `${kind.kind}.chief`,
      subjectId: one.id,
      serviceUrl: 'https://teams.example',
      conversationId: 'chat',
      activityId: '1',
      contentHash: null,
    });
    expect(JSON.stringify(await render())).toContain('閲覧できる方ではなくなった');
  });
});
