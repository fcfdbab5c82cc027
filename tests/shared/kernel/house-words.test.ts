import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inHouseWords } from '../../../shared/kernel/house-words.ts';

const words = { itPolicySection: { ja: '情報政策課', en: 'IT Policy Section' } };

describe('A-3 orthography: 自治体の用語とつづり', () => {
  test('かなで書く自治体では、接続詞をかなにする', () => {
    expect(inHouseWords('相談及び事故等、並びに監査又は点検', { words, orthography: 'kana' })).toBe(
      '相談および事故等、ならびに監査または点検',
    );
  });

  test('漢字で書く自治体では、接続詞を漢字にする', () => {
    expect(inHouseWords('「相談」または「事故」と入力', { words, orthography: 'kanji' })).toBe(
      '「相談」又は「事故」と入力',
    );
  });

  test.each([
    ['次の設定と、この次の会議', 'kana', 'つぎの設定と、このつぎの会議'],
    ['年次の報告、目次の作成、第2次の計画', 'kana', '年次の報告、目次の作成、第2次の計画'],
    ['つぎの設定', 'kanji', '次の設定'],
    ['引きつぎの記録', 'kanji', '引きつぎの記録'],
  ] as const)('「%s」を%sで書くと「%s」', (text, orthography, spelled) => {
    expect(inHouseWords(text, { words, orthography })).toBe(spelled);
  });

  test('つづりを変えるのは接続詞だけで、二度かけても同じになる', () => {
    const parts = fc.constantFrom(
      '及び',
      'または',
      '次の',
      'つぎの',
      '年次の',
      '年',
      '、',
      '会議',
      'を',
      'り',
      '2',
    );
    fc.assert(
      fc.property(fc.array(parts), fc.constantFrom('kana', 'kanji'), (all, orthography) => {
        const spelled = inHouseWords(all.join(''), { words, orthography });
        expect(inHouseWords(spelled, { words, orthography })).toBe(spelled);
        const yearly = /年次の/g;
        expect(spelled.match(yearly)?.length).toBe(all.join('').match(yearly)?.length);
      }),
    );
  });

  test('契約を運営する課は、その自治体の名で呼ぶ', () => {
    expect(inHouseWords('{itPolicySection}にもお知らせします。', { words, orthography: 'kana' })).toBe(
      '情報政策課にもお知らせします。',
    );
    expect(inHouseWords('the {itPolicySection} will be told.', { words, orthography: 'kana' })).toBe(
      'the IT Policy Section will be told.',
    );
  });

  test('知らない名はそのまま残す', () => {
    expect(inHouseWords('{unknown}は', { words, orthography: 'kana' })).toBe('{unknown}は');
  });
});
