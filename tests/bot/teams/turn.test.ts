import { describe, expect, test } from '@jest/globals';
import { foldText } from '../../../bot/teams/turn.ts';

describe('words are matched without regard to width, case and what ends a sentence', () => {
  test.each([
    ['　ヘルプ　', 'ヘルプ'],
    ['ﾍﾙﾌﾟ', 'ヘルプ'],
    ['ＨＥＬＰ', 'help'],
    ['Help!', 'help'],
    ['相談したい。', '相談したい'],
    ['状況？', '状況'],
    ['状況？！ ', '状況'],
    ['', ''],
  ])('「%s」', (said, folded) => {
    expect(foldText(said)).toBe(folded);
  });
});
