import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../api.ts';
import type { Api } from '../api.ts';
import { useLive } from '../live.tsx';

export type Event = {
  id: string;
  subject: string;
  start: string;
  end: string;
  isAllDay: boolean;
  location: string;
  text: string;
  organizer: string;
  isOrganizer: boolean;
  isCancelled: boolean;
  response: string;
  attendees: { name: string; address: string; type: string; response: string }[];
  joinUrl: string | null;
};
type Party = { name: string; address: string };
export type Mail = {
  id: string;
  folder: 'inbox' | 'sentitems';
  from: Party;
  to: Party[];
  cc: Party[];
  subject: string;
  text: string;
  at: string;
  read: boolean;
};

type Read<T> = (api: Api, path: string) => Promise<T>;
export const readEvents: Read<{ events: Event[] }> = (api, path) => api.get(path);
export const readEvent: Read<Event> = (api, path) => api.get(path);
export const readMails: Read<{ mails: Mail[] }> = (api, path) => api.get(path);

export type Mailbox<T> = { data?: T; missing: boolean; problem?: string };

/** What stands at an address of the mailbox, read again whenever the mailbox changes. */
export function useMailbox<T>(path: string, read: Read<T>): Mailbox<T> {
  const { api, listen } = useLive();
  const [state, setState] = useState<Mailbox<T> & { path: string }>({ path, missing: false });
  const again = useCallback(() => {
    read(api, path).then(
      (data) => setState({ path, data, missing: false }),
      (error: unknown) => {
        const missing = error instanceof ApiError && error.status === 404;
        const problem = error instanceof Error && !missing ? { problem: error.message } : {};
        setState({ path, missing, ...problem });
      },
    );
  }, [api, path, read]);
  useEffect(() => {
    again();
    return listen(({ event }) => {
      if (event === 'mailbox' || event === 'again') again();
    });
  }, [again, listen]);
  return state.path === path ? state : { missing: false };
}
