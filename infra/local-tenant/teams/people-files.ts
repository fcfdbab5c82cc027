import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FileNote } from './model.ts';
import type { ChatOf } from './people-chats.ts';
import { problem } from './people-session.ts';
import type { WhoCalls } from './people-session.ts';
import type { Teams } from './teams.ts';

/** Teams takes larger files; a tenant for trials keeps them in its database. */
export const FILE_BYTES = 100 * 1024 * 1024;

type Upload = { Params: { chatId: string }; Querystring: { name?: string } };
type ById = { Params: { id: string; name: string } };
type Ticketed = { Params: { id: string }; Querystring: { tempauth?: string } };

/** Files as people put them in and take them out. The body of an upload is the file itself. */
export function peopleFileRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls, chatOf: ChatOf): void {
  void scope.register(async (raw) => {
    takeBytes(raw);
    raw.post<Upload>('/people/chats/:chatId/files', (request, reply) => {
      const chat = chatOf(request, reply);
      if (!chat) return reply;
      if (chat.kind !== 'personal') {
        return problem(
          reply,
          409,
          'FilesInPersonalChatOnly',
          'An app receives files in a personal chat only.',
        );
      }
      const name = (request.query.name ?? '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').trim();
      if (name === '' || !Buffer.isBuffer(request.body)) {
        return problem(reply, 400, 'invalidRequest', 'Send the bytes as the body and the name in the query.');
      }
      const type = request.headers['content-type'] ?? 'application/octet-stream';
      return reply.code(201).send(teams.files.add(who(request).id, name, type, request.body));
    });
  });
  scope.get<ById>('/people/files/:id/:name', (request, reply) => {
    const found = teams.files.read(request.params.id, { owner: who(request).id });
    return found
      ? download(reply, found.note, found.content)
      : problem(reply, 404, 'NoSuchFile', 'No such file.');
  });
}

/** On the https server: the addresses given to the bot, good without a token. */
export function botFileRoutes(scope: FastifyInstance, teams: Teams): void {
  void scope.register(async (raw) => {
    takeBytes(raw);
    raw.get<Ticketed>('/teams/files/:id', (request, reply) => {
      const found = teams.files.read(request.params.id, { ticket: request.query.tempauth ?? '' });
      if (found) return download(reply, found.note, found.content);
      return problem(reply, 401, 'unauthenticated', 'The address is not good, or no longer.');
    });
    raw.put<Ticketed>('/teams/files/:id', (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const type = request.headers['content-type'] ?? 'application/octet-stream';
      if (!teams.files.fill(request.params.id, request.query.tempauth ?? '', type, body)) {
        return problem(reply, 401, 'unauthenticated', 'The address is not good, or no longer.');
      }
      const note = teams.files.note(request.params.id);
      return reply.code(201).send({ id: note?.id, name: note?.name, size: note?.size });
    });
  });
}

export function takeBytes(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_BYTES }, (_request, body, done) =>
    done(null, body),
  );
}

function download(reply: FastifyReply, note: FileNote, content: Buffer): FastifyReply {
  return reply
    .header('content-type', 'application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(note.name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(content);
}
