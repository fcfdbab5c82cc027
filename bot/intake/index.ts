import { may } from '../../shared/kernel/permission.ts';
import { findCaseNumber } from '../../shared/kernel/case-number.ts';
import { deliverJob } from '../delivery/deliver.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { filePlacesOf, type Feature } from '../feature.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import type { Graph } from '../graph/graph-client.ts';
import type { Places } from '../graph/lists.ts';
import { addJob } from '../jobs/jobs.ts';
import { forgetUploadFaults } from '../store/attachments.ts';
import { findCase } from '../store/cases.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { unpark } from '../store/outbox.ts';
import { sayText, type Answer, type Turn } from '../teams/turn.ts';
import { kindOf, numberStart, type Desk } from './desk.ts';
import { attachWaiting, discardWaiting } from './attach-files.ts';
import { CONFIRM_REPORTER, confirmReporter } from './confirm-reporter.ts';
import { intakeRenderers } from './renderers.ts';
import { listMine } from './list-cases.ts';
import { noSuchCase, showByNumber } from './show-case.ts';
import { tellChief, TELL_CHIEF } from './tell-chief.ts';
import { tellUnreachable, TELL_UNREACHABLE } from './tell-unreachable.ts';
import { changeCommand } from './wish-to-change.ts';
import { DROP_UNATTACHED, dropUnattachedFiles, dropUnattachedJob } from './drop-unattached.ts';
import { uploadFiles, uploadFilesJob, UPLOAD_FILES } from './upload-files.ts';

/** What all kinds of cases have in common beyond their own course: status, numbers, files, and what went wrong. */

const STATUS = ['状況', '一覧', '状況確認', '自分の受付', 'status', 'list', 'my cases'];

/** A number alone or with what one does with it; among other words it only may be what they are after. */
const asksByNumber = (said: string): 'exactly' | 'perhaps' | undefined => {
  const number = findCaseNumber(said);
  if (!number) return undefined;
  const rest = said.replace(number.written.toLowerCase(), '');
  return /^[\s　]*$|状況|一覧|内容|見|表示|教え|どう|確認|取り?下げ|取り?消|訂正|status|show|withdraw|correct/.test(
    rest,
  )
    ? 'exactly'
    : 'perhaps';
};

const exampleNumber = (desk: Desk): string => {
  const [kind] = desk.kinds;
  return kind ? `${numberStart(desk.settings, kind)}0001` : '';
};

const retryFiling = async (desk: Desk, turn: Turn): Promise<Answer> => {
  if (!may(desk.settings, turn.speaker, 'filing.retry')) return noSuchCase;
  const count = await unpark(desk.db);
  await addJob(desk.db, fileRowsJob);
  const withFiles = await forgetUploadFaults(desk.db);
  for (const caseId of withFiles) {
    await addJob(desk.db, uploadFilesJob(caseId));
    await addJob(desk.db, refreshJob(caseId));
  }
  return sayText(
    turn.speaker.language === 'ja'
      ? `${count}件の登録を再試行します。${withFiles.length ? `${withFiles.length}件の受付の添付も再試行します。` : ''}`
      : `Filing of ${count} is tried again.${withFiles.length ? ` So are the files of ${withFiles.length}.` : ''}`,
  );
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
    {
      id: 'number',
      title: { ja: '番号', en: 'Number' },
      description: {
        ja: `番号（例 ${exampleNumber(desk)}）を入力すると、その受付を表示します。`,
        en: 'Write a number to see that case.',
      },
      asks: asksByNumber,
      run: (turn, text) => showByNumber(desk, turn, text),
    },
    changeCommand(desk),
  ],
  presses: {
    'intake.list': (turn, data) => listMine(desk, turn, data),
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
    'tell-parked': async (payload) => {
      const { caseId, parkId } = payload as { caseId: string; parkId: string };
      const one = await findCase(desk.db, caseId);
      if (!one) return;
      const { channel } = kindOf(desk, one.kind).settings;
      const told = delivery(
        `parked/${caseId}/${parkId}`,
        { to: 'channel', ...channel },
        'intake.parked',
        caseId,
      );
      await addDeliveries(desk.db, [told]);
      await addJob(desk.db, deliverJob(told.thread));
      await addJob(desk.db, refreshJob(caseId));
    },
  },
  renderers: intakeRenderers(desk),
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
