import { expect, test } from '@jest/globals';
import { card, press, typed, words } from '../../../bot/teams/card.ts';
import { createHouseStyle } from '../../../bot/teams/house-style.ts';

const style = createHouseStyle({
  words: { itPolicySection: { ja: 'ICT推進課', en: 'ICT Promotion Section' } },
  orthography: 'kanji',
});

test('our own words follow the profile; what a person typed is left letter by letter', () => {
  const shown = style.card(
    card(
      [
        words('{itPolicySection}または所管課'),
        typed('{itPolicySection}または所管課'),
        { type: 'Input.Text', id: 'subject', label: '件名または番号', value: '相談または事故' },
        {
          type: 'Input.ChoiceSet',
          id: 'files',
          label: '添付',
          choices: [{ title: '回答または案.docx', value: '1' }],
        },
      ],
      [press({ title: '訂正または取下げ', verb: 'x.y', data: { note: 'または' } })],
    ),
  );
  const text = JSON.stringify(shown);
  expect(text).toContain('ICT推進課又は所管課');
  expect(text).toContain('"text":"{itPolicySection}または所管課"');
  expect(text).toContain('"value":"相談または事故"');
  expect(text).toContain('回答または案.docx');
  expect(text).toContain('訂正又は取下げ');
  expect(text).toContain('"note":"または"');
});

test('a card with no words of its own to change goes out as it was made', () => {
  const made = card([typed('{itPolicySection}または所管課'), words('送信しました。')]);
  expect(style.card(made)).toBe(made);
});
