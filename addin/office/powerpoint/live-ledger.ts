import { ledgerTags, parseLedger } from '../../../shared/documents/ledger.ts';
import { loadParts, reachesParts } from '../powerpoint-later/ledger-parts.ts';

/** The ledger as PowerPoint keeps it: a custom XML part, or tags where it knows none. */

const OURS = /^CIO_LEDGER_\d+_OF_\d+$/i;

/** What it gives may be called after the next sync, with the ledger's XML; `undefined` takes the ledger out. */
export const loadLedger = (context: PowerPoint.RequestContext): ((xml: string | undefined) => void) => {
  const parts = reachesParts() ? loadParts(context) : undefined;
  const { tags } = context.presentation;
  tags.load('items/key');
  return (xml) => {
    parts?.(xml);
    const ledger = xml === undefined || parts ? undefined : parseLedger(xml);
    const wanted = ledger ? ledgerTags(ledger) : {};
    // A ledger that an older PowerPoint left in tags goes when the part is written, and so do pieces too many.
    for (const { key } of tags.items) if (OURS.test(key) && !(key.toUpperCase() in wanted)) tags.delete(key);
    for (const [key, value] of Object.entries(wanted)) tags.add(key, value);
  };
};
