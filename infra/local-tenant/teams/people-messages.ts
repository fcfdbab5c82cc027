import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Mention } from './model.ts';
import type { ChatOf } from './people-chats.ts';
import { localeOf, problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import { post } from './post.ts';
import { addressesApp, changeActivity, messageActivity, sayToBot } from './say.ts';
import type { Teams } from './teams.ts';
import { messageView } from './views.ts';

type ById = { Params: { chatId: string; messageId: string } };
type Paging = { Querystring: { after?: string; before?: string; limit?: string } };

const draft = z.object({
  text: z.string().max(28_000).default(''),
  /** Each stands in the text as `<at>name</at>`; `app` or a person's directory id. */
  mentions: z.array(z.union([z.literal('app'), z.string().min(1)])).default([]),
  files: z.array(z.string()).max(10).default([]),
  /** In a channel: the message that opened the thread. */
  replyTo: z.string().optional(),
  /** Answer only when the bot has answered, instead of at once. */
  wait: z.boolean().default(false),
});
const correction = z.object({ text: z.string().min(1).max(28_000) });

/** Reading, writing, changing and removing messages. */
export function messageRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls, chatOf: ChatOf): void {
  const { store } = teams;

  scope.get<ById & Paging>('/people/chats/:chatId/messages', (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const { after, before } = request.query;
    const limit = Math.min(200, Math.max(1, Number(request.query.limit ?? 50) || 50));
    const found =
      after === undefined
        ? store.latest(chat.id, limit, before === undefined ? undefined : Number(before))
        : store.changes(chat.id, Number(after), limit);
    const reached = after !== undefined && found.length === limit ? found.at(-1)?.seq : undefined;
    return {
      messages: found.map((message) => messageView(teams, message, who(request))),
      seq: reached ?? store.seq(),
      more: found.length === limit,
    };
  });

  scope.post<ById>('/people/chats/:chatId/messages', async (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const body = draft.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const person = who(request);
    const { text, files, replyTo } = body.data;
    if (text.trim() === '' && files.length === 0) return problem(reply, 400, 'Empty', 'Write something.');
    if (files.length > 0 && chat.kind !== 'personal') {
      return problem(reply, 409, 'FilesInPersonalChatOnly', 'An app receives files in a personal chat only.');
    }
    const notes = files.flatMap((id) => {
      const note = teams.files.note(id);
      return note?.owner === person.id
        ? [{ id, name: note.name, size: note.size, contentType: note.contentType }]
        : [];
    });
    if (notes.length < files.length) return problem(reply, 404, 'NoSuchFile', 'Upload the file first.');
    if (replyTo !== undefined && !store.message(chat.id, replyTo)) {
      return problem(reply, 404, 'NoSuchMessage', 'There is no such message to reply to.');
    }
    const mentions = body.data.mentions.flatMap((id) => mentionOf(teams, id));
    const addressed = addressesApp(teams, chat, { mentions });
    const kept = post(teams, chat, (replyTo && store.message(chat.id, replyTo)?.threadId) || '', {
      text,
      format: 'plain',
      mentions,
      attachments: [],
      suggestions: [],
      files: notes,
      from: { kind: 'person', userId: person.id },
      ...(addressed ? { delivery: { state: 'sending' } } : {}),
    });
    store.setRead(person.id, chat.id, kept.createdSeq);
    if (addressed) {
      const told = sayToBot(teams, kept, messageActivity(teams, chat, person, kept, localeOf(request)));
      if (body.data.wait) await told;
      else told.catch((error: unknown) => teams.core.log.error({ err: error }, 'handing on failed'));
    }
    const now = store.message(chat.id, kept.id) ?? kept;
    return reply.code(201).send({ message: messageView(teams, now, person) });
  });

  scope.post<ById>('/people/chats/:chatId/messages/:messageId/resend', async (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const message = store.message(chat.id, request.params.messageId);
    const person = who(request);
    if (message?.from.kind !== 'person' || message.from.userId !== person.id) {
      return problem(reply, 404, 'NoSuchMessage', 'There is no such message of this person.');
    }
    if (message.delivery?.state !== 'undelivered') {
      return problem(reply, 409, 'NotUndelivered', 'The message is not one that failed to arrive.');
    }
    const again = store.putMessage({ ...message, delivery: { state: 'sending' } });
    await sayToBot(teams, again, messageActivity(teams, chat, person, again, localeOf(request)));
    return { message: messageView(teams, store.message(chat.id, message.id) ?? again, person) };
  });

  const change = (method: 'PATCH' | 'DELETE'): void => {
    scope.route<ById>({
      method,
      url: '/people/chats/:chatId/messages/:messageId',
      handler: async (request, reply) => {
        const chat = chatOf(request, reply);
        if (!chat) return reply;
        const person = who(request);
        const message = store.message(chat.id, request.params.messageId);
        const mine = message?.from.kind === 'person' && message.from.userId === person.id;
        if (!message || !mine || message.deletedAt !== undefined) {
          return problem(reply, 404, 'NoSuchMessage', 'There is no such message of this person.');
        }
        const body = correction.safeParse(request.body);
        if (method === 'PATCH' && !body.success) {
          return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
        }
        const at = teams.core.clock.now().toISOString();
        const kept = store.putMessage(
          method === 'PATCH'
            ? { ...message, text: body.data?.text ?? message.text, editedAt: at }
            : { ...message, text: '', files: [], mentions: [], deletedAt: at },
        );
        if (message.delivery?.state === 'delivered') {
          await teams.bot.send(changeActivity(teams, chat, person, kept, localeOf(request)));
        }
        return { message: messageView(teams, kept, person) };
      },
    });
  };
  change('PATCH');
  change('DELETE');
}

function mentionOf(teams: Teams, id: string): Mention[] {
  if (id === 'app') return [{ ...named(teams.roster.bot), text: `<at>${teams.roster.bot.name}</at>` }];
  const user = teams.roster.person(id);
  return user ? [{ ...named(teams.roster.account(user)), text: `<at>${user.displayName}</at>` }] : [];
}

function named({ id, name }: { id: string; name: string }): { id: string; name: string } {
  return { id, name };
}
