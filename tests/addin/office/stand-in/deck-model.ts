import { strFromU8 } from 'fflate';
import { parseLedger } from '../../../../shared/documents/ledger.ts';
import { slidesOf, type Slide } from '../../../../shared/documents/ooxml/deck.ts';
import {
  declare,
  draftOf,
  finish,
  freeName,
  relate,
  type Draft,
} from '../../../../shared/documents/ooxml/draft.ts';
import { putLedger } from '../../../../shared/documents/ooxml/ledger-part.ts';
import {
  contentTypes,
  openPackage,
  readBytes,
  readXml,
  relationsOf,
  relationsPart,
  withParts,
  writePackage,
  type OfficePackage,
} from '../../../../shared/documents/ooxml/package.ts';
import { listSlides, type Listed } from '../../../../shared/documents/ooxml/slide-list.ts';
import { cellBody } from '../../../../shared/documents/ooxml/slide-shapes.ts';
import { bodyPlace, slideText } from '../../../../shared/documents/ooxml/slide-text.ts';
import {
  attributeOf,
  attributeSpan,
  childOf,
  childrenOf,
  descend,
  escapeXml,
  firstWithin,
  nameOf,
  within,
} from '../../../../shared/documents/ooxml/xml-read.ts';
import type { Xml } from '../../../../shared/documents/ooxml/xml.ts';

/** A pptx that is open: what PowerPoint does to it when it is asked, on its XML. */

const must = <T>(result: { ok: true; value: T } | { ok: false; problem: { code: string } }): T => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};

/** What every deck has of its own; slides that are put in take the one of the same name. */
const OF_THE_DECK = new Set(['slideLayout', 'slideMaster', 'notesMaster', 'theme']);

const copied = (draft: Draft, source: OfficePackage, part: string, made: Map<string, string>): string => {
  const known = made.get(part);
  if (known !== undefined) return known;
  const [, stem = part, ending = ''] = /^(.*?)\d*(\.[^./]+)$/.exec(part) ?? [];
  const name = freeName(draft, stem, ending);
  made.set(part, name);
  const bytes = must(readBytes(source, part));
  draft.changes.set(name, part.endsWith('.xml') ? strFromU8(bytes) : bytes);
  must(declare(draft, name, must(contentTypes(source))(part)));
  const relations = must(relationsOf(source, part));
  if (relations.length > 0) {
    const entries = relations.map(({ id, type, target }) => {
      const there = OF_THE_DECK.has(type) ? target : copied(draft, source, target, made);
      return `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="/${there}"/>`;
    });
    draft.changes.set(
      relationsPart(name),
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`,
    );
  }
  return name;
};

export type DeckModel = ReturnType<typeof deckModel>;

export const deckModel = (bytes: Uint8Array) => {
  let file = must(openPackage(bytes));
  const tags = new Map<string, string>();
  const slides = (): readonly Slide[] => must(slidesOf(file));
  const liveId = ({ id }: Slide): string => `${id}#${Number(id) * 7}`;
  const slide = (id: string): Slide => {
    const found = slides().find((one) => liveId(one) === id);
    if (!found) throw new Error('SlideNotFound');
    return found;
  };
  const xmlOf = (id: string): Xml => must(readXml(file, slide(id).part));
  const tops = (xml: Xml): readonly { readonly element: number; readonly named: number }[] =>
    [...childrenOf(xml, descend(xml, 0, 'p:cSld', 'p:spTree') as number)].flatMap((element) => {
      const named = /^p:(sp|graphicFrame|grpSp|pic|cxnSp)$/.test(nameOf(xml, element))
        ? firstWithin(xml, element, 'p:cNvPr')
        : undefined;
      return named === undefined ? [] : [{ element, named }];
    });
  const shape = (xml: Xml, id: string) => {
    const found = tops(xml).find(({ named }) => attributeOf(xml, named, 'id') === id);
    if (!found) throw new Error('InvalidArgument: shape');
    return found;
  };
  const bodyOf = (xml: Xml, id: string, row?: number, column?: number): number => {
    const { element } = shape(xml, id);
    const body =
      row === undefined || column === undefined
        ? childOf(xml, element, 'p:txBody')
        : cellBody(xml, within(xml, element, 'a:tr')[row], column);
    if (body === undefined) throw new Error('InvalidArgument: textFrame');
    return body;
  };
  const splice = (id: string, start: number, end: number, text: string): void => {
    const { part } = slide(id);
    const xml = xmlOf(id);
    file = withParts(file, new Map([[part, xml.text.slice(0, start) + text + xml.text.slice(end)]]));
  };
  const list = (draft: Draft, listed: readonly Listed[]): void => {
    must(listSlides(draft, slides(), listed));
    file = finish(draft);
  };

  return {
    bytes: (): Uint8Array => {
      if (tags.size === 0) return writePackage(file);
      const draft = draftOf(file);
      const part = freeName(draft, 'ppt/tags/tag', '.xml');
      const entries = [...tags].map(([key, value]) => `<p:tag name="${key}" val="${escapeXml(value)}"/>`);
      draft.changes.set(
        part,
        `<p:tagLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">${entries.join('')}</p:tagLst>`,
      );
      must(declare(draft, part, 'application/vnd.openxmlformats-officedocument.presentationml.tags+xml'));
      must(relate(draft, file.main, 'tags', part));
      return writePackage(finish(draft));
    },
    tags,
    ids: (): readonly string[] => slides().map(liveId),
    slide,
    shapes: (id: string): readonly { readonly id: string; readonly name: string }[] => {
      const xml = xmlOf(id);
      return tops(xml).map(({ named }) => ({
        id: attributeOf(xml, named, 'id') ?? '',
        name: attributeOf(xml, named, 'name') ?? '',
      }));
    },
    textOf: (id: string, shapeId: string, row?: number, column?: number): string => {
      const xml = xmlOf(id);
      return slideText(xml, bodyOf(xml, shapeId, row, column)).replaceAll('\n', '\r');
    },
    write: (id: string, shapeId: string, text: string, row?: number, column?: number): void => {
      const xml = xmlOf(id);
      const place = bodyPlace(xml, bodyOf(xml, shapeId, row, column));
      if (place) splice(id, place.start, place.end, place.make({ text }));
    },
    rename: (id: string, shapeId: string, name: string): void => {
      const xml = xmlOf(id);
      const span = attributeSpan(xml, shape(xml, shapeId).named, 'name');
      if (span) splice(id, span.start, span.end, escapeXml(name));
    },
    remove: (id: string): void => {
      const gone = slide(id);
      list(
        draftOf(file),
        slides()
          .filter((one) => one.part !== gone.part)
          .map((one) => ({ slide: one })),
      );
    },
    insert: (
      given: Uint8Array,
      ids: readonly string[] | undefined,
      behind: string | undefined,
    ): readonly string[] => {
      const source = must(openPackage(given));
      const there = must(slidesOf(source));
      const wanted = (ids ?? there.map(({ id }) => `${id}#`)).map((id) => {
        const found = there.find((one) => id.split('#')[0] === one.id);
        if (!found) throw new Error('SlideNotFound');
        return found;
      });
      const own = slides();
      // What real PowerPoint is known for: a slide that it has already is not put in once more.
      if (wanted.some(({ id }) => own.some((one) => one.id === id))) throw new Error('InvalidArgument');
      const at = behind === undefined ? 0 : own.findIndex((one) => liveId(one) === behind) + 1;
      if (behind !== undefined && at === 0) throw new Error('SlideNotFound');
      const before = new Set(own.map(liveId));
      const draft = draftOf(file);
      const added = wanted.map((one): Listed => ({
        copyOf: own[0] as Slide,
        part: copied(draft, source, one.part, new Map()),
      }));
      const kept = own.map((one): Listed => ({ slide: one }));
      list(draft, [...kept.slice(0, at), ...added, ...kept.slice(at)]);
      return slides()
        .map(liveId)
        .filter((id) => !before.has(id));
    },
    parts: (): readonly { readonly name: string; readonly xml: string }[] =>
      [...file.parts.keys()]
        .filter((name) => /^customXml\/item\d+\.xml$/.test(name))
        .map((name) => ({ name, xml: strFromU8(must(readBytes(file, name))) })),
    setPart: (name: string, xml: string | undefined): void => {
      file = withParts(file, new Map([[name, xml]]));
    },
    addPart: (xml: string): void => {
      const ledger = parseLedger(xml);
      const draft = draftOf(file);
      if (ledger) must(putLedger(draft, ledger));
      file = finish(draft);
    },
  };
};
