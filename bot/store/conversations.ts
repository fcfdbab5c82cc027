import type { Language } from '../../shared/kernel/words.ts';
import type { Queryable } from './database.ts';

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

export type Channel = {
  readonly team: string;
  readonly channel: string;
  readonly channelId: string;
  readonly serviceUrl: string;
};

export const saveChannels = async (db: Queryable, channels: readonly Channel[]): Promise<void> => {
  for (const { team, channel, channelId, serviceUrl } of channels)
    await db
      .insertInto('channel')
      .values({ team, channel, channel_id: channelId, service_url: serviceUrl })
      .onConflict((conflict) =>
        conflict.columns(['team', 'channel']).doUpdateSet({ channel_id: channelId, service_url: serviceUrl }),
      )
      .execute();
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

/** Any service address of this tenant, to open a chat with somebody who has not written yet. */
export const anyServiceUrl = async (db: Queryable): Promise<string | undefined> =>
  (await db.selectFrom('channel').select('service_url').limit(1).executeTakeFirst())?.service_url ??
  (await db.selectFrom('conversation').select('service_url').limit(1).executeTakeFirst())?.service_url;
