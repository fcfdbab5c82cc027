import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** Cards in which somebody is filling in a form: nothing brings them up to date before the form is done with. */

/** How long a card that somebody works in is left alone when they never finish. */
const HOLD = "interval '20 minutes'";

/** A form opens in the card: nothing is changed under the person's hands. */
export const holdCard = async (db: Queryable, subjectId: string, activityId: string): Promise<void> => {
  await sql`
    update delivery set held_until = clock_timestamp() + ${sql.raw(HOLD)}, content_hash = null
    where subject_id = ${subjectId} and activity_id = ${activityId}
  `.execute(db);
};

/** The form is done with; what stands in the card now is not what was last sent. */
export const releaseCard = async (db: Queryable, subjectId: string, activityId: string): Promise<void> => {
  await sql`
    update delivery set held_until = null, content_hash = null
    where subject_id = ${subjectId} and activity_id = ${activityId}
  `.execute(db);
};
