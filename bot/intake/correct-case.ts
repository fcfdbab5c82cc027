import { isDeepStrictEqual } from 'node:util';
import { may } from '../../shared/kernel/permission.ts';
import { typedFrom, type Typed } from '../../shared/kernel/record/card-input.ts';
import { changedColumns } from '../../shared/kernel/record/columns.ts';
import type { FieldValue } from '../../shared/kernel/record/field.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import { typedIn, type Faults } from '../../shared/kernel/record/read-input.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { uploadFilesJob } from './upload-files.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { addJobs } from '../jobs/jobs.ts';
import { attachFiles, chosenFiles, filesOfCase, filesWaiting } from '../store/attachments.ts';
import type { Case } from '../store/cases.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { takeStep, type Step } from './change-case.ts';
import { checkForm, filesFault } from './check-form.ts';
import { related, type Desk } from './desk.ts';
import { fileCardJobs } from './file-card.ts';
import { formCard } from './form-card.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { isOpen, OPEN_STATES } from './open-case.ts';
import { caseIn, noSuchCase, receipt } from './show-case.ts';
import { stateWords } from './state-words.ts';
import { tellUrgent } from './urgency.ts';
import { idsIn, revisionIn, textIn, type PressData } from './press-data.ts';

/** Correcting what one sent, while nobody has taken it up. */

/** A case whose row was deleted in SharePoint: nothing that is written for it would stand anywhere. */
export const rowGone: Answer = problem({
  code: 'rowGone',
  message: {
    ja: 'SharePointのリストから行が削除されているため、変更できません。受け付けた内容は保存済みです。行が戻されると、変更できます。',
    en: 'Its row was deleted from the SharePoint list, so it cannot be changed. Everything is saved. Once the row is back it can be changed.',
  },
});

/** Why it can no longer be changed. */
const closedBecause = ({ state }: Case): Problem => ({
  code: 'tooLate',
  message:
    state === 'withdrawn'
      ? {
          ja: 'すでに取り下げられているため、変更できません。何も変わっていません。必要なときは、新しく送信してください。',
          en: 'It has been withdrawn already and cannot be changed. Nothing was changed. If you need it, please send a new one.',
        }
      : {
          ja: 'すでに担当が着手しているため、変更できません。何も変わっていません。変更したいことは、担当に直接ご連絡ください。',
          en: 'It has been taken up already and cannot be changed. Nothing was changed. Please tell those in charge what should be changed.',
        },
});

export const tooLate = (one: Case): Answer => (one.gone ? rowGone : problem(closedBecause(one)));

/** Why a form comes back, and what was chosen in it. */
type Returned = {
  readonly faults: Faults;
  readonly question: Words | undefined;
  readonly confirmed: string | undefined;
  readonly chosen: readonly string[];
  /** It comes back to be read alone: nothing can be sent any more, and why. */
  readonly tooLate: Words | undefined;
};

const form = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  one: Case,
  typed: Typed,
  { faults = {}, question, confirmed, chosen = [], tooLate: trouble }: Partial<Returned> = {},
): Promise<Answer> =>
  showCard(
    formCard({
      kind,
      language: turn.speaker.language,
      typed,
      faults,
      defaults: {},
      sections: [],
      section: undefined,
      askSection: false,
      files: await filesWaiting(desk.db, turn.speaker.id),
      chosen,
      number: one.number,
      sentBack: one.state === 'returned',
      carried: { caseId: one.id, revision: one.revision, ...(confirmed ? { confirmed } : {}) },
      verb: `${kind.kind}.correctNow`,
      question,
      ...(trouble ? { trouble, closed: true } : {}),
    }),
    say(kind.settings.formName, turn.speaker.language),
  );

export const openCorrection = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one) return noSuchCase;
  if (!may(desk.settings, turn.speaker, actionOf(kind, 'correct'), related(one))) return noSuchCase;
  if (!isOpen(one)) return tooLate(one);
  return form(desk, kind, turn, one, typedFrom(kind.record, one.fields));
};

const changedMeanwhile: Words = {
  ja: 'この様式を開いた後に内容が変わりました。入力した内容は残っています。確認して、もう一度送信してください。',
  en: 'The case has changed since you opened this form. What you typed is kept. Please check it and send again.',
};

const correctedWithoutFiles: Words = {
  ja: '内容の訂正は保存しました。ファイルだけが添付されていません。',
  en: 'Your correction is saved. Only the files were not attached.',
};

export const tooManyFiles = (most: number, has: number): Words => ({
  ja: `1件の受付に添付できるのは${most}件までで、すでに${has}件あります。添付していません。ファイルはお預かりしたままです。`,
  en: `A case takes at most ${most} files and has ${has} already. Nothing was attached; your files are still kept.`,
});

const correction = (kind: IntakeKind, one: Case, values: Readonly<Record<string, FieldValue>>): Step => {
  const urgent = one.urgent || kind.urgent(values);
  const sentBack = one.state === 'returned';
  // What is urgent waits for nobody's approval.
  const state = urgent ? 'received' : sentBack ? 'awaitingApproval' : one.state;
  return {
    from: OPEN_STATES,
    revision: one.revision,
    change: {
      fields: values,
      urgent,
      state,
      reason: state === one.state ? (one.reason ?? null) : null,
      ...(sentBack && state === 'awaitingApproval' ? { chiefDue: true } : {}),
    },
    columns: {
      ...changedColumns(kind.record, one.fields, values),
      Urgent: urgent,
      State: stateWords[state].ja,
      ...(state === one.state ? {} : { Reason: null }),
    },
    tell: urgent ? tellUrgent(kind, one) : [],
  };
};

export const correctCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const one = await caseIn(desk, kind, turn, data);
  if (!one || !may(desk.settings, turn.speaker, actionOf(kind, 'correct'), related(one))) return noSuchCase;
  const typed = typedIn(kind.record, data);
  // The form becomes one that nothing is sent with: what was typed is not lost to who has to say it otherwise now.
  const closed = (now: Case): Promise<Answer> =>
    form(desk, kind, turn, now, typed, { tooLate: closedBecause(now).message });
  if (one.gone) return rowGone;
  if (!isOpen(one)) return closed(one);
  const checked = checkForm(desk, kind, typed, data);
  const chosen = idsIn(data, 'files');
  const again = (now: Case, more: Partial<Returned> = {}): Promise<Answer> =>
    form(desk, kind, turn, now, typed, { chosen, confirmed: textIn(data, 'confirmed'), ...more });
  if (!checked.ok)
    return again(one, {
      faults: checked.faults,
      question: checked.question,
      confirmed: checked.confirmed,
    });
  const { waiting: files, missing } = await chosenFiles(desk.db, turn.speaker.id, chosen, one.id);
  // What stands there already needs no change, and none is in its way: the press of a moment ago did it. What was sent back
  // is sent again even as it is.
  const stands = one.state !== 'returned' && isDeepStrictEqual(checked.values, one.fields);
  if (stands && files.length + missing === 0) return receipt(desk, kind, turn, one);
  if (!stands && revisionIn(data) !== one.revision) return again(one, { question: changedMeanwhile });
  if (missing > 0) return again(one, { faults: filesFault(missing) });
  const { maxFiles } = desk.settings.files;
  const has = files.length ? (await filesOfCase(desk.db, one.id)).length : 0;
  if (has + files.length > maxFiles) return again(one, { faults: { files: tooManyFiles(maxFiles, has) } });

  const { done, now } = stands
    ? { done: true, now: one }
    : await takeStep(desk, kind, one, correction(kind, one, checked.values));
  if (!done) {
    if (now.gone) return rowGone;
    if (!isOpen(now)) return closed(now);
    // Pressed twice in one moment: the other press did it.
    if (now.state === 'returned' || !isDeepStrictEqual(checked.values, now.fields))
      return again(now, { question: changedMeanwhile });
  }
  const attached = await attachFiles(desk.db, turn.speaker.id, files, one.id, maxFiles);
  if (attached.outcome === 'attached')
    await addJobs(desk.db, [
      uploadFilesJob(one.id),
      refreshJob(one.id),
      ...(await fileCardJobs(desk.db, turn.speaker.id, files)),
    ]);
  // Others came to the case since it was counted.
  if (attached.outcome === 'tooMany')
    return again(now, {
      faults: { files: tooManyFiles(maxFiles, attached.has) },
      question: correctedWithoutFiles,
    });
  return receipt(desk, kind, turn, now);
};
