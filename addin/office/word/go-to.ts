import { ok, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { readXml } from '../../../shared/documents/ooxml/package.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { bodyParagraph, wordBlocks } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { Spot } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholePackage } from '../whole-file.ts';
import { anchorAt, placeNow } from '../anchor-at.ts';
import { isSame, loadParagraphs } from './live-blocks.ts';
import { controlOf, loadControls, matched } from './live-controls.ts';

/** Leads to a place: a control by its id, a text by the place of its paragraph in the body. */

type Target = {
  readonly control?: string;
  readonly paragraph?: number;
  /** What the paragraph says: Word may count paragraphs in its own way. */
  readonly text?: string;
  readonly anchors?: readonly Anchor[];
};

const gone: { ok: false; problem: Problem } = { ok: false, problem: officeProblems.placeGone() };

const targetOf = async (spot: Spot): Promise<Result<Target>> => {
  const file = await wholePackage();
  if (!file.ok) return file;
  if (spot.at === 'text') {
    const { part, text, where } = spot.place;
    if (part !== file.value.main) return { ok: false, problem: officeProblems.outsideBody(where) };
    const [places, xml] = [textPlaces(file.value), readXml(file.value, part)];
    if (!places.ok) return places;
    const place = placeNow(places.value, spot.place);
    const paragraph = xml.ok && place ? bodyParagraph(xml.value, place.element) : undefined;
    return paragraph === undefined ? gone : ok({ paragraph, text });
  }
  const reading = readDocument(file.value);
  if (!reading.ok) return reading;
  const anchor = anchorAt(reading.value.anchors, spot);
  if (anchor?.handle === undefined) return gone;
  const { handle } = anchor;
  const blocks = wordBlocks(file.value);
  const block = blocks.ok ? blocks.value.find(({ handles }) => handles.includes(handle)) : undefined;
  const { anchors } = reading.value;
  return ok({ control: handle, anchors, ...(block ? { paragraph: block.first } : {}) });
};

/** @returns document.placeGone, document.outsideBody, document.notRead */
export const goTo = async (spot: Spot): Promise<Result<true>> => {
  const target = await targetOf(spot);
  if (!target.ok) return target;
  const { control, paragraph, text, anchors = [] } = target.value;
  try {
    return await Word.run(async (context): Promise<Result<true>> => {
      const controls = loadControls(context);
      const paragraphs = loadParagraphs(context);
      await context.sync();
      // A chart and a control of a kind that Word does not list are shown by the block that they stand in.
      const counted = paragraphs.items[paragraph ?? -1];
      const said = text === undefined || (counted && isSame(counted.text, text));
      const found =
        controlOf(matched(controls, anchors), control) ??
        (said ? counted : paragraphs.items.find((one) => isSame(one.text, text)));
      if (!found) return gone;
      found.select();
      await context.sync();
      return ok(true);
    });
  } catch {
    return gone;
  }
};
