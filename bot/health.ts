import type { Health } from './api/server.ts';
import type { Desk } from './intake/desk.ts';
import { isOutage } from './store/database.ts';
import { backlog, type Backlog } from './store/outbox.ts';
import { tickerHealth } from './ticking.ts';

/** What /readyz tells. The bot is ready while it can keep what people send; the rest catches up. */
export const createHealth =
  ({ db, clock, kinds, isNumbered }: Pick<Desk, 'db' | 'clock' | 'kinds' | 'isNumbered'>): Health =>
  async () => {
    let found: Backlog;
    try {
      found = await backlog(db);
    } catch (error) {
      if (!isOutage(error)) throw error;
      return { ready: false, parts: { database: 'cannot be reached; nothing is accepted until it is back' } };
    }
    const { waiting, parked } = found;
    const unasked = kinds.filter(({ kind }) => !isNumbered(kind)).map(({ kind }) => kind);
    return {
      ready: true,
      parts: {
        database: 'ok',
        filing: `${waiting} waiting, ${parked} parked`,
        numbers: unasked.length
          ? `${unasked.join(', ')}: kept without a number until SharePoint answers`
          : 'ok',
        ticker: await tickerHealth({ db, clock }),
      },
    };
  };
