import { z } from 'zod';
import { choice, clause } from '../kernel/profile-fields.ts';

/** 課題管理表. What is managed how is agreed with the client (N-3.3.ア.エ.3): kinds and priorities are the profile's. */
export const issueSettings = z.strictObject({
  numberMark: z.string().min(1).max(4).describe('番号の中の種類の字（R8-課-0001 の「課」）'),
  list: z.string().min(1).describe('課題管理表のSharePointリストの名称'),
  kinds: z.array(choice).min(1).describe('課題の区分。宿題（識別子 actionItem）を含める'),
  priorities: z.array(choice).min(1).describe('優先度。高いものから'),
  clause,
});

export type IssueSettings = z.infer<typeof issueSettings>;

/** Every permission that issues ask for. */
export const ISSUE_ACTIONS = ['issue.read', 'issue.change', 'issue.close'] as const;
export type IssueAction = (typeof ISSUE_ACTIONS)[number];
