import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  createItemAs,
  deleteItemAs,
  getItem,
  isClosedTo,
  itemVersions,
  listColumns,
  listItems,
  listLists,
  listSites,
  updateItemAs,
} from '../graph/as-person.ts';
import type { At } from '../graph/as-person.ts';
import { displayName, ensurePrincipal, principalOf } from '../graph/people.ts';
import { isProblem } from '../graph/problem.ts';
import { findSite } from '../graph/sites.ts';
import { libraryRoutes } from './people-libraries.ts';
import type { WhoCalls } from './people-session.ts';
import { problem } from './people-session.ts';
import type { Teams } from './teams.ts';

type Item = { Params: At & { id: string } };

const choosing = z.object({ userId: z.string().min(1) });
const writing = z.object({ fields: z.record(z.string(), z.unknown()), etag: z.string().optional() });

/** Lists and libraries as people handle them in a browser, of the sites that are theirs to see. */
export function sharePointRoutes(scope: FastifyInstance, teams: Teams, who: WhoCalls): void {
  const { core } = teams;
  const told = (reply: FastifyReply, result: unknown, name = 'value'): unknown =>
    isProblem(result)
      ? problem(reply, result.status, result.code, result.reason ?? result.message)
      : name === ''
        ? result
        : { [name]: result };
  const list = '/people/sites/:site/lists/:list';
  /** SharePoint names people by a number of the site; the page shows their names. */
  const namesIn = (siteKey: string, items: Record<string, unknown>[]): Record<string, string> => {
    const site = findSite(core, siteKey);
    if (!site) return {};
    const numbers = items.flatMap((item) =>
      Object.entries((item['fields'] ?? {}) as Record<string, unknown>)
        .filter(([name]) => name.endsWith('LookupId'))
        .map(([, value]) => Number(value)),
    );
    return Object.fromEntries(
      [...new Set(numbers)].flatMap((number) => {
        const actor = principalOf(core, site.id, number);
        return actor ? [[String(number), displayName(core, actor)]] : [];
      }),
    );
  };

  scope.addHook('preHandler', async (request, reply) => {
    const { site } = request.params as { readonly site?: string };
    return site !== undefined && isClosedTo(core, who(request).id, site)
      ? problem(reply, 403, 'accessDenied', 'Access denied.')
      : undefined;
  });
  scope.get('/people/sites', (request) => ({ value: listSites(core, who(request).id) }));
  scope.get<{ Params: { site: string } }>('/people/sites/:site/lists', (request, reply) =>
    told(reply, listLists(core, request.params.site)),
  );
  scope.post<{ Params: { site: string } }>('/people/sites/:site/principals', (request, reply) => {
    const body = choosing.safeParse(request.body);
    const site = findSite(core, request.params.site);
    const user = body.success ? core.directory.user(body.data.userId) : undefined;
    if (!site || !user) return problem(reply, 404, 'itemNotFound', 'No such site or person.');
    return { lookupId: ensurePrincipal(core, site.id, `user:${user.id}`) };
  });
  scope.get<{ Params: At }>(`${list}/columns`, (request, reply) =>
    told(reply, listColumns(core, request.params)),
  );
  scope.get<{ Params: At; Querystring: { before?: string; top?: string } }>(
    `${list}/items`,
    (request, reply) => {
      const { before, top } = request.query;
      const page = {
        top: Math.min(500, Number(top ?? 100) || 100),
        ...(before ? { before: Number(before) } : {}),
      };
      const items = listItems(core, request.params, page);
      return isProblem(items)
        ? told(reply, items)
        : { value: items, names: namesIn(request.params.site, items) };
    },
  );
  scope.post<{ Params: At }>(`${list}/items`, (request, reply) => {
    const body = writing.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    return told(reply, createItemAs(core, who(request).id, request.params, body.data.fields), '');
  });
  scope.get<Item>(`${list}/items/:id`, (request, reply) => {
    const item = getItem(core, request.params, request.params.id);
    return isProblem(item) ? told(reply, item) : { ...item, names: namesIn(request.params.site, [item]) };
  });
  scope.get<Item>(`${list}/items/:id/versions`, (request, reply) => {
    const versions = itemVersions(core, request.params, request.params.id);
    if (isProblem(versions)) return told(reply, versions);
    return { value: versions, names: namesIn(request.params.site, versions) };
  });
  scope.patch<Item>(`${list}/items/:id`, (request, reply) => {
    const body = writing.safeParse(request.body);
    if (!body.success) return problem(reply, 400, 'invalidRequest', z.prettifyError(body.error));
    const { fields, etag } = body.data;
    return told(
      reply,
      updateItemAs(core, who(request).id, request.params, request.params.id, fields, etag),
      '',
    );
  });
  scope.delete<Item>(`${list}/items/:id`, (request, reply) => {
    const failed = deleteItemAs(core, who(request).id, request.params, request.params.id);
    return failed ? told(reply, failed) : reply.code(204).send();
  });
  libraryRoutes(scope, teams, who);
}
