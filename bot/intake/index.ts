import { may } from '../../shared/kernel/permission.ts';
import type { Language } from '../../shared/kernel/words.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { filePlacesOf, type Feature } from '../feature.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import type { Graph } from '../graph/graph-client.ts';
import type { Places } from '../graph/lists.ts';
import { addJob } from '../jobs/jobs.ts';
import { forgetUploadFaults } from '../store/file-uploads.ts';
import { unpark } from '../store/outbox.ts';
import { problem, sayText, type Answer, type Turn } from '../teams/turn.ts';
import type { Desk } from './desk.ts';
import { attachWaiting, discardWaiting } from './attach-files.ts';
import { numberCommand } from './by-number.ts';
import { CONFIRM_REPORTER, confirmReporter } from './confirm-reporter.ts';
import { intakeRenderers } from './renderers.ts';
import { listMine } from './list-cases.ts';
import { tellChief, TELL_CHIEF } from './tell-chief.ts';
import { tellParked, TELL_PARKED } from './tell-parked.ts';
import { tellUnreachable, TELL_UNREACHABLE } from './tell-unreachable.ts';
import { changeCommand, CHOOSE, turnChoices } from './wish-to-change.ts';
import { DROP_UNATTACHED, dropUnattachedFiles, dropUnattachedJob } from './drop-unattached.ts';
import { uploadFiles, uploadFilesJob, UPLOAD_FILES } from './upload-files.ts';

/** What all kinds of cases have in common beyond their own course: status, numbers, files, and what went wrong. */

const STATUS = ['状況', '一覧', '状況確認', '自分の受付', 'status', 'list', 'my cases'];

/** @param files how many cases have files that go again */
const retrying = (rows: number, files: number, language: Language): string => {
  const ja = [
    ...(rows ? [`${rows}件の登録を再試行します。`] : []),
    ...(files ? [`${files}件の受付の添付の登録を再試行します。`] : []),
  ];
  const en = [
    ...(rows ? [`Filing of ${rows} is tried again.`] : []),
    ...(files ? [`Filing of the files of ${files} is tried again.`] : []),
  ];
  if (rows + files > 0) return language === 'ja' ? ja.join('') : en.join(' ');
  return language === 'ja'
    ? '登録保留の受付と添付はありません。何も変わっていません。'
    : 'Nothing is on hold. Nothing was changed.';
};

const notToRetry: Answer = problem({
  code: 'retryNotYours',
  refusal: true,
  message: {
    ja: '登録を再試行する権限がありません。何も変わっていません。ご用の場合は{itPolicySection}へご連絡ください。',
    en: 'You may not try the filing again. Nothing was changed. Please contact the {itPolicySection} if you need it.',
  },
});

const retryFiling = async (desk: Desk, turn: Turn): Promise<Answer> => {
  if (!may(desk.settings, turn.speaker, 'filing.retry')) return notToRetry;
  const count = await unpark(desk.db);
  await addJob(desk.db, fileRowsJob);
  const withFiles = await forgetUploadFaults(desk.db);
  for (const caseId of withFiles) {
    await addJob(desk.db, uploadFilesJob(caseId));
    await addJob(desk.db, refreshJob(caseId));
  }
  return sayText(retrying(count, withFiles.length, turn.speaker.language));
};

export const intake = (
  desk: Desk,
  deps: { graph: Graph; places: Places; machineClock: () => number },
  others: readonly Feature[],
): Feature => ({
  name: 'intake',
  wakes: [dropUnattachedJob],
  lists: [],
  commands: [
    {
      id: 'status',
      title: { ja: '状況', en: 'Status' },
      description: { ja: '自分の受付の状況を表示します。', en: 'Shows how your cases stand.' },
      asks: (text) =>
        STATUS.includes(text) ? 'exactly' : /状況|一覧|status/.test(text) ? 'perhaps' : undefined,
      run: (turn) => listMine(desk, turn),
    },
    numberCommand(desk, others),
    changeCommand(desk),
  ],
  presses: {
    'intake.list': (turn, data) => listMine(desk, turn, data),
    [CHOOSE]: (turn, data) => turnChoices(desk, turn, data),
    'intake.attach': (turn, data) => attachWaiting(desk, filePlacesOf(others), turn, data),
    'intake.dropFiles': (turn, data) => discardWaiting(desk, turn, data),
    'intake.retryFiling': (turn) => retryFiling(desk, turn),
  },
  dialogs: {},
  reopens: {},
  jobs: {
    [TELL_CHIEF]: tellChief(desk),
    [UPLOAD_FILES]: uploadFiles(desk, deps),
    [DROP_UNATTACHED]: dropUnattachedFiles(desk),
    [TELL_UNREACHABLE]: tellUnreachable(desk),
    [CONFIRM_REPORTER]: confirmReporter(desk, deps.machineClock),
    [TELL_PARKED]: tellParked(desk),
  },
  renderers: intakeRenderers(desk, filePlacesOf(others)),
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
