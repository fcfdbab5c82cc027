import { randomUUID } from 'node:crypto';
import { replayYear } from '../../shared/meetings/replay.ts';
import type { Meeting } from '../../shared/meetings/meeting.ts';
import type { Product } from './product.ts';

/** The whole year of the profile as the section confirmed it, without anybody pressing fifty buttons. */
export const fillYear = async (
  product: Product,
  which: (meeting: Meeting) => boolean = () => true,
): Promise<readonly Meeting[]> => {
  const { settings } = product.local;
  const meetings = replayYear(settings).meetings.filter((meeting) => which(meeting));
  for (const meeting of meetings)
    await product.query(
      `insert into meeting (id, engagement, number, series, state, starts_at, ends_at, fields, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $6)`,
      [
        randomUUID(),
        settings.id,
        meeting.id,
        meeting.series,
        meeting.state,
        new Date(meeting.start),
        new Date(meeting.end),
        JSON.stringify(meeting),
      ],
    );
  return meetings;
};
