import { formatInstant } from '../../shared/kernel/instant.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import { deliverJobs } from '../delivery/deliver-job.ts';
import { refreshJob } from '../delivery/refresh.ts';
import type { Renderer } from '../delivery/message.ts';
import { addJobs } from '../jobs/jobs.ts';
import type { Submission, NewCase } from '../store/accept-case.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { findHeld, holdSubmission } from '../store/held-submissions.ts';
import { card, fact, heading, mentioning, small, state, words, type Card } from '../teams/card.ts';
import { showCard, type Answer } from '../teams/turn.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { mentionsFor } from './mentions.ts';

/**
 * A submission that gets its number later: kept all the same, its sender told so, and who must act at once told at
 * once.
 */

const text = {
  state: { ja: '受け付けました（番号待ち）', en: 'Received (number to follow)' },
  submitted: { ja: '受付', en: 'Received' },
  reporter: { ja: '提出者', en: 'Submitted by' },
  urgent: { ja: '至急', en: 'Urgent' },
  next: {
    ja: '内容は保存済みです。SharePointに接続でき次第、番号が付き、お知らせします。操作は不要です。',
    en: 'It is saved. It gets its number, and you are told, as soon as SharePoint can be reached. Nothing needs to be done.',
  },
  team: {
    ja: '内容は保存済みです。番号が付き次第、あらためて投稿します。',
    en: 'It is saved and will be posted again with its number.',
  },
} as const satisfies Record<string, Words>;

const subjectOf = ({ fields }: NewCase): string =>
  typeof fields['subject'] === 'string' ? fields['subject'] : '';

const top = (kind: IntakeKind, one: NewCase, language: Language) => [
  small(say(kind.settings.name, language)),
  heading(subjectOf(one)),
  ...(one.urgent ? [state(say(text.urgent, language), 'attention')] : []),
  state(say(text.state, language), 'warning'),
  fact(say(text.submitted, language), formatInstant(one.submittedAt, language)),
];

export const heldCard = (kind: IntakeKind, one: NewCase, language: Language): Card =>
  card([...top(kind, one, language), words(say(text.next, language), { isSubtle: true })]);

/** @returns undefined when it is somebody else's submission, or one of another kind */
export const keepWithoutNumber = async (
  desk: Desk,
  kind: IntakeKind,
  given: Submission,
): Promise<Answer | undefined> => {
  const { newCase } = given;
  const { channel } = kind.settings;
  const told = newCase.urgent
    ? [delivery(`held/${newCase.id}`, { to: 'channel', ...channel }, 'intake.held', newCase.id, true)]
    : [];
  const isOurs = await desk.db.transaction().execute(async (tx) => {
    const held = await holdSubmission(tx, {
      ...given,
      // The card that says so now is brought up to date with the number.
      jobs: [...given.jobs, refreshJob(newCase.id)],
    });
    if (held.reporterId !== newCase.reporterId || held.kind !== newCase.kind) return false;
    await addDeliveries(tx, told);
    await addJobs(tx, deliverJobs(told));
    return true;
  });
  if (!isOurs) return undefined;
  return showCard(heldCard(kind, newCase, newCase.language), say(text.state, newCase.language));
};

/** Who must act on an urgent case hears of it although it has no number yet. */
export const held =
  (desk: Desk): Renderer =>
  async (id) => {
    const one = await findHeld(desk.db, id);
    if (!one) return undefined;
    const kind = kindOf(desk, one.kind);
    const mentions = await mentionsFor(desk, kind);
    const section = sectionName(desk.settings, one.sectionId, 'ja');
    return {
      card: mentioning(
        card([
          ...top(kind, one, 'ja'),
          ...(mentions.length ? [words(mentions.map(({ name }) => `<at>${name}</at>`).join(' '))] : []),
          fact(say(text.reporter, 'ja'), `${one.reporterName}（${section}）`),
          ...kind.facts(one.fields, 'ja', one.state).map(([label, value]) => fact(label, value)),
          words(say(text.team, 'ja'), { isSubtle: true }),
        ]),
        mentions,
      ),
      summary: `【至急】${say(kind.settings.name, 'ja')}（番号待ち）`,
    };
  };
