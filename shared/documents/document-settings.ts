import { z } from 'zod';
import { clause, identifier, words } from '../kernel/profile-fields.ts';

/** Where documents lie in the library, and which the contract asks for beside those of meetings. */

/** Every permission that documents ask for; the profile says who holds it. */
export const DOCUMENT_ACTIONS = ['document.read', 'document.prove', 'document.submit'] as const;

const folder = z.string().min(1).max(80);

const deliverable = z.strictObject({
  id: identifier,
  name: words,
  /** The kind of document it is, where there is a template for it. */
  kind: identifier.optional().describe('ひな形の種類（securityManagementPlan など）。なければ書かない'),
  deadline: identifier.optional().describe('deadlines の識別子。提出されると、その期限が済みになる'),
  proofRounds: z.int().min(0).max(9).describe('提出までに必要な校正の回数'),
  clause,
});

const consultationCount = z.strictObject({
  count: identifier.describe('counts の識別子'),
  from: z
    .enum(['all', 'sections', 'runBy'])
    .describe('all すべて、sections 所管課から、runBy 契約を運営する課から'),
  answerForm: identifier.optional().describe('この回答方法のものだけを数える'),
});

export const documentSettings = z.strictObject({
  library: z.string().min(1).describe('ドキュメント ライブラリの名称'),
  folders: z
    .strictObject({
      deliverables: folder.describe('会議によらない成果物'),
      answers: folder.describe('相談への回答書'),
      templates: folder.describe('委託者のひな形。中のフォルダーの名前が、ひな形の種類を示す'),
    })
    .describe('ライブラリの中のフォルダー'),
  lists: z
    .strictObject({
      proofs: z.string().min(1).describe('校正と提出の記録'),
      checklists: z.string().min(1).describe('点検表。年度ごとの写しで、手で直せる'),
    })
    .describe('文書のSharePointリストの名称'),
  drafts: z
    .strictObject({
      agendaOpenDaysBefore: z.int().min(1).max(30).describe('次第の案を、会議の何開庁日前に作るか'),
      answerForms: z.array(identifier).describe('回答書の案を作る回答方法（consultation の answerForms）'),
    })
    .describe('ボットが作る文書の案'),
  deliverables: z.array(deliverable).describe('会議によらない成果物。ライブラリにそれぞれのフォルダーを作る'),
  consultationCounts: z.array(consultationCount).describe('相談業務実施報告書に載せる想定件数と、数え方'),
  words: z
    .array(z.tuple([z.string().min(1), z.string().min(1)]))
    .describe('文書の用語。[使わない語, 使う語]'),
});

export type DocumentSettings = z.infer<typeof documentSettings>;
export type Deliverable = z.infer<typeof deliverable>;
