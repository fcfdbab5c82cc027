import { LEDGER_NAMESPACE } from '../../../shared/documents/ledger.ts';

/** The ledger as Word keeps it: a custom XML part. Word writes it into the file and keeps it with the document. */

export type LedgerParts = {
  readonly parts: Word.CustomXmlPartScopedCollection;
};

/** To be read after the next sync. */
export const loadLedger = (context: Word.RequestContext): LedgerParts => {
  const parts = context.document.customXmlParts.getByNamespace(LEDGER_NAMESPACE);
  parts.load('items/id');
  return { parts };
};

/** Queues it; there is one afterwards, though insertions may have left several. `undefined` takes it out. */
export const writeLedger = (
  context: Word.RequestContext,
  { parts }: LedgerParts,
  xml: string | undefined,
): void => {
  const [first, ...others] = parts.items;
  for (const other of others) other.delete();
  if (xml === undefined) first?.delete();
  else if (first) first.setXml(xml);
  else context.document.customXmlParts.add(xml);
};
