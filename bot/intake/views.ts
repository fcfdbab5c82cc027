import type { Speaker } from '../../shared/kernel/person.ts';
import { isAdmitted, isChiefOf, may } from '../../shared/kernel/permission.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Renderer } from '../delivery/message.ts';
import { filesOfCase } from '../store/attachments.ts';
import { findCase, type Case } from '../store/cases.ts';
import { LOOK_AGAIN, setChiefDue } from '../store/chief-due.ts';
import { findConversation } from '../store/conversations.ts';
import { threadOf } from '../store/deliveries.ts';
import { standsWith } from '../store/standing-cards.ts';
import type { CaseState } from '../store/tables.ts';
import { card, notice, small, type Card } from '../teams/card.ts';
import type { Standing } from '../teams/turn.ts';
import { detailCard, receiptCard } from './case-card.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { OPEN_STATES } from './open-case.ts';
import { MOST_PAGES } from './pages.ts';
import { chiefCard } from './told-card.ts';

/**
 * A case as one person may see it: the same words whether they asked for it, were told of it, or what stands there is
 * brought up to date.
 */

export type View = 'receipt' | 'details' | 'chief';

/** The question whether to withdraw it. */
const WITHDRAWAL = 'withdrawal';

type Seen = { readonly card: Card; readonly summary: string };

export const mayRead = (desk: Desk, kind: IntakeKind, person: Speaker, one: Case): boolean =>
  isAdmitted(desk.settings, person) && may(desk.settings, person, actionOf(kind, 'read'), related(one));

/** What the ledger calls it; the parts of a long one are told apart. */
export const standingOf = (
  kind: IntakeKind,
  view: View | typeof WITHDRAWAL,
  one: Case,
  page = 0,
): Standing => ({
  message: `${kind.kind}.${view}${page ? `/${page + 1}` : ''}`,
  subjectId: one.id,
});

const receiptWords: Readonly<Record<CaseState, Words>> = {
  received: { ja: 'を受け付けました。', en: ' was received.' },
  awaitingApproval: { ja: 'は所属長の確認を待っています。', en: ' awaits approval.' },
  returned: { ja: 'が差し戻されました。', en: ' was sent back.' },
  takenUp: { ja: 'は対応中です。', en: ' is being handled.' },
  withdrawn: { ja: 'は取下げになりました。', en: ' was withdrawn.' },
};

/** Stands on a locked screen: the number and how it stands, and nothing of the case. */
export const receiptSummary = (one: Pick<Case, 'number' | 'state'>, language: Language): string =>
  `${one.number}${say(receiptWords[one.state], language)}`;

export const chiefSummary = (
  kind: IntakeKind,
  one: Pick<Case, 'number' | 'state'>,
  language: Language,
): string => {
  const what = `${say(kind.settings.name, language)} ${one.number}`;
  if (one.state === 'awaitingApproval')
    return language === 'ja' ? `${what}の確認をお願いします。` : `${one.number} waits for your approval.`;
  return language === 'ja' ? `${what}が提出されました。` : `${one.number} was submitted.`;
};

/** For who could see it once: nothing of the case is left in the card. */
const closed = (one: Case, language: Language): Seen => ({
  card: card([
    small(one.number),
    notice(
      language === 'ja'
        ? 'この受付を閲覧できる方ではなくなったため、内容を表示していません。'
        : 'You may no longer see this case, so it is not shown.',
      'emphasis',
    ),
  ]),
  summary: one.number,
});

export const seen = async (
  desk: Desk,
  kind: IntakeKind,
  viewer: Speaker,
  one: Case,
  view: View,
  page = 0,
): Promise<Seen> => {
  const { settings } = desk;
  const { language } = viewer;
  if (!mayRead(desk, kind, viewer, one)) return closed(one, language);
  const files = await filesOfCase(desk.db, one.id);
  if (view === 'chief')
    return {
      card: chiefCard(settings, kind, one, language, files, page),
      summary: chiefSummary(kind, one, language),
    };
  return view === 'receipt'
    ? {
        card: receiptCard(settings, kind, one, language, viewer, files),
        summary: receiptSummary(one, language),
      }
    : { card: detailCard(settings, kind, one, language, viewer, files, page), summary: one.number };
};

export const isItsChief = (desk: Desk, person: Speaker, one: Case): boolean =>
  isChiefOf(desk.settings, person, one.sectionId);

const rendererOf =
  (desk: Desk, kind: IntakeKind, view: View, page: number): Renderer =>
  async (caseId, destination) => {
    const one = await findCase(desk.db, caseId);
    if (!one || destination.to !== 'person') return undefined;
    const { personId } = destination;
    const own = personId === one.reporterId;
    const [person, chat] = await Promise.all([
      desk.directory.person(personId, own ? one.reporterName : undefined),
      findConversation(desk.db, personId),
    ]);
    const language = chat?.language ?? (own ? one.language : 'ja');
    // A card is not closed to somebody because the directory is silent: it is made when it is known who may read it.
    if (person.unconfirmed && !mayRead(desk, kind, { ...person, language }, one))
      throw new GraphError(0, 'noAnswer', 'the reader could not be confirmed');
    const viewer = { ...person, language };
    if (view === 'chief' && !person.unconfirmed && !isItsChief(desk, viewer, one)) {
      // Who heads the section no more is asked nothing: whoever does is looked for anew.
      if (!(await standsWith(desk.db, threadOf(destination), standingOf(kind, view, one, page)))) {
        await setChiefDue(desk.db, [{ id: one.id, revision: one.revision, again: LOOK_AGAIN }]);
        return undefined;
      }
    }
    return seen(desk, kind, viewer, one, view, page);
  };

/** It is asked as long as the case can be withdrawn, with what is being typed in it; then it is the case's receipt. */
const withdrawalRenderer = (desk: Desk, kind: IntakeKind): Renderer => {
  const receipt = rendererOf(desk, kind, 'receipt', 0);
  return async (caseId, destination) => {
    const one = await findCase(desk.db, caseId);
    return one && OPEN_STATES.some((state) => state === one.state) ? undefined : receipt(caseId, destination);
  };
};

export const viewRenderers = (desk: Desk, kind: IntakeKind): Readonly<Record<string, Renderer>> => ({
  [`${kind.kind}.receipt`]: rendererOf(desk, kind, 'receipt', 0),
  [`${kind.kind}.${WITHDRAWAL}`]: withdrawalRenderer(desk, kind),
  ...Object.fromEntries(
    (['details', 'chief'] as const).flatMap((view) =>
      Array.from({ length: MOST_PAGES }, (_, page): [string, Renderer] => [
        `${kind.kind}.${view}${page ? `/${page + 1}` : ''}`,
        rendererOf(desk, kind, view, page),
      ]),
    ),
  ),
});
