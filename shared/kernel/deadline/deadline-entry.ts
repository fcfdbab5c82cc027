import { formatIso, type Instant } from '../instant.ts';
import type { PlainDate } from '../plain-date.ts';
import { defineRecord, type Values } from '../record/field.ts';
import type { Words } from '../words.ts';

/**
 * 期限の記録: what people said about a deadline, an entry each, with who and when. Nothing of it is ever changed: what is
 * taken back is an entry of its own, and the last word of a topic counts.
 */

export type Topic = 'fact' | 'done' | 'exempt' | 'date' | 'owner' | 'seen';

/** What is said, and how it is taken back where it can be. */
const TOPICS: Readonly<Record<Topic, { readonly said: Words; readonly lifted?: Words }>> = {
  fact: { said: { ja: '期限の登録', en: 'Started' }, lifted: { ja: '登録の取消し', en: 'Withdrawn' } },
  done: { said: { ja: '提出済み', en: 'Done' }, lifted: { ja: '提出済みの取消し', en: 'Not done' } },
  exempt: { said: { ja: '対象外', en: 'Not owed' }, lifted: { ja: '対象外の取消し', en: 'Owed again' } },
  date: {
    said: { ja: '期限の変更', en: 'Date agreed' },
    lifted: { ja: '期限の変更の取消し', en: 'Date as ruled' },
  },
  owner: { said: { ja: '担当変更', en: 'Given to' } },
  seen: { said: { ja: '確認', en: 'Noted' } },
};

export type DeadlineEntry = {
  readonly id: string;
  readonly topic: Topic;
  /** It takes back what was said before of the same topic. */
  readonly lifted: boolean;
  /** Id of the thing due; of 確認 the key of the reminder. */
  readonly subject: string;
  /** What it is derived with: a meeting, or the thing due itself. */
  readonly scope: string;
  /** What it is about, as people call it. */
  readonly name: string;
  /** fact: what the clock counts from; date: the day agreed on. */
  readonly day?: PlainDate;
  /** fact: what it is about, as somebody typed it. */
  readonly about?: string;
  /** owner: who owes it from now on. */
  readonly owner?: { readonly id: string; readonly name: string };
  readonly reason?: string;
  readonly by: { readonly id: string; readonly name: string };
  /** Domain time. */
  readonly at: Instant;
};

const KINDS = (Object.keys(TOPICS) as readonly Topic[]).flatMap((topic) => {
  const { said, lifted } = TOPICS[topic];
  return [
    { id: topic, name: said, topic, lifted: false },
    ...(lifted ? [{ id: `${topic}Lifted`, name: lifted, topic, lifted: true }] : []),
  ];
});

export const kindOf = ({ topic, lifted }: Pick<DeadlineEntry, 'topic' | 'lifted'>): Words =>
  (lifted ? TOPICS[topic].lifted : undefined) ?? TOPICS[topic].said;

/** The topic of a row that comes home; undefined where it is none of ours. */
export const topicOf = (kind: unknown): Pick<DeadlineEntry, 'topic' | 'lifted'> | undefined => {
  const found = KINDS.find(({ id }) => id === kind);
  return found && { topic: found.topic, lifted: found.lifted };
};

/** As the list carries it; ids are columns of the list's own. */
export const deadlineEntryRecord = defineRecord({
  name: 'deadlineEntry',
  label: { ja: '期限の記録', en: 'Deadline entry' },
  fields: {
    kind: {
      kind: 'choice',
      column: 'EntryKind',
      label: { ja: '区分', en: 'Kind' },
      required: true,
      choices: KINDS,
      indexed: true,
    },
    day: { kind: 'date', column: 'EntryDay', label: { ja: '起算日・変更後の期限', en: 'Day' } },
    about: { kind: 'text', column: 'EntryAbout', label: { ja: '何について', en: 'About' }, max: 100 },
    owner: { kind: 'text', column: 'EntryOwner', label: { ja: '新しい担当', en: 'New owner' }, max: 100 },
    reason: { kind: 'lines', column: 'EntryReason', label: { ja: '理由', en: 'Reason' }, max: 500 },
    by: {
      kind: 'text',
      column: 'EntryBy',
      label: { ja: '記録した人', en: 'By' },
      required: true,
      max: 100,
    },
    at: {
      kind: 'dateTime',
      column: 'EntryAt',
      label: { ja: '日時', en: 'At' },
      required: true,
      indexed: true,
    },
  },
});

export const entryValues = (entry: DeadlineEntry): Values => ({
  kind: entry.lifted ? `${entry.topic}Lifted` : entry.topic,
  by: entry.by.name,
  // On Tokyo's wall clock, to the minute.
  at: formatIso(entry.at).slice(0, 16),
  ...(entry.day === undefined ? {} : { day: entry.day }),
  ...(entry.about === undefined ? {} : { about: entry.about }),
  ...(entry.owner === undefined ? {} : { owner: entry.owner.name }),
  ...(entry.reason === undefined ? {} : { reason: entry.reason }),
});
