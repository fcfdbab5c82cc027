import { rolesOf } from '../../../shared/kernel/permission.ts';
import type { Feature } from '../../feature.ts';
import type { Command } from '../../teams/turn.ts';
import { bundle, later, laterNow, seen, show, submitted, type Handler } from './answer-reminder.ts';
import { reassign, reassignNow } from './give-to.ts';
import { endAway, openAway, setAway } from './be-away.ts';
import { openChannel, setChannel } from './choose-channel.ts';
import { plannedReminders } from './plan.ts';
import { REACH, reachJobs, reachPerson, unreachablePerson } from './reach-person.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { reminderRenderers } from './renderers.ts';

/** お知らせ: who is reminded of what and when, how they answer, and how they want to be reminded. */

const commands = (desk: ReminderDesk): readonly Command[] => [
  {
    id: 'reminders.settings',
    title: { ja: '通知設定', en: 'Reminder settings' },
    description: { ja: 'お知らせの受け取り方を選びます。', en: 'Chooses how you get reminders.' },
    asks: (said) =>
      ['通知設定', '通知', 'お知らせ設定', 'reminder settings', 'notifications'].includes(said)
        ? 'exactly'
        : /通知/.test(said)
          ? 'perhaps'
          : undefined,
    run: (turn) => openChannel(desk, turn),
    offeredTo: (speaker) => rolesOf(desk.settings, speaker).length > 0,
  },
  {
    id: 'reminders.away',
    title: { ja: '不在', en: 'Away' },
    description: {
      ja: '不在の間、代わりの人にお知らせが届くようにします。',
      en: 'Has somebody else get your reminders while you are away.',
    },
    asks: (said) =>
      ['不在', '不在登録', '休暇', 'away', 'out of office'].includes(said)
        ? 'exactly'
        : /不在|休暇/.test(said)
          ? 'perhaps'
          : undefined,
    run: (turn) => openAway(desk, turn),
    offeredTo: (speaker) => rolesOf(desk.settings, speaker).length > 0,
  },
];

const presses: Readonly<Record<string, Handler>> = {
  show,
  seen,
  bundle,
  later,
  laterNow,
  submitted,
  reassign,
  reassignNow,
  channel: setChannel,
  away: setAway,
  notAway: endAway,
};

export const reminders = (desk: ReminderDesk): Feature => ({
  name: 'reminders',
  lists: [],
  commands: commands(desk),
  presses: Object.fromEntries(
    Object.entries(presses).map(([verb, run]) => [
      `reminders.${verb}`,
      (turn, data) => run(desk, turn, data),
    ]),
  ),
  dialogs: {},
  reopens: {},
  jobs: { [REACH]: reachPerson(desk) },
  onUnreachable: reachJobs,
  planned: [plannedReminders(desk)],
  renderers: { ...reminderRenderers(desk), 'reminders.unreachable': unreachablePerson(desk) },
  digests: {},
  afterFiled: () => [],
  afterParked: () => [],
  onRow: () => Promise.resolve(),
});
