import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { asObject, objectBody } from '../request.ts';
import type { Answer, GraphRequest } from '../request.ts';
import type { Route } from '../router.ts';
import type { Party } from './event-store.ts';
import { asPage } from './html.ts';
import { sendLetter } from './mail.ts';
import { withMailbox } from './mailbox.ts';

const SEND = ['Mail.Send'] as const;
/** Recipients of one message in Exchange Online. */
const MOST_RECIPIENTS = 500;

function sendMail(request: GraphRequest): Answer {
  return withMailbox(request, SEND, (user) => {
    const body = objectBody(request);
    // Parameters of actions are taken in any case.
    const given = Object.fromEntries(
      Object.entries(body ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const message = asObject(given['message']);
    if (!message) return problem(400, 'ErrorInvalidParameter', "The parameter 'Message' was not supplied.");
    const read = recipients(message);
    if (isProblem(read)) return read;
    const content = asObject(message['body']);
    const text = (value: unknown, otherwise: string): string =>
      typeof value === 'string' ? value : otherwise;
    sendLetter(
      request.core,
      user,
      {
        ...read,
        subject: text(message['subject'], ''),
        body: asPage(text(content?.['contentType'], 'text'), text(content?.['content'], '')),
        importance: text(message['importance'], 'normal').toLowerCase(),
      },
      given['savetosentitems'] !== false,
    );
    return { status: 202 };
  });
}

type Recipients = { to: Party[]; cc: Party[]; bcc: Party[] };

function recipients(message: Record<string, unknown>): Recipients | Problem {
  const read: Recipients = { to: [], cc: [], bcc: [] };
  for (const field of ['to', 'cc', 'bcc'] as const) {
    const given = message[`${field}Recipients`] ?? [];
    if (!Array.isArray(given)) return unresolved('');
    for (const each of given.map(asObject)) {
      const party = asObject(each?.['emailAddress']);
      const address = typeof party?.['address'] === 'string' ? party['address'].trim() : '';
      if (!/^[^\s@]+@[^\s@]+$/.test(address)) return unresolved(address);
      read[field].push({ address, name: typeof party?.['name'] === 'string' ? party['name'] : address });
    }
  }
  const count = read.to.length + read.cc.length + read.bcc.length;
  if (count === 0) return unresolved('');
  return count > MOST_RECIPIENTS
    ? problem(400, 'ErrorExceededMaxRecipientLimit', 'The recipient limit is exceeded.')
    : read;
}

function unresolved(address: string): Problem {
  return problem(
    400,
    'ErrorInvalidRecipients',
    `At least one recipient is not valid., Recipient '${address}' is not resolved. All recipients must be resolved before a message can be submitted.`,
  );
}

export const mailRoutes: Route[] = [
  { method: 'POST', path: 'users/{user}/sendMail', cost: 0, mailbox: true, handle: sendMail },
];
