import { maySite } from './access.ts';
import type { Need } from './access.ts';
import type { Conflict } from './file-names.ts';
import { libraryOfDrive, resolveFile } from './files.ts';
import type { FileRow } from './files.ts';
import type { Place } from './items.ts';
import { accessDenied, invalid, isProblem, notFound } from './problem.ts';
import type { Problem } from './problem.ts';
import type { GraphRequest } from './request.ts';
import { siteById } from './sites.ts';

/** The library that the path names, if the caller may do this there. */
export function library(request: GraphRequest, need: Need): Place | Problem {
  const list = libraryOfDrive(request.core, request.params['drive'] ?? '');
  const site = list && siteById(request.core, list.site_id);
  if (!list || !site) return notFound('The specified drive was not found');
  return maySite(request, site, need) ? { core: request.core, site, list } : accessDenied();
}

export function found(request: GraphRequest, need: Need): { place: Place; file: FileRow } | Problem {
  const place = library(request, need);
  if (isProblem(place)) return place;
  const file = resolveFile(place.core, place.list, request.params['file'] ?? '');
  return file ? { place, file } : notFound();
}

export function conflictOf(given: unknown, standard: Conflict): Conflict | Problem {
  if (given === undefined || given === null) return standard;
  return given === 'fail' || given === 'replace' || given === 'rename'
    ? given
    : invalid('Invalid request', 'conflictBehavior');
}
