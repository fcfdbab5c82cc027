import type { DocumentFields } from '../../../shared/documents/document-field.ts';
import { fieldsOf, KINDS } from '../engine.ts';
import { useDocuments } from './use-documents.ts';

/**
 * What may stand in a template of that kind; undefined where there is no such kind. Who is not signed in has what every
 * engagement's documents have.
 */
export const useFieldsOf = (kind: string): DocumentFields | undefined => {
  const documents = useDocuments();
  if (!KINDS.has(kind)) return undefined;
  return fieldsOf(documents?.templates.find((one) => one.kind === kind) ?? { kind, fields: {} });
};
