import { sql } from 'kysely';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import type { Job } from '../jobs/jobs.ts';
import { wakeSoon } from '../jobs/wake.ts';
import { isRefusedData, type Queryable } from './database.ts';
import type { NewDelivery } from './deliveries.ts';
import type { CaseState } from './tables.ts';
import { together } from './together.ts';

export type NewCase = {
  readonly id: string;
  readonly engagement: string;
  readonly kind: string;
  readonly state: CaseState;
  readonly reporterId: string;
  readonly reporterName: string;
  readonly reporterMail: string;
  readonly sectionId: string | undefined;
  readonly urgent: boolean;
  readonly fields: Values;
  readonly submittedAt: number;
  readonly language: 'ja' | 'en';
  readonly chiefDue: boolean;
};

/** A message of the ledger that comes with a case; `at` when it stands already, as the card that was just pressed does. */
export type FirstDelivery = NewDelivery & {
  readonly at?: { serviceUrl: string; conversationId: string; activityId: string };
  /** Milliseconds before it goes out. */
  readonly delay?: number;
};

export type Acceptance = { readonly number: string; readonly isNew: boolean; readonly reporterId: string };

/** Everything that an acceptance needs; it can be kept and accepted later. */
export type Submission = {
  readonly newCase: NewCase;
  readonly prefix: string;
  readonly mark: string;
  readonly commandId: string;
  readonly list: string;
  readonly row: ColumnValues;
  readonly deliveries: readonly FirstDelivery[];
  readonly attachments: readonly string[];
  readonly jobs: readonly Job[];
};

/** As `accept_cases` takes it. */
const itemOf = (given: Submission) => ({
  id: given.newCase.id,
  engagement: given.newCase.engagement,
  kind: given.newCase.kind,
  state: given.newCase.state,
  reporter_id: given.newCase.reporterId,
  reporter_name: given.newCase.reporterName,
  reporter_mail: given.newCase.reporterMail,
  section_id: given.newCase.sectionId,
  urgent: given.newCase.urgent,
  fields: given.newCase.fields,
  submitted_at: new Date(given.newCase.submittedAt).toISOString(),
  language: given.newCase.language,
  chief_due: given.newCase.chiefDue,
  prefix: given.prefix,
  mark: given.mark,
  command: given.commandId,
  list: given.list,
  row_values: given.row,
  attachments: given.attachments,
  jobs: given.jobs.filter(({ wakes }) => !wakes),
  deliveries: given.deliveries.map(({ at, delay, ...one }) => ({
    key: one.key,
    thread: one.thread,
    destination: one.destination,
    message: one.message,
    ...(delay ? { delay } : {}),
    ...(at
      ? {
          status: 'sent',
          service_url: at.serviceUrl,
          conversation_id: at.conversationId,
          activity_id: at.activityId,
        }
      : {}),
  })),
});

const accept = async (db: Queryable, all: readonly Submission[]): Promise<readonly Acceptance[]> => {
  // The same card pressed twice within a moment.
  const first = new Map(all.toReversed().map((given) => [given.newCase.id, given]));
  const { rows } = await sql<{ id: string; number: string; is_new: boolean; reporter_id: string }>`
    select * from accept_cases(${JSON.stringify([...first.values()].map(itemOf).toReversed())}::jsonb)
  `.execute(db);
  const accepted = new Map(rows.map((row) => [row.id, row]));
  return all.map((given) => {
    const row = accepted.get(given.newCase.id);
    if (!row) throw new Error('the database accepted nothing');
    return {
      number: row.number,
      isNew: row.is_new && first.get(given.newCase.id) === given,
      reporterId: row.reporter_id,
    };
  });
};

const MOST = 50;
const accepting = new WeakMap<Queryable, (given: Submission) => Promise<Acceptance>>();

/**
 * Accepts a submission: number, row, filing command, messages and jobs in one transaction and one round trip, shared
 * with those that come at the same moment. The same submission id again gives the first one's number. Its jobs reach
 * the queue a moment later, with those of others.
 */
export const acceptCase = async (db: Queryable, given: Submission): Promise<Acceptance> => {
  const acceptOne = accepting.get(db) ?? together((all) => accept(db, all), MOST, isRefusedData);
  accepting.set(db, acceptOne);
  const acceptance = await acceptOne(given);
  wakeSoon(
    db,
    given.jobs.filter(({ wakes }) => wakes),
  );
  return acceptance;
};
