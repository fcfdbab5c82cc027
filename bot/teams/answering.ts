import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { startOf } from '../../shared/kernel/text.ts';
import { attachmentOf, card, inDialog, notice, type Card } from './card.ts';
import { ConnectorError, type Connector, type SentMessage } from './connector.ts';
import type { HouseStyle } from './house-style.ts';
import type { Incoming } from './incoming.ts';
import type { Answer, Turn } from './turn.ts';

/** How an answer reaches the person: as the body of an invoke, in the place of the card that was pressed, or as a message. */

const REPLY_TRIES = 4;
/** Milliseconds. */
const LONGEST_REPLY_WAIT = 3_000;

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const TEXT_TYPE = 'application/vnd.microsoft.activity.message';

const plainText = ({ type, text, items, inlines }: CardElement): string => {
  if (type === 'TextBlock' || type === 'TextRun') return String(text);
  const inside: unknown = items ?? inlines;
  return Array.isArray(inside) ? (inside as CardElement[]).map(plainText).join('') : '';
};

/** What is pressed where others read along is answered there with what is theirs to read as well. */
const isForAll = ({ scope }: Turn, answer: Answer): boolean =>
  scope === 'personal' ||
  (answer.kind === 'card' && typeof answer.standing === 'object' && answer.standing.channel !== undefined);

const NOT_HERE = {
  ja: 'この会話には内容を表示しません。ボットとの個人チャットで確認してください。',
  en: 'It is not shown in this conversation. Please look in your personal chat with the bot.',
} as const;

/** A dialog says its title itself: the heading that says the same stands in a chat only. */
const untitled = (title: string, content: Card): Card => {
  const heading = content.body.findIndex((element) => plainText(element) === title);
  return heading < 0 || heading > 1 || content.body.length === 1
    ? content
    : { ...content, body: content.body.filter((_element, index) => index !== heading) };
};

const dialog = (title: string, content: Card) => ({
  title,
  height: 'large',
  width: 'medium',
  card: attachmentOf(inDialog(untitled(title, content))),
});

type Deps = { readonly connector: Connector; readonly style: HouseStyle };

export const createAnswering = ({ connector, style }: Deps) => {
  const say = (answer: Answer, language: 'ja' | 'en'): string =>
    style.text(
      answer.kind === 'problem'
        ? answer.problem.message[language]
        : answer.kind === 'text'
          ? answer.text
          : '',
    );

  const bodyOf = (incoming: Incoming, answer: Answer, language: 'ja' | 'en'): unknown => {
    const { event } = incoming;
    if (event.kind === 'press' && event.via === 'execute')
      return answer.kind === 'card' || answer.kind === 'dialog'
        ? { statusCode: 200, type: CARD_TYPE, value: style.card(answer.card) }
        : { statusCode: 200, type: TEXT_TYPE, value: say(answer, language) };
    if ((event.kind === 'press' && event.via === 'dialog') || event.kind === 'openDialog')
      return answer.kind === 'card' || answer.kind === 'dialog'
        ? {
            task: {
              type: 'continue',
              value: dialog(
                style.text(answer.kind === 'dialog' ? answer.title : answer.summary),
                style.card(answer.card),
              ),
            },
          }
        : event.kind === 'openDialog'
          ? {
              task: {
                type: 'continue',
                value: dialog('', card([notice(say(answer, language), 'attention')])),
              },
            }
          : {
              task: {
                type: 'message',
                value: say(answer, language) || (language === 'ja' ? '完了しました。' : 'Done.'),
              },
            };
    // An invoke that we do not know is answered all the same, so that the client does not wait.
    return { statusCode: 200, type: TEXT_TYPE, value: say(answer, language) };
  };

  /** Somebody waits for this answer: when Teams asks to come again, it is tried again within seconds. */
  const patiently = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let left = REPLY_TRIES; ; left -= 1)
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof ConnectorError && error.again) || left <= 1) throw error;
        const wait = Math.min(error.retryAfter ?? 1_000, LONGEST_REPLY_WAIT);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
  };

  /** @returns the message that now holds the answer */
  const deliver = async (
    incoming: Incoming,
    turn: Turn,
    answer: Answer,
  ): Promise<SentMessage | undefined> => {
    const { language } = turn.speaker;
    if (answer.kind === 'nothing') return undefined;
    if (answer.kind === 'card' || answer.kind === 'dialog') {
      const message = { card: answer.card, summary: answer.kind === 'card' ? answer.summary : answer.title };
      // A plain Submit cannot be answered with a card: the message it came from becomes its own receipt.
      const { pressedOn } = turn;
      return patiently(async () => {
        if (turn.via !== 'submit' || !pressedOn) return connector.send(incoming.thread, message);
        if (!isForAll(turn, answer)) {
          const text = NOT_HERE[language];
          await connector.send(incoming.thread, { text, summary: startOf(text, 40) });
          return undefined;
        }
        await connector.update(pressedOn, message);
        return pressedOn;
      });
    }
    const text = say(answer, language);
    return patiently(() => connector.send(incoming.thread, { text, summary: startOf(text, 40) }));
  };

  return { bodyOf, deliver };
};
