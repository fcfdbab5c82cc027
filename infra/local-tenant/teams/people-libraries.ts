import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { At } from '../graph/as-person.ts';
import {
  deleteFileAs,
  listFiles,
  makeFolderAs,
  moveFileAs,
  openFile,
  uploadFileAs,
} from '../graph/files-as-person.ts';
import { isProblem } from '../graph/problem.ts';
import { takeBytes } from './people-files.ts';
import type { WhoCalls } from './people-session.ts';
import { problem } from './people-session.ts';
import type { Teams } from './teams.ts';

type Library = { Params: At; Querystring: { path?: string } };
const moving = z.object({ to: z.string().min(1) });

/** Files and folders of a library; `path` is below its root. */
export function libraryRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): void {
  const { core } = teams;
  const list = '/people/sites/:site/lists/:list';
  const told = (reply: FastifyReply, result: unknown, name = 'value'): unknown =>
    isProblem(result)
      ? problem(reply, result.status, result.code, result.message)
      : name === ''
        ? result
        : { [name]: result };

  scope.get<Library>(`${list}/files`, (request, reply) =>
    told(reply, listFiles(core, request.params, request.query.path ?? '')),
  );
  scope.get<Library>(`${list}/content`, (request, reply) => {
    const file = openFile(core, request.params, request.query.path ?? '');
    if (isProblem(file)) return told(reply, file);
    return reply
      .header('content-type', 'application/octet-stream')
      .header('content-length', file.size)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('x-content-type-options', 'nosniff')
      .send(file.bytes);
  });
  void scope.register(async (raw) => {
    takeBytes(raw);
    raw.put<Library>(`${list}/content`, async (request, reply) => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const user = who(request).id;
      return told(reply, await uploadFileAs(core, user, request.params, request.query.path ?? '', bytes), '');
    });
  });
  scope.post<Library>(`${list}/folders`, (request, reply) =>
    told(reply, makeFolderAs(core, who(request).id, request.params, request.query.path ?? ''), ''),
  );
  scope.patch<Library>(`${list}/files`, (request, reply) => {
    const body = moving.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const { path = '' } = request.query;
    return told(reply, moveFileAs(core, who(request).id, request.params, path, body.data.to), '');
  });
  scope.delete<Library>(`${list}/files`, (request, reply) => {
    const failed = deleteFileAs(core, request.params, request.query.path ?? '');
    return failed ? told(reply, failed) : reply.code(204).send();
  });
}
