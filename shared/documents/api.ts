import { z } from 'zod';

/**
 * What the API says to the pane in Word and PowerPoint, read by the same schemas on both sides. Instants are
 * milliseconds. Documents travel as bytes, everything else as JSON; a document is told by its template and its subject,
 * which its ledger bears.
 */

const words = z.object({ ja: z.string(), en: z.string() });
const problem = z.object({ code: z.string(), message: words, field: z.string().optional() });

/** No document that is sent is larger. */
export const MOST_DOCUMENT_BYTES = 25 * 1024 * 1024;

/** What a document is made of. */
export const SUBJECT_KINDS = ['year', 'meeting', 'consultation', 'period', 'audit'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** A field of the form that the document is made of, beside what its kind has. */
const recordField = z.union([
  z.object({ kind: z.enum(['text', 'lines', 'list', 'dateTime', 'toggle', 'number', 'date']), label: words }),
  z.object({
    kind: z.enum(['choice', 'choices']),
    label: words,
    choices: z.array(z.object({ id: z.string(), name: words })).readonly(),
  }),
]);

const template = z.object({
  id: z.string(),
  /** Of the template's file: changes with its content. */
  version: z.string(),
  name: words,
  /** The kind of document, whose fields both sides know. */
  kind: z.string(),
  fields: z.record(z.string(), recordField),
  app: z.enum(['word', 'powerpoint']),
  edition: z.enum(['detailed', 'summary']).optional(),
  subject: z.enum(SUBJECT_KINDS),
  /** False where the engagement put it into the library itself. */
  shipped: z.boolean(),
});

const checklist = z.object({ id: z.string(), name: words, fiscalYear: z.number(), items: z.number() });

/** GET /api/documents */
export const documentsAnswer = z.object({
  /** Domain time. */
  now: z.number(),
  today: z.string(),
  fiscalYear: z.number(),
  engagement: words,
  templates: z.array(template),
  checklists: z.array(checklist),
  language: z.object({
    orthography: z.enum(['kana', 'kanji']),
    words: z.array(z.tuple([z.string(), z.string()])),
  }),
  /** Proof rounds that a document must have gone through before it is submitted, by kind of document. */
  proofRounds: z.record(z.string(), z.number()),
});

export const templateQuery = z.object({ template: z.string().max(100) });
export const documentQuery = templateQuery.extend({ subject: z.string().max(100) });

/** GET /api/documents/subjects?template= : what may be chosen, the likeliest first. */
export const subjectsAnswer = z.object({
  subjects: z.array(z.object({ id: z.string(), name: z.string(), detail: z.string().optional() })),
});

/** GET /api/documents/template?template= answers the template's bytes. */

const scalar = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const source = z.object({ list: z.string(), itemId: z.string(), version: z.string() });
const row = z.object({ key: z.string(), values: z.record(z.string(), scalar), source: source.optional() });

/** GET /api/documents/facts?template=&subject= : 404 `subjectGone` when its record was deleted. */
export const factsAnswer = z.object({
  template: z.string(),
  subject: z.object({ id: z.string(), name: z.string() }),
  fileName: z.string(),
  facts: z.array(
    z.object({
      id: z.string(),
      value: z.union([scalar, z.array(row)]),
      at: z.number(),
      source: source.optional(),
    }),
  ),
  /** What the records do not hold yet and is therefore not among the facts: to be told to the person, in their words. */
  notes: z.array(words).optional(),
});

const checklistItem = z.object({
  id: z.string(),
  category: z.string(),
  text: z.string(),
  evidence: z.string(),
  /** The clause of the policy. */
  reference: z.string(),
  /** An item on Specific Personal Information (My Number), which stands apart. */
  myNumber: z.boolean(),
});

/** GET /api/documents/checklist?checklist= */
export const checklistQuery = z.object({ checklist: z.string().max(100) });
export const checklistAnswer = z.object({
  id: z.string(),
  name: words,
  fiscalYear: z.number(),
  items: z.array(checklistItem),
});

/** GET /api/documents/files : Office documents of the library that this person may see, the latest first. */
export const filesAnswer = z.object({
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      folder: z.string(),
      app: z.enum(['word', 'powerpoint']),
      size: z.number(),
      /** Of its content: what somebody else changed meanwhile is not written over. */
      version: z.string(),
      changedAt: z.number(),
      changedBy: z.string(),
    }),
  ),
});

/** GET /api/documents/file?file= answers its bytes. */
export const fileQuery = z.object({ file: z.string().max(200) });

/**
 * PUT /api/documents/file?file=&version= with its bytes writes it back: 409 `fileChanged`, with nothing written, when its
 * content is no longer that version. Answers the version it has now.
 */
export const fileWriteQuery = fileQuery.extend({ version: z.string().max(200) });
export const fileWrittenAnswer = z.object({ version: z.string() });

/** By their id in the directory, and what they are called. */
const person = z.object({ id: z.string(), name: z.string() });

const proofRound = z.object({
  round: z.number(),
  /** Who proved it, which is not who wrote it. */
  reviewer: z.string(),
  author: z.string(),
  at: z.number(),
  changes: z.string(),
  /** SHA-256 of the file that was proved, in hex. */
  hash: z.string(),
});

export const CONSISTENCY = ['consistent', 'different', 'toConfirm', 'noCounterpart'] as const;

const submission = z.object({
  version: z.number(),
  name: z.string(),
  folder: z.string(),
  webUrl: z.string(),
  hash: z.string(),
  by: z.string(),
  at: z.number(),
  proofRounds: z.number(),
  consistency: z.enum(CONSISTENCY),
  /** Accepted and kept; the library does not have it yet, and webUrl is empty. */
  waiting: z.boolean().optional(),
});

/** GET /api/documents/standing?template=&subject= : how far the document has come. */
export const standingAnswer = z.object({
  /** Who is signed in, and would therefore prove it. */
  reviewer: person,
  /** Who wrote it, once a round says so; every round has the same one unless it is said that another did. */
  author: person.optional(),
  /** Who may have written it. */
  authors: z.array(person),
  rounds: z.array(proofRound),
  roundsNeeded: z.number(),
  submissions: z.array(submission),
  /** Where it will be put, and under which name. */
  slot: z.object({ folder: z.string(), name: z.string() }),
  /** What stands against submitting it now; whether the file itself is fit is looked at when it is sent. */
  missing: z.array(problem),
  /** Said after a submission: this very file stands there already, as that version, and nothing was changed. */
  already: z.number().optional(),
});

/**
 * POST /api/documents/proofs : the caller proved the document; answers its standing. 409 `proof.ownWork` where they wrote
 * it, `proof.otherAuthor` where an earlier round names another author and `otherAuthor` does not say that this is meant.
 */
export const proofBody = documentQuery.extend({
  /** One of the standing's authors, by id. */
  author: z.string().min(1).max(100),
  otherAuthor: z.boolean().optional(),
  changes: z.string().max(2_000),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** A place in which a document contradicts its source or its other edition, or cannot be paired with it. */
const difference = z.object({
  against: z.enum(['source', 'counterpart']),
  /** False where only a person can tell. */
  certain: z.boolean(),
  label: words,
  /** What the document says, and what the other side says; empty where it says nothing. */
  own: z.string(),
  other: z.string(),
});

/**
 * PUT /api/documents/fitness?template=&subject= with the document's bytes : how it would stand if it were submitted now,
 * or the problem for which it would be refused. Nothing is written.
 */
export const fitnessAnswer = z.object({
  consistency: z.enum(CONSISTENCY),
  /** Its other edition, as it was submitted last. */
  counterpart: z.object({ name: z.string(), version: z.number(), at: z.number() }).optional(),
  /** The first of them. */
  differences: z.array(difference),
  /** How many there are. */
  count: z.number(),
  /** This very file was submitted before. */
  already: submission.optional(),
});

/**
 * PUT /api/documents/submission?template=&subject=&knowing= with the document's bytes (at most MOST_DOCUMENT_BYTES):
 * answers its standing, or problem+json with nothing written. The same bytes sent again change nothing. The server
 * holds it against its other edition and its source itself; one that contradicts them is refused with
 * `submission.contradicts` unless `knowing` says that whoever submits it has seen that.
 */
export const submissionQuery = documentQuery.extend({ knowing: z.enum(CONSISTENCY).optional() });

export type DocumentsAnswer = z.infer<typeof documentsAnswer>;
export type SubjectsAnswer = z.infer<typeof subjectsAnswer>;
export type FactsAnswer = z.infer<typeof factsAnswer>;
export type ChecklistAnswer = z.infer<typeof checklistAnswer>;
export type FileWrittenAnswer = z.infer<typeof fileWrittenAnswer>;
export type FilesAnswer = z.infer<typeof filesAnswer>;
export type StandingAnswer = z.infer<typeof standingAnswer>;
export type Difference = z.infer<typeof difference>;
export type FitnessAnswer = z.infer<typeof fitnessAnswer>;
export type ProofBody = z.infer<typeof proofBody>;
