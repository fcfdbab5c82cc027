import { ok, type Result } from '../../kernel/problem.ts';
import { LEDGER_NAMESPACE, ledgerFromTags, ledgerXml, parseLedger, type Ledger } from '../ledger.ts';
import { declare, freeName, relate, setText, type Draft } from './draft.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { attributeOf, within } from './xml-read.ts';

/** The ledger in its place: a custom XML part that hangs on the main part, where Word and PowerPoint keep theirs. */

const findPart = (file: OfficePackage): string | undefined => {
  const relations = relationsOf(file, file.main);
  if (!relations.ok) return undefined;
  return relations.value
    .filter(({ type, external }) => type === 'customXml' && !external)
    .map(({ target }) => target)
    .find((target) => {
      const xml = readXml(file, target);
      return xml.ok && xml.value.text.includes(`"${LEDGER_NAMESPACE}"`);
    });
};

/** PowerPoint before 1.7 has no custom XML: there the ledger lies in tags of the presentation. */
const inTags = (file: OfficePackage): Ledger | undefined => {
  const relations = file.kind === 'pptx' ? relationsOf(file, file.main) : undefined;
  if (!relations?.ok) return undefined;
  const tags = relations.value.flatMap(({ type, target }): [string, string][] => {
    const read = type === 'tags' ? readXml(file, target) : undefined;
    if (!read?.ok) return [];
    const xml = read.value;
    return within(xml, 0, 'p:tag').map((tag) => [
      (attributeOf(xml, tag, 'name') ?? '').toUpperCase(),
      attributeOf(xml, tag, 'val') ?? '',
    ]);
  });
  return ledgerFromTags(Object.fromEntries(tags));
};

const lastAt = (ledger: Ledger | undefined): number =>
  Math.max(-1, ...[...(ledger?.entries.values() ?? [])].map(({ at }) => at));

/** Where a document went through PowerPoints old and new, it may have both: the later one counts. */
export const readLedger = (file: OfficePackage): Ledger | undefined => {
  const part = findPart(file);
  const xml = part === undefined ? undefined : readXml(file, part);
  const own = xml?.ok ? parseLedger(xml.value.text) : undefined;
  const tagged = inTags(file);
  return tagged && lastAt(tagged) > lastAt(own) ? tagged : own;
};

const ITEM_ID = '{6C1B63B2-5D0B-4C2E-9B57-C10DE5C10001}';
const DATASTORE = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';

const properties = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="${ITEM_ID}" xmlns:ds="${DATASTORE}"><ds:schemaRefs><ds:schemaRef ds:uri="${LEDGER_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>`;

export const putLedger = (draft: Draft, ledger: Ledger): Result<true> => {
  const known = findPart(draft.file);
  if (known !== undefined) {
    draft.changes.set(known, ledgerXml(ledger));
    return ok(true);
  }
  const item = freeName(draft, 'customXml/item', '.xml');
  draft.changes.set(item, ledgerXml(ledger));
  const props = item.replace('/item', '/itemProps');
  setText(draft, props, properties);
  for (const [from, type, target] of [
    [draft.file.main, 'customXml', item],
    [item, 'customXmlProps', props],
  ] as const) {
    const related = relate(draft, from, type, target);
    if (!related.ok) return related;
  }
  const declared = declare(draft, item, 'application/xml');
  if (!declared.ok) return declared;
  return declare(draft, props, 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml');
};
