import { z } from 'zod';
import type { Fault, Finding } from './fault.ts';
import { obligationFindings } from './obligation-references.ts';
import { obligation, openQuestion } from './obligations.ts';
import { schemaFindings } from './schema-words.ts';
import { settingsFindings } from './settings-references.ts';
import { settings } from './settings.ts';
import { soundPart } from './sound.ts';
import { readSource } from './source.ts';

/** One contract of one municipality for one fiscal year: everything in which two contracts differ. */
export const engagement = z.strictObject({
  schema: z.literal(1).describe('この書き方の版。1 と書く'),
  settings: settings.describe('プログラムが動作に使う値'),
  obligations: z.array(obligation).min(1).describe('仕様書の各項目。条項の順に、もれなく書く'),
  openQuestions: z.array(openQuestion).describe('仕様書の記載の食い違いや不明な点'),
});

export type Engagement = z.infer<typeof engagement>;

export type ParsedEngagement =
  | { readonly ok: true; readonly engagement: Engagement }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Reads the text of a profile (YAML 1.2; aliases, tags and unknown keys are refused). All faults are found in one
 * run, in the order of the text.
 * @param id the name that the profile must have, being that of its file
 */
export function parseEngagement(text: string, id?: string): ParsedEngagement {
  const source = readSource(text);
  if (source.value === undefined) return { ok: false, faults: inOrder(source.faults) };
  const { data } = source.value;
  const findings: Finding[] = [...schemaFindings(engagement, data), ...referenceFindings(data, id)];
  const noted = new Set(source.faults.map(place));
  const placed = findings.map((finding) => source.place(finding)).filter((fault) => !noted.has(place(fault)));
  const faults = inOrder([...source.faults, ...placed]);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, engagement: engagement.parse(data) };
}

/** Checks across the parts, on those that are sound in themselves. */
function referenceFindings(data: unknown, id: string | undefined): Finding[] {
  const sound = soundPart(engagement, data);
  const settings = sound?.settings ?? {};
  const misnamed = id !== undefined && settings.id !== undefined && settings.id !== id;
  return [
    ...(misnamed ? [{ path: ['settings', 'id'], expected: `ファイル名と同じ ${id}` }] : []),
    ...settingsFindings(settings),
    ...obligationFindings(settings, sound?.obligations ?? [], sound?.openQuestions ?? []),
  ];
}

const place = (fault: Fault): string => `${fault.line}:${fault.column}`;

/** By line and column; of two faults of the same key the first is the telling one, the other follows from it. */
function inOrder(faults: readonly Fault[]): Fault[] {
  const seen = new Set<string>();
  return faults
    .filter((fault) => {
      const key = `${place(fault)} ${fault.path}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
