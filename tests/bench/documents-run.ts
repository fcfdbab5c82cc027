import Docxtemplater from 'docxtemplater';
import { strFromU8, unzipSync } from 'fflate';
import PizZip from 'pizzip';
import pptxAutomizer from 'pptx-automizer';
import { applyPlan, readDocument } from '../../shared/documents/file-hand.ts';
import type { DocumentFields } from '../../shared/documents/document-field.ts';
import type { Facts } from '../../shared/documents/facts.ts';
import { planFill } from '../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../shared/documents/ooxml/package.ts';
import type { DocumentOrder, DocumentResult } from './documents.ts';
import * as content from './documents-content.ts';
import { median } from './figures.ts';

/** One engine filling one document again and again, a process of its own, so that its memory is its own. */

const RUNS = 12;
type Fill = (template: Uint8Array) => Promise<Uint8Array> | Uint8Array;

const ours =
  (fields: DocumentFields, facts: Facts): Fill =>
  (template) => {
    const file = openPackage(template);
    const read = file.ok ? readDocument(file.value) : file;
    if (!file.ok || !read.ok) throw new Error('not read');
    const applied = applyPlan(file.value, planFill(read.value, fields, facts));
    if (!applied.ok) throw new Error(applied.problems[0]?.message.en);
    return writePackage(applied.file);
  };

const docxtemplater =
  (data: Record<string, unknown>): Fill =>
  (template) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
    document.render(data);
    // Deflated, as Word and this product write files.
    return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
  };

const { Automizer, modify } = pptxAutomizer;

// The root brings master and theme; slides it had would be left behind in the file.
const root = content.deck(0);

const automizer: Fill = async (template) => {
  const presentation = new Automizer({ compression: 6, verbosity: 0 })
    .loadRoot(Buffer.from(root))
    .load(Buffer.from(template), 'deck');
  for (let index = 0; index < content.SLIDE_COUNT; index += 1)
    presentation.addSlide('deck', index + 1, (slide) => {
      for (const name of content.SHAPES)
        slide.modifyElement(`cio:deck.s${index}.${name}`, [modify.setText(content.shapeValue(index, name))]);
      const rows = content.deckRows(index).map((values) => ({ values: [...values] }));
      slide.modifyElement(`cio:each:d${index}[d${index}.no,d${index}.name,d${index}.owner]`, [
        modify.setTable({ body: [{ values: ['番号', '取組', '担当'] }, ...rows] }),
      ]);
    });
  const zip = await presentation.getJSZip();
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
};

const fillOf = ({ engine, what }: DocumentOrder): readonly [template: Uint8Array, fill: Fill] => {
  if (engine === 'docxtemplater') return [content.theirReport(), docxtemplater(content.reportData())];
  if (engine === 'pptx-automizer') return [content.deck(), automizer];
  return what === 'report'
    ? [content.ourReport(), ours(content.reportFields(), content.reportFacts())]
    : [content.deck(), ours(content.deckFields(), content.deckFacts())];
};

/** Letters of the text that is read, whichever way it was put in. */
const charactersIn = (bytes: Uint8Array): number =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => /^(word\/document|ppt\/slides\/slide\d+)\.xml$/.test(name))
    .flatMap(([, part]) => [...strFromU8(part).matchAll(/<[wa]:t(?: [^>]*)?>([^<]*)</g)])
    .reduce((sum, [, text = '']) => sum + text.replaceAll(/&\w+;/g, '&').length, 0);

process.on('message', (order: DocumentOrder) => {
  void (async () => {
    const [template, fill] = fillOf(order);
    const times: number[] = [];
    let made = new Uint8Array();
    for (let run = 0; run < RUNS; run += 1) {
      globalThis.gc?.();
      const start = performance.now();
      made = Uint8Array.from(await fill(template));
      times.push(performance.now() - start);
    }
    const result: DocumentResult = {
      first: times[0] ?? Number.NaN,
      warm: median(times.slice(RUNS / 3)),
      memory: process.resourceUsage().maxRSS / 1_024,
      characters: charactersIn(made),
    };
    process.send?.(result);
  })();
});
