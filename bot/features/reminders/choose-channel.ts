import { say, type Words } from '../../../shared/kernel/words.ts';
import { channelOf } from '../../../shared/meetings/digest.ts';
import type { ReminderChannel } from '../../../shared/meetings/reminder-settings.ts';
import { textIn } from '../../intake/press-data.ts';
import { chooseChannel, withChoices } from '../../store/reminder-choices.ts';
import { card, press, words } from '../../teams/card.ts';
import { problem, sayText, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import type { Handler } from './answer-reminder.ts';
import type { ReminderDesk } from './reminder-desk.ts';

/** 通知設定: one by one in the chat, or together in the morning, within what the profile allows. */

const text = {
  title: { ja: '通知設定', en: 'Reminder settings' },
  how: { ja: 'お知らせの受け取り方', en: 'How you get reminders' },
  chat: { ja: '一つずつチャットで', en: 'One by one, in this chat' },
  digest: { ja: '朝にまとめて', en: 'Together in the morning' },
  set: { ja: '保存する', en: 'Save' },
  always: {
    ja: '期限を過ぎたもの、直前のもの、急ぐものは、いつも一つずつ届きます。開庁日のお知らせの時間にだけ届きます。',
    en: 'What is late, about to begin or urgent always comes by itself. Reminders come during office hours only.',
  },
} as const satisfies Record<string, Words>;

const inPersonalChat = (turn: Turn): Answer =>
  sayText(
    turn.speaker.language === 'ja'
      ? '個人チャットで入力してください。'
      : 'Please write this in your own chat.',
  );

export const openChannel = async (
  desk: ReminderDesk,
  turn: Turn,
  saved?: ReminderChannel,
): Promise<Answer> => {
  if (turn.scope !== 'personal') return inPersonalChat(turn);
  const { language, id } = turn.speaker;
  const settings = desk.settings.meetings.reminders;
  const staff = await withChoices(desk.db, [{ id, roles: [] }], turn.now);
  const { choices } = settings.digest;
  return showCard(
    card(
      [
        words(say(text.title, language), { size: 'Large', weight: 'Bolder', style: 'heading' }),
        ...(saved === undefined
          ? []
          : [
              words(
                language === 'ja'
                  ? `保存しました。これから「${text[saved].ja}」届きます。`
                  : `Saved: ${text[saved].en.toLowerCase()}.`,
              ),
            ]),
        {
          type: 'Input.ChoiceSet',
          id: 'channel',
          label: say(text.how, language),
          style: 'expanded',
          value: saved ?? channelOf(settings, staff, id),
          choices: choices.map((value) => ({ title: say(text[value], language), value })),
        },
        words(say(text.always, language), { isSubtle: true, size: 'Small' }),
      ],
      [press({ title: say(text.set, language), verb: 'reminders.channel', inputs: true, main: true })],
    ),
    say(text.title, language),
    'none',
  );
};

export const setChannel: Handler = async (desk, turn, data) => {
  const { choices } = desk.settings.meetings.reminders.digest;
  const channel = choices.find((one) => one === textIn(data, 'channel'));
  if (channel === undefined)
    return problem({
      code: 'reminder.channel',
      message: {
        ja: 'この契約では選べない受け取り方です。設定は変わっていません。',
        en: 'This contract does not offer that. Nothing has changed.',
      },
    });
  await chooseChannel(desk.db, turn.speaker.id, channel);
  return openChannel(desk, turn, channel);
};
