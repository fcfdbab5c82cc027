import type { Activity } from 'botbuilder';
import type { Log } from '../log.ts';
import { saveChannels, saveConversation } from '../store/conversations.ts';
import type { Database } from '../store/database.ts';
import type { Connector } from './connector.ts';
import type { Incoming } from './incoming.ts';

/** Remembers where people and channels are spoken to; each is written once and again only when it changes. */

type Deps = {
  readonly db: Database;
  readonly connector: Connector;
  readonly log: Log;
  /** A person can be spoken to, at a place that is new. */
  readonly onPlace: (personId: string) => Promise<void>;
};

const teamOf = (activity: Activity): string | undefined =>
  (activity.channelData as { team?: { id?: string } } | undefined)?.team?.id;

export const createWhereabouts = ({ db, connector, log, onPlace }: Deps) => {
  const people = new Map<string, string>();
  const teams = new Set<string>();

  const learnTeam = async (serviceUrl: string, teamId: string): Promise<void> => {
    teams.add(teamId);
    try {
      const { name, channels } = await connector.team(serviceUrl, teamId);
      await saveChannels(
        db,
        channels.map((channel) => ({ team: name, channel: channel.name, channelId: channel.id, serviceUrl })),
      );
    } catch (error) {
      teams.delete(teamId);
      log.warn({ err: error }, 'the channels of a team could not be read; asked again with its next message');
    }
  };

  return async (incoming: Incoming, activity: Activity): Promise<void> => {
    const { thread, scope, personId, language, event } = incoming;
    const teamId = teamOf(activity);
    if (teamId && event.kind !== 'removed' && !teams.has(teamId)) await learnTeam(thread.serviceUrl, teamId);
    if (scope !== 'personal' || !personId || event.kind === 'removed') return;
    const place = `${thread.serviceUrl} ${thread.conversationId} ${language}`;
    if (people.get(personId) === place) return;
    await saveConversation(db, { personId, ...thread, language });
    people.set(personId, place);
    await onPlace(personId);
  };
};
