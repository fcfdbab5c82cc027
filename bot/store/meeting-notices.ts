import type { Words } from '../../shared/kernel/words.ts';
import type { Queryable, Tx } from './database.ts';

/** What the section is told of meetings: kept, so that the words stay what they were when it was said. */

export type MeetingNotice = {
  readonly id: string;
  readonly meetingId: string | undefined;
  readonly kind: string;
  readonly title: Words;
  readonly lines: readonly Words[];
  readonly at: number;
};

export const addMeetingNotice = async (tx: Tx, engagement: string, one: MeetingNotice): Promise<void> => {
  await tx
    .insertInto('meeting_notice')
    .values({
      id: one.id,
      engagement,
      meeting_id: one.meetingId ?? null,
      kind: one.kind,
      title: JSON.stringify(one.title),
      lines: JSON.stringify(one.lines),
      at: new Date(one.at),
    })
    .execute();
};

export const findMeetingNotice = async (db: Queryable, id: string): Promise<MeetingNotice | undefined> => {
  const row = await db.selectFrom('meeting_notice').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row && {
      id,
      meetingId: row.meeting_id ?? undefined,
      kind: row.kind,
      title: row.title,
      lines: row.lines,
      at: row.at.getTime(),
    }
  );
};

/** What was said of a meeting lately, the newest first. */
export const noticesOf = async (db: Queryable, meetingId: string): Promise<readonly string[]> =>
  (
    await db
      .selectFrom('meeting_notice')
      .select('id')
      .where('meeting_id', '=', meetingId)
      .orderBy('at', 'desc')
      .limit(20)
      .execute()
  ).map(({ id }) => id);
