import { z } from 'zod';
import type { Finding } from './fault.ts';
import type { Path } from './path.ts';
import { quote } from './source.ts';
import { nearest } from '../kernel/spelling.ts';

/** Everything in a value that its schema does not allow, each in Japanese and with the path it is about. */
export function schemaFindings(schema: z.ZodType, data: unknown): Finding[] {
  const result = schema.safeParse(data, { error: expectation, reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => findingsOf(schema, issue, []));
}

function findingsOf(schema: z.ZodType, issue: z.core.$ZodIssue, base: Path): Finding[] {
  const path: Path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysAt(schema, path);
    return issue.keys.map((key) => unknownKey(path, key, allowed));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return unionFindings(schema, issue, path);
  if (issue.code === 'invalid_value') {
    return [{ path, expected: choiceWords(issue.message, issue.input, issue.values.map(String)) }];
  }
  return [{ path, expected: issue.message }];
}

function unknownKey(path: Path, key: string, allowed: readonly string[]): Finding {
  const near = nearest(key, allowed);
  const expected =
    near === undefined
      ? `決められた項目${allowed.length === 0 ? '' : `（${allowed.join('、')}）`}`
      : `決められた項目（もしかして ${near}）`;
  return { path: [...path, key], expected, found: `知らない項目${quote(key)}`, atKey: true };
}

/**
 * A value that fits no form of a union: the forms whose kind of value it is not are left out, and of the others the
 * one is explained that the value comes nearest to.
 */
function unionFindings(schema: z.ZodType, issue: z.core.$ZodIssueInvalidUnion, path: Path): Finding[] {
  const meant = issue.errors.filter((issues) => !issues.some((one) => isOtherKind(one)));
  const inner = meant.filter((issues) =>
    issues.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
  );
  const [best] = inner.sort((a, b) => strangeness(a) - strangeness(b));
  if (best !== undefined) return best.flatMap((one) => findingsOf(schema, one, path));
  const forms = meant.length > 0 ? meant : issue.errors;
  const values = forms.flat().flatMap((one) => (one.code === 'invalid_value' ? one.values.map(String) : []));
  const expected = [...new Set(forms.flat().map((one) => one.message))].join(' または ');
  return [{ path, expected: choiceWords(expected, issue.input, values) }];
}

const isOtherKind = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_union');

/** How little a value looks like a form: keys the form does not know, and keys that it wants and that are missing. */
function strangeness(issues: readonly z.core.$ZodIssue[]): number {
  let score = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') score += issue.keys.length;
    else if (issue.code === 'invalid_type' && issue.input === undefined) score += 1;
  }
  return score;
}

/** Many values are not read through by anyone: where one is near, it alone is named. */
function choiceWords(expected: string, input: unknown, values: readonly string[]): string {
  const near = typeof input === 'string' ? nearest(input, values) : undefined;
  if (near === undefined) return expected;
  return `${values.length > 6 ? '決められた語' : expected}（もしかして ${near}）`;
}

/** The keys a schema knows at a path; none when the path leads to something without keys. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let candidates: z.ZodType[] = forms(schema);
  for (const step of path) {
    candidates = candidates.flatMap((candidate) => forms(child(candidate, step)));
  }
  return [
    ...new Set(
      candidates.flatMap((candidate) =>
        candidate instanceof z.ZodObject ? Object.keys(candidate.shape) : [],
      ),
    ),
  ];
}

function child(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodArray && typeof step === 'number') return schema.element as z.ZodType;
  if (schema instanceof z.ZodObject && typeof step === 'string') {
    return (schema.shape as Record<string, z.ZodType>)[step];
  }
  return undefined;
}

function forms(schema: z.ZodType | undefined): z.ZodType[] {
  if (schema === undefined) return [];
  if (schema instanceof z.ZodOptional) return forms(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => forms(option as z.ZodType));
  return [schema];
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字',
  number: '整数',
  int: '整数',
  boolean: 'true か false',
  array: '一覧',
  object: '「項目: 値」の組',
};

/** What zod would have accepted. A message written in the schema comes before this. */
function expectation(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join('、');
    return issue.values.length === 1 ? values : `${values} のいずれか`;
  }
  if (issue.code === 'too_small') return size(issue.origin, Number(issue.minimum), '以上');
  if (issue.code === 'too_big') return size(issue.origin, Number(issue.maximum), '以下');
  if (issue.code === 'invalid_format') {
    return issue.format === 'date' ? '実在する日付（YYYY-MM-DD）' : `決められた形（${issue.format}）`;
  }
  return '決められた形の値';
}

function size(origin: string, limit: number, bound: '以上' | '以下'): string {
  if (origin === 'string') return bound === '以上' && limit === 1 ? '空でない文字' : `${limit}文字${bound}`;
  if (origin === 'array') return `${limit}個${bound}`;
  return `${limit}${bound}の数`;
}
