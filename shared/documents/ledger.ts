import type { Instant } from '../kernel/instant.ts';
import type { FactSource } from './facts.ts';
import { attributeOf, childrenOf, escapeXml, nameOf, plainText } from './ooxml/xml-read.ts';
import { scanXml, type Xml } from './ooxml/xml.ts';

/**
 * The facts a document was filled with, kept inside it: what was written, from which list item and version, when.
 * It holds nothing that the document does not show. It travels as a custom XML part, and where Office has none
 * (PowerPoint before 1.7) in tags.
 */
export type Ledger = {
  /** What it was made from and of what: the meeting, case, period or year, as the API names it. */
  readonly template?: { readonly id: string; readonly version: string; readonly subject?: string };
  /** By kind and id: 'value:plan.year', 'rows:measures', 'chart:results', 'part:plan.hasRisks'. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
};

export type LedgerRow = {
  readonly key: string;
  /** As written, by field id. */
  readonly texts: Readonly<Record<string, string>>;
  readonly source?: FactSource;
};

type Common = { readonly id: string; readonly at: Instant; readonly source?: FactSource };
export type LedgerEntry =
  | (Common & { readonly kind: 'value' | 'chart'; readonly text: string })
  | (Common & { readonly kind: 'part'; readonly kept: boolean })
  | (Common & { readonly kind: 'rows'; readonly rows: readonly LedgerRow[] });

export const LEDGER_NAMESPACE = 'urn:cio-desk:ledger:1';

export const entryKey = ({ kind, id }: Pick<LedgerEntry, 'kind' | 'id'>): string => `${kind}:${id}`;

export const writtenText = (
  ledger: Ledger | undefined,
  kind: 'value' | 'chart',
  id: string,
): string | undefined => {
  const entry = ledger?.entries.get(`${kind}:${id}`);
  return entry && 'text' in entry ? entry.text : undefined;
};

export const writtenRows = (ledger: Ledger | undefined, id: string): readonly LedgerRow[] | undefined => {
  const entry = ledger?.entries.get(`rows:${id}`);
  return entry?.kind === 'rows' ? entry.rows : undefined;
};

const sourceAttributes = (source: FactSource | undefined): string =>
  source
    ? ` list="${escapeXml(source.list)}" item="${escapeXml(source.itemId)}" version="${escapeXml(source.version)}"`
    : '';

/** Line ends as references: a reader of XML would make blanks of them. */
const kept = (text: string): string => escapeXml(text).replaceAll('\r', '&#13;').replaceAll('\n', '&#10;');

const rowsXml = (entry: LedgerEntry & { kind: 'rows' }): string => {
  const columns = [...new Set(entry.rows.flatMap(({ texts }) => Object.keys(texts)))];
  const rows = entry.rows.map(({ key, texts, source }) => {
    // A row is short: its texts in the order of the columns, as JSON; null where there is none.
    const cells = escapeXml(JSON.stringify(columns.map((column) => texts[column] ?? null)));
    return `<row key="${escapeXml(key)}"${sourceAttributes(source)}>${cells}</row>`;
  });
  return `columns="${columns.join(' ')}">${rows.join('')}</rows>`;
};

const entryXml = (entry: LedgerEntry): string => {
  const at = new Date(entry.at).toISOString();
  const head = `<${entry.kind} id="${escapeXml(entry.id)}" at="${at}"${sourceAttributes(entry.source)}`;
  if (entry.kind === 'rows') return `${head} ${rowsXml(entry)}`;
  if (entry.kind === 'part') return `${head} kept="${entry.kept}"/>`;
  return `${head}>${kept(entry.text)}</${entry.kind}>`;
};

export const ledgerXml = (ledger: Ledger): string => {
  const { template } = ledger;
  const subject = template?.subject === undefined ? '' : ` subject="${escapeXml(template.subject)}"`;
  const of = template
    ? ` template="${escapeXml(template.id)}" version="${escapeXml(template.version)}"${subject}`
    : '';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ledger xmlns="${LEDGER_NAMESPACE}"${of}>${[...ledger.entries.values()].map(entryXml).join('')}</ledger>`;
};

const sourceIn = (xml: Xml, element: number): { source?: FactSource } => {
  const list = attributeOf(xml, element, 'list');
  const itemId = attributeOf(xml, element, 'item');
  const version = attributeOf(xml, element, 'version');
  return list === undefined || itemId === undefined || version === undefined
    ? {}
    : { source: { list, itemId, version } };
};

const rowIn = (xml: Xml, element: number, columns: readonly string[]): LedgerRow | undefined => {
  const cells = JSON.parse(plainText(xml, element)) as unknown;
  const key = attributeOf(xml, element, 'key');
  if (!Array.isArray(cells) || key === undefined) return undefined;
  const texts = columns.flatMap((column, index): [string, string][] => {
    const text = cells[index] as unknown;
    return typeof text === 'string' ? [[column, text]] : [];
  });
  return { key, texts: Object.fromEntries(texts), ...sourceIn(xml, element) };
};

const entryIn = (xml: Xml, element: number): LedgerEntry | undefined => {
  const kind = nameOf(xml, element);
  const id = attributeOf(xml, element, 'id');
  const at = Date.parse(attributeOf(xml, element, 'at') ?? '');
  if (id === undefined || Number.isNaN(at)) return undefined;
  const common = { id, at, ...sourceIn(xml, element) };
  if (kind === 'value' || kind === 'chart') return { kind, ...common, text: plainText(xml, element) };
  if (kind === 'part') return { kind, ...common, kept: attributeOf(xml, element, 'kept') === 'true' };
  if (kind !== 'rows') return undefined;
  const columns = (attributeOf(xml, element, 'columns') ?? '').split(' ').filter((one) => one !== '');
  const rows = [...childrenOf(xml, element)].flatMap((row) => rowIn(xml, row, columns) ?? []);
  return { kind, ...common, rows };
};

/** Undefined when the text is no ledger of ours or was spoilt: the document then counts as never filled. */
export const parseLedger = (text: string): Ledger | undefined => {
  const scan = scanXml(text, 'ledger');
  if (!scan.ok || nameOf(scan.value, 0) !== 'ledger') return undefined;
  const xml = scan.value;
  if (attributeOf(xml, 0, 'xmlns') !== LEDGER_NAMESPACE) return undefined;
  try {
    const entries = [...childrenOf(xml, 0)].flatMap((element) => entryIn(xml, element) ?? []);
    const id = attributeOf(xml, 0, 'template');
    const version = attributeOf(xml, 0, 'version');
    const subject = attributeOf(xml, 0, 'subject');
    const of = subject === undefined ? {} : { subject };
    return {
      ...(id === undefined || version === undefined ? {} : { template: { id, version, ...of } }),
      entries: new Map(entries.map((entry) => [entryKey(entry), entry])),
    };
  } catch {
    return undefined;
  }
};

const TAG = 'CIO_LEDGER_';
/** No limit of a tag's value is documented; far below what was seen to work. */
const TAG_LENGTH = 4_000;

/** The ledger cut into tags, for PowerPoint without custom XML parts. Keys are upper case, as PowerPoint keeps them. */
export const ledgerTags = (ledger: Ledger): Readonly<Record<string, string>> => {
  const text = ledgerXml(ledger);
  const count = Math.ceil(text.length / TAG_LENGTH);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `${TAG}${index + 1}_OF_${count}`,
      text.slice(index * TAG_LENGTH, (index + 1) * TAG_LENGTH),
    ]),
  );
};

export const ledgerFromTags = (tags: Readonly<Record<string, string>>): Ledger | undefined => {
  const count = Number(
    Object.keys(tags)
      .map((key) => /^CIO_LEDGER_1_OF_(\d+)$/.exec(key)?.[1])
      .find(Boolean),
  );
  if (!Number.isInteger(count)) return undefined;
  const pieces = Array.from({ length: count }, (_, index) => tags[`${TAG}${index + 1}_OF_${count}`]);
  return pieces.every((piece) => piece !== undefined) ? parseLedger(pieces.join('')) : undefined;
};
