import type { Feature } from '../../feature.ts';
import type { DeadlineDesk } from './deadline-desk.ts';
import { listDeadlines } from './list-deadlines.ts';
import { yearRoutes } from './year-routes.ts';

/** 締切: what is owed until when, as a card, as the year of the tab and as a calendar file. */

const CALLED = ['締切', '締め切り', '〆切', '期限', '提出期限', 'deadline', 'deadlines', 'due'];

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
  ],
  presses: { 'deadlines.list': (turn, data) => listDeadlines(desk, turn, data) },
  dialogs: {},
  reopens: {},
  jobs: {},
  routes: yearRoutes(desk),
  renderers: {},
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
