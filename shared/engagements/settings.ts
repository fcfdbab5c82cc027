import { z } from 'zod';

/**
 * What the program acts on. Every key here has code that reads it; what is only agreed and not yet acted on
 * stands in the obligations half of the profile.
 */

const words = z.strictObject({ ja: z.string().min(1), en: z.string().min(1) });
const plainDate = z.iso.date();
const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM (24時間)');
const identifier = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'lowerCamelCase');
const clause = z.string().regex(/^[NK]-|^[A-Z]+-/, '仕様書の条項番号（例 N-3.3.ア.イ.a.1）');
const choice = z.strictObject({ id: identifier, name: words });

/** A group of the directory, named by its mail nickname: unique in a tenant, and readable. */
const group = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'グループのメール ニックネーム');

export const role = z.strictObject({
  id: identifier,
  name: words,
  group,
  side: z.enum(['client', 'contractor']),
});

export const section = z.strictObject({ id: identifier, name: words, group });

const calendar = z.strictObject({
  closedWeekdays: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
  yearEnd: z.strictObject({ from: monthDay, to: monthDay }),
  closures: z.array(z.strictObject({ date: plainDate, reason: z.string() })),
  openings: z.array(z.strictObject({ date: plainDate, reason: z.string() })),
  officeHours: z.strictObject({ start: timeOfDay, end: timeOfDay }),
});

/** Who may do a thing: a relation to the case, or a role of this profile (`role:itPolicySection`). */
const grantee = z.union([
  z.enum(['anyone', 'reporter', 'section', 'sectionChief']),
  z.string().regex(/^role:[a-z][A-Za-z0-9]*$/),
]);

export const ACTIONS = [
  'consultation.create',
  'consultation.read',
  'consultation.correct',
  'consultation.withdraw',
  'consultation.approve',
  'incident.create',
  'incident.read',
  'incident.correct',
  'incident.withdraw',
  'incident.approve',
  'filing.retry',
] as const;

const permissions = z.strictObject(
  Object.fromEntries(ACTIONS.map((action) => [action, z.array(grantee)])) as Record<
    (typeof ACTIONS)[number],
    z.ZodArray<typeof grantee>
  >,
);

/** What a section chief has to do with a new case: nothing, hears of it, or must approve it first. */
const chiefPart = z.enum(['none', 'told', 'approves']);

const intake = {
  /** The kind's own letter in a number: 相 in R8-相-0001. */
  numberMark: z.string().min(1).max(4),
  name: words,
  formName: words,
  chief: chiefPart,
  channel: z.strictObject({ team: z.string().min(1), channel: z.string().min(1) }),
  site: z.enum(['cases', 'incidents']),
  list: z.string().min(1),
  clauses: z.array(clause),
};

const consultation = z.strictObject({
  ...intake,
  categories: z.array(choice).min(1),
  answerForms: z.array(choice).min(1),
  /** `required`: the asker always asks for another section (川崎市); `optional`: may name one. */
  onBehalf: z.enum(['none', 'optional', 'required']),
  maxQuestions: z.int().min(1).max(5),
  /** The wished date proposed in the form, in open days from today. */
  wishedDateOpenDays: z.int().min(1).max(60),
  /** What someone is told who may not open this form, and where to go instead. */
  notForYou: words,
});

const incident = z.strictObject({
  ...intake,
  kinds: z.array(choice).min(1),
  personalInformationKinds: z.array(choice).min(1),
  /** Kinds that make a first report urgent: marked, and the response team mentioned. */
  urgentWhen: z.strictObject({
    kinds: z.array(identifier),
    stillGoingOn: z.boolean(),
    personsAtLeast: z.int().min(1),
    myNumber: z.boolean(),
    specialCare: z.boolean(),
  }),
  mention: z.string().regex(/^role:[a-z][A-Za-z0-9]*$/),
});

const count = z.strictObject({
  id: identifier,
  name: words,
  planned: z.union([z.int().min(0), z.strictObject({ min: z.int().min(0), max: z.int().min(0) })]),
  unit: z.string().min(1),
  clause,
});

export const settings = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  client: z.strictObject({ name: words, noun: words }),
  name: words,
  fiscalYear: z.int().min(2000).max(2100),
  term: z.strictObject({ start: plainDate, end: plainDate }),
  /** Stands before every number: R8 in R8-相-0001. */
  numberPrefix: z.string().regex(/^[A-Z][0-9]{1,2}$/),
  calendar,
  roles: z.array(role).min(1),
  /** The role whose channel and people run the contract. */
  runBy: identifier,
  /** The role that every section chief holds beside the section's own group. */
  chiefs: identifier,
  sections: z.array(section).min(1),
  permissions,
  sites: z.strictObject({
    cases: z.string().min(1),
    incidents: z.string().min(1),
    documents: z.string().min(1),
  }),
  documents: z.strictObject({ library: z.string().min(1) }),
  confidentiality: z.strictObject({ classes: z.array(choice).min(1), standard: identifier }),
  telephones: z.array(z.strictObject({ for: words, number: z.string().regex(/^[0-9+()-]+$/) })).min(1),
  consultation,
  incident,
  files: z.strictObject({
    extensions: z.array(z.string().regex(/^[a-z0-9]+$/)).min(1),
    maxBytes: z.int().min(1),
    maxFiles: z.int().min(1).max(20),
  }),
  /** From how many of a kind on a text looks like a list of personal data and is questioned. */
  personalDataQuestion: z.strictObject({
    mailAddresses: z.int().min(1),
    telephoneNumbers: z.int().min(1),
    datesOfBirth: z.int().min(1),
  }),
  /** The client's own words for the field's terms, and its spelling. */
  words: z.strictObject({ incident: words, cioAdvisor: words, itPolicySection: words }),
  orthography: z.enum(['kana', 'kanji']),
  counts: z.array(count),
});

export type Settings = z.infer<typeof settings>;
export type Role = z.infer<typeof role>;
export type Section = z.infer<typeof section>;
export type Action = (typeof ACTIONS)[number];
export type Grantee = z.infer<typeof grantee>;
export type Choice = z.infer<typeof choice>;
