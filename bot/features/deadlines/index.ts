import { may } from '../../../shared/kernel/permission.ts';
import type { Feature } from '../../feature.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { CASE_CHANGED } from '../../events.ts';
import { followCase } from './follow-case.ts';
import { listDeadlines } from './list-deadlines.ts';
import { askWithdrawFact, openFactForm, tellFactNow, withdrawFactNow } from './tell-fact.ts';
import { yearRoutes } from './year-routes.ts';

/** 締切: what is owed until when, as a card, as the year of the tab and as a calendar file. */

const CALLED = ['締切', '締め切り', '〆切', '期限', '提出期限', 'deadline', 'deadlines', 'due'];

const STARTED = ['期限の登録', '期限登録', '請求', '請求書', 'start a deadline', 'invoice'];

export const deadlines = (desk: DeadlineDesk): Feature => ({
  name: 'deadlines',
  lists: [],
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
    'deadlines.tell': (turn) => openFactForm(desk, turn),
    'deadlines.tellNow': (turn, data) => tellFactNow(desk, turn, data),
    'deadlines.untell': (turn, data) => askWithdrawFact(desk, turn, data),
    'deadlines.untellNow': (turn, data) => withdrawFactNow(desk, turn, data),
  },
  dialogs: {},
  reopens: {},
  jobs: { [CASE_CHANGED]: followCase(desk) },
  routes: yearRoutes(desk),
  renderers: {},
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
