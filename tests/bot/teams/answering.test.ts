import { expect, test } from '@jest/globals';
import { createAnswering } from '../../../bot/teams/answering.ts';
import { card, heading, press, small, typed, words, type Card } from '../../../bot/teams/card.ts';
import { createHouseStyle } from '../../../bot/teams/house-style.ts';
import type { Incoming } from '../../../bot/teams/incoming.ts';
import { showCard, type Standing, type Turn } from '../../../bot/teams/turn.ts';
import { textOf } from '../../../infra/local-people.ts';

/** A dialog has a title of its own: what is shown in it does not say it once more. */

const { bodyOf } = createAnswering({
  connector: {} as never,
  style: createHouseStyle({ words: {}, orthography: 'kanji' }),
});

const opened = (title: string, content: Card): string => {
  const incoming = { event: { kind: 'openDialog', verb: 'x', data: {} } } as unknown as Incoming;
  const body = bodyOf(incoming, { kind: 'dialog', title, card: content }, 'ja') as {
    task: { value: { title: string; card: { content: Card } } };
  };
  expect(body.task.value.title).toBe(title);
  return textOf(body.task.value.card.content);
};

const send = press({ title: '送信する', verb: 'x.submit' });

test('the heading that says the title is left out, also below a number', () => {
  expect(opened('会議の記録', card([words('会議の記録', { size: 'Large' }), typed('定例会')], [send]))).toBe(
    '定例会\n送信する',
  );
  expect(opened('定例会', card([small('R8-会-0001'), heading('定例会'), words('確定')]))).toBe(
    'R8-会-0001\n確定',
  );
});

test('another heading, the same words further down and a card of one line stay', () => {
  expect(opened('予定', card([heading('予定：自分'), words('一'), words('予定')]))).toBe(
    '予定：自分\n一\n予定',
  );
  expect(opened('予定', card([words('予定')]))).toBe('予定');
});

test('what is pressed in a channel shows nothing there but the channel’s own card', async () => {
  const done: string[] = [];
  const { deliver } = createAnswering({
    connector: {
      send: (_thread: unknown, { text }: { text?: string }) => {
        done.push(`said ${text ?? 'a card'}`);
        return Promise.resolve({});
      },
      update: () => {
        done.push('written over');
        return Promise.resolve();
      },
    } as never,
    style: createHouseStyle({ words: {}, orthography: 'kanji' }),
  });
  const thread = { serviceUrl: 'https://teams.example', conversationId: '19:c' };
  const press = (scope: Turn['scope'], standing?: Standing): Promise<unknown> => {
    const turn = { scope, via: 'submit', thread, pressedOn: { ...thread, activityId: '1' } };
    return deliver(
      { thread } as Incoming,
      { ...turn, speaker: { language: 'en' } } as Turn,
      showCard(card([typed('秘密')]), 'x', standing),
    );
  };
  await press('personal');
  await press('channel', { message: 'm', subjectId: 's', channel: { team: 't', channel: 'c' } });
  await press('channel', { message: 'm', subjectId: 's' });
  await press('groupChat');
  expect(done).toEqual([
    'written over',
    'written over',
    expect.stringContaining('said It is not shown'),
    expect.stringContaining('said It is not shown'),
  ]);
});
