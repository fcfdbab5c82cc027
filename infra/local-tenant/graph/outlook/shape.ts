import { problem } from '../problem.ts';
import type { Problem } from '../problem.ts';
import { readProjection } from '../projection.ts';
import { option } from '../request.ts';
import type { GraphRequest } from '../request.ts';
import { propertyKey } from './event-json.ts';
import type { Shape } from './event-json.ts';
import { preference, UTC, zoneOf } from './zones.ts';

/** How the caller wants events shown: zone and body by Prefer, members by $select, extended properties by $expand. */
export function shapeOf(request: GraphRequest): Shape | Problem {
  const prefer = request.headers['prefer'];
  const zoneName = preference(prefer, 'outlook.timezone');
  const zone = zoneName === undefined ? UTC : zoneOf(zoneName);
  if (!zone) {
    return problem(
      400,
      'TimeZoneNotSupportedException',
      `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${zoneName}'.`,
    );
  }
  const expand = option(request, 'expand') ?? '';
  return {
    zone,
    text: preference(prefer, 'outlook.body-content-type')?.toLowerCase() === 'text',
    projection: readProjection(option(request, 'select'), undefined),
    properties: [...expand.matchAll(/\bid eq '((?:[^']|'')*)'/gi)].map((found) =>
      propertyKey((found[1] ?? '').replaceAll("''", "'")),
    ),
  };
}

/** Says which preferences were followed. */
export function applied(request: GraphRequest): Record<string, string> {
  const prefer = request.headers['prefer'];
  const followed = ['outlook.timezone', 'outlook.body-content-type', 'odata.maxpagesize'].flatMap((name) => {
    const value = preference(prefer, name);
    return value === undefined ? [] : [`${name}="${value}"`];
  });
  return followed.length === 0 ? {} : { 'Preference-Applied': followed.join(', ') };
}
