import { isChiefOf, may, rolesOf, sectionsOf } from '../../shared/kernel/permission.ts';
import { typedIn, type Faults } from '../../shared/kernel/record/read-input.ts';
import { deliverJobs } from '../delivery/deliver-job.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import type { Job } from '../jobs/jobs.ts';
import { acceptCase, type FirstDelivery, type Submission, type NewCase } from '../store/accept-case.ts';
import { chosenFiles, filesOfCase } from '../store/attachments.ts';
import { findCase, type Case } from '../store/cases.ts';
import { delivery } from '../store/deliveries.ts';
import type { CaseState } from '../store/tables.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { receiptCard } from './case-card.ts';
import { caseChangedJobs } from './case-changed.ts';
import { checkForm, filesFault, tooManyChosen, type Checked } from './check-form.ts';
import { confirmReporterJob } from './confirm-reporter.ts';
import { fileCardJobs } from './file-card.ts';
import type { Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { newForm, refuse, sectionChoices } from './open-form.ts';
import { receipt } from './show-case.ts';
import { receiptSummary } from './views.ts';
import { tellChiefJob } from './tell-chief.ts';
import { uploadFilesJob } from './upload-files.ts';
import { keepWithoutNumber } from './without-number.ts';
import { newRow } from './workflow-columns.ts';
import { idIn, idsIn, textIn, type PressData } from './press-data.ts';

/** Submitting: checked again here, numbered, durable with its filing job in one transaction; only then answered. */

const wrongForm = (kind: IntakeKind): Answer => {
  const { word } = kind.calledBy;
  return problem({
    code: 'wrongForm',
    message: {
      ja: `この様式は使えません。何も送信されていません。もう一度「${word.ja}」と入力して、新しい様式を開いてください。`,
      en: `This form cannot be used. Nothing was sent. Please write "${word.en}" to open a new one.`,
    },
  });
};

const sectionOf = (desk: Desk, turn: Turn, data: PressData): string | undefined => {
  const own = sectionsOf(desk.settings, turn.speaker);
  if (own.length === 1) return own[0]?.id;
  const chosen = textIn(data, 'section');
  return sectionChoices(desk, turn).sections.find((section) => section.id === chosen)?.id;
};

/** What was confirmed once is not asked again when the form comes back for something else. */
const confirmedIn = (checked: Checked, data: PressData): { readonly carried?: { confirmed: string } } => {
  const confirmed = checked.ok ? textIn(data, 'confirmed') : checked.confirmed;
  return confirmed ? { carried: { confirmed } } : {};
};

/** A moment, so that the card usually says where the row already is. Urgent ones go at once. */
const SETTLE = 1_500;

export const submitCase = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  data: PressData,
): Promise<Answer> => {
  const { settings, db } = desk;
  const { speaker } = turn;
  const submissionId = idIn(data, 'submissionId');
  if (!submissionId) return wrongForm(kind);
  if (!may(settings, speaker, actionOf(kind, 'create'))) return refuse(kind);

  const typed = typedIn(kind.record, data);
  const section = sectionOf(desk, turn, data);
  const checked = checkForm(desk, kind, typed, data);
  const sectionFault: Faults = section ? {} : { section: { ja: '選択してください。', en: 'Please choose.' } };
  const attachments = idsIn(data, 'files');
  const { maxFiles } = settings.files;
  const { missing } = await chosenFiles(db, speaker.id, attachments, submissionId);
  const wrongFiles = attachments.length > maxFiles ? tooManyChosen(maxFiles) : filesFault(missing);
  // Sent a second time it is answered with what the first time made of it.
  const hasWrongFiles = Object.keys(wrongFiles).length > 0 && !(await findCase(db, submissionId));
  if (!checked.ok || !section || hasWrongFiles)
    return newForm(desk, kind, turn, {
      typed,
      faults: {
        ...sectionFault,
        ...(checked.ok ? {} : checked.faults),
        ...(hasWrongFiles ? wrongFiles : {}),
      },
      chosen: attachments,
      section: textIn(data, 'section'),
      submissionId,
      ...(!checked.ok && checked.question ? { question: checked.question } : {}),
      ...confirmedIn(checked, data),
    });

  const urgent = kind.urgent(checked.values);
  const needsApproval =
    kind.settings.chief === 'approves' && !urgent && !isChiefOf(settings, speaker, section);
  const state: CaseState = needsApproval ? 'awaitingApproval' : 'received';
  const newCase = {
    id: submissionId,
    engagement: settings.id,
    kind: kind.kind,
    state,
    reporterId: speaker.id,
    reporterName: speaker.name,
    reporterMail: speaker.mail,
    sectionId: section,
    urgent,
    fields: checked.values,
    submittedAt: turn.now,
    language: speaker.language,
    chiefDue: kind.settings.chief !== 'none',
  } as const;
  const deliveries = firstDeliveries(desk, kind, turn, submissionId, urgent, needsApproval);
  const commandId = desk.newId();
  const given: Submission = {
    newCase,
    prefix: settings.numberPrefix,
    mark: kind.settings.numberMark,
    commandId,
    list: kind.list.key,
    row: newRow(settings, kind.record, newCase, commandId),
    deliveries,
    attachments,
    jobs: [
      ...jobsFor(kind, turn, submissionId, deliveries, attachments),
      ...caseChangedJobs(settings, kind, submissionId, checked.values),
      ...(await fileCardJobs(db, speaker.id, attachments)),
    ],
  };
  if (!desk.isNumbered(kind.kind) && !(await findCase(db, submissionId)))
    return (await keepWithoutNumber(desk, kind, given)) ?? wrongForm(kind);
  const acceptance = await acceptCase(db, given);
  // A submission id is no secret: somebody else's tells nothing.
  if (acceptance.reporterId !== speaker.id) return wrongForm(kind);
  if (acceptance.isNew)
    return firstReceipt(desk, kind, turn, justAccepted(newCase, acceptance.number), attachments);
  const one = await findCase(db, submissionId);
  if (!one) throw new Error('an accepted case was not found');
  if (one.kind !== kind.kind) return wrongForm(kind);
  return receipt(desk, kind, turn, one);
};

/** It came into the ledger with the case itself. */
const firstReceipt = async (
  { settings, db }: Desk,
  kind: IntakeKind,
  { speaker }: Turn,
  one: Case,
  attachments: readonly string[],
): Promise<Answer> => {
  const files = attachments.length ? await filesOfCase(db, one.id) : [];
  return showCard(
    receiptCard(settings, kind, one, speaker.language, speaker, files),
    receiptSummary(one, speaker.language),
  );
};

/** What was accepted a moment ago, without asking the database again. */
const justAccepted = (newCase: NewCase, number: string): Case => ({
  ...newCase,
  number,
  revision: 1,
  changedAt: newCase.submittedAt,
  reason: undefined,
  handlerId: undefined,
  handlerName: undefined,
  filing: 'waiting',
  webUrl: undefined,
  gone: false,
});

const firstDeliveries = (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  caseId: string,
  urgent: boolean,
  needsApproval: boolean,
): readonly FirstDelivery[] => {
  const { settings } = desk;
  const toReporter = { to: 'person', personId: turn.speaker.id } as const;
  const receiptDelivery = delivery(`receipt/${caseId}`, toReporter, `${kind.kind}.receipt`, caseId);
  const toChannel = { to: 'channel', ...kind.settings.channel } as const;
  // Somebody of a role, without a section of their own, is no stranger; who they are may be known only later.
  const asked =
    !turn.speaker.unconfirmed &&
    sectionsOf(settings, turn.speaker).length === 0 &&
    rolesOf(settings, turn.speaker).length === 0;
  return [
    // Only in their own chat did they press what is theirs: in a channel it would become everybody's to read.
    { ...receiptDelivery, ...(turn.pressedOn && turn.scope === 'personal' ? { at: turn.pressedOn } : {}) },
    ...(needsApproval
      ? []
      : [
          {
            ...delivery(`announce/${caseId}`, toChannel, `${kind.kind}.announce`, caseId, urgent),
            ...(urgent ? {} : { delay: SETTLE }),
          },
        ]),
    ...(asked
      ? [delivery(`stranger/${kind.kind}/${turn.speaker.id}`, toChannel, 'intake.stranger', caseId)]
      : []),
  ];
};

const jobsFor = (
  kind: IntakeKind,
  { speaker }: Turn,
  caseId: string,
  deliveries: readonly FirstDelivery[],
  attachments: readonly string[],
): readonly Job[] => {
  return [
    fileRowsJob,
    ...deliverJobs(deliveries.filter((one) => !one.at)),
    ...(kind.settings.chief === 'none' ? [] : [tellChiefJob]),
    ...(attachments.length ? [uploadFilesJob(caseId)] : []),
    ...(speaker.unconfirmed ? [confirmReporterJob(caseId)] : []),
  ];
};
