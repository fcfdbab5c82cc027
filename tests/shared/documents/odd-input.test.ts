import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { statementsIn } from '../../../shared/documents/statements.ts';
import { textPlaces } from '../../../shared/documents/text-places.ts';
import { chart, deckFile, shape, table, words } from './deck-fixture.ts';
import { FIELDS, facts } from './sample-fields.ts';
import { cell, checkBox, control, paragraph, placeholder, row, tableOf, wordFile } from './word-fixture.ts';

/** Files spoilt in any way: each is refused with a reason or filled into one that opens again. None makes it fall over. */

const FILES: readonly Uint8Array[] = [
  wordFile({
    body:
      paragraph(placeholder('cio:plan.title') + checkBox('cio:plan.approved')) +
      tableOf(1, control('cio:each:measures', row(cell(paragraph(placeholder('cio:measures.name')))))) +
      control('cio:if:plan.hasRisks', paragraph('')),
    header: paragraph(placeholder('cio:plan.date')),
  }),
  deckFile([
    {
      shapes:
        shape('cio:plan.title') +
        table('cio:each:measures[measures.name]', [['取組'], ['']]) +
        chart('cio:chart:results'),
      chart: true,
    },
    { shapes: shape('cio:slide:measures', words('■')), notes: shape('cio:measures.count') },
  ]),
];

const survives = (bytes: Uint8Array): boolean => {
  const file = openPackage(bytes);
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok) return true;
  const places = textPlaces(file.value);
  if (places.ok) places.value.forEach(statementsIn);
  const applied = applyPlan(file.value, planFill(read.value, FIELDS, facts()));
  if (!applied.ok) return applied.problems.length > 0;
  const again = openPackage(writePackage(applied.file));
  return again.ok && readDocument(again.value).ok;
};

test('bytes changed anywhere', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...FILES),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (file, changes) => {
        const spoilt = file.slice();
        for (const [at, byte] of changes) spoilt[at % spoilt.length] = byte;
        expect(survives(spoilt)).toBe(true);
      },
    ),
  );
});

test('a tag of any part lost, doubled or with another value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FILES),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('lost', 'doubled', 'valued'),
      (file, at, tag, how) => {
        const parts = unzipSync(file);
        const names = Object.keys(parts).filter((name) => /\.(xml|rels)$/.test(name));
        const name = names[at % names.length] ?? '';
        const text = strFromU8(parts[name] ?? new Uint8Array());
        const tags = [...text.matchAll(/<[^>?]+>/g)];
        const chosen = tags[tag % tags.length];
        if (!chosen) return;
        const instead = {
          lost: '',
          doubled: chosen[0].repeat(2),
          valued: chosen[0].replace(/"[^"]*"/, '"-1"'),
        }[how];
        const spoilt = text.slice(0, chosen.index) + instead + text.slice(chosen.index + chosen[0].length);
        expect(survives(zipSync({ ...parts, [name]: strToU8(spoilt) }))).toBe(true);
      },
    ),
  );
});
