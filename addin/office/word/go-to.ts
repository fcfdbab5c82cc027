import { ok, type Problem, type Result } from '../../../shared/kernel/problem.ts';
import type { Anchor } from '../../../shared/documents/anchor.ts';
import { readDocument } from '../../../shared/documents/file-hand.ts';
import { readXml } from '../../../shared/documents/ooxml/package.ts';
import { bodyParagraph, wordBlocks } from '../../../shared/documents/ooxml/word-blocks.ts';
import type { Spot } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { wholePackage } from '../whole-file.ts';
import { anchorAt } from '../anchor-at.ts';
import { loadParagraphs } from './live-blocks.ts';
import { controlOf, loadControls, matched } from './live-controls.ts';

/** Leads to a place: a control by its id, a text by the place of its paragraph in the body. */

type Target = {
  readonly control?: string;
  readonly paragraph?: number;
  readonly anchors?: readonly Anchor[];
};

const gone: { ok: false; problem: Problem } = { ok: false, problem: officeProblems.placeGone() };

const targetOf = async (spot: Spot): Promise<Result<Target>> => {
  const file = await wholePackage();
  if (!file.ok) return file;
  if (spot.at === 'text') {
    const { part, element } = spot.place;
    if (part !== file.value.main) return { ok: false, problem: officeProblems.outsideBody(spot.place.where) };
    const xml = readXml(file.value, part);
    const paragraph = xml.ok ? bodyParagraph(xml.value, element) : undefined;
    return paragraph === undefined ? gone : ok({ paragraph });
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
  const { control, paragraph, anchors = [] } = target.value;
  try {
    return await Word.run(async (context): Promise<Result<true>> => {
      const controls = loadControls(context);
      const paragraphs = loadParagraphs(context);
      await context.sync();
      // A chart and a control of a kind that Word does not list are shown by the block that they stand in.
      const found = controlOf(matched(controls, anchors), control) ?? paragraphs.items[paragraph ?? -1];
      if (!found) return gone;
      found.select();
      await context.sync();
      return ok(true);
    });
  } catch {
    return gone;
  }
};
