import type { Instant } from '../../../shared/kernel/instant.ts';
import { openDays } from '../../../shared/kernel/open-days.ts';
import { may } from '../../../shared/kernel/permission.ts';
import type { Person } from '../../../shared/kernel/person.ts';
import type { Language, Words } from '../../../shared/kernel/words.ts';
import type { Renderer } from '../../delivery/message.ts';
import { nameIn } from '../../identity/staff.ts';
import { idIn, type PressData } from '../../intake/press-data.ts';
import { readerLanguage } from '../../store/conversations.ts';
import { findIssue, findIssueByNumber, type KeptIssue } from '../../store/issues.ts';
import type { Card } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { issueCard } from './issue-card.ts';
import type { IssueDesk } from './keep-issue.ts';

/** One issue, by a button. */

export const issuesNotYours: Answer = problem({
  code: 'issuesNotYours',
  refusal: true,
  message: {
    ja: '課題管理表を見る権限がありません。ご用の場合は{itPolicySection}へご連絡ください。',
    en: 'You may not see the issue register. Please contact the {itPolicySection} if you need it.',
  },
});

export const noSuchIssue: Answer = problem({
  code: 'noSuchIssue',
  refusal: true,
  message: {
    ja: 'その課題は見つからないか、見る権限がありません。何も変わっていません。',
    en: 'There is no such issue, or you may not see it. Nothing has changed.',
  },
});

/** To who only looks nothing is said of a change. */
const notFound: Answer = problem({
  code: 'noSuchIssue',
  refusal: true,
  message: {
    ja: 'その課題は見つからないか、見る権限がありません。見られる課題は「課題」と入力すると表示します。',
    en: 'There is no such issue, or you may not see it. Write "issues" for those that you may see.',
  },
});

export const issueIn = async (
  desk: IssueDesk,
  turn: Turn,
  data: PressData,
): Promise<KeptIssue | undefined> => {
  const id = idIn(data, 'issueId');
  return id === undefined || !may(desk.settings, turn.speaker, 'issue.read')
    ? undefined
    : findIssue(desk.db, id);
};

/** As that person may see it, the same whether it answers or is brought up to date. */
const shownTo = async (
  desk: IssueDesk,
  person: Person,
  one: KeptIssue,
  now: Instant,
  language: Language,
  said?: Words,
): Promise<Card> =>
  issueCard(
    desk,
    openDays(desk.settings.calendar),
    one,
    nameIn(desk.settings, await desk.staff(), language),
    (action) => may(desk.settings, person, action),
    now,
    language,
    said,
  );

export const issueAnswer = async (
  desk: IssueDesk,
  turn: Turn,
  one: KeptIssue,
  said?: Words,
): Promise<Answer> =>
  showCard(
    await shownTo(desk, turn.speaker, one, turn.now, turn.speaker.language, said),
    one.issue.number,
    // What is said once stays until something changes.
    said ? undefined : { message: 'issue.card', subjectId: one.id },
  );

export const showIssue = async (desk: IssueDesk, turn: Turn, data: PressData): Promise<Answer> => {
  const one = await issueIn(desk, turn, data);
  return one ? issueAnswer(desk, turn, one) : notFound;
};

export const showIssueByNumber = async (desk: IssueDesk, turn: Turn, number: string): Promise<Answer> => {
  if (!may(desk.settings, turn.speaker, 'issue.read')) return notFound;
  const one = await findIssueByNumber(desk.db, desk.settings.id, number);
  return one ? issueAnswer(desk, turn, one) : notFound;
};

export const issueRenderer =
  (desk: IssueDesk): Renderer =>
  async (id, destination) => {
    const one = await findIssue(desk.db, id);
    if (!one || destination.to !== 'person') return undefined;
    const person = await desk.directory.person(destination.personId);
    if (!may(desk.settings, person, 'issue.read')) return undefined;
    const language = await readerLanguage(desk.db, destination);
    const card = await shownTo(desk, person, one, desk.clock(), language);
    return { card, summary: one.issue.number };
  };
