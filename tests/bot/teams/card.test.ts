import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  card,
  fact,
  heading,
  inDialog,
  MOST_ACTIONS,
  notice,
  opensDialog,
  press,
  state,
  typed,
} from '../../../bot/teams/card.ts';
import { anyText } from '../../shared/kernel/arbitrary-records.ts';
import { elementsOf, expectGoodCard, placesOf } from '../../harness/good-card.ts';

const button = (verb: string) => press({ title: verb, verb, data: { caseId: '1' }, inputs: true });

describe('a button', () => {
  test('is an Execute, with the same as Submit for clients that do not know it', () => {
    expect(
      press({ title: '送信する', verb: 'x.submit', data: { id: '1' }, main: true, inputs: true }),
    ).toEqual({
      type: 'Action.Execute',
      verb: 'x.submit',
      title: '送信する',
      data: { id: '1', verb: 'x.submit' },
      associatedInputs: 'auto',
      style: 'positive',
      fallback: {
        type: 'Action.Submit',
        title: '送信する',
        data: { id: '1', verb: 'x.submit' },
        associatedInputs: 'auto',
        style: 'positive',
      },
    });
  });

  test('sends no inputs unless it is asked to', () => {
    expect(press({ title: 'やめる', verb: 'x.cancel' })).toMatchObject({ associatedInputs: 'none' });
  });

  test('its verb cannot be replaced by what it carries', () => {
    expect(press({ title: 'x', verb: 'x.show', data: { verb: 'x.submit' } })).toMatchObject({
      data: { verb: 'x.show' },
    });
  });
});

describe('a card', () => {
  test('lays its buttons out in lines that a phone shows whole', () => {
    const titles = ['次へ', '最新の状況を表示する', '閲覧できる受付', '登録を再試行する'];
    const rows = card(
      [],
      titles.map((title) => press({ title, verb: title })),
    ).body.map((row) => (row['actions'] as { title: string }[]).map(({ title }) => title));
    expect(rows).toEqual([['次へ', '最新の状況を表示する'], ['閲覧できる受付'], ['登録を再試行する']]);
  });

  test('has at most six actions, in a set inside its body', () => {
    const made = card(
      [notice('お知らせ', 'warning')],
      Array.from({ length: 9 }, (_, index) => button(`x.${index}`)),
    );
    expectGoodCard(made);
    expect(elementsOf(made).filter((element) => element['type'] === 'Action.Execute').length).toBe(
      MOST_ACTIONS,
    );
    expect(made.actions).toBeUndefined();
  });

  test('without actions has no empty set', () => {
    expect(elementsOf(card([notice('x', 'good')])).some((element) => element['type'] === 'ActionSet')).toBe(
      false,
    );
  });

  test('in a dialog has Submit buttons only: nothing else reaches the bot from there', () => {
    const made = inDialog(
      card(
        [{ type: 'Container', selectAction: button('x.show'), items: [] }],
        [button('x.a'), button('x.b')],
      ),
    );
    const actions = elementsOf(made).filter((element) => String(element['type']).startsWith('Action.'));
    expect(actions.map((action) => action['type'])).toEqual(Array(3).fill('Action.Submit'));
    expect(actions.map((action) => (action['data'] as { verb: string }).verb)).toEqual([
      'x.show',
      'x.a',
      'x.b',
    ]);
  });

  test('a button that opens a dialog asks for it', () => {
    expect(opensDialog('開く', 'incident.form')).toMatchObject({
      type: 'Action.Submit',
      data: { verb: 'incident.form', msteams: { type: 'task/fetch' } },
    });
  });

  test('a state is a word in a coloured container', () => {
    expect(state('受付済み', 'good')).toMatchObject({
      type: 'Container',
      style: 'good',
      items: [{ type: 'TextBlock', text: '受付済み', wrap: true }],
    });
  });
});

describe('what a person typed', () => {
  const runsOf = (element: unknown): string[] =>
    elementsOf(element).flatMap((one) =>
      one['type'] === 'RichTextBlock'
        ? [(one['inlines'] as { text: string }[]).map(({ text }) => text).join('')]
        : [],
    );
  const anyLines = fc.oneof(
    anyText(),
    fc.constantFrom(
      '**太字** [ここ](https://evil.example) <at>全員</at>',
      '{{DATE(2026-09-14T00:00:00Z, SHORT)}} {{TIME(2026-09-14T00:00:00Z)}}',
      '{{{{DATE(2026-09-14T00:00:00Z)}}}}',
      '${subject} ${if(true, 1, 2)}',
      '# 見出し\n- 一\n- 二\n1. 三',
    ),
  );

  test('is shown letter by letter in text runs, one a line', () => {
    fc.assert(
      fc.property(anyLines, (text) => {
        const element = typed(text, {}, Number.POSITIVE_INFINITY);
        expect(runsOf(element)).toEqual(text.split('\n').map((line) => (line === '' ? ' ' : line)));
        expect(
          placesOf(element, text.split('\n')[0] || ' ').filter((place) => place !== 'TextRun.text'),
        ).toEqual([]);
      }),
    );
  });

  test('a run forms no function of the card that a client would work out', () => {
    // Clients put a date in the place of {{DATE(…)}} and {{TIME(…)}} in text runs too.
    fc.assert(
      fc.property(anyLines, (text) => {
        for (const element of [typed(text), heading(text), fact('件名', text)])
          for (const run of elementsOf(element).filter((one) => one['type'] === 'TextRun'))
            expect(run['text']).not.toMatch(/\{\{(DATE|TIME)\(/);
      }),
    );
  });

  test('many lines are cut with an ellipsis', () => {
    expect(runsOf(typed('い\nろ\nは\nに', {}, 2))).toEqual(['い', 'ろ', '…']);
  });

  test('as a fact stands beside its label, in a run of its own', () => {
    expect(runsOf(fact('件名', '**x**'))).toEqual(['件名  **x**']);
    expect(placesOf(fact('件名', '**x**'), '**x**')).toEqual(['TextRun.text']);
  });
});
