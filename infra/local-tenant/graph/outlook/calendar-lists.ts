import { holds, parseFilter, pathsOf } from '../filter.ts';
import { pageSize, withParameters } from '../paging.ts';
import { isProblem, problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { everything } from '../projection.ts';
import { json, option } from '../request.ts';
import type { Answer, GraphRequest } from '../request.ts';
import type { User } from '../../seed.ts';
import { viewChanges } from './calendar-delta.ts';
import type { View } from './calendar-delta.ts';
import { eventJson, propertyKey } from './event-json.ts';
import { eventsBetween, eventsOf } from './event-store.ts';
import type { EventRow } from './event-store.ts';
import { applied, shapeOf } from './shape.ts';
import { preference, wallIn, UTC } from './zones.ts';

const STANDARD_PAGE = 10;
const MOST_PAGE = 1000;
const invalidParameter = (message: string): Problem => problem(400, 'ErrorInvalidParameter', message);

export function listEvents(request: GraphRequest, user: User): Answer {
  const chosen = filtered(request, eventsOf(request.core, user.id));
  return isProblem(chosen) ? chosen : paged(request, chosen);
}

export function listView(request: GraphRequest, user: User): Answer {
  const view = viewOf(request, user);
  if (isProblem(view)) return view;
  const chosen = filtered(request, eventsBetween(request.core, user.id, view.from, view.to));
  return isProblem(chosen) ? chosen : paged(request, chosen);
}

/** Both names of the query are taken in any case; an instant without an offset is one of UTC. */
function viewOf(request: GraphRequest, user: User): View | Problem {
  const given = new Map([...request.query].map(([name, value]) => [name.toLowerCase(), value]));
  const [start, end] = [given.get('startdatetime'), given.get('enddatetime')];
  if (start === undefined || end === undefined) {
    return invalidParameter(
      'This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.',
    );
  }
  const [from, to] = [instant(start), instant(end)];
  if (from === undefined || to === undefined)
    return invalidParameter('The value of StartDateTime or EndDateTime is invalid.');
  if (to < from) return invalidParameter('The EndDateTime cannot be earlier than the StartDateTime.');
  return { userId: user.id, from, to };
}

function instant(text: string): number | undefined {
  // A plus sign of an offset that was not encoded arrives as a space.
  const whole = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?\s?(Z|[+-]?\d{2}:\d{2})?$/i.exec(
    text,
  );
  if (!whole) return undefined;
  const offset = whole[3] ?? 'Z';
  const at = Date.parse(`${whole[1]}${whole[2] ?? 'T00:00'}${/^\d/.test(offset) ? '+' : ''}${offset}`);
  return Number.isNaN(at) ? undefined : at;
}

const PROPERTY =
  /^singleValueExtendedProperties\/any\(\s*(\w+)\s*:\s*\1\/id eq '((?:[^']|'')*)' and \1\/value eq '((?:[^']|'')*)'\s*\)$/i;
const VALUES: Record<string, (row: EventRow) => string | boolean> = {
  subject: ({ doc }) => doc.subject.toLowerCase(),
  iCalUId: ({ uid }) => uid.toLowerCase(),
  isCancelled: ({ doc }) => doc.isCancelled,
  'start/dateTime': ({ start }) => wallIn(start, UTC),
  'end/dateTime': ({ end }) => wallIn(end, UTC),
};

function filtered(request: GraphRequest, rows: EventRow[]): EventRow[] | Problem {
  const text = option(request, 'filter');
  if (text === undefined) return rows;
  const property = PROPERTY.exec(text.trim());
  if (property) {
    const [id, value] = [property[2] ?? '', property[3] ?? ''].map((each) => each.replaceAll("''", "'"));
    return rows.filter(({ doc }) =>
      doc.properties.some((each) => propertyKey(each.id) === propertyKey(id ?? '') && each.value === value),
    );
  }
  const parsed = parseFilter(text);
  if (!parsed.ok)
    return problem(
      400,
      'BadRequest',
      `Invalid filter clause: Syntax error at position ${parsed.at} in '${text}'.`,
    );
  const foreign = pathsOf(parsed.filter).find((path) => !(path in VALUES));
  if (foreign !== undefined) {
    return problem(
      400,
      'ErrorInvalidUrlQueryFilter',
      'The query filter contains one or more invalid nodes.',
      {
        reason: foreign,
      },
    );
  }
  return rows.filter((row) =>
    holds(
      parsed.filter,
      (path) => VALUES[path]?.(row) ?? null,
      (path, literal) =>
        typeof literal !== 'string'
          ? literal
          : path.endsWith('dateTime')
            ? timeOf(literal)
            : literal.toLowerCase(),
    ),
  );
}

const timeOf = (text: string): string | null => {
  const at = instant(text);
  return at === undefined ? null : wallIn(at, UTC);
};

const ORDERS: Record<string, (row: EventRow) => number | string> = {
  'start/datetime': ({ start }) => start,
  'end/datetime': ({ end }) => end,
  createddatetime: ({ doc }) => doc.created,
  lastmodifieddatetime: ({ doc }) => doc.modified,
  subject: ({ doc }) => doc.subject,
};

function paged(request: GraphRequest, rows: EventRow[]): Answer {
  const shape = shapeOf(request);
  if (isProblem(shape)) return shape;
  const [name = '', direction] = (option(request, 'orderby') ?? '').trim().split(/\s+/);
  const key = ORDERS[name.toLowerCase()];
  if (name !== '' && !key)
    return problem(400, 'ErrorInvalidUrlQuery', `The sort property '${name}' is not supported.`);
  const sign = direction === 'desc' ? -1 : 1;
  const sorted = key
    ? rows.toSorted((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
    : rows;
  const top = pageSize(request, STANDARD_PAGE, MOST_PAGE);
  if (isProblem(top)) return top;
  const skip = Number(option(request, 'skip') ?? 0) || 0;
  return json(
    {
      ...(option(request, 'count') === 'true' ? { '@odata.count': rows.length } : {}),
      value: sorted.slice(skip, skip + top).map((row) => eventJson(request.core, row, shape)),
      ...(sorted.length > skip + top
        ? { '@odata.nextLink': withParameters(request, { $skip: String(skip + top) }) }
        : {}),
    },
    200,
    applied(request),
  );
}

const UNTRACKED = ['orderby', 'filter', 'select', 'expand', 'search', 'top'];

export function viewDelta(request: GraphRequest, user: User): Answer {
  if (UNTRACKED.some((name) => request.query.has(`$${name}`) || request.query.has(name))) {
    return problem(
      400,
      'ErrorInvalidUrlQuery',
      "The following parameters are not supported with change tracking over the 'Events' resource: '$orderby, $filter, $select, $expand, $search, $top'.",
    );
  }
  const shape = shapeOf(request);
  if (isProblem(shape)) return shape;
  const token = option(request, 'skiptoken') ?? option(request, 'deltatoken');
  const given = token ?? viewOf(request, user);
  if (isProblem(given)) return given;
  const asked = Number(preference(request.headers['prefer'], 'odata.maxpagesize') ?? STANDARD_PAGE);
  const most = Math.min(MOST_PAGE, Math.max(1, Math.trunc(asked) || STANDARD_PAGE));
  const page = viewChanges(request.core, given, user.id, most);
  if (isProblem(page)) return page;
  const bare = { ...request, query: new URLSearchParams() };
  return json(
    {
      value: page.changes.map(({ row, removed }) =>
        removed
          ? { '@odata.type': '#microsoft.graph.event', id: row.id, '@removed': { reason: 'deleted' } }
          : {
              '@odata.type': '#microsoft.graph.event',
              ...eventJson(request.core, row, { ...shape, projection: everything }),
            },
      ),
      ...(page.next === undefined
        ? {}
        : { '@odata.nextLink': withParameters(bare, { $skiptoken: page.next }) }),
      ...(page.delta === undefined
        ? {}
        : { '@odata.deltaLink': withParameters(bare, { $deltatoken: page.delta }) }),
    },
    200,
    applied(request),
  );
}
