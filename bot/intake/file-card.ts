import { may } from '../../shared/kernel/permission.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import type { Renderer } from '../delivery/message.ts';
import { refreshJob } from '../delivery/refresh.ts';
import type { FilePlaces } from '../feature.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Job } from '../jobs/jobs.ts';
import { filesWaiting, type WaitingFile } from '../store/attachments.ts';
import { listCases } from '../store/cases-seen.ts';
import { findConversation } from '../store/conversations.ts';
import type { Queryable } from '../store/database.ts';
import { threadOf } from '../store/deliveries.ts';
import { subjectsStanding } from '../store/standing-cards.ts';
import { card, press, small, typed, words, type Card } from '../teams/card.ts';
import type { Standing, Turn } from '../teams/turn.ts';
import { subjectIn } from './case-line.ts';
import type { Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { OPEN_STATES } from './open-case.ts';

/** The card that asks where kept files belong; it offers them as long as they wait, and no longer. */

const text = {
  kept: {
    ja: 'お預かりしました。添付先を選んでください。',
    en: 'Your files are kept. Please choose where they belong.',
  },
  where: { ja: '添付先', en: 'Attach to' },
  whereOrWhat: { ja: '添付先、または提出する資料', en: 'Attach to, or hand in as' },
  choose: { ja: '選択してください。', en: 'Please choose.' },
  attach: { ja: '添付する', en: 'Attach' },
  attachOrHandIn: { ja: '添付・提出する', en: 'Attach or hand in' },
  drop: { ja: '添付せずに破棄する', en: 'Discard' },
  newOne: { ja: '新しい', en: 'New: ' },
  gone: {
    ja: 'お預かり中のファイルはありません。すでに受付に添付したか、提出したか、破棄しています。',
    en: 'There are no files in our keeping any more. They were attached, handed in or discarded.',
  },
} as const satisfies Record<string, Words>;

const keptFor = (days: number): Words => ({
  ja: `${days}日以内に添付しなかったファイルは削除します。`,
  en: `Files that are not attached within ${days} days are deleted.`,
});

/** The newest that are still open. */
const MOST_CASES = 20;
/** Of a subject, so that a choice stays on one line of a phone. */
const SUBJECT_IN_CHOICES = 40;

type Shown = { readonly card: Card; readonly summary: string };

/** @param notes what stands above: files that were not taken */
export const fileCard = async (
  desk: Desk,
  places: readonly FilePlaces[],
  turn: Pick<Turn, 'speaker' | 'now'>,
  waiting: readonly WaitingFile[],
  notes: readonly CardElement[] = [],
): Promise<Shown> => {
  const { language } = turn.speaker;
  const kinds = desk.kinds.filter((kind) => may(desk.settings, turn.speaker, actionOf(kind, 'create')));
  const { cases } = await listCases(
    desk.db,
    desk.settings.id,
    desk.kinds.map((kind) => ({ kind: kind.kind, own: turn.speaker.id, sections: [] })),
    { mine: turn.speaker.id, states: OPEN_STATES, offset: 0, size: MOST_CASES },
  );
  const offered = (await Promise.all(places.map(({ offer }) => offer(turn, waiting)))).flat();
  const choices = [
    ...offered.map(({ title, value }) => ({ title, value })),
    ...kinds.map((kind) => ({
      title: `${say(text.newOne, language)}${say(kind.settings.formName, language)}`,
      value: kind.kind,
    })),
    // Their own, in their own chat: nobody else reads a subject here.
    ...cases.map((one) => ({ title: `${one.number}　${subjectIn(one, SUBJECT_IN_CHOICES)}`, value: one.id })),
  ];
  const suggested =
    offered.find((one) => one.suggested)?.value ?? (offered.length > 0 ? undefined : choices[0]?.value);
  const ids = { files: waiting.map(({ id }) => id).join(',') };
  return {
    card: card(
      [
        ...notes,
        words(say(text.kept, language), notes.length ? { spacing: 'Large' } : {}),
        typed(waiting.map(({ name }) => name).join('\n'), {}, 20),
        small(say(keptFor(desk.settings.files.keepUnattachedDays), language)),
        {
          type: 'Input.ChoiceSet',
          id: 'where',
          label: say(offered.length > 0 ? text.whereOrWhat : text.where, language),
          style: 'compact',
          wrap: true,
          isRequired: true,
          errorMessage: say(text.choose, language),
          // A paper is handed in by nobody's mistake: unless the name tells, the choice is left to them.
          ...(suggested === undefined ? {} : { value: suggested }),
          choices,
        },
      ],
      [
        press({
          title: say(offered.length > 0 ? text.attachOrHandIn : text.attach, language),
          verb: 'intake.attach',
          data: ids,
          main: true,
          inputs: true,
        }),
        press({ title: say(text.drop, language), verb: 'intake.dropFiles', data: ids }),
      ],
    ),
    summary: say(text.kept, language),
  };
};

const nothingKept = (language: Language): Shown => {
  const said = say(text.gone, language);
  return { card: card([words(said)]), summary: said.slice(0, 40) };
};

const FILES = 'intake.files';

/** A card is about the files that it offers. */
export const fileStanding = (files: readonly Pick<WaitingFile, 'id'>[]): Standing => ({
  message: FILES,
  subjectId: `files/${files.map(({ id }) => id).join(',')}`,
});

const filesIn = (subjectId: string): readonly string[] => subjectId.replace(/^files\//, '').split(',');

/** Files of a person went somewhere: what every card that offers one of them says is looked at again. */
export const fileCardJobs = async (
  db: Queryable,
  personId: string,
  files: readonly string[],
): Promise<readonly Job[]> =>
  files.length === 0
    ? []
    : (await subjectsStanding(db, threadOf({ to: 'person', personId }), FILES))
        .filter((subjectId) => filesIn(subjectId).some((id) => files.includes(id)))
        .map(refreshJob);

/** While all its files wait the card is left as it is, with what its reader is just choosing in it. */
const renderer =
  (desk: Desk, places: readonly FilePlaces[]): Renderer =>
  async (subjectId, destination) => {
    if (destination.to !== 'person') return undefined;
    const { personId } = destination;
    const asked = filesIn(subjectId);
    const waiting = (await filesWaiting(desk.db, personId)).filter(({ id }) => asked.includes(id));
    if (waiting.length === asked.length) return undefined;
    const language = (await findConversation(desk.db, personId))?.language ?? 'ja';
    if (waiting.length === 0) return nothingKept(language);
    const person = await desk.directory.person(personId);
    // Where somebody may put files is not told without knowing who they are.
    if (person.unconfirmed) throw new GraphError(0, 'noAnswer', 'the reader could not be confirmed');
    return fileCard(desk, places, { speaker: { ...person, language }, now: desk.clock() }, waiting);
  };

export const fileRenderers = (
  desk: Desk,
  places: readonly FilePlaces[],
): Readonly<Record<string, Renderer>> => ({ [FILES]: renderer(desk, places) });
