import { sql } from 'kysely';
import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import type { Values } from '../../shared/kernel/record/field.ts';
import type { Job } from '../jobs/jobs.ts';
import { wakeSoon } from '../jobs/wake.ts';
import type { Queryable } from './database.ts';
import type { NewDelivery } from './deliveries.ts';
import type { CaseState } from './tables.ts';

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
};

/** A message of the ledger that comes with a case; `at` when it stands already, as the card that was just pressed does. */
export type FirstDelivery = NewDelivery & {
  readonly at?: { serviceUrl: string; conversationId: string; activityId: string };
  /** Milliseconds before it goes out. */
  readonly delay?: number;
};

export type Acceptance = { readonly number: string; readonly isNew: boolean; readonly reporterId: string };

/**
 * Accepts a submission: number, row, filing command, messages and jobs in one transaction and one round trip. The same
 * submission id again gives the first one's number. Its jobs reach the queue a moment later, with those of others.
 */
export const acceptCase = async (
  db: Queryable,
  given: {
    readonly newCase: NewCase;
    readonly prefix: string;
    readonly mark: string;
    readonly commandId: string;
    readonly list: string;
    readonly row: ColumnValues;
    readonly deliveries: readonly FirstDelivery[];
    readonly attachments: readonly string[];
    readonly jobs: readonly Job[];
  },
): Promise<Acceptance> => {
  const { newCase } = given;
  const { rows } = await sql<{ number: string; is_new: boolean; reporter_id: string }>`
    select * from accept_case(
      ${JSON.stringify({
        id: newCase.id,
        engagement: newCase.engagement,
        kind: newCase.kind,
        state: newCase.state,
        reporter_id: newCase.reporterId,
        reporter_name: newCase.reporterName,
        reporter_mail: newCase.reporterMail,
        section_id: newCase.sectionId,
        urgent: newCase.urgent,
        fields: newCase.fields,
        submitted_at: new Date(newCase.submittedAt).toISOString(),
        language: newCase.language,
      })}::jsonb,
      ${given.prefix}, ${given.mark}, ${given.commandId}::uuid, ${given.list}, ${JSON.stringify(given.row)}::jsonb,
      ${JSON.stringify(
        given.deliveries.map(({ at, delay, ...one }) => ({
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
      )}::jsonb,
      ${given.attachments}::uuid[], ${JSON.stringify(given.jobs.filter(({ wakes }) => !wakes))}::jsonb
    )
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('the database accepted nothing');
  wakeSoon(
    db,
    given.jobs.filter(({ wakes }) => wakes),
  );
  return { number: row.number, isNew: row.is_new, reporterId: row.reporter_id };
};
