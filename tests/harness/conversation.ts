import {
  cardOf,
  defaultsOf,
  textOf,
  type Inputs,
  type LocalPerson,
  type Message,
} from '../../infra/local-people.ts';
import { actionsOf } from '../../infra/local-people.ts';
import { eventually } from './eventually.ts';

/** What a person does again and again in the stories. */

/** The personal chat once the app has said hello there: the greeting comes by itself and may else come last. */
export const greetedChat = async (person: LocalPerson): Promise<string> => {
  const chat = await person.personalChat();
  await eventually(`the app greets ${person.account.name}`, async () =>
    (await person.messages(chat)).some((message) => /はじめまして|Hello/.test(textOf(cardOf(message)))),
  );
  return chat;
};

/** Writes in the personal chat and reads what the app answered last. */
export const lastFromApp = async (person: LocalPerson, text: string): Promise<Message> => {
  const chat = await greetedChat(person);
  await person.write(chat, text);
  const said = (await person.messages(chat)).filter(
    (message) => message.from.kind === 'app' && !message.deleted,
  );
  const last = said.toSorted((one, other) => Number(one.id) - Number(other.id)).at(-1);
  if (!last) throw new Error('the app said nothing');
  return last;
};

/** Sends files in the personal chat and reads what the app asks about them. */
export const handFiles = async (
  person: LocalPerson,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Message> => {
  const chat = await greetedChat(person);
  const fromApp = async (): Promise<readonly Message[]> =>
    (await person.messages(chat))
      .filter((message) => message.from.kind === 'app' && !message.deleted)
      .toSorted((one, other) => Number(one.id) - Number(other.id));
  const known = new Set((await fromApp()).map(({ id }) => id));
  const ids: string[] = [];
  for (const [name, bytes] of Object.entries(files)) ids.push(await person.upload(chat, name, bytes));
  await person.write(chat, '', { files: ids });
  return eventually('the app says something to the files', async () =>
    (await fromApp()).findLast(
      (message) => !known.has(message.id) && textOf(cardOf(message)).includes('お預かりしました'),
    ),
  );
};

export const openForm = (person: LocalPerson, text: string): Promise<Message> => lastFromApp(person, text);

/** Opens the form of a kind and sends it. */
export const formOf = async (
  person: LocalPerson,
  kind: 'consultation' | 'incident',
  inputs: Inputs,
): Promise<{ message: Message; number: string }> => {
  const form = await openForm(person, kind === 'consultation' ? '相談' : '事故');
  const outcome = await person.press(form, `${kind}.submit`, { ...defaultsOf(cardOf(form)), ...inputs });
  if (outcome.outcome !== 'card') throw new Error(JSON.stringify(outcome));
  const number = /[A-Z]\d+-.-\d+/.exec(textOf(cardOf(outcome.message)))?.[0];
  if (!number) throw new Error(`no number in:\n${textOf(cardOf(outcome.message))}`);
  return { message: outcome.message, number };
};

export const verbsOf = (message: Message): readonly unknown[] =>
  actionsOf(cardOf(message)).map((action) => action['verb']);
