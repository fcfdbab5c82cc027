import type { Language } from '../../shared/kernel/words.ts';
import type { Database, Queryable } from './database.ts';
import type { Destination } from './tables.ts';

/** Where people and channels are spoken to: stored once, when Teams first tells. */

export type Conversation = {
  readonly personId: string;
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly language: Language;
  readonly greeted: boolean;
};

export const findConversation = async (
  db: Queryable,
  personId: string,
): Promise<Conversation | undefined> => {
  const row = await db
    .selectFrom('conversation')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return (
    row && {
      personId: row.person_id,
      serviceUrl: row.service_url,
      conversationId: row.conversation_id,
      language: row.language === 'en' ? 'en' : 'ja',
      greeted: row.greeted,
    }
  );
};

/** The language in which someone uses the app; a channel is Japanese. */
export const readerLanguage = async (db: Queryable, destination: Destination): Promise<Language> =>
  destination.to === 'person' ? ((await findConversation(db, destination.personId))?.language ?? 'ja') : 'ja';

export const saveConversation = async (
  db: Queryable,
  conversation: Omit<Conversation, 'greeted'>,
): Promise<void> => {
  const place = {
    service_url: conversation.serviceUrl,
    conversation_id: conversation.conversationId,
    language: conversation.language,
  };
  await db
    .insertInto('conversation')
    .values({ person_id: conversation.personId, greeted: false, ...place })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(place))
    .execute();
};

/** @returns true the first time only, however many ask at once */
export const greetOnce = async (db: Queryable, personId: string): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('conversation')
    .set({ greeted: true })
    .where('person_id', '=', personId)
    .where('greeted', '=', false)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export type Team = {
  readonly id: string;
  readonly name: string;
  readonly serviceUrl: string;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
};

/** A team's channels as they are now: what was renamed or deleted is forgotten. @returns names of those that are new */
export const saveTeam = (db: Database, team: Team): Promise<readonly string[]> =>
  db.transaction().execute(async (tx) => {
    const ids = team.channels.map(({ id }) => id);
    const before = await tx
      .deleteFrom('channel')
      .where((expression) =>
        expression.or([
          expression('team_id', '=', team.id),
          ...(ids.length ? [expression('channel_id', 'in', ids)] : []),
        ]),
      )
      .returning(['team', 'channel'])
      .execute();
    for (const channel of team.channels) {
      const place = { channel_id: channel.id, service_url: team.serviceUrl, team_id: team.id };
      await tx
        .insertInto('channel')
        .values({ team: team.name, channel: channel.name, ...place })
        .onConflict((conflict) => conflict.columns(['team', 'channel']).doUpdateSet(place))
        .execute();
    }
    return team.channels
      .map(({ name }) => name)
      .filter((name) => !before.some((one) => one.team === team.name && one.channel === name));
  });

/** Teams that the bot has seen, to be asked for their channels again. */
export const knownTeams = async (
  db: Queryable,
): Promise<readonly { readonly id: string; readonly serviceUrl: string }[]> => {
  const rows = await db.selectFrom('channel').select(['team_id', 'service_url']).distinct().execute();
  return rows.flatMap((row) => (row.team_id ? [{ id: row.team_id, serviceUrl: row.service_url }] : []));
};

export const findChannel = async (
  db: Queryable,
  team: string,
  channel: string,
): Promise<{ channelId: string; serviceUrl: string } | undefined> => {
  const row = await db
    .selectFrom('channel')
    .selectAll()
    .where('team', '=', team)
    .where('channel', '=', channel)
    .executeTakeFirst();
  return row && { channelId: row.channel_id, serviceUrl: row.service_url };
};

/** Somebody else who has the app. */
export const anyPersonReached = async (db: Queryable, notThis: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('conversation')
      .select('person_id')
      .where('person_id', '<>', notThis)
      .limit(1)
      .executeTakeFirst()
  )?.person_id;

/** Any service address of this tenant, to open a chat with somebody who has not written yet. */
export const anyServiceUrl = async (db: Queryable): Promise<string | undefined> =>
  (await db.selectFrom('channel').select('service_url').limit(1).executeTakeFirst())?.service_url ??
  (await db.selectFrom('conversation').select('service_url').limit(1).executeTakeFirst())?.service_url;
