import { describe, expect, test } from '@jest/globals';
import { changedByHand } from '../../../bot/filing/by-hand.ts';
import { changedIn } from '../../../bot/filing/seen-item.ts';

/** Whose a change of a row is: SharePoint keeps one row, which we and people write into by turns. */

const person = { by: 'person', id: 'p', name: '見本 係長' } as const;
const us = { by: 'us' } as const;
const ours = (commandId: string, values: object, filed: boolean) => ({
  commandId,
  values: { CommandId: commandId, ...values },
  filed,
});

describe('our writing, read before it was written down that it is filed', () => {
  const created = ours('x', { Subject: '件名', Owner: '担当' }, false);
  const seen = { CommandId: 'x', Subject: '件名', Owner: '担当', Remark: null };
  const all = Object.keys(seen);

  test('is ours as it stands', () => {
    expect(changedByHand([created], seen, all, false, us)).toMatchObject({ byHand: [], overridden: [] });
  });

  test('what somebody changed of a new row within those seconds is heard of', () => {
    const edited = { ...seen, Subject: '手で直した件名', Remark: '手で書いた' };
    expect(changedByHand([created], edited, all, false, person).byHand).toEqual(['Subject', 'Remark']);
  });

  test('what somebody changed of a later writing within those seconds is heard of, and only that', () => {
    const first = ours('x', { Subject: '件名' }, true);
    const second = ours('y', { Owner: '次の担当', State: '対応中' }, false);
    const now = { CommandId: 'y', Subject: '件名', Owner: '手で書いた人', State: '対応中' };
    expect(changedByHand([first, second], now, ['CommandId', 'Owner', 'State'], true, person)).toEqual({
      byHand: ['Owner'],
      overridden: [],
      lost: false,
    });
  });

  test('what is on its way behind it goes over what somebody wrote', () => {
    const later = ours('z', { Subject: '訂正した件名' }, false);
    const first = ours('x', { Subject: '件名' }, true);
    const now = { CommandId: 'x', Subject: '手で直した件名' };
    expect(changedByHand([first, later], now, ['Subject'], true, person)).toMatchObject({
      byHand: [],
      overridden: ['Subject'],
    });
  });
});

test('K-4.2.ア.2 a record without decisions, which SharePoint keeps as nothing, is no change by hand', () => {
  const written = ours('x', { Decisions: '', State: '終了' }, true);
  const seen = { CommandId: 'x', Decisions: null, State: '終了' };
  // As it is remembered once the writing is known to have arrived.
  const row = {
    rowId: 'r',
    itemId: '1',
    etag: null,
    deleted: false,
    seen: written.values,
  };
  expect(changedIn(seen, row)).toEqual([]);
  expect(changedByHand([written], seen, Object.keys(seen), true, { by: 'unknown' }).byHand).toEqual([]);
  expect(changedIn({ ...seen, Decisions: '手で書いた' }, row)).toEqual(['Decisions']);
});
