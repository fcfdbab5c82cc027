import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { sampleFacts } from '../../../infra/templates/samples.ts';
import { factsOf, TO_WRITE, type Facts } from '../../../shared/documents/facts.ts';
import { applyPlan, readDocument } from '../../../shared/documents/file-hand.ts';
import { planFill } from '../../../shared/documents/fill-plan.ts';
import { standingOfSent } from '../../../shared/documents/consistency.ts';
import { otherDocument, readSent, unfilled } from '../../../shared/documents/fitness.ts';
import { openPackage, writePackage } from '../../../shared/documents/ooxml/package.ts';
import { templateOf, type ShippedTemplate } from '../../../shared/documents/templates/catalogue.ts';
import { profile } from '../engagements/profile-text.ts';

/** A document that is sent, against what it should be: N-3.2.ア.3 齟齬のないよう, N-4.2.ア. */

const { settings } = profile('nerima-r8');
const samples = sampleFacts(settings);
const FOLDER = path.join(import.meta.dirname, '../../../shared/documents/templates');

const templateNamed = (id: string): ShippedTemplate => {
  const found = templateOf(id);
  if (!found) throw new Error(id);
  return found;
};
const factsFor = (id: string): Facts => samples[id] ?? factsOf([]);

const sent = (id: string, facts: Facts, subject = '2026') => {
  const template = templateNamed(id);
  const file = openPackage(readFileSync(path.join(FOLDER, template.file)), { name: template.file });
  const read = file.ok ? readDocument(file.value) : file;
  if (!file.ok || !read.ok) throw new Error('not read');
  const plan = planFill(read.value, template.kind.fields, facts, {
    template: { id, version: '1', subject },
  });
  const applied = applyPlan(file.value, plan);
  if (!applied.ok) throw new Error('not filled');
  const again = readSent(writePackage(applied.file), template.file);
  if (!again.ok) throw new Error('not sent');
  return again.value;
};

const DETAILED = 'securityManagementPlanDetailed';
const SUMMARY = 'securityManagementPlanSummary';
const { fields } = templateNamed(DETAILED).kind;
const facts = factsFor(DETAILED);
const consistencyOf = (...given: Parameters<typeof standingOfSent>): string =>
  standingOfSent(...given).consistency;
const changed = (id: string, value: string): Facts => {
  const fact = facts.get(id);
  if (!fact) throw new Error(id);
  return new Map([...facts, [id, { ...fact, value }]]);
};

describe('the two editions of the plan', () => {
  const detailed = sent(DETAILED, facts);
  const summary = sent(SUMMARY, facts);

  test('made from the same facts agree, whichever is sent first', () => {
    expect(consistencyOf(summary, 'summary', detailed, fields, facts)).toBe('consistent');
    expect(consistencyOf(detailed, 'detailed', summary, fields, facts)).toBe('consistent');
    expect(consistencyOf(detailed, 'detailed', undefined, fields, facts)).toBe('noCounterpart');
  });

  test('made on two days still agree, and the day that passes makes neither stale', () => {
    const later = changed('document.date', '2026-10-30');
    expect(facts.get('document.date')?.value).not.toBe('2026-10-30');
    expect(consistencyOf(sent(SUMMARY, later), 'summary', detailed, fields, later)).toBe('consistent');
    expect(consistencyOf(detailed, 'detailed', sent(SUMMARY, later), fields, later)).toBe('consistent');
  });

  test('a source that moved on since is told, and an edition made after the change as well', () => {
    const now = changed('plan.aim', '改めた目的');
    expect(consistencyOf(detailed, 'detailed', undefined, fields, now)).toBe('different');
    expect(consistencyOf(sent(SUMMARY, now), 'summary', detailed, fields, now)).toBe('different');
  });

  test('what contradicts is named, with what each of the two says', () => {
    const now = changed('plan.aim', '改めた目的');
    const { differences } = standingOfSent(sent(SUMMARY, now), 'summary', detailed, fields, now);
    expect(differences[0]).toEqual({
      against: 'counterpart',
      certain: true,
      label: { ja: '目的（一文）', en: 'Aim in a sentence' },
      own: '改めた目的',
      other: facts.get('plan.aim')?.value,
    });
  });
});

describe('which document it is', () => {
  const expected = {
    templates: [DETAILED],
    subject: '2026',
    engagement: settings.name.ja,
    title: '運営計画書（詳細版）',
  };
  const codeOf = (id: string, of: Facts, subject?: string): string | undefined =>
    otherDocument(sent(id, of, subject).reading, expected)?.code;

  test('its ledger says: template, subject and contract must be those that are handed in', () => {
    expect(codeOf(DETAILED, facts)).toBeUndefined();
    expect(codeOf(DETAILED, facts, '2025')).toBe('submission.otherDocument');
    expect(codeOf(SUMMARY, facts)).toBe('submission.otherDocument');
    expect(codeOf(DETAILED, changed('document.engagement', 'ほかの契約'))).toBe('submission.otherEngagement');
  });

  test('a document that was made from no template is none', () => {
    const blank = readFileSync(path.join(FOLDER, templateNamed(DETAILED).file));
    const read = readSent(blank, 'a.pptx');
    expect(read.ok && otherDocument(read.value.reading, expected)?.code).toBe('submission.noLedger');
  });
});

test('a document that lacks what it must say is told what', () => {
  const without = new Map([...facts].filter(([id]) => id !== 'plan.aim'));
  expect(unfilled(sent(DETAILED, facts), fields)).toBeUndefined();
  expect(unfilled(sent(DETAILED, without), fields)?.message.ja).toContain('目的（一文）');
  const open = changed('plan.review', TO_WRITE);
  expect(unfilled(sent(DETAILED, open), fields)?.code).toBe('submission.toWrite');
});
