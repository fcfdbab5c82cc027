import { say, type Words } from '../../shared/kernel/words.ts';
import { may } from '../../shared/kernel/permission.ts';
import { greetOnce } from '../store/conversations.ts';
import { card, opensDialog, press, small, words } from '../teams/card.ts';
import { nothing, showCard, type Answer, type Command, type Turn } from '../teams/turn.ts';
import type { Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { turnAway } from './turn-away.ts';

/** Hello, help, and what to say when nothing was understood: always with a way on. */

const text = {
  hello: { ja: 'はじめまして', en: 'Hello' },
  help: { ja: 'できること', en: 'What I can do' },
  which: { ja: 'どちらをお手伝いしますか', en: 'Which one do you mean?' },
  notUnderstood: {
    ja: 'うまく読み取れませんでした。次の言葉かボタンをお使いください。',
    en: 'I did not understand. Please use one of these words or buttons.',
  },
  why: {
    ja: '受付の状況と、所属あての確認をこのチャットでお知らせします。',
    en: 'I will tell you here how your cases stand and what is waiting for you.',
  },
} as const satisfies Record<string, Words>;

const buttons = (desk: Desk, turn: Turn, only?: readonly string[]) =>
  desk.kinds
    .filter(
      (kind) =>
        may(desk.settings, turn.speaker, actionOf(kind, 'create')) && (!only || only.includes(kind.kind)),
    )
    .map((kind) => {
      const title = say(kind.settings.formName, turn.speaker.language);
      return turn.scope === 'personal'
        ? press({ title, verb: `${kind.kind}.open` })
        : opensDialog(title, `${kind.kind}.form`);
    });

const descriptionFor = ({ description }: Command, { speaker }: Turn): Words =>
  typeof description === 'function' ? description(speaker) : description;

const menu = (desk: Desk, turn: Turn, commands: readonly Command[], title: Words, lead?: Words): Answer => {
  const { language } = turn.speaker;
  return showCard(
    card(
      [
        small(say(desk.settings.name, language)),
        words(say(title, language), { size: 'Large', weight: 'Bolder', spacing: 'Small', style: 'heading' }),
        ...(lead ? [words(say(lead, language))] : []),
        ...commands
          // What somebody would be refused is not offered to them.
          .filter(({ offeredTo }) => offeredTo?.(turn.speaker) ?? true)
          .map((command) =>
            words(`**${say(command.title, language)}**　${say(descriptionFor(command, turn), language)}`),
          ),
      ],
      [
        ...buttons(desk, turn),
        ...(turn.scope === 'personal'
          ? [press({ title: language === 'ja' ? '状況' : 'Status', verb: 'intake.list' })]
          : []),
      ],
    ),
    say(title, language),
  );
};

export const isHelp = (text_: string): boolean =>
  ['ヘルプ', 'へるぷ', '使い方', 'help', 'hi', 'hello', 'こんにちは', 'はじめまして', '?', ''].includes(
    text_,
  );

export const helpCommand = (desk: Desk, commands: () => readonly Command[]): Command => ({
  id: 'help',
  title: { ja: 'ヘルプ', en: 'Help' },
  description: { ja: 'この案内を表示します。', en: 'Shows this.' },
  asks: (said) => (isHelp(said) ? 'exactly' : undefined),
  run: (turn) => Promise.resolve(menu(desk, turn, commands(), text.help)),
});

export const answerOther =
  (desk: Desk, commands: () => readonly Command[]) =>
  (turn: Turn, candidates: readonly Command[]): Promise<Answer> => {
    if (candidates.length < 2)
      return Promise.resolve(menu(desk, turn, commands(), text.help, text.notUnderstood));
    const { language } = turn.speaker;
    const shown = buttons(
      desk,
      turn,
      candidates.map(({ id }) => id),
    );
    return Promise.resolve(
      showCard(
        card(
          [words(say(text.which, language), { size: 'Large', weight: 'Bolder' })],
          [
            ...shown,
            ...(candidates.some(({ id }) => ['status', 'number', 'change'].includes(id))
              ? [press({ title: language === 'ja' ? '状況' : 'Status', verb: 'intake.list' })]
              : []),
          ],
        ),
        say(text.which, language),
      ),
    );
  };

/** Says hello once: in the personal chat, when the app is first there. */
export const greet =
  (desk: Desk, commands: () => readonly Command[]) =>
  async (turn: Turn): Promise<Answer> => {
    if (turn.scope !== 'personal') return nothing;
    const away = turnAway(desk, false)(turn);
    if (away) return (await greetOnce(desk.db, turn.speaker.id)) ? away : nothing;
    return (await greetOnce(desk.db, turn.speaker.id))
      ? menu(desk, turn, commands(), text.hello, text.why)
      : nothing;
  };
