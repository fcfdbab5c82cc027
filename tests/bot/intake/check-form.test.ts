import { describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../bot/intake/desk.ts';
import { checkForm } from '../../../bot/intake/check-form.ts';
import { deskOn, NOW } from '../../harness/desk.ts';
import type { Database } from '../../../bot/store/database.ts';
import { typedFrom } from '../../../shared/kernel/record/card-input.ts';
import { formatIso } from '../../../shared/kernel/instant.ts';
import { fullest, nerimaProfile } from './sample-cases.ts';

/** What looks like data of people is asked about before it is accepted, and the question says where it stands. */

const profile = nerimaProfile;
const kind = { ...kindOf(profile, 'consultation'), check: () => ({}) };
const desk = deskOn(undefined as unknown as Database, profile);

const NUMBER = '番号は 1234 5678 9018 です。';
const plain = {
  ...Object.fromEntries(Object.keys(typedFrom(kind.record, fullest(kind))).map((id) => [id, ''])),
  subject: '見本の件名',
  category: 'system',
  questions1: '見本の質問です。',
  answerForm: 'document',
  confidentiality: 'level2',
  wishedDate: formatIso(NOW).slice(0, 10),
  personalInformation: 'false',
};
const questionOf = (typed: Readonly<Record<string, string>>, confirmed = '') => {
  const checked = checkForm(desk, kind, { ...plain, ...typed }, { confirmed });
  if (checked.ok) return undefined;
  expect(checked.faults).toEqual({});
  return checked.question;
};

describe('N-3.3.ア.イ.a.1 a form with what looks like a My Number', () => {
  test('is asked about, and every field in which it stands is named as the form names it', () => {
    const question = questionOf({ questions1: '一', questions3: NUMBER, background: NUMBER });
    expect(question?.ja).toMatch(/^「相談内容 3」「背景・現状」に、マイナンバーと思われる/);
    expect(question?.en).toMatch(/looks like a My Number.* \(See: Question 3, Background\.\)$/);
  });

  test('is not asked about again once it was confirmed', () => {
    expect(questionOf({ background: NUMBER }, 'myNumber')).toBeUndefined();
    expect(questionOf({})).toBeUndefined();
  });
});

test('what is a list of persons only all together names no field', () => {
  const limit = profile.settings.personalDataQuestion.mailAddresses;
  const mails = Array.from({ length: limit }, (_, index) => `name${index}@city.example`);
  const [first = '', ...others] = mails;
  const { ja = '' } = questionOf({ questions1: first, background: others.join('\n') }) ?? {};
  expect(ja).toMatch(/^個人情報の一覧と思われる/);
  expect(questionOf({ background: mails.join('\n') })?.ja).toMatch(/^「背景・現状」に、個人情報の一覧/);
});
