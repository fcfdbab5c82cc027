import { isAdmitted, rolesOf, sectionsOf } from '../../shared/kernel/permission.ts';
import type { Person } from '../../shared/kernel/person.ts';
import { deliverJob } from '../delivery/deliver.ts';
import type { Renderer } from '../delivery/message.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJob, type Job, type JobHandler } from '../jobs/jobs.ts';
import { findCase, nameReporter, type Case } from '../store/cases.ts';
import { addDeliveries, delivery, type NewDelivery } from '../store/deliveries.ts';
import { card, typed, words } from '../teams/card.ts';
import { takeStep, writeColumns } from './change-case.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import { moveTo } from './move-section.ts';
import { isOpen } from './open-case.ts';
import { telephonesIn } from './turn-away.ts';
import { withdraw } from './withdraw-case.ts';

/**
 * Somebody reported while the directory did not answer: when it does, who they are is looked up. A stranger's case is
 * withdrawn, and both sides are told; what was sent for a section that is not theirs goes to their own, or the section
 * in charge is told what to do.
 */

export const CONFIRM_REPORTER = 'confirm-reporter';

/** Milliseconds after which a directory that did not answer is asked again: longer than its silence is remembered. */
const AGAIN = 20_000;

const key = (caseId: string): string => `${CONFIRM_REPORTER}/${caseId}`;

export const confirmReporterJob = (caseId: string): Job => ({
  task: CONFIRM_REPORTER,
  payload: { caseId },
  key: key(caseId),
});

/** Stands in the list. */
const NOT_REGISTERED =
  '提出時に所属を確認できず、その後、このボットを使う登録がないことが分かったため、取り下げました。';

const channelOf = (desk: Desk, one: Case) =>
  ({ to: 'channel', ...kindOf(desk, one.kind).settings.channel }) as const;

const turnDown = async (desk: Desk, one: Case): Promise<void> => {
  const kind = kindOf(desk, one.kind);
  const tellChannel = delivery(
    `not-registered/${one.id}`,
    channelOf(desk, one),
    'intake.notRegistered',
    one.id,
    one.urgent,
  );
  // What somebody is already at work on is theirs to decide.
  if (!isOpen(one)) return tell(desk, tellChannel);
  const toReporter = { to: 'person', personId: one.reporterId } as const;
  const { done } = await takeStep(desk, kind, one, {
    ...withdraw(one, NOT_REGISTERED),
    tell: [tellChannel, delivery(`not-registered/${one.id}/sender`, toReporter, 'intake.turnedDown', one.id)],
  });
  if (!done) throw new Error('the case changed at the same moment; it is looked at again');
};

const tell = async (desk: Desk, told: NewDelivery): Promise<void> => {
  await addDeliveries(desk.db, [told]);
  await addJob(desk.db, deliverJob(told.thread));
};

/** What Teams called them gives way to name and mail of the directory. */
const writeName = async (desk: Desk, one: Case, person: Person): Promise<void> => {
  if (person.name === one.reporterName && person.mail === one.reporterMail) return;
  await desk.db.transaction().execute(async (tx) => {
    await nameReporter(tx, one.id, person);
    await writeColumns(tx, desk, kindOf(desk, one.kind), one, {
      ReporterName: person.name,
      ReporterMail: person.mail,
    });
    await addJob(tx, refreshJob(one.id));
  });
};

/** Somebody of a role, without a section of their own, may write for any. */
const fits = (desk: Desk, person: Person, one: Case): boolean => {
  const own = sectionsOf(desk.settings, person);
  return own.length === 0 || own.some(({ id }) => id === one.sectionId);
};

/** Which of several is theirs to say; what somebody is at work on stays where it is. */
const toOwnSection = async (desk: Desk, person: Person, one: Case): Promise<void> => {
  const [own, ...others] = sectionsOf(desk.settings, person);
  if (!own || others.length > 0 || !isOpen(one))
    return tell(
      desk,
      delivery(`other-section/${one.id}`, channelOf(desk, one), 'intake.otherSection', one.id),
    );
  const kind = kindOf(desk, one.kind);
  const { done } = await takeStep(desk, kind, one, moveTo(kind, one, own));
  if (!done) throw new Error('the case changed at the same moment; it is looked at again');
};

export const confirmReporter =
  (desk: Desk, machineClock: () => number): JobHandler =>
  async (payload) => {
    const { caseId } = payload as { caseId: string };
    const one = await findCase(desk.db, caseId);
    if (!one || one.state === 'withdrawn') return;
    const person = await desk.directory.person(one.reporterId, one.reporterName);
    const { settings } = desk;
    if (person.unconfirmed)
      return addJob(desk.db, { ...confirmReporterJob(caseId), runAt: new Date(machineClock() + AGAIN) });
    await writeName(desk, one, person);
    if (!isAdmitted(settings, person)) await turnDown(desk, one);
    else if (!fits(desk, person, one)) await toOwnSection(desk, person, one);
    else if (sectionsOf(settings, person).length === 0 && rolesOf(settings, person).length === 0)
      await tell(
        desk,
        delivery(`stranger/${one.kind}/${person.id}`, channelOf(desk, one), 'intake.stranger', caseId),
      );
  };

const about =
  (desk: Desk, title: string, say: (one: Case) => Promise<readonly [string, string]>): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const [who, what] = await say(one);
    return {
      card: card([words(title, { size: 'Large', weight: 'Bolder' }), typed(who), words(what)]),
      summary: title,
    };
  };

export const notRegistered = (desk: Desk): Renderer =>
  about(desk, '登録のない方からの受付でした', (one) =>
    Promise.resolve([
      `${one.number}　${one.reporterName}`,
      one.state === 'withdrawn'
        ? '提出時はディレクトリが応答せず、所属を確認できませんでした。確認の結果、このアプリを使う登録のない方だったため、取り下げました。内容に心当たりがある場合は、本人に直接ご確認ください。'
        : '提出時はディレクトリが応答せず、所属を確認できませんでした。確認の結果、このアプリを使う登録のない方でした。着手済みのため取り下げていません。扱いをご判断ください。',
    ]),
  );

/** To the sender, who is shown nothing of the case any more but its number. */
export const turnedDown =
  (desk: Desk): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const { language } = one;
    const telephones = telephonesIn(desk.settings, language);
    const summary = language === 'ja' ? `${one.number}を取り下げました。` : `${one.number} was withdrawn.`;
    const why =
      language === 'ja'
        ? `提出時はディレクトリが応答せず、所属を確認できませんでした。その後、このボットを使う登録がないことが分かったため、取り下げました。ご利用の場合は{itPolicySection}へご連絡ください。{incident}は電話でご連絡ください：${telephones}`
        : `When you sent it, it could not be confirmed who you are because the directory did not answer. You turned out not to be registered to use this bot, so it was withdrawn. Please contact the {itPolicySection} if you need it. Please report incidents by telephone: ${telephones}`;
    return { card: card([words(summary, { size: 'Large', weight: 'Bolder' }), words(why)]), summary };
  };

const whatToDo = (one: Case): string => {
  if (one.state === 'withdrawn') return '取り下げられたため、対応は不要です。';
  if (one.gone) return 'リストから行が削除されているため、所属は変更していません。';
  return one.state === 'takenUp'
    ? '着手済みのため、所属は変更していません。担当者が本人に所属を確認し、扱いを決めてください。'
    : '所属は変更していません。本人にご確認ください。選択が誤りのときは、本人が取り下げて、正しい所属で出し直してください。';
};

export const otherSection = (desk: Desk): Renderer =>
  about(desk, '選択された所属が登録と異なります', async (one) => {
    const person = await desk.directory.person(one.reporterId, one.reporterName);
    const own = sectionsOf(desk.settings, person).map(({ name }) => name.ja);
    return [
      `${one.number}　${one.reporterName}　本人の選択：${sectionName(desk.settings, one.sectionId, 'ja')}　登録：${own.join('、') || '確認できません'}${one.handlerName ? `　担当：${one.handlerName}` : ''}`,
      `提出時はディレクトリが応答せず、所属を確認できませんでした。${whatToDo(one)}`,
    ];
  });
