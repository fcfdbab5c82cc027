import type { Difference, FitnessAnswer } from '../../../shared/documents/api.ts';
import { formatInstant } from '../../../shared/kernel/instant.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { ProofWords } from './words.ts';

/** What is asked before a document is submitted: how it stands to its source and its counterpart, place by place. */

const LONGEST = 60;
const shortened = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const told = (
  { against, certain, label, own, other }: Difference,
  words: ProofWords,
  language: Language,
): string => {
  const where = label[language] === '' ? words.noLabel : label[language];
  const mark = certain ? '' : words.unsure;
  if (own === '' && other === '') return words.listDiffers(mark, where);
  return words.differs(
    mark,
    where,
    shortened(own) || words.saysNothing,
    against === 'source' ? words.source : words.counterpart,
    shortened(other) || words.saysNothing,
  );
};

export const submitQuestion = (
  sure: string,
  { consistency, counterpart, differences, count }: FitnessAnswer,
  words: ProofWords,
  language: Language,
): { readonly text: string; readonly details: readonly string[] } => {
  const pair = counterpart
    ? words.pair(counterpart.name, counterpart.version, formatInstant(counterpart.at, language))
    : '';
  const more = count - differences.length;
  return {
    text: `${sure}${words.stands[consistency]}${pair}`,
    details: [
      ...differences.map((one) => told(one, words, language)),
      ...(more > 0 ? [words.moreDifferences(more)] : []),
    ],
  };
};

export const alreadyTold = (
  { version, name, at, by }: NonNullable<FitnessAnswer['already']>,
  words: ProofWords,
  language: Language,
): string => words.already(version, name, formatInstant(at, language), by);
