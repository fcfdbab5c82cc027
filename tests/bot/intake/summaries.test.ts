import { describe, expect, test } from '@jest/globals';
import { chiefSummary, receiptSummary } from '../../../bot/intake/views.ts';
import type { CaseState } from '../../../bot/store/tables.ts';
import { caseOf, everyKind, fill } from './sample-cases.ts';

/** What stands on a locked screen when somebody is told how a case stands. */

const senderReads: Readonly<Record<CaseState, readonly [ja: string, en: string]>> = {
  received: ['を受け付けました。', 'was received.'],
  awaitingApproval: ['は所属長の確認を待っています。', 'awaits approval.'],
  returned: ['が差し戻されました。', 'was sent back.'],
  takenUp: ['は対応中です。', 'is being handled.'],
  withdrawn: ['は取下げになりました。', 'was withdrawn.'],
};
const states = Object.keys(senderReads) as CaseState[];

describe.each(everyKind)('$profile $name', ({ settings, kind }) => {
  test.each(states)('a case that is %s is announced to its sender as what it is', (state) => {
    const one = caseOf(kind, settings, { state });
    const [ja, en] = senderReads[state];
    expect(receiptSummary(one, 'ja')).toBe(`${one.number}${ja}`);
    expect(receiptSummary(one, 'en')).toBe(`${one.number} ${en}`);
  });

  test.each(states)('a chief is asked for approval only while it is waited for: %s', (state) => {
    const one = caseOf(kind, settings, { state });
    expect(chiefSummary(kind, one, 'ja').includes('確認をお願いします')).toBe(state === 'awaitingApproval');
    expect(chiefSummary(kind, one, 'en').includes('waits for your approval')).toBe(
      state === 'awaitingApproval',
    );
  });

  test('it takes at most 40 characters, has the number and nothing that anybody typed', () => {
    const secret = '秘';
    for (const state of states)
      for (const language of ['ja', 'en'] as const) {
        const one = caseOf(kind, settings, {
          state,
          reason: secret,
          reporterName: secret,
          handlerName: secret,
          fields: { subject: fill(secret, 50) },
        });
        for (const said of [receiptSummary(one, language), chiefSummary(kind, one, language)]) {
          expect([said, said.length <= 40]).toEqual([said, true]);
          expect(said).toContain(one.number);
          expect(said).not.toContain(secret);
        }
      }
  });
});
