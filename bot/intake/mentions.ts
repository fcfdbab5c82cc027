import type { Mention } from '../teams/connector.ts';
import type { Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';

/** At most so many people are called by name; the channel itself reaches the others. */
const MOST_MENTIONS = 8;

/** Whom an urgent case calls by name. */
export const mentionsFor = async (desk: Desk, kind: IntakeKind): Promise<readonly Mention[]> => {
  const role = desk.settings.roles.find(({ id }) => id === kind.mention);
  if (!role) return [];
  try {
    const members = await desk.directory.members(role.group);
    return members.slice(0, MOST_MENTIONS).map(({ id, name }) => ({ id, name: name.replace(/[<>&]/g, '') }));
  } catch (error) {
    // An urgent incident goes out at once, if need be without calling anybody by name.
    desk.log.warn({ err: error }, 'nobody could be mentioned');
    return [];
  }
};
