import { may } from '../../../shared/kernel/permission.ts';
import { say, type Words } from '../../../shared/kernel/words.ts';
import { refreshJob } from '../../delivery/refresh.ts';
import { textIn } from '../../intake/press-data.ts';
import { addJob } from '../../jobs/jobs.ts';
import { sayOnce } from '../../store/due-entries.ts';
import { card, press, typed, words } from '../../teams/card.ts';
import { problem, showCard, type Turn } from '../../teams/turn.ts';
import { shown, withView, type Handler } from './answer-reminder.ts';
import type { ReminderDesk } from './reminder-desk.ts';
import { titleOf } from './reminder-words.ts';
import type { View } from './view.ts';
import { candidates, mayBeGiven, ownersOf } from './who-owes.ts';

/** 担当変更: to somebody who holds the same role. */

const text = {
  who: { ja: '新しい担当', en: 'Who owes it from now on' },
  give: { ja: '担当を変える', en: 'Change it' },
  back: { ja: '戻る', en: 'Back' },
} as const satisfies Record<string, Words>;

/** Whoever owes it, and whoever may hand in for the others. */
const mayGive = (desk: ReminderDesk, turn: Turn, view: View): boolean =>
  may(desk.settings, turn.speaker, 'meeting.submit') || ownersOf(view).includes(turn.speaker.id);

const notToGive = problem({
  code: 'reminder.notToGive',
  refusal: true,
  message: {
    ja: '担当を変えられるのは、提出する役割の人だけです。何も変わっていません。',
    en: 'Only those who may hand it in may change who owes it. Nothing has changed.',
  },
});

export const reassign: Handler = withView(async (desk, turn, view) => {
  const { language } = turn.speaker;
  if (!mayBeGiven(view) || view.stands !== 'open' || !mayGive(desk, turn, view)) return notToGive;
  const choices = candidates(desk, view).map(({ id, name }) => ({ title: name, value: id }));
  return showCard(
    card(
      [
        typed(titleOf(view, language), { size: 'Small', isSubtle: true }),
        ...(choices.length > 0
          ? [
              {
                type: 'Input.ChoiceSet',
                id: 'owner',
                label: say(text.who, language),
                style: 'compact',
                isRequired: true,
                errorMessage: say(text.who, language),
                choices,
              },
            ]
          : [
              words(
                language === 'ja' ? '同じ役割のほかの人が名簿にいません。' : 'Nobody else holds the role.',
              ),
            ]),
      ],
      [
        ...(choices.length > 0
          ? [
              press({
                title: say(text.give, language),
                verb: 'reminders.reassignNow',
                data: { key: view.key },
                inputs: true,
                main: true,
              }),
            ]
          : []),
        press({ title: say(text.back, language), verb: 'reminders.show', data: { key: view.key } }),
      ],
    ),
    say(text.give, language),
  );
});

export const reassignNow: Handler = withView(async (desk, turn, view, data) => {
  const owner = candidates(desk, view).find(({ id }) => id === textIn(data, 'owner'));
  if (!owner || !mayBeGiven(view) || view.stands !== 'open' || !mayGive(desk, turn, view)) return notToGive;
  const { id, name } = turn.speaker;
  await desk.db.transaction().execute(async (tx) => {
    await sayOnce(tx, desk.settings.id, {
      id: desk.newId(),
      topic: 'owner',
      lifted: false,
      subject: view.reminder.subject,
      scope: view.scope,
      name: titleOf(view, 'ja'),
      owner: { id: owner.id, name: owner.name },
      by: { id, name },
      at: turn.now,
    });
    await addJob(tx, refreshJob(view.key));
  });
  return shown(desk, turn, view);
});
