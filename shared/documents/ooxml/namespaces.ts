/** Namespaces that are read here, by the prefix that Office gives them; of the strict writing (ISO) as well. */

const TRANSITIONAL = 'http://schemas.openxmlformats.org/';
const STRICT = 'http://purl.oclc.org/ooxml/';
const MICROSOFT = 'http://schemas.microsoft.com/office/';

const both = (prefix: string, path: string, strict = path.replace('/2006', '')): [string, string][] => [
  [TRANSITIONAL + path, prefix],
  [STRICT + strict, prefix],
];

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...both('w', 'wordprocessingml/2006/main'),
  ...both('p', 'presentationml/2006/main'),
  ...both('x', 'spreadsheetml/2006/main'),
  ...both('a', 'drawingml/2006/main'),
  ...both('c', 'drawingml/2006/chart'),
  ...both('wp', 'drawingml/2006/wordprocessingDrawing'),
  ...both('r', 'officeDocument/2006/relationships'),
  ...both('m', 'officeDocument/2006/math'),
  [`${TRANSITIONAL}markup-compatibility/2006`, 'mc'],
  [`${TRANSITIONAL}package/2006/relationships`, 'rel'],
  [`${TRANSITIONAL}package/2006/content-types`, 'ct'],
  [`${MICROSOFT}word/2010/wordml`, 'w14'],
  [`${MICROSOFT}word/2012/wordml`, 'w15'],
  [`${MICROSOFT}word/2010/wordprocessingShape`, 'wps'],
  [`${MICROSOFT}drawing/2014/main`, 'a16'],
  ['urn:schemas-microsoft-com:vml', 'v'],
]);

export const canonicalPrefix = (uri: string): string | undefined => PREFIXES.get(uri);
