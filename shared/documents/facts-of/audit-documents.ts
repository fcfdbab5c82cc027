import type { Instant } from '../../kernel/instant.ts';
import type { PlainDate } from '../../kernel/plain-date.ts';
import { factsOf, type FactRow, type Facts, type FactSource } from '../facts.ts';
import { AUDIT_SUMMARY, AUDIT_WORKING_PAPER, AUDIT_RESULTS, type AuditResult } from './audit-fields.ts';
import { factList, frontFacts, rowKey, rowOf, type Front } from './kind.ts';

/** 監査調書 and 情報セキュリティ監査結果概要報告書. N-3.2.エ, N-4.2.エ. */

export { AUDIT_SUMMARY, AUDIT_WORKING_PAPER };

export type AuditItem = {
  readonly number: string;
  readonly category: string;
  readonly requirement: string;
  /** Where the policy asks for it. N-3.2.エ.2 */
  readonly clause: string;
  readonly result: AuditResult;
  readonly evidence: string;
  readonly observation: string;
  readonly remark?: string;
};

export type AuditFinding = {
  readonly number: string;
  readonly level: '要改善' | '不適合';
  readonly finding: string;
  readonly cause: string;
  readonly recommendation: string;
  readonly due?: PlainDate;
  readonly state: string;
};

export type AuditFacts = {
  readonly auditee: string;
  /** 運用面, システム面, 委託先. */
  readonly kind: string;
  readonly on: PlainDate;
  readonly place: string;
  readonly leadAuditor: string;
  readonly auditors: readonly string[];
  readonly respondents: readonly string[];
  readonly criteria: readonly string[];
  readonly items: readonly AuditItem[];
  readonly findings: readonly AuditFinding[];
  readonly conclusion: string;
  /** Once the auditee's 情報セキュリティ責任者 has agreed. N-3.2.エ.4 */
  readonly agreed?: { readonly by: string; readonly on: PlainDate };
  readonly source?: FactSource;
};

const tally = (items: readonly AuditItem[]): Readonly<Record<AuditResult, number>> => {
  const counts = { conforming: 0, improvement: 0, nonconforming: 0, notApplicable: 0 };
  for (const { result } of items) counts[result] += 1;
  return counts;
};

const byCategory = (items: readonly AuditItem[]): readonly FactRow[] =>
  [...new Set(items.map(({ category }) => category))].map((category, index) =>
    rowOf('categories')(`c${index + 1}`, {
      name: category,
      ...tally(items.filter((one) => one.category === category)),
    }),
  );

const resultCounts = (items: readonly AuditItem[]) => {
  const counts = tally(items);
  return Object.fromEntries(AUDIT_RESULTS.map(({ id }) => [`audit.${id}`, counts[id]]));
};

export const auditWorkingPaperFacts = (at: Instant, front: Front, audit: AuditFacts): Facts =>
  factsOf([
    ...frontFacts(at, front),
    ...factList(
      at,
      {
        'audit.auditee': audit.auditee,
        'audit.kind': audit.kind,
        'audit.on': audit.on,
        'audit.place': audit.place,
        'audit.leadAuditor': audit.leadAuditor,
        'audit.auditors': audit.auditors.join('\n'),
        'audit.respondents': audit.respondents.join('\n'),
        'audit.criteria': audit.criteria.join('\n'),
        'audit.conclusion': audit.conclusion,
        'audit.isAgreed': audit.agreed !== undefined,
        'audit.agreedBy': audit.agreed?.by ?? '',
        'audit.agreedOn': audit.agreed?.on ?? '',
        ...resultCounts(audit.items),
        categories: byCategory(audit.items),
        items: audit.items.map((item, index) =>
          rowOf('items')(rowKey(item.number, index), { ...item, remark: item.remark ?? '' }),
        ),
        findings: audit.findings.map((finding, index) =>
          rowOf('findings')(rowKey(finding.number, index), finding),
        ),
      },
      audit.source,
    ),
  ]);

export type AuditSummaryFacts = {
  readonly audits: readonly AuditFacts[];
  readonly summary: string;
  readonly goodPractices: string;
  /** N-3.2.エ.7 */
  readonly risks: readonly { readonly risk: string; readonly cause: string; readonly measure: string }[];
  /** How to audit better; empty where nothing is proposed. N-3.2.エ.6 */
  readonly method: string;
};

export const auditSummaryFacts = (at: Instant, front: Front, report: AuditSummaryFacts): Facts => {
  const items = report.audits.flatMap((audit) => audit.items);
  const days = report.audits.map(({ on }) => on).sort();
  return factsOf([
    ...frontFacts(at, front),
    ...factList(at, {
      'report.from': days[0],
      'report.to': days.at(-1),
      'report.audits': report.audits.length,
      'report.summary': report.summary,
      'report.goodPractices': report.goodPractices,
      'report.method': report.method,
      ...resultCounts(items),
      audits: report.audits.map((audit, index) =>
        rowOf('audits')(
          `a${index + 1}`,
          { auditee: audit.auditee, kind: audit.kind, on: audit.on, ...tally(audit.items) },
          audit.source,
        ),
      ),
      categories: byCategory(items),
      findings: report.audits.flatMap((audit, of) =>
        audit.findings.map((finding, index) =>
          rowOf('findings')(
            `a${of + 1}-${rowKey(finding.number, index)}`,
            { ...finding, auditee: audit.auditee },
            audit.source,
          ),
        ),
      ),
      risks: report.risks.map((risk, index) => rowOf('risks')(`r${index + 1}`, risk)),
    }),
  ]);
};
