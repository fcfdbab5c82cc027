import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { OfficeDocument } from '../../../addin/office/office-document.ts';
import { powerpointDocument } from '../../../addin/office/powerpoint/powerpoint-document.ts';
import { wordDocument } from '../../../addin/office/word/word-document.ts';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import type { DocumentReading } from '../../../shared/documents/anchor.ts';
import { compareWithSource } from '../../../shared/documents/compare.ts';
import type { Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage } from '../../../shared/documents/ooxml/package.ts';
import { SHIPPED_TEMPLATES, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { parseEngagement } from '../../../shared/engagements/engagement.ts';
import { openInPowerPoint } from './stand-in/powerpoint.ts';
import { openInWord } from './stand-in/word.ts';

/** N-3.3.ア.エ.2: the shipped templates, filled in Word and PowerPoint, say what the same file says when it is filled. */

const SHARED = path.join(import.meta.dirname, '../../../shared');
const samples = (): Readonly<Record<string, Facts>> => {
  const parsed = parseEngagement(readFileSync(path.join(SHARED, 'engagements/nerima-r8.yaml'), 'utf8'));
  if (!parsed.ok) throw new Error('nerima-r8');
  return sampleFacts(parsed.engagement.settings);
};
const SAMPLES = samples();

const inFile = (bytes: Uint8Array, { kind }: ShippedTemplate, facts: Facts): DocumentReading => {
  const file = openPackage(bytes);
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok) throw new Error('not read');
  const applied = applyPlan(file.value, planFill(read.value, kind.fields, facts));
  const filled = applied.ok ? readDocument(applied.file) : undefined;
  if (!filled?.ok) throw new Error('not filled');
  return filled.value;
};

const saying = ({ anchors }: DocumentReading): readonly string[] =>
  anchors.map(
    ({ tag, row, text, checked }) => `${tag.role} ${tag.id} ${row?.key ?? ''}: ${checked ?? ''} ${text}`,
  );

const readBy = async (document: OfficeDocument): Promise<DocumentReading> => {
  const read = await document.read();
  if (!read.ok) throw new Error(read.problem.message.ja);
  return read.value;
};

const open = (bytes: Uint8Array, { file }: ShippedTemplate, floor: boolean): OfficeDocument => {
  if (file.endsWith('.pptx')) {
    openInPowerPoint(bytes, { api: floor ? '1.4' : '1.8' });
    return powerpointDocument();
  }
  openInWord(bytes, { api: floor ? '1.6' : '1.9', strays: true });
  return wordDocument();
};

describe.each(SHIPPED_TEMPLATES.map((template) => [template.name.ja, template] as const))(
  '%s',
  (_, template) => {
    const bytes = readFileSync(path.join(SHARED, 'documents/templates', template.file));
    const facts = SAMPLES[template.id] ?? new Map();

    test.each([
      ['the floor', true],
      ['what is newest', false],
    ])('with %s', async (_, floor) => {
      const document = open(bytes, template, floor);
      const before = saying(await readBy(document));
      const plan = planFill(await readBy(document), template.kind.fields, facts);
      const applied = await document.apply(plan, { lossesAccepted: true });
      if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message.ja).join('\n'));
      const filled = await readBy(document);
      expect(saying(filled)).toEqual(saying(inFile(bytes, template, facts)));
      const states = compareWithSource(filled, template.kind.fields, facts).filter(
        ({ state }) => state === 'stale',
      );
      expect(states).toEqual([]);
      expect(await applied.undo()).toEqual({ ok: true });
      expect(saying(await readBy(document))).toEqual(before);
    });
  },
);
