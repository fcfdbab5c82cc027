import type { Words } from './words.ts';

/**
 * Does a text look as if it carried people's data that does not belong in a form? It is questioned before it is
 * accepted, never refused: a person knows better.
 */

/** Check digit of a My Number. Source: 行政手続における特定の個人を識別するための番号の利用等に関する法律施行令 第8条, 総務省令第85号 第5条. */
const isMyNumber = (digits: string): boolean => {
  const numbers = Array.from(digits, Number);
  const check = numbers.pop() ?? -1;
  const sum = numbers
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index < 6 ? index + 2 : index - 4), 0);
  const rest = sum % 11;
  return check === (rest <= 1 ? 0 : 11 - rest);
};

const count = (text: string, pattern: RegExp): number => new Set(text.match(pattern)).size;

const MAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const TELEPHONE = /(?<![\d-])0\d{1,4}[-(]?\d{1,4}[-)]?\d{3,4}(?![\d-])/g;
/** Days on which people are born rather than projects are due: up to 2015, and the eras up to 平成. */
const BIRTH =
  /(?<!\d)(?:(?:19\d{2}|20(?:0\d|1[0-5]))[年/.-]\d{1,2}[月/.-]\d{1,2}|(?:[MTSH]|明治?|大正?|昭和?|平成?)\d{1,2}[年/.-]\d{1,2}[月/.-]\d{1,2})/g;

/** From how many of a kind on a text looks like a list of persons. */
export type PersonalDataLimits = {
  readonly mailAddresses: number;
  readonly telephoneNumbers: number;
  readonly datesOfBirth: number;
};

export type Suspicion = 'myNumber' | 'listOfPersons';

/** What a text looks like; empty when nothing is to be asked. */
export const suspicionsIn = (typed: string, limits: PersonalDataLimits): readonly Suspicion[] => {
  const text = typed.normalize('NFKC');
  const twelve = text.match(/(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/g) ?? [];
  const persons =
    count(text, MAIL) >= limits.mailAddresses ||
    count(text, TELEPHONE) >= limits.telephoneNumbers ||
    count(text, BIRTH) >= limits.datesOfBirth;
  return [
    ...(twelve.some((group) => isMyNumber(group.replace(/\D/g, ''))) ? (['myNumber'] as const) : []),
    ...(persons ? (['listOfPersons'] as const) : []),
  ];
};

export const suspicionWords: Readonly<Record<Suspicion, Words>> = {
  myNumber: {
    ja: 'マイナンバーと思われる12桁の番号があります。マイナンバーは原則として記入しないでください。業務上やむを得ず記載する場合に限り、そのまま送信できます。',
    en: 'There is a 12-digit number that looks like a My Number. As a rule, do not enter My Numbers; send it as it is only where the work makes it unavoidable.',
  },
  listOfPersons: {
    ja: '個人情報の一覧と思われる記載があります。個人を特定できる情報は、必要なものだけにしてください。記載が必要な場合は、そのまま送信できます。',
    en: 'This looks like a list of personal data. Please enter only what is needed; if it is, you can send it as it is.',
  },
};
