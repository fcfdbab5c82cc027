import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import { findingsIn, isAdvisory } from '../../../addin/pane/proof/findings.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { SHIPPED_TEMPLATES, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { parseEngagement } from '../../../shared/engagements/engagement.ts';

/** What we ship passes the check that we ask of others, in each contract's own spelling. */

const SHARED = path.join(import.meta.dirname, '../../../shared');

const findings = (template: ShippedTemplate, profile: string) => {
  const parsed = parseEngagement(readFileSync(path.join(SHARED, `engagements/${profile}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(profile);
  const { settings } = parsed.engagement;
  const facts = sampleFacts(settings)[template.id];
  const file = openPackage(readFileSync(path.join(SHARED, 'documents/templates', template.file)));
  const read = file.ok ? readDocument(file.value) : file;
  if (!facts || !file.ok || !read.ok) throw new Error(template.id);
  const applied = applyPlan(file.value, planFill(read.value, template.kind.fields, facts));
  if (!applied.ok) throw new Error(template.file);
  const found = findingsIn(writePackage(applied.file), {
    orthography: settings.orthography,
    advisory: isAdvisory(template.kind.id),
    fields: template.kind.fields,
  });
  if (!found.ok) throw new Error(template.file);
  return found.value.map(({ rule, message, where }) => ({ rule, message: message.ja, where: where.ja }));
};

describe.each(SHIPPED_TEMPLATES.map((template) => [template.name.ja, template] as const))(
  'N-4.2.ア, N-4.3, K-6: %s',
  (_, template) => {
    test.each(['nerima-r8', 'kawasaki-r3'])(
      'filled for %s, nothing is found but what is to be written',
      (profile) => {
        expect(findings(template, profile).filter(({ rule }) => rule !== 'placeholder')).toEqual([]);
      },
    );
  },
);

test('N-4.3.ア.ア.2 a deliverable that is not handed in yet is no empty field', () => {
  const template = SHIPPED_TEMPLATES.find(({ id }) => id === 'workReport');
  expect(template && findings(template, 'nerima-r8')).toEqual([]);
});
