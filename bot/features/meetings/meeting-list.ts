import type { Settings } from '../../../shared/engagements/settings.ts';
import {
  type Column,
  columnsOf,
  type ColumnValues,
  toColumns,
} from '../../../shared/kernel/record/columns.ts';
import {
  type Meeting,
  meetingRecord,
  meetingValues,
  type PersonRef,
} from '../../../shared/meetings/meeting.ts';
import { COMMAND_ID, type ListDefinition, ROW_ID, SEQUENCE } from '../../graph/lists.ts';

/** The list 会議: every meeting of the contract with how it stands. All of it is the product's. */

const LONG = { text: { allowMultipleLines: true, textType: 'plain' } } as const;
const LINE = { text: { maxLength: 255 } } as const;

/** The place of the year that a meeting fills: without it the year would be proposed once more. */
export const PLAN_SLOT = 'PlanSlot';

const own: readonly Column[] = [
  SEQUENCE,
  { name: 'Decisions', displayName: '決定事項', ...LONG },
  { name: 'Attendance', displayName: '出席の記録', ...LONG },
  { name: 'RecordHistory', displayName: '記録の経過', ...LONG },
  { name: 'OrganiserId', displayName: '開催者ID', hidden: true, ...LINE },
  { name: PLAN_SLOT, displayName: '年間計画の枠', hidden: true, ...LINE },
  { name: ROW_ID, displayName: '会議ID', indexed: true, enforceUniqueValues: true, ...LINE },
  { name: COMMAND_ID, displayName: '最終処理ID', hidden: true, ...LINE },
];

/** How this engagement's numbers begin: R8-会-. */
export const meetingNumbers = ({ numberPrefix, meetings }: Settings): string =>
  `${numberPrefix}-${meetings.numberMark}-`;

export const meetingList = (settings: Settings): ListDefinition => ({
  key: 'meetings',
  site: 'documents',
  title: settings.meetings.list,
  description: '契約の会議の予定と記録',
  columns: [...columnsOf(meetingRecord(settings.meetings)), ...own],
});

export type MeetingRow = {
  readonly id: string;
  readonly meeting: Meeting;
  readonly organiserId: string | undefined;
  readonly decisions?: string;
  readonly attendance?: string;
  readonly history?: string;
};

/** The row as it must be; the command that writes it is named in it. */
export const meetingRow = (
  settings: Settings,
  { id, meeting, organiserId, decisions, attendance, history }: MeetingRow,
  nameOf: (person: PersonRef) => string,
  commandId: string,
): ColumnValues => ({
  ...toColumns(
    meetingRecord(settings.meetings),
    meetingValues({ ...meeting, organiser: organiserId ?? meeting.organiser }, nameOf),
  ),
  Title: meeting.id,
  [SEQUENCE.name]: Number(meeting.id.split('-').at(-1)),
  Decisions: decisions ?? null,
  Attendance: attendance ?? null,
  RecordHistory: history ?? null,
  OrganiserId: organiserId ?? meeting.organiser,
  [PLAN_SLOT]: meeting.slot ?? null,
  [ROW_ID]: id,
  [COMMAND_ID]: commandId,
});
