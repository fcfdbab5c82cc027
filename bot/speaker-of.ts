import type { Directory } from './identity/directory.ts';
import type { Connector } from './teams/connector.ts';
import type { RouterDeps } from './teams/router.ts';

/** Who speaks: as the directory says; Teams is asked only while the directory does not answer. */
export const speakerOf =
  (directory: Directory, connector: Pick<Connector, 'isGuest'>): RouterDeps['speakerOf'] =>
  async ({ personId = '', teamsId, thread, language }, activity) => {
    const isGuest = async () => (teamsId ? connector.isGuest(thread, teamsId) : undefined);
    return { ...(await directory.person(personId, activity.from?.name, isGuest)), language };
  };
