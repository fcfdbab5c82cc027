import { formatInstant } from '../../shared/kernel/instant.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { shorten } from '../../shared/kernel/text.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import type { Case } from '../store/cases.ts';
import { opensLine, small, typed, words } from '../teams/card.ts';
import type { Turn } from '../teams/turn.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import { standing } from './state-words.ts';

const urgent: Words = { ja: '至急', en: 'Urgent' };

/** Longer subjects are cut: the whole stands in the case. */
export const SUBJECT_IN_LISTS = 60;

export const subjectIn = (one: Case, most: number): string =>
  typeof one.fields['subject'] === 'string' ? shorten(one.fields['subject'], most) : '';

/** A case as a line of a list that is pressed as a whole, and looks it. @param does what pressing does, with its verb */
export const caseLine = (
  desk: Desk,
  turn: Turn,
  one: Case,
  does: { readonly title: string; readonly verb: 'show' | 'correct' | 'withdraw' },
): CardElement => {
  const { language } = turn.speaker;
  const kind = kindOf(desk, one.kind);
  return opensLine(
    {
      title: `${one.number} ${does.title}`,
      verb: `${kind.kind}.${does.verb}`,
      data: { caseId: one.id, revision: one.revision },
    },
    [
      small(`${one.number}　${formatInstant(one.submittedAt, language)}`),
      ...(one.urgent && one.state !== 'withdrawn'
        ? [
            words(say(urgent, language), {
              size: 'Small',
              weight: 'Bolder',
              color: 'Attention',
              spacing: 'None',
            }),
          ]
        : []),
      { ...typed(subjectIn(one, SUBJECT_IN_LISTS), { weight: 'Bolder' }), spacing: 'None' },
      small(`${say(standing(one).words, language)}　${sectionName(desk.settings, one.sectionId, language)}`),
    ],
  );
};
