import { strFromU8 } from 'fflate';
import { draftOf, finish, freeName, relate } from '../../../../shared/documents/ooxml/draft.ts';
import {
  openPackage,
  readBytes,
  readXml,
  relationsOf,
  withParts,
  writePackage,
  type OfficePackage,
} from '../../../../shared/documents/ooxml/package.ts';
import { readParagraph } from '../../../../shared/documents/ooxml/paragraph.ts';
import { renderNodes } from '../../../../shared/documents/ooxml/render.ts';
import { controlsIn, type Control } from '../../../../shared/documents/ooxml/word-controls.ts';
import { slotsOf } from '../../../../shared/documents/ooxml/word-slots.ts';
import { wordText } from '../../../../shared/documents/ooxml/word-text.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  escapeXml,
  nameOf,
} from '../../../../shared/documents/ooxml/xml-read.ts';
import { scanXml, type Xml } from '../../../../shared/documents/ooxml/xml.ts';

/** A docx that is open: what Word does to it when it is asked, on its XML. */

export type Found = { readonly part: string; readonly xml: Xml; readonly control: Control };

const must = <T>(result: { ok: true; value: T } | { ok: false; problem: { code: string } }): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

/** Marks by which paragraphs are known again, taken out before anybody sees the file. */
const MARK = / data-mark="(\d+)"/g;

/** What a tag that got lost is called, as long as a tag of ours that stands for it. */
export const LOST = 'off:lost';

export type WordModel = ReturnType<typeof wordModel>;

export const wordModel = (bytes: Uint8Array) => {
  let file = must(openPackage(bytes));
  let serial = 1_000;
  const main = (): Xml => must(readXml(file, file.main));
  const set = (part: string, text: string): void => {
    file = withParts(file, new Map([[part, text]]));
  };
  const stories = (): readonly string[] => [
    file.main,
    ...must(relationsOf(file, file.main)).flatMap(({ type, target }) =>
      type === 'header' || type === 'footer' ? [target] : [],
    ),
  ];

  /** Word gives every control an id, and every paragraph its own. */
  const settle = (): void => {
    for (const part of stories()) {
      const text = must(readXml(file, part)).text.replace(
        /<w:sdtPr>((?:(?!<\/w:sdtPr>).)*)<\/w:sdtPr>/gs,
        (whole, inner: string) =>
          inner.includes('<w:id ') ? whole : `<w:sdtPr>${inner}<w:id w:val="-${(serial += 1)}"/></w:sdtPr>`,
      );
      set(
        part,
        text.replace(/<w:p( [^>]*)?(\/?)>/g, (whole, attributes: string | undefined, empty: string) =>
          whole.includes('data-mark')
            ? whole
            : `<w:p${(attributes ?? '').replace(/\/$/, '')} data-mark="${(serial += 1)}"${empty || (attributes?.endsWith('/') ? '/' : '')}>`,
        ),
      );
    }
  };
  settle();

  const clean = (): OfficePackage =>
    withParts(
      file,
      new Map(stories().map((part) => [part, must(readXml(file, part)).text.replaceAll(MARK, '')])),
    );

  const controls = (): readonly Found[] =>
    stories().flatMap((part) => {
      const xml = must(readXml(file, part));
      return controlsIn(xml).found.map((control) => ({ part, xml, control }));
    });
  /** Those without a tag of ours as well: raw is empty then. */
  const known = new WeakMap<OfficePackage, readonly Found[]>();
  const allControls = (): readonly Found[] => {
    const found = known.get(file) ?? controlsNow();
    known.set(file, found);
    return found;
  };
  const controlsNow = (): readonly Found[] =>
    stories().flatMap((part) => {
      const xml = must(readXml(file, part));
      const text = xml.text.replaceAll(`<w:tag w:val="${LOST}"/>`, '<w:tag w:val="cio:lost"/>');
      const read = text === xml.text ? xml : must(scanXml(text, part));
      return controlsIn(read).found.map((control) => ({
        part,
        xml: read,
        control: control.raw === 'cio:lost' ? { ...control, raw: LOST } : control,
      }));
    });
  const find = (id: number): Found => {
    const found = allControls().find(({ control }) => Number(control.id) >>> 0 === id >>> 0);
    if (!found) throw new Error('ItemNotFound');
    return found;
  };
  const propertyOf = ({ xml, control }: Found, name: string): string => {
    const element = childOf(xml, control.properties, name);
    return element === undefined ? '' : (attributeOf(xml, element, 'w:val') ?? '');
  };
  const splice = (part: string, start: number, end: number, text: string): void => {
    const xml = must(readXml(file, part));
    set(part, xml.text.slice(0, start) + text + xml.text.slice(end));
    settle();
  };
  const span = (xml: Xml, element: number) => ({
    start: xml.start[element] as number,
    end: xml.end[element] as number,
  });
  const bodyElements = (): readonly number[] => {
    const xml = main();
    const body = childOf(xml, 0, 'w:body') as number;
    const found: number[] = [];
    for (let inner = body + 1; inner < (xml.after[body] as number); inner += 1) {
      if (nameOf(xml, inner) === 'w:txbxContent') inner = (xml.after[inner] as number) - 1;
      else if (nameOf(xml, inner) === 'w:p') found.push(inner);
    }
    return found;
  };
  const paragraphElement = (mark: string): number => {
    const xml = main();
    const found = bodyElements().find((one) =>
      xml.text.slice(xml.start[one], xml.inner[one]).includes(`data-mark="${mark}"`),
    );
    if (found === undefined) throw new Error('ItemNotFound');
    return found;
  };
  /** The body of a flat package; charts it brings take the place of those of the same name. */
  const bodyOfFlat = (flat: string): string => {
    const changes = new Map<string, string | Uint8Array>();
    for (const [, name = '', kind, content = ''] of flat.matchAll(
      /<pkg:part pkg:name="\/([^"]+)"[^>]*><pkg:(xmlData|binaryData)>(.*?)<\/pkg:\2><\/pkg:part>/gs,
    ))
      if (/^word\/(charts|embeddings)\//.test(name))
        changes.set(
          name,
          kind === 'xmlData' ? content : Uint8Array.from(atob(content), (one) => one.charCodeAt(0)),
        );
    file = withParts(file, changes);
    return /<w:body[^>]*>(.*)<\/w:body>/s.exec(flat)?.[1]?.replace(/<w:sectPr.*<\/w:sectPr>$/s, '') ?? '';
  };

  const model = {
    bytes: (): Uint8Array => writePackage(clean()),
    reopen: (given: Uint8Array): void => {
      file = must(openPackage(given));
      settle();
    },
    controls,
    allControls,
    /** Around the last paragraph of the body. */
    putControl: (tag: string, type: string): void => {
      const { start } = model.endSpan();
      const kind = type === 'CheckBox' ? '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>' : '';
      splice(
        file.main,
        start,
        start,
        `<w:sdt><w:sdtPr><w:tag w:val="${escapeXml(tag)}"/>${kind}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>選択</w:t></w:r></w:p></w:sdtContent></w:sdt>`,
      );
    },
    find,
    typeOf: ({ xml, control }: Found): string => {
      if (control.kind === 'checkBox') return 'CheckBox';
      if (control.kind === 'date') return 'DatePicker';
      if (control.kind === 'dropDown')
        return childOf(xml, control.properties, 'w:comboBox') === undefined ? 'DropDownList' : 'ComboBox';
      return childOf(xml, control.properties, 'w:text') === undefined ? 'RichText' : 'PlainText';
    },
    subtypeOf: (found: Found): string => {
      const type = model.typeOf(found);
      if (type !== 'RichText') return type === 'PlainText' ? 'PlainTextInline' : type;
      const { level } = found.control;
      if (level === 'inline') return 'RichTextInline';
      return { block: 'RichTextParagraphs', cell: 'RichTextTableCell', row: 'RichTextTableRow' }[level];
    },
    titleOf: (found: Found): string => propertyOf(found, 'w:alias'),
    isLocked: (found: Found): boolean => /content/i.test(propertyOf(found, 'w:lock')),
    textOf: ({ xml, control }: Found): string => wordText(xml, control.content).replaceAll('\n', '\r'),
    placeholderOf: ({ xml, control }: Found): string =>
      control.placeholder ? wordText(xml, control.content) : '',
    write: (id: number, value: { text: string; checked?: boolean }): void => {
      const found = find(id);
      const { xml, part, control } = found;
      set(
        part,
        renderNodes(xml.text, slotsOf(xml, control) ?? [], {
          written: () => value,
          part: () => undefined,
          rows: () => undefined,
        }),
      );
      if (value.text.includes('\n')) settle();
    },
    retag: (id: number, tag: string): void => {
      const { xml, part, control } = find(id);
      const { start, end } = span(xml, childOf(xml, control.properties, 'w:tag') as number);
      splice(part, start, end, `<w:tag w:val="${escapeXml(tag)}"/>`);
    },
    deleteControl: (id: number): void => {
      const { xml, part, control } = find(id);
      const { start, end } = span(xml, control.element);
      splice(part, start, end, '');
    },
    paragraphs: (): readonly { readonly mark: string; readonly text: string }[] => {
      const xml = main();
      return bodyElements().map((one) => ({
        mark: /data-mark="(\d+)"/.exec(xml.text.slice(xml.start[one], xml.inner[one]))?.[1] ?? '',
        text: readParagraph(xml, one).text,
      }));
    },
    controlSpan: (id: number) => {
      const { xml, control } = find(id);
      return span(xml, control.element);
    },
    tableAround: (id: number) => {
      const { xml, control } = find(id);
      let element = control.element;
      while (nameOf(xml, element) !== 'w:tbl') element = xml.parent[element] as number;
      return span(xml, element);
    },
    paragraphAround: (id: number) => {
      const { xml, control } = find(id);
      let element = control.element;
      while (nameOf(xml, element) !== 'w:p') element = xml.parent[element] as number;
      return span(xml, element);
    },
    paragraphSpan: (mark: string) => span(main(), paragraphElement(mark)),
    tableSpan: (mark: string) => {
      const xml = main();
      let element = paragraphElement(mark);
      while (nameOf(xml, element) !== 'w:tbl') element = xml.parent[element] as number;
      return span(xml, element);
    },
    endSpan: () => {
      const xml = main();
      const body = childOf(xml, 0, 'w:body') as number;
      const last = [...childrenOf(xml, body)].at(-1);
      const at =
        last !== undefined && nameOf(xml, last) === 'w:sectPr' ? xml.start[last] : xml.innerEnd[body];
      return { start: at as number, end: at as number };
    },
    insertFlat: (start: number, end: number, flat: string, stray: boolean): void => {
      const body = bodyOfFlat(flat);
      // What real Word is known for: a table that is put in brings an empty paragraph along.
      splice(
        file.main,
        start,
        end,
        body + (stray && /<\/w:tbl>(<\/w:sdtContent><\/w:sdt>)?$/.test(body) ? '<w:p/>' : ''),
      );
    },
    cut: (start: number, end: number): void => splice(file.main, start, end, ''),
    replaceText: (mark: string, start: number, end: number, text: string): void => {
      const xml = main();
      const { pieces } = readParagraph(xml, paragraphElement(mark));
      const piece = pieces.find((one) => one.start <= start && one.start + one.text.length >= end);
      if (piece?.element === undefined) throw new Error('GeneralException');
      const written = piece.text.slice(0, start - piece.start) + text + piece.text.slice(end - piece.start);
      splice(
        file.main,
        xml.inner[piece.element] as number,
        xml.innerEnd[piece.element] as number,
        escapeXml(written),
      );
    },
    parts: (): readonly { readonly name: string; readonly xml: string }[] =>
      [...file.parts.keys()]
        .filter((name) => /^customXml\/item\d+\.xml$/.test(name))
        .map((name) => ({ name, xml: strFromU8(must(readBytes(file, name))) })),
    setPart: (name: string, xml: string | undefined): void => {
      file = withParts(file, new Map([[name, xml]]));
    },
    /** Another part, though one of its namespace may be there already. */
    addPart: (xml: string): void => {
      const draft = draftOf(file);
      const name = freeName(draft, 'customXml/item', '.xml');
      draft.changes.set(name, xml);
      must(relate(draft, file.main, 'customXml', name));
      file = finish(draft);
    },
  };
  return model;
};
