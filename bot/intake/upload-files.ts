import { deliverJob } from '../delivery/deliver-job.ts';
import { refreshJob } from '../delivery/refresh.ts';
import { fileRowsJob } from '../filing/file-rows.ts';
import { putFile } from '../graph/files.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Graph } from '../graph/graph-client.ts';
import { COMMAND_ID, type Places } from '../graph/lists.ts';
import { addJob, type Job, type JobHandler } from '../jobs/jobs.ts';
import { alone } from '../store/alone.ts';
import { filesOfCase } from '../store/attachments.ts';
import { markUploaded, markUploadFault, nextToUpload } from '../store/file-uploads.ts';
import { findCase } from '../store/cases.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { addCommand } from '../store/outbox.ts';
import { kindOf, type Desk } from './desk.ts';
import { filesText } from './workflow-columns.ts';

/** Brings a case's files from our keeping into the document library beside its list, and names them in its row. */

export const UPLOAD_FILES = 'upload-files';
export const uploadFilesJob = (caseId: string): Job => ({
  task: UPLOAD_FILES,
  payload: { caseId },
  key: `${UPLOAD_FILES}/${caseId}`,
});

type Deps = { readonly graph: Graph; readonly places: Places; readonly machineClock: () => number };

/** Two files of one name in a case both stay: the later one carries the start of its id. */
const nameInFolder = (name: string, id: string, others: readonly string[]): string => {
  // SharePoint knows no difference of case.
  if (!others.some((other) => other.toLowerCase() === name.toLowerCase())) return name;
  const dot = name.lastIndexOf('.');
  const mark = `_${id.slice(0, 8)}`;
  return dot > 0 ? `${name.slice(0, dot)}${mark}${name.slice(dot)}` : `${name}${mark}`;
};

/** Somebody is at it, and may have looked for the last time just before: this comes after them. */
const uploadLater = (caseId: string, runAt: Date): Job => ({
  ...uploadFilesJob(caseId),
  key: `${UPLOAD_FILES}-later/${caseId}`,
  runAt,
});

export const uploadFiles =
  (desk: Desk, deps: Deps): JobHandler =>
  async (payload) => {
    const { caseId } = payload as { caseId: string };
    // Two beside each other would bring one file twice, the second time under another name.
    if (!(await alone(desk.db, `${UPLOAD_FILES}/${caseId}`, () => upload(desk, deps, caseId))))
      await addJob(desk.db, uploadLater(caseId, new Date(deps.machineClock() + 1_000)));
  };

const upload = async (desk: Desk, { graph, places, machineClock }: Deps, caseId: string): Promise<void> => {
  const one = await findCase(desk.db, caseId);
  if (!one) return;
  const kind = kindOf(desk, one.kind);
  const library = await places.library(kind.settings.site);
  // One message for all that is refused now; what is refused again after somebody sent it again is told again.
  const told = delivery(
    `refused-files/${caseId}/${desk.newId()}`,
    { to: 'channel', ...kind.settings.channel },
    'intake.refusedFiles',
    caseId,
  );
  for (
    let file = await nextToUpload(desk.db, caseId);
    file?.bytes;
    file = await nextToUpload(desk.db, caseId)
  ) {
    const taken = (await filesOfCase(desk.db, caseId)).filter(({ webUrl }) => webUrl).map(({ name }) => name);
    try {
      const filed = await putFile(
        graph,
        library,
        one.number,
        nameInFolder(file.name, file.id, taken),
        file.bytes,
        machineClock,
      );
      await markUploaded(desk.db, file.id, filed.id, filed.webUrl);
    } catch (error) {
      if (error instanceof GraphError && !error.passing) {
        // The bytes stay here; what a person has mended is tried again by them.
        const { id } = file;
        await desk.db.transaction().execute(async (tx) => {
          await markUploadFault(tx, id, error.message);
          await addDeliveries(tx, [told]);
          await addJob(tx, deliverJob(told.thread));
        });
        desk.log.error(
          { file: file.id, status: error.status, code: error.code },
          'a file could not be put in the library',
        );
        continue;
      }
      throw error;
    }
  }
  const files = await filesOfCase(desk.db, caseId);
  await desk.db.transaction().execute(async (tx) => {
    const commandId = desk.newId();
    await addCommand(tx, {
      commandId,
      list: kind.list.key,
      rowId: one.id,
      values: { Files: filesText(files), [COMMAND_ID]: commandId },
      urgent: one.urgent,
      acceptedAt: new Date(desk.clock()),
    });
    await addJob(tx, fileRowsJob);
    await addJob(tx, refreshJob(one.id));
  });
};
