import { formatInstant } from '../../shared/kernel/instant.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { may } from '../../shared/kernel/permission.ts';
import type { Person } from '../../shared/kernel/person.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import type { Case } from '../store/cases.ts';
import type { CaseFile } from '../store/attachments.ts';
import { card, fact, heading, notice, press, small, state, typed, words, type Card } from '../teams/card.ts';
import { details, labelled } from './case-details.ts';
import { related, sectionName } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { isOpen } from './open-case.ts';
import { pageMark, pageOf, turnPage, type Piece } from './pages.ts';
import { nextStep, standing } from './state-words.ts';

/** A case as a card: what is this, how does it stand, what can I do now. */

const text = {
  submitted: { ja: '受付', en: 'Received' },
  section: { ja: '所属', en: 'Section' },
  reporter: { ja: '提出者', en: 'Submitted by' },
  handler: { ja: '担当', en: 'Handled by' },
  reason: { ja: '理由', en: 'Reason' },
  files: { ja: '添付', en: 'Files' },
  refusedFile: { ja: '（登録できていません）', en: ' (not filed)' },
  refusedFiles: {
    ja: 'SharePointに登録できていない添付があります。ファイルは保存済みで、{itPolicySection}が確認します。操作は不要です。',
    en: 'A file could not be filed in SharePoint. It is saved, and the {itPolicySection} is looking into it. Nothing needs to be done.',
  },
  list: { ja: '状況の一覧へ', en: 'To the list' },
  urgent: { ja: '至急', en: 'Urgent' },
  correct: { ja: '訂正する', en: 'Correct' },
  sendAgain: { ja: '訂正して再度送信する', en: 'Correct and send again' },
  withdraw: { ja: '取り下げる', en: 'Withdraw' },
  show: { ja: '内容を見る', en: 'Show details' },
  withdrawSure: {
    ja: '取り下げると元に戻せません。番号は取下げとして残ります。',
    en: 'This cannot be undone. The number stays as withdrawn.',
  },
  withdrawReason: { ja: '取下げの理由（任意）', en: 'Reason (optional)' },
  withdrawKnown: { ja: '確認', en: 'Confirmation' },
  withdrawSureOf: { ja: '元に戻せないことを確認しました', en: 'I know that this cannot be undone' },
  withdrawTick: {
    ja: '取り下げる場合は、チェックを入れてください。まだ取り下げていません。',
    en: 'To withdraw it, please tick this. It has not been withdrawn yet.',
  },
  withdrawYes: { ja: '取下げを確定する', en: 'Withdraw it' },
  back: { ja: '戻る', en: 'Back' },
} as const satisfies Record<string, Words>;

export const numberLine = (kind: IntakeKind, one: Case, language: Language): CardElement =>
  small(`${say(kind.settings.name, language)}　${one.number}`);

const subjectOf = (values: Values): string => {
  const subject = values['subject'];
  return typeof subject === 'string' ? subject : '';
};

export const top = (kind: IntakeKind, one: Case, language: Language): CardElement[] => {
  const { words: how, style } = standing(one);
  return [
    numberLine(kind, one, language),
    heading(subjectOf(one.fields)),
    ...(one.urgent && one.state !== 'withdrawn' ? [state(say(text.urgent, language), 'attention')] : []),
    state(say(how, language), style),
  ];
};

export const reason = (one: Case, language: Language): CardElement[] =>
  one.reason ? [fact(say(text.reason, language), ''), typed(one.reason, {}, 6)] : [];

export const wholeReason = (one: Case, language: Language): Piece[] =>
  one.reason ? labelled(say(text.reason, language), one.reason) : [];

const fileWords = (file: CaseFile, language: Language): string =>
  file.refused ? `${file.name}${say(text.refusedFile, language)}` : file.name;

/** The files of a case by name, for who may read it. */
export const fileNames = (files: readonly CaseFile[], language: Language): Piece[] =>
  files.length
    ? labelled(say(text.files, language), files.map((file) => fileWords(file, language)).join('\n'))
    : [];

/** What is safe and what to do, for who sees that a file is missing in SharePoint. */
const refusedFiles = (files: readonly CaseFile[], language: Language): CardElement[] =>
  files.some(({ refused }) => refused) ? [notice(say(text.refusedFiles, language), 'warning')] : [];

export const carried = (one: Case) => ({ caseId: one.id, revision: one.revision });

/** What the person may still do to it: nobody has taken it up, and it is theirs to change. */
const changes = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  language: Language,
  viewer: Person,
): CardElement[] => {
  const can = (what: 'correct' | 'withdraw') =>
    isOpen(one) && may(settings, viewer, actionOf(kind, what), related(one));
  const sentBack = one.state === 'returned';
  return [
    ...(can('correct')
      ? [
          press({
            title: say(sentBack ? text.sendAgain : text.correct, language),
            verb: `${kind.kind}.correct`,
            data: carried(one),
            main: sentBack,
          }),
        ]
      : []),
    ...(can('withdraw')
      ? [press({ title: say(text.withdraw, language), verb: `${kind.kind}.withdraw`, data: carried(one) })]
      : []),
  ];
};

/** The receipt of who sent it; it has no inputs and changes in place as the case goes on. */
export const receiptCard = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  language: Language,
  viewer: Person,
  files: readonly CaseFile[],
): Card => {
  return card(
    [
      ...top(kind, one, language),
      fact(say(text.submitted, language), formatInstant(one.submittedAt, language)),
      fact(say(text.section, language), sectionName(settings, one.sectionId, language)),
      ...kind
        .facts(one.fields, language, one.state)
        .slice(0, 2)
        .map(([label, value]) => fact(label, value)),
      ...(one.handlerName ? [fact(say(text.handler, language), one.handlerName)] : []),
      ...(files.length
        ? [fact(say(text.files, language), files.map((file) => fileWords(file, language)).join('、'))]
        : []),
      ...refusedFiles(files, language),
      ...reason(one, language),
      words(say(nextStep(one), language), { isSubtle: true }),
    ],
    // What the second click of somebody who clicks twice to send comes upon does nothing.
    [
      ...changes(settings, kind, one, language, viewer),
      press({ title: say(text.show, language), verb: `${kind.kind}.show`, data: carried(one) }),
    ],
  );
};

/** The whole case, for who may read it. @param page from 0, where it is longer than a card */
export const detailCard = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  language: Language,
  viewer: Person,
  files: readonly CaseFile[],
  page = 0,
): Card => {
  const shown = pageOf(
    [...wholeReason(one, language), ...details(kind, one.fields, language), ...fileNames(files, language)],
    page,
  );
  return card(
    [
      ...top(kind, one, language),
      fact(say(text.submitted, language), formatInstant(one.submittedAt, language)),
      fact(
        say(text.reporter, language),
        `${one.reporterName}（${sectionName(settings, one.sectionId, language)}）`,
      ),
      ...(one.handlerName ? [fact(say(text.handler, language), one.handlerName)] : []),
      ...refusedFiles(files, language),
      ...pageMark(shown, language),
      ...shown.elements,
    ],
    [
      ...turnPage(shown, `${kind.kind}.show`, { caseId: one.id }, language),
      ...changes(settings, kind, one, language, viewer),
      press({ title: say(text.list, language), verb: 'intake.list' }),
    ],
  );
};

/**
 * What cannot be undone asks once, in the card, and wants more than a second click in the same place.
 * @param unsure what was typed, when it was sent without the tick
 */
export const withdrawCard = (
  kind: IntakeKind,
  one: Case,
  language: Language,
  unsure?: { readonly reason: string },
): Card =>
  card(
    [
      ...top(kind, one, language),
      notice(say(text.withdrawSure, language), 'warning'),
      {
        type: 'Input.Text',
        id: 'reason',
        label: say(text.withdrawReason, language),
        isMultiline: true,
        maxLength: 300,
        ...(unsure?.reason ? { value: unsure.reason } : {}),
      },
      {
        type: 'Input.Toggle',
        id: 'sure',
        label: say(text.withdrawKnown, language),
        title: say(text.withdrawSureOf, language),
        isRequired: true,
        errorMessage: say(text.withdrawTick, language),
      },
      ...(unsure
        ? [words(say(text.withdrawTick, language), { color: 'Attention', size: 'Small', spacing: 'None' })]
        : []),
    ],
    [
      press({
        title: say(text.withdrawYes, language),
        verb: `${kind.kind}.withdrawNow`,
        data: carried(one),
        inputs: true,
      }),
      press({ title: say(text.back, language), verb: `${kind.kind}.receipt`, data: carried(one) }),
    ],
  );
