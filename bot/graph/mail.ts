import type { Graph } from './graph-client.ts';

/** Letters, where Teams does not reach somebody. Source: learn.microsoft.com/graph/api/user-sendmail. */

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

/**
 * Plain text, never HTML, so that what people typed stays text.
 * @param mailbox whose name it is sent in: an address or an id of the directory. Throws GraphError.
 */
export const sendMail = (graph: Graph, mailbox: string, { to, subject, text }: Letter): Promise<void> =>
  graph.call({
    method: 'POST',
    path: `/users/${encodeURIComponent(mailbox)}/sendMail`,
    body: {
      message: {
        subject,
        body: { contentType: 'text', content: text },
        toRecipients: [{ emailAddress: { address: to } }],
      },
      saveToSentItems: false,
    },
  });
