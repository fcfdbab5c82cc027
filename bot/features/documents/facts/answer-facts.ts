import { valuesOfRecord } from '../../../../shared/documents/document-field.ts';
import { ANSWER, answerFacts } from '../../../../shared/documents/facts-of/consultation-documents.ts';
import { may } from '../../../../shared/kernel/permission.ts';
import { ok, type Result } from '../../../../shared/kernel/problem.ts';
import type { Words } from '../../../../shared/kernel/words.ts';
import { related } from '../../../intake/desk.ts';
import { findCaseNumbered } from '../../../store/reported-cases.ts';
import type { DocumentDesk } from '../document-desk.ts';
import { answersOf, caseFacts, caseSources, consultationKind, textIn } from './cases.ts';
import { frontOf, gone, notYours, numberOf, type Asking, type Known } from './known.ts';

/** 回答書 to a consultation, by its number. */

const answersByHand: Words = {
  ja: '回答の文章は記録にないため、文書に直接書いてください。',
  en: 'The answers are not in the records. Please write them into the document.',
};

/** Role and name of who took it up, for as long as they hold a role. */
const answeredBy = async (
  { settings, staff }: DocumentDesk,
  handlerId: string | undefined,
  handlerName: string | undefined,
): Promise<string | undefined> => {
  if (handlerId === undefined) return undefined;
  const held = (await staff()).find(({ id }) => id === handlerId)?.roles ?? [];
  const role = settings.roles.find(({ id, side }) => side === 'contractor' && held.includes(id));
  return [role?.name.ja, handlerName].filter(Boolean).join('　');
};

export const answerFactsOf = async (
  desk: DocumentDesk,
  { person, now }: Asking,
  number: string,
): Promise<Result<Known>> => {
  const { db, settings } = desk;
  const one = await findCaseNumbered(db, settings.id, 'consultation', number);
  if (!one || one.gone || one.state === 'withdrawn') return gone;
  if (person !== 'bot' && !may(settings, person, 'consultation.read', related(one))) return notYours;
  const sources = await caseSources(desk, [one]);
  const { questions, links } = one.fields;
  const by = await answeredBy(desk, one.handlerId, one.handlerName);
  return ok({
    name: `${one.number}　${textIn(one, 'subject')}`,
    facts: answerFacts(now, frontOf(desk, now, numberOf(number, ANSWER), textIn(one, 'confidentiality')), {
      ...caseFacts(desk, one, sources, await answersOf(desk, [one])),
      background: textIn(one, 'background'),
      questions: (Array.isArray(questions) ? questions : []).map((question) => ({ question })),
      references: typeof links === 'string' ? links : '',
      form: valuesOfRecord(consultationKind(desk).record, one.fields, 'consultation'),
      ...(by === undefined ? {} : { answeredBy: by }),
    }),
    notes: [answersByHand],
  });
};
