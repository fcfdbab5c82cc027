import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { act, submitDialog } from './act.ts';
import type { Outcome, Presser } from './act.ts';
import { createDialogs } from './dialogs.ts';
import type { ChatOf } from './people-chats.ts';
import { localeOf, problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Teams } from './teams.ts';
import type { User } from '../seed.ts';
import { messageView } from './views.ts';

type ById = { Params: { chatId: string; messageId: string } };
type Dialog = { Params: { dialogId: string } };

const wanted = z.object({
  type: z.string().optional(),
  id: z.string().optional(),
  verb: z.string().optional(),
  title: z.string().optional(),
  data: z.unknown().optional(),
  attachment: z.number().int().optional(),
});
const inputs = z.record(z.string(), z.unknown()).default({});
const press = z.object({
  action: wanted,
  inputs,
  trigger: z.enum(['manual', 'automatic']).default('manual'),
  unchecked: z.boolean().default(false),
});
const sent = z.object({ action: wanted.default({}), inputs, unchecked: z.boolean().default(false) });

/** Pressing what cards and dialogs offer; the answer says what the person sees next. */
export function actionRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls, chatOf: ChatOf): void {
  const dialogs = createDialogs();

  scope.post<ById>('/people/chats/:chatId/messages/:messageId/actions', async (request, reply) => {
    const chat = chatOf(request, reply);
    if (!chat) return reply;
    const body = press.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const message = teams.store.message(chat.id, request.params.messageId);
    if (!message) return problem(reply, 404, 'NoSuchMessage', 'There is no such message.');
    const person = who(request);
    const presser: Presser = { teams, dialogs, chat, person, locale: localeOf(request) };
    const { action, ...rest } = body.data;
    return seen(teams, person, await act(presser, message, { ...rest, action: given(action) }));
  });

  scope.post<Dialog>('/people/dialogs/:dialogId/submit', async (request, reply) => {
    const body = sent.safeParse(request.body ?? {});
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const person = who(request);
    const dialog = dialogs.get(request.params.dialogId, person.id);
    const chat = dialog && teams.chats.get(dialog.chatId);
    if (!chat) return problem(reply, 404, 'NoSuchDialog', 'The dialog is not open for this person.');
    const presser: Presser = { teams, dialogs, chat, person, locale: localeOf(request) };
    const { action, ...rest } = body.data;
    return seen(
      teams,
      person,
      await submitDialog(presser, request.params.dialogId, { ...rest, action: given(action) }),
    );
  });
  scope.delete<Dialog>('/people/dialogs/:dialogId', (request, reply) => {
    if (dialogs.get(request.params.dialogId, who(request).id)) dialogs.close(request.params.dialogId);
    return reply.code(204).send();
  });
}

/** Leaves out what was not said, so that it does not narrow the search for the action. */
function given(action: z.infer<typeof wanted>): Parameters<typeof act>[2]['action'] {
  return Object.fromEntries(Object.entries(action).filter(([, value]) => value !== undefined));
}

function seen(teams: Teams, person: User, outcome: Outcome): object {
  return outcome.outcome === 'card'
    ? { ...outcome, message: messageView(teams, outcome.message, person) }
    : outcome;
}
