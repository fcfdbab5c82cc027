import { ok, type Result } from '../../kernel/problem.ts';
import { draftOf, draftXml, hasPart, removePart, type Draft } from './draft.ts';
import { relationsPart, relationsWritten, ROOT_RELATIONS } from './package.ts';

/** Parts that something leads to, from the root on. */
const reached = (draft: Draft): ReadonlySet<string> => {
  const found = new Set<string>();
  const look = (relations: string, from: string): void => {
    const read = hasPart(draft, relations) ? draftXml(draft, relations) : undefined;
    if (!read?.ok) return;
    for (const { target, external } of relationsWritten(read.value, from))
      if (!external && !found.has(target) && hasPart(draft, target)) {
        found.add(target);
        look(relationsPart(target), target);
      }
  };
  look(ROOT_RELATIONS, '');
  return found;
};

/** Takes out what nothing leads to any more: what was removed from a document shall not travel on inside it. */
export const prune = (draft: Draft): Result<true> => {
  const now = reached(draft);
  for (const part of reached(draftOf(draft.file)))
    if (!now.has(part) && hasPart(draft, part)) {
      const removed = removePart(draft, part);
      if (!removed.ok) return removed;
    }
  return ok(true);
};
