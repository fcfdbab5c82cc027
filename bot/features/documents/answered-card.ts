import { formatInstant } from '../../../shared/kernel/instant.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import type { Renderer } from '../../delivery/message.ts';
import type { Case } from '../../store/cases.ts';
import { findSubmission, type Submission } from '../../store/document-submissions.ts';
import { card, fact, heading, press, small, state, words, type Card } from '../../teams/card.ts';
import type { DocumentDesk } from './document-desk.ts';
import { consultationKind, textIn } from './facts/cases.ts';
import { answeredCase } from './tell-submission.ts';

/**
 * Whoever asked is told that their answer is written. The file stays where those who may read it find it: its place is
 * not told to a section.
 */

const answeredCard = (
  desk: DocumentDesk,
  one: Case,
  { at, version }: Submission,
  language: Language,
): Card => {
  const ja = language === 'ja';
  const { kind, settings } = consultationKind(desk);
  return card(
    [
      small(`${settings.name[language]}　${one.number}`),
      heading(textIn(one, 'subject')),
      state(ja ? '回答書が提出されました' : 'The written answer was submitted', 'good'),
      fact(ja ? '日時' : 'At', formatInstant(at, language)),
      ...(version > 1 ? [fact(ja ? '版' : 'Version', String(version))] : []),
      ...(one.handlerName ? [fact(ja ? '担当' : 'Handled by', one.handlerName)] : []),
      words(
        ja
          ? '回答書の受取りは、担当または{itPolicySection}にご確認ください。'
          : 'Please ask whoever handles it, or the {itPolicySection}, for the document.',
        { isSubtle: true, size: 'Small' },
      ),
    ],
    [
      press({
        title: ja ? '相談の内容を見る' : 'Show the consultation',
        verb: `${kind}.show`,
        data: { caseId: one.id },
        main: true,
      }),
    ],
  );
};

export const answeredRenderer =
  (desk: DocumentDesk): Renderer =>
  async (id) => {
    const submission = await findSubmission(desk.db, id);
    const one = submission && (await answeredCase(desk, desk.db, submission));
    if (!one) return undefined;
    return {
      card: answeredCard(desk, one, submission, one.language),
      summary:
        one.language === 'ja'
          ? `${one.number}の回答書が提出されました。`
          : `The answer to ${one.number} was submitted.`,
    };
  };
