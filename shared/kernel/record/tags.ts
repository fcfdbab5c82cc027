import { fieldNames, type RecordDefinition } from './field.ts';

/** Tags by which a document names the fields of a record: `securityIncident.subject`. */
export const tagsOf = (record: RecordDefinition): readonly string[] =>
  fieldNames(record).map((name) => `${record.name}.${name}`);
