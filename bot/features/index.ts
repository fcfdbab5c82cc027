import type { Settings } from '../../shared/engagements/settings.ts';
import type { Feature } from '../feature.ts';
import type { ListDefinition } from '../graph/lists.ts';
import type { Desk } from '../intake/desk.ts';
import { intakeFeature } from '../intake/intake-feature.ts';
import type { IntakeKind } from '../intake/intake-kind.ts';
import { numberedCases, type Numbered } from '../intake/numbering.ts';
import { consultationKind } from './consultations/consultation.ts';
import { incidentKind } from './incidents/incident.ts';
import { deadlineDesk, type DeadlineOutside } from './deadlines/deadline-desk.ts';
import { entryLists } from './deadlines/entry-list.ts';
import { deadlines } from './deadlines/index.ts';
import { checklistList } from './documents/checklist-list.ts';
import { documentDesk } from './documents/document-desk.ts';
import { proofList } from './documents/proof-list.ts';
import { documents } from './documents/index.ts';
import { issues } from './issues/index.ts';
import { issueList, issueNumbers } from './issues/issue-list.ts';
import { meetings } from './meetings/index.ts';
import { meetingDesk, type Outside } from './meetings/meeting-desk.ts';
import { meetingList, meetingNumbers } from './meetings/meeting-list.ts';
import { plans } from './plans/index.ts';
import { planLists } from './plans/plan-lists.ts';
import { reminders } from './reminders/index.ts';
import { reminderDesk } from './reminders/reminder-desk.ts';

/** The kinds of cases that people submit, one line each. */
export const kinds = (settings: Settings): readonly IntakeKind[] => [
  consultationKind(settings),
  incidentKind(settings),
];

/** The features of the product: every kind's course is one. */
export const features = (desk: Desk, outside: Outside & DeadlineOutside): readonly Feature[] => [
  ...desk.kinds.map((kind) => intakeFeature(desk, kind)),
  meetings(meetingDesk(desk, outside)),
  issues({ ...desk, ...outside }),
  reminders(reminderDesk(desk, outside)),
  deadlines(deadlineDesk(desk, outside)),
  documents(documentDesk(desk, outside)),
  plans(desk.settings),
];

/** What is numbered, one line each. */
export const numbered = (settings: Settings): readonly Numbered[] => [
  ...numberedCases(settings, kinds(settings)),
  { kind: 'meeting', list: meetingList(settings), start: meetingNumbers(settings) },
  { kind: 'issue', list: issueList(settings), start: issueNumbers(settings) },
];

/** The lists that the product keeps, for provisioning. */
export const lists = (settings: Settings): readonly ListDefinition[] => [
  ...kinds(settings).map(({ list }) => list),
  meetingList(settings),
  issueList(settings),
  ...entryLists(settings),
  ...planLists(settings),
  checklistList(settings),
  proofList(settings),
];
