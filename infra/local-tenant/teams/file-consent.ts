import { randomUUID } from 'node:crypto';
import type { Outcome, Presser } from './act.ts';
import { frame } from './activities.ts';
import { isObject } from './card-inputs.ts';
import type { StoredMessage } from './model.ts';

const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';

/** The person lets the app put a file into their storage, or does not (…/bots/how-to/bots-filesv4). */
export async function fileConsent(
  given: Presser,
  message: StoredMessage,
  accepted: boolean,
): Promise<Outcome> {
  const { teams, person } = given;
  const attachment = message.attachments.find((each) => each.contentType === CONSENT);
  if (!attachment || !isObject(attachment.content)) {
    return { outcome: 'error', code: 'NoSuchAction', message: 'The message asks for no consent.' };
  }
  const asked = attachment.content;
  const name = attachment.name ?? 'file';
  const place = accepted ? teams.files.reserve(person.id, name) : undefined;
  const { apiOrigin, peopleOrigin } = teams.core.config;
  const answer = await teams.bot.send({
    type: 'invoke',
    name: 'fileConsent/invoke',
    id: `f:${randomUUID()}`,
    ...frame(teams.chats.frame, { chat: given.chat, threadId: '' }, person, given.locale),
    replyToId: message.id,
    value: {
      type: 'fileUpload',
      action: accepted ? 'accept' : 'decline',
      context: asked[accepted ? 'acceptContext' : 'declineContext'] ?? {},
      ...(place
        ? {
            uploadInfo: {
              contentUrl: `${peopleOrigin}/people/files/${place.id}/${encodeURIComponent(name)}`,
              name,
              uploadUrl: `${apiOrigin}/teams/files/${place.id}?tempauth=${place.ticket}`,
              uniqueId: place.id,
              fileType: name.slice(name.lastIndexOf('.') + 1),
            },
          }
        : {}),
    },
  });
  if (answer.ok) return { outcome: 'sent', feedback: false };
  return { outcome: 'error', code: answer.problem, message: 'アプリに到達できません。' };
}
