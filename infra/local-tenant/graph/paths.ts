import type { TenantCore } from '../core.ts';
import { driveIdOf, libraryOfDrive, resolveFile } from './files.ts';
import { listsOf } from './lists.ts';
import { invalid, isProblem, notFound, problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { findSite, SHAREPOINT_HOST, siteById, siteByPath, siteId } from './sites.ts';

/** Stands between an item's key and a path below it in one segment: `root` + mark + `folder/file.docx`. */
export const BELOW = '\u0000';

export type Canonical = { segments: string[]; parameters: Record<string, string> };

/**
 * Brings Graph's many ways to the same thing into one: colon paths, `lists('x')`, `delta()`, a site's drive,
 * a drive's list, a file's list item, `me`.
 */
export function canonical(core: TenantCore, path: string, userId: string | undefined): Canonical | Problem {
  const parameters: Record<string, string> = {};
  const plain = withoutColons(
    core,
    path.split('/').filter((segment) => segment !== ''),
  );
  if (isProblem(plain)) return plain;
  const segments = plain.flatMap((segment): string[] => {
    const key = /^(\w+)\('((?:[^']|'')*)'\)$/.exec(segment);
    if (key?.[1] !== undefined && key[2] !== undefined) return [key[1], key[2].replaceAll("''", "'")];
    const delta = /^(?:microsoft\.graph\.)?delta\((?:token='([^']*)')?\)$/.exec(segment);
    if (delta?.[1] !== undefined) parameters['token'] = delta[1];
    return delta ? ['delta'] : [segment];
  });
  const short = shortcuts(core, segments, userId);
  return isProblem(short) ? short : { segments: short, parameters };
}

function withoutColons(core: TenantCore, raw: string[]): string[] | Problem {
  const out: string[] = [];
  for (let index = 0; index < raw.length; index += 1) {
    const segment = raw[index] ?? '';
    if (!segment.endsWith(':') || segment === ':') {
      const text = decode(segment);
      if (text === undefined) return invalid('The request URI is malformed.');
      out.push(text);
      continue;
    }
    const end = raw.findIndex((each, at) => at > index && each.endsWith(':'));
    const inner = raw
      .slice(index + 1, end < 0 ? undefined : end + 1)
      .map((each) => decode(each.replace(/:$/, '')));
    const below = inner.filter((each) => each !== '').join('/');
    const key = segment.slice(0, -1);
    index = end < 0 ? raw.length : end;
    if (out.length === 1 && out[0] === 'sites') {
      const site = key.toLowerCase() === SHAREPOINT_HOST ? siteByPath(core, below) : undefined;
      if (!site) {
        return key.toLowerCase() === SHAREPOINT_HOST
          ? notFound('Requested site could not be found')
          : problem(400, 'invalidRequest', `Invalid hostname for this tenancy`);
      }
      out.push(siteId(site));
    } else if (key === 'root') out.push('items', `root${BELOW}${below}`);
    else if (out.at(-1) === 'items') out.push(`${key}${BELOW}${below}`);
    else return invalid('The request URI is malformed.');
  }
  return out;
}

function shortcuts(core: TenantCore, segments: string[], userId: string | undefined): string[] | Problem {
  const [first, second = '', third, fourth = '', fifth, ...rest] = segments;
  if (first === 'me') {
    if (userId === undefined) {
      return problem(400, 'BadRequest', '/me request is only valid with delegated authentication flow.');
    }
    return shortcuts(core, ['users', userId, ...segments.slice(1)], userId);
  }
  // A person's own calendar may be named or left out.
  if (first === 'users' && third === 'calendar' && (fourth === 'events' || fourth === 'calendarView')) {
    return [first, second, ...segments.slice(3)];
  }
  if (first === 'sites' && third === 'drive') {
    const site = findSite(core, second);
    const library = site && listsOf(core, site.id).find((list) => list.template === 'documentLibrary');
    return site && library
      ? shortcuts(core, ['drives', driveIdOf(site, library), ...segments.slice(3)], userId)
      : notFound();
  }
  if (first === 'sites' && third === 'drives' && fourth !== '') {
    return shortcuts(core, ['drives', ...segments.slice(3)], userId);
  }
  if (first === 'sites' && third === 'lists' && fifth === 'drive') {
    const site = findSite(core, second);
    const library =
      site && listsOf(core, site.id).find((list) => [list.id, list.title, list.name].includes(fourth));
    if (!site || library?.template !== 'documentLibrary') return notFound();
    return shortcuts(core, ['drives', driveIdOf(site, library), ...rest], userId);
  }
  if (first === 'drives' && third === 'list') {
    const library = libraryOfDrive(core, second);
    const site = library && siteById(core, library.site_id);
    return library && site ? ['sites', siteId(site), 'lists', library.id, ...segments.slice(3)] : notFound();
  }
  if (first === 'drives' && third === 'root') {
    return shortcuts(core, ['drives', second, 'items', 'root', ...segments.slice(3)], userId);
  }
  if (first === 'drives' && third === 'items' && fifth === 'listItem') {
    const library = libraryOfDrive(core, second);
    const site = library && siteById(core, library.site_id);
    const file = library && resolveFile(core, library, fourth);
    if (!library || !site || !file || file.item_id === 0) return notFound();
    return ['sites', siteId(site), 'lists', library.id, 'items', String(file.item_id), ...rest];
  }
  return segments;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
