import {
  actionsOf,
  cardOf,
  defaultsOf,
  textOf,
  type Inputs,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import type { Chance } from './chance.ts';

/**
 * A person who wants to hand something in and does not give up: who gets no form writes again; who gets no answer to a
 * press looks at the card and presses the same one again.
 */

export type Kind = 'consultation' | 'incident';

/** A number that a person was shown, for the card they pressed. */
export type Answered = {
  readonly kind: Kind;
  readonly submissionId: string;
  readonly number: string;
  readonly presses: number;
};

const words: Readonly<Record<Kind, string>> = { consultation: '相談', incident: '事故' };

const inputsFor = (kind: Kind, serial: number, chance: Chance): Inputs =>
  kind === 'consultation'
    ? {
        subject: `見積りの確認 ${serial}`,
        category: chance.oneOf(['system', 'security', 'procurement']),
        questions1: '経費の内訳は妥当でしょうか。',
        background: '来年度の更新に向けて見積りを取りました。',
      }
    : {
        subject: `誤送信 ${serial}`,
        incidentKind: chance.next() < 0.1 ? 'malware' : 'misdelivery',
        whatHappened: '添付ファイルを取り違えて送信しました。',
      };

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const submissionIdOf = (message: Message, verb: string): string | undefined => {
  const action = actionsOf(cardOf(message)).find((one) => one['verb'] === verb);
  const data = action?.['data'] as { submissionId?: unknown } | undefined;
  return typeof data?.submissionId === 'string' ? data.submissionId : undefined;
};

const numberIn = (message: Message | undefined): string | undefined =>
  message && /[A-Z]\d+-[^-\s]-\d+/.exec(textOf(cardOf(message)))?.[0];

export type Submitter = { readonly submit: (kind: Kind, serial: number) => Promise<Answered> };

/** @param goesOn false when the run has taken too long: then what waits is given up with an error */
export const createSubmitter = (person: LocalPerson, chance: Chance, goesOn: () => boolean): Submitter => {
  const used = new Set<string>();
  const impatience = (): Promise<void> => pause(chance.between(100, 600));
  const givenUp = (what: string): Error => new Error(`${person.account.name} waited in vain for ${what}`);

  /** What a person sees at the end of the chat. */
  const latest = async (chat: string): Promise<readonly Message[]> =>
    (
      await person.call<{ messages: Message[] }>(
        'GET',
        `/people/chats/${encodeURIComponent(chat)}/messages?limit=50`,
      )
    ).messages;

  const formIn = async (chat: string, kind: Kind): Promise<Message | undefined> =>
    (await latest(chat)).find(
      (message) =>
        !message.deleted &&
        message.from.kind === 'app' &&
        !used.has(message.id) &&
        submissionIdOf(message, `${kind}.submit`) !== undefined,
    );

  const openForm = async (kind: Kind): Promise<Message> => {
    const chat = await person.personalChat();
    while (goesOn()) {
      const there = await formIn(chat, kind);
      if (there) return there;
      await person.write(chat, words[kind]);
      const opened = await formIn(chat, kind);
      if (opened) return opened;
      await impatience();
    }
    throw givenUp(`the form of ${kind}`);
  };

  return {
    submit: async (kind, serial) => {
      const verb = `${kind}.submit`;
      const form = await openForm(kind);
      used.add(form.id);
      const submissionId = submissionIdOf(form, verb) ?? '';
      const inputs = { ...defaultsOf(cardOf(form)), ...inputsFor(kind, serial, chance) };
      for (let presses = 1; goesOn(); presses += 1) {
        const outcome = await person.press(form, verb, inputs);
        if (outcome.outcome === 'invalid') throw new Error(`refused: ${JSON.stringify(outcome)}`);
        // Without an answer the card may have become the receipt all the same.
        const shown =
          outcome.outcome === 'card'
            ? outcome.message
            : (await latest(form.chatId)).find(({ id }) => id === form.id);
        const number = numberIn(shown);
        if (number) return { kind, submissionId, number, presses };
        await impatience();
      }
      throw givenUp(`the number of ${submissionId}`);
    },
  };
};
