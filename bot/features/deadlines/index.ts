import { may } from '../../../shared/kernel/permission.ts';
import type { Feature } from '../../feature.ts';
import type { OnPress } from '../../teams/turn.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { CASE_CHANGED, DEADLINE_SAID, deadlineSaidJob } from '../../events.ts';
import { askChange, changeDeadline } from './change-deadline.ts';
import { DEADLINE_FORMS } from './deadline-forms.ts';
import { entryLists } from './entry-list.ts';
import {
  ENTRY_SEEN,
  entrySeen,
  entrySeenJob,
  fileEntries,
  isEntryList,
  takeEntryHome,
} from './file-entries.ts';
import { followCase } from './follow-case.ts';
import { listDeadlines } from './list-deadlines.ts';
import { showDeadline } from './show-deadline.ts';
import { askWithdrawFact, openFactForm, tellFactNow, withdrawFactNow } from './tell-fact.ts';
import { yearRoutes } from './year-routes.ts';

/** 締切: what is owed until when, as a card, as the year of the tab and as a calendar file. */

const CALLED = ['締切', '締め切り', '〆切', '期限', '提出期限', 'deadline', 'deadlines', 'due'];

const STARTED = ['期限の登録', '期限登録', '請求', '請求書', 'start a deadline', 'invoice'];

/** What is said of one deadline: asked for, and done. */
const changes = (desk: DeadlineDesk): Readonly<Record<string, OnPress>> =>
  Object.fromEntries(
    DEADLINE_FORMS.flatMap((what): [string, OnPress][] => [
      [`deadlines.${what}`, (turn, data) => askChange(what)(desk, turn, data)],
      [`deadlines.${what}Now`, (turn, data) => changeDeadline(what)(desk, turn, data)],
    ]),
  );

export const deadlines = (desk: DeadlineDesk): Feature => ({
  name: 'deadlines',
  lists: entryLists(desk.settings),
  commands: [
    {
      id: 'deadlines',
      title: { ja: '締切', en: 'Deadlines' },
      description: {
        ja: '提出待ちのものと期限を表示します。',
        en: 'Shows what is outstanding, and until when.',
      },
      asks: (text) =>
        CALLED.includes(text) ? 'exactly' : /締め?切|〆切|期限|deadline/.test(text) ? 'perhaps' : undefined,
      run: (turn) => listDeadlines(desk, turn),
    },
    {
      id: 'deadlines.tell',
      title: { ja: '期限の登録', en: 'Start a deadline' },
      description: {
        ja: '請求書の受取りなど、システムが知りえないことから始まる期限を登録します。',
        en: 'Saves a deadline that starts from something the app cannot know, such as an invoice.',
      },
      asks: (text) =>
        STARTED.includes(text) ? 'exactly' : /請求|期限.?登録|invoice/.test(text) ? 'perhaps' : undefined,
      run: (turn) => openFactForm(desk, turn),
      offeredTo: (speaker) => may(desk.settings, speaker, 'deadline.tell'),
    },
  ],
  presses: {
    'deadlines.list': (turn, data) => listDeadlines(desk, turn, data),
    'deadlines.show': (turn, data) => showDeadline(desk, turn, data),
    ...changes(desk),
    'deadlines.tell': (turn) => openFactForm(desk, turn),
    'deadlines.tellNow': (turn, data) => tellFactNow(desk, turn, data),
    'deadlines.untell': (turn, data) => askWithdrawFact(desk, turn, data),
    'deadlines.untellNow': (turn, data) => withdrawFactNow(desk, turn, data),
  },
  dialogs: {},
  reopens: {},
  jobs: {
    [CASE_CHANGED]: followCase(desk),
    [DEADLINE_SAID]: fileEntries(desk),
    [ENTRY_SEEN]: entrySeen(desk),
  },
  wakes: [deadlineSaidJob],
  routes: yearRoutes(desk),
  renderers: {},
  digests: {},
  afterFiled: (list, rowId) => (isEntryList(list) ? [entrySeenJob(rowId)] : []),
  afterParked: () => [],
  onRow: (tx, list, row) => (isEntryList(list) ? takeEntryHome(desk, tx, list, row) : Promise.resolve()),
});
