import type { Activity } from './activities.ts';
import { refusal } from './connector-call.ts';
import type { Answer } from './connector-call.ts';
import { isObject, textOf } from './card-inputs.ts';
import { contentOf, isProblem } from './incoming.ts';
import type { Content } from './incoming.ts';
import { MESSAGE_BYTES } from './limits.ts';
import { baseConversation, withEarlier } from './model.ts';
import type { Chat, StoredMessage } from './model.ts';
import { post } from './post.ts';
import type { Teams } from './teams.ts';

type Found = { chat: Chat; threadId: string };

const NOT_FOUND = refusal(404, 'ConversationNotFound', 'Conversation not found.');
const NO_MESSAGE = refusal(
  404,
  'ActivityNotFoundInConversation',
  "The message ID provided couldn't be found in the conversation.",
);
const NOT_IN_ROSTER = refusal(
  403,
  'BotNotInConversationRoster',
  'The bot is not part of the conversation roster.',
);

/** The place that a conversation id names, or Teams' refusal. `repliesTo` leads to the thread in a channel. */
export function placeOf(teams: Teams, conversationId: string, repliesTo = ''): Found | Answer {
  const { chatId, threadId } = baseConversation(conversationId);
  const chat = teams.chats.get(chatId);
  if (!chat) return NOT_FOUND;
  if (!chat.app) return NOT_IN_ROSTER;
  if (chat.kind !== 'channel') return { chat, threadId: '' };
  const thread = threadId || (repliesTo && teams.store.message(chatId, repliesTo)?.threadId) || '';
  if (thread && !teams.store.message(chatId, thread)) return NO_MESSAGE;
  return { chat, threadId: thread };
}

export function sendActivity(teams: Teams, place: Found | Answer, activity: Activity): Answer {
  if (!('chat' in place)) return place;
  if (!isObject(activity) || textOf(activity.type) === '') {
    return refusal(400, 'BadSyntax', "Activity must include 'type'.");
  }
  if (activity.type === 'typing') {
    teams.store.tell({ kind: 'typing', chatId: place.chat.id, threadId: place.threadId });
    return { status: 202, body: { id: teams.ids.message() } };
  }
  if (activity.type !== 'message') return { status: 202, body: { id: teams.ids.message() } };
  const content = checked(activity);
  if (isRefused(content)) return content;
  const message = post(teams, place.chat, place.threadId, { ...content, files: [], from: { kind: 'app' } });
  return { status: 201, body: { id: message.id } };
}

export function updateActivity(teams: Teams, place: Found | Answer, id: string, activity: Activity): Answer {
  if (!('chat' in place)) return place;
  const known = ownMessage(teams, place.chat, id);
  if (isRefused(known)) return known;
  const content = checked(activity);
  if (isRefused(content)) return content;
  const { summary: _summary, layout: _layout, importance: _importance, ...kept } = known;
  // An update reaches everyone: cards that an action left for one person give way to it.
  teams.store.putMessage({
    ...kept,
    ...content,
    editedAt: teams.core.clock.now().toISOString(),
    views: {},
    earlier: withEarlier(known),
  });
  return { status: 200, body: { id } };
}

export function removeActivity(teams: Teams, place: Found | Answer, id: string): Answer {
  if (!('chat' in place)) return place;
  const known = ownMessage(teams, place.chat, id);
  if (isRefused(known)) return known;
  const deletedAt = teams.core.clock.now().toISOString();
  teams.store.putMessage({
    ...known,
    text: '',
    attachments: [],
    mentions: [],
    suggestions: [],
    deletedAt,
    views: {},
    earlier: withEarlier(known),
  });
  return { status: 200 };
}

/** A personal chat with one person, or a new thread in a channel. Other shapes are not open to bots in Teams. */
export function createConversation(teams: Teams, body: unknown): Answer {
  if (!isObject(body)) return refusal(400, 'BadSyntax', 'Could not parse the request.');
  const data = isObject(body['channelData']) ? body['channelData'] : {};
  const tenant = textOf(body['tenantId']) || textOf(isObject(data['tenant']) ? data['tenant']['id'] : '');
  if (tenant !== '' && tenant !== teams.core.directory.tenant.id) {
    return refusal(403, 'ForbiddenOperationException', 'The bot is not allowed in this tenant.');
  }
  const activity = isObject(body['activity']) ? (body['activity'] as Activity) : undefined;
  const channelId = textOf(isObject(data['channel']) ? data['channel']['id'] : '');
  if (channelId) {
    if (!activity) return refusal(400, 'BadSyntax', 'A thread needs an initial activity.');
    const sent = sendActivity(teams, placeOf(teams, channelId), activity);
    if (sent.status !== 201) return sent;
    const id = textOf((sent.body as { id: string }).id);
    return {
      status: 201,
      body: { id: `${channelId};messageid=${id}`, activityId: id, serviceUrl: teams.serviceUrl },
    };
  }
  const members = Array.isArray(body['members']) ? body['members'] : [];
  if (body['isGroup'] === true || members.length !== 1) {
    return refusal(400, 'BadArgument', 'A bot can open a conversation with exactly one person.');
  }
  if (tenant === '') return refusal(400, 'BadArgument', 'The tenant id is required.');
  const user = teams.roster.person(textOf(isObject(members[0]) ? members[0]['id'] : ''));
  if (!user) return refusal(404, 'ConversationNotFound', 'The member is not known in this tenant.');
  const chat = teams.chats.personal(user.id);
  if (!chat?.app) {
    return refusal(
      403,
      'ForbiddenOperationException',
      "The bot is not installed in the user's personal scope.",
    );
  }
  if (!activity) return { status: 201, body: { id: chat.id, serviceUrl: teams.serviceUrl } };
  const sent = sendActivity(teams, { chat, threadId: '' }, activity);
  if (sent.status !== 201) return sent;
  return { status: 201, body: { id: chat.id, activityId: (sent.body as { id: string }).id } };
}

function checked(activity: Activity): Content | Answer {
  if (!isObject(activity)) return refusal(400, 'BadSyntax', 'Could not parse the activity.');
  if (Buffer.byteLength(JSON.stringify(activity), 'utf16le') > MESSAGE_BYTES) {
    return refusal(413, 'MessageSizeTooBig', 'Message size too large.');
  }
  const content = contentOf(activity);
  return isProblem(content) ? refusal(400, content.code, content.message) : content;
}

function ownMessage(teams: Teams, chat: Chat, id: string): StoredMessage | Answer {
  const known = teams.store.message(chat.id, id);
  if (!known || known.deletedAt !== undefined) return NO_MESSAGE;
  return known.from.kind === 'app'
    ? known
    : refusal(403, 'NotEnoughPermissions', 'A bot changes its own messages only.');
}

function isRefused(result: object): result is Answer {
  return 'status' in result;
}
