import { LEDGER_NAMESPACE } from '../../../shared/documents/ledger.ts';

/** The ledger as a custom XML part: PowerPointApi 1.7. Before it the ledger lives in tags of the presentation. */

export const reachesParts = (): boolean => Office.context.requirements.isSetSupported('PowerPointApi', '1.7');

/** What it gives may be called after the next sync; `undefined` takes the ledger out. */
export const loadParts = (context: PowerPoint.RequestContext): ((xml: string | undefined) => void) => {
  const { customXmlParts } = context.presentation;
  const parts = customXmlParts.getByNamespace(LEDGER_NAMESPACE);
  parts.load('items/id');
  return (xml) => {
    const [first, ...others] = parts.items;
    // Slides that were put in may have brought a ledger of their own.
    for (const other of others) other.delete();
    if (xml === undefined) first?.delete();
    else if (first) first.setXml(xml);
    else customXmlParts.add(xml);
  };
};
