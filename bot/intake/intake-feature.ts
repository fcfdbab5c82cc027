import { may } from '../../shared/kernel/permission.ts';
import { say } from '../../shared/kernel/words.ts';
import { refreshJob } from '../delivery/refresh.ts';
import type { Feature } from '../feature.ts';
import { foldText, showCard, type Answer, type OnPress, type Turn } from '../teams/turn.ts';
import { holdCard, releaseCard } from '../store/held-cards.ts';
import { card, takesInput, words } from '../teams/card.ts';
import { adoptEdits } from './adopt-edits.ts';
import { approveCase, sendBackCase } from './approve-case.ts';
import { correctCase, openCorrection } from './correct-case.ts';
import type { Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { openForm, reopenForm } from './open-form.ts';
import { idIn, type PressData } from './press-data.ts';
import { kindDigests, kindRenderers } from './renderers.ts';
import { showCase, showReceipt, showToldPage } from './show-case.ts';
import { submitCase } from './submit-case.ts';
import { tellParkedJob } from './tell-parked.ts';
import { takeUpCase } from './take-up-case.ts';
import { askWithdrawal, withdrawCase } from './withdraw-case.ts';
import { askAboutEdit } from './workflow-edits.ts';

/** The whole course of a kind's intake as a feature. */

type UseCase = (desk: Desk, kind: IntakeKind, turn: Turn, data: PressData) => Promise<Answer>;

const cancel: UseCase = async (desk, kind, turn, data) => {
  const shown = await showReceipt(desk, kind, turn, data);
  const { language } = turn.speaker;
  const said = language === 'ja' ? '何も送信していません。' : 'Nothing was sent.';
  return shown.kind === 'card' ? shown : showCard(card([words(said)]), said);
};

const useCases: Readonly<Record<string, UseCase>> = {
  open: (desk, kind, turn) => openForm(desk, kind, turn),
  submit: submitCase,
  cancel,
  show: showCase,
  toldPage: showToldPage,
  receipt: showReceipt,
  correct: openCorrection,
  correctNow: correctCase,
  withdraw: askWithdrawal,
  withdrawNow: withdrawCase,
  takeUp: takeUpCase,
  approve: approveCase,
  sendBack: sendBackCase,
};

/** A card in which a form is open is held until the form is done with; only then is it brought up to date again. */
const keepHandsOff = async (desk: Desk, turn: Turn, data: PressData, answer: Answer): Promise<void> => {
  const caseId = idIn(data, 'caseId');
  if (!caseId || !turn.pressedOn || answer.kind !== 'card') return;
  const change = takesInput(answer.card) ? holdCard : releaseCard;
  await change(desk.db, caseId, turn.pressedOn.activityId);
};

export const intakeFeature = (desk: Desk, kind: IntakeKind): Feature => {
  const { calledBy } = kind;
  const { name, formName } = kind.settings;
  const exactly = new Set(
    [...calledBy.exactly, name.ja, name.en, formName.ja, formName.en].map((word) => foldText(word)),
  );
  const containing = [...calledBy.containing, name.ja].map((word) => foldText(word));
  const isOurs = (list: string): boolean => list === kind.list.key;
  return {
    name: kind.list.key,
    lists: [kind.list],
    commands: [
      {
        id: kind.kind,
        title: name,
        description: { ja: `${formName.ja}を開きます。`, en: `Opens the ${formName.en.toLowerCase()}.` },
        asks: (text) =>
          exactly.has(text)
            ? 'exactly'
            : containing.some((word) => text.includes(word))
              ? 'perhaps'
              : undefined,
        run: (turn) => openForm(desk, kind, turn),
        offeredTo: (speaker) => may(desk.settings, speaker, actionOf(kind, 'create')),
      },
    ],
    presses: Object.fromEntries(
      Object.entries(useCases).map(([verb, run]): [string, OnPress] => [
        `${kind.kind}.${verb}`,
        async (turn, data) => {
          const answer = await run(desk, kind, turn, data);
          await keepHandsOff(desk, turn, data, answer);
          return answer;
        },
      ]),
    ),
    dialogs: {
      [`${kind.kind}.form`]: async (turn) => {
        const answer = await openForm(desk, kind, turn, 'dialog');
        return answer.kind === 'card'
          ? { kind: 'dialog', title: say(formName, turn.speaker.language), card: answer.card }
          : answer;
      },
    },
    reopens: {
      [`${kind.kind}.submit`]: (language, data, problem) => reopenForm(kind, language, data, problem),
    },
    jobs: {},
    renderers: kindRenderers(desk, kind),
    digests: kindDigests(desk, kind),
    afterFiled: (list, rowId) => (isOurs(list) ? [refreshJob(rowId)] : []),
    afterParked: (list, rowId) => (isOurs(list) ? [tellParkedJob(rowId, desk.newId())] : []),
    beforeRow: (list, row) => (isOurs(list) ? askAboutEdit(desk, kind, row) : Promise.resolve()),
    onRow: (tx, list, row) => (isOurs(list) ? adoptEdits(desk, kind)(tx, row) : Promise.resolve()),
  };
};
