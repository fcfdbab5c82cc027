import type { Activity } from 'botbuilder';
import type { Log } from '../log.ts';
import { knownTeams, saveConversation, saveTeam } from '../store/conversations.ts';
import type { Database } from '../store/database.ts';
import type { Connector } from './connector.ts';
import type { Incoming } from './incoming.ts';

/** Remembers where people and channels are spoken to; each is written once and again only when it changes. */

type Deps = {
  readonly db: Database;
  readonly connector: Connector;
  readonly log: Log;
  readonly machineClock: () => number;
  /** A person can be spoken to, at a place that is new. */
  readonly onPlace: (personId: string) => Promise<void>;
  /** A channel can be spoken to that could not before. */
  readonly onChannel: (team: string, channel: string) => Promise<void>;
};

export type Whereabouts = {
  readonly onSeen: (incoming: Incoming, activity: Activity) => Promise<void>;
  /** A channel is missing: the teams are asked for theirs, unless they just were. @returns whether they were asked */
  readonly askTeams: () => Promise<boolean>;
};

/** Source: Teams, "conversation events": what changes the channels that a team has. */
const CHANGES: readonly unknown[] = [
  'channelCreated',
  'channelRenamed',
  'channelDeleted',
  'channelRestored',
  'teamRenamed',
  'teamRestored',
];

/** Milliseconds; many messages that wait for one channel ask once. */
const ASK_EVERY = 60_000;

type TeamData = { readonly team?: { readonly id?: unknown }; readonly eventType?: unknown };

const teamIn = (activity: Activity): { readonly id: string; readonly changed: boolean } | undefined => {
  const { team, eventType } = (activity.channelData ?? {}) as TeamData;
  return typeof team?.id === 'string' && team.id !== ''
    ? { id: team.id, changed: CHANGES.includes(eventType) }
    : undefined;
};

export const createWhereabouts = (deps: Deps): Whereabouts => {
  const { db, connector, log } = deps;
  const people = new Map<string, string>();
  const teams = new Set<string>();
  let asked = -Infinity;

  const learnTeam = async (serviceUrl: string, id: string): Promise<void> => {
    teams.add(id);
    try {
      const { name, channels } = await connector.team(serviceUrl, id);
      for (const channel of await saveTeam(db, { id, name, serviceUrl, channels }))
        await deps.onChannel(name, channel);
    } catch (error) {
      teams.delete(id);
      log.warn({ err: error }, 'the channels of a team could not be read; asked again with its next message');
    }
  };

  return {
    askTeams: async () => {
      if (deps.machineClock() - asked < ASK_EVERY) return false;
      asked = deps.machineClock();
      for (const { id, serviceUrl } of await knownTeams(db)) await learnTeam(serviceUrl, id);
      return true;
    },
    onSeen: async (incoming, activity) => {
      const { thread, scope, personId, language, event } = incoming;
      const team = teamIn(activity);
      if (team && event.kind !== 'removed' && (team.changed || !teams.has(team.id)))
        await learnTeam(thread.serviceUrl, team.id);
      if (scope !== 'personal' || !personId) return;
      // Added again, the chat has the id it had: that it is known says nothing of what waited meanwhile.
      if (event.kind === 'removed' || event.kind === 'installed') people.delete(personId);
      if (event.kind === 'removed') return;
      const place = `${thread.serviceUrl} ${thread.conversationId} ${language}`;
      if (people.get(personId) === place) return;
      await saveConversation(db, { personId, ...thread, language });
      people.set(personId, place);
      await deps.onPlace(personId);
    },
  };
};
