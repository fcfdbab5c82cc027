import type { SeenRow } from '../../filing/follow-lists.ts';
import { addJobs } from '../../jobs/jobs.ts';
import type { Tx } from '../../store/database.ts';
import { findMeeting } from '../../store/meetings.ts';
import { bringMeetingHome } from './bring-home.ts';
import { fileMeeting, followMeetings, tellSection } from './keep-meeting.ts';
import type { MeetingDesk } from './meeting-desk.ts';
import { meetingList } from './meeting-list.ts';

/** The list of meetings is the product's: what somebody typed into it is put back, and the section is told the way. */
export const putBackMeeting = async (desk: MeetingDesk, tx: Tx, row: SeenRow): Promise<void> => {
  const one = await findMeeting(tx, row.rowId);
  // Newer than this database: nothing of it is overwritten.
  if (!one || row.lost) return bringMeetingHome(desk, tx, row, one);
  if (row.byHand.length === 0) return;
  // The record of a meeting that came home is in the list alone.
  if (one.meeting.state === 'held' && one.minutes === undefined) return;
  const { columns } = meetingList(desk.settings);
  const names = row.byHand.map(
    (name) => columns.find((column) => column.name === name)?.displayName ?? '番号',
  );
  const by = row.editor.by === 'person' || row.editor.by === 'application' ? row.editor.name : '不明';
  await fileMeeting(tx, desk, await desk.staff(), one);
  await tellSection(tx, desk, one.id, {
    kind: 'putBack',
    title: { ja: 'SharePointでの変更を元に戻しました', en: 'A change in SharePoint was put back' },
    lines: [
      { ja: `変更した人　${by}`, en: `By ${by}` },
      { ja: `列　${names.join('、')}`, en: `Columns: ${names.join(', ')}` },
      {
        ja: '会議の日時などは、「予定」のカードか、Outlookの予定で変更できます。',
        en: 'Meetings are changed on their cards ("schedule") or in Outlook.',
      },
    ],
  });
  await addJobs(tx, followMeetings(desk, [one.id]));
};
