import { createHash } from 'node:crypto';
import { may } from '../../shared/kernel/permission.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { extensionOf, safeFileName } from '../graph/files.ts';
import { filesWaiting, keepFile } from '../store/attachments.ts';
import { listCases } from '../store/cases-seen.ts';
import { card, press, small, typed, words } from '../teams/card.ts';
import type { OfferedFile } from '../teams/incoming.ts';
import type { Download } from '../teams/download.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { subjectIn } from './case-line.ts';
import type { FilePlaces } from '../feature.ts';
import type { Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { OPEN_STATES } from './open-case.ts';

/** Files sent in the personal chat: kept and durable before the answer, which asks where they belong. */

const text = {
  kept: {
    ja: 'お預かりしました。添付先を選んでください。',
    en: 'Your files are kept. Please choose where they belong.',
  },
  notTaken: { ja: '受け取っていません', en: 'Not taken' },
  where: { ja: '添付先', en: 'Attach to' },
  whereOrWhat: { ja: '添付先、または提出する資料', en: 'Attach to, or hand in as' },
  choose: { ja: '選択してください。', en: 'Please choose.' },
  attach: { ja: '添付する', en: 'Attach' },
  attachOrHandIn: { ja: '添付・提出する', en: 'Attach or hand in' },
  drop: { ja: '添付せずに破棄する', en: 'Discard' },
  newOne: { ja: '新しい', en: 'New: ' },
} as const satisfies Record<string, Words>;

const keptFor = (days: number): Words => ({
  ja: `${days}日以内に添付しなかったファイルは削除します。`,
  en: `Files that are not attached within ${days} days are deleted.`,
});

const inTheOpen: Answer = problem({
  code: 'filesInTheOpen',
  message: {
    ja: 'ファイルは、ボットとの個人チャットに送ってください。受け取っていません。',
    en: 'Please send files in your personal chat with the bot. They were not taken.',
  },
});

type Refusal = { readonly name: string; readonly why: Words };

/** Which file and why: its name as it was typed, the reason in our words. */
const refusals = (refused: readonly Refusal[], language: 'ja' | 'en'): CardElement[] =>
  [...new Set(refused.map(({ why }) => why))].flatMap((why, index) => [
    {
      ...typed(
        refused
          .filter((one) => one.why === why)
          .map(({ name }) => name)
          .join('\n'),
        { weight: 'Bolder' },
      ),
      spacing: index ? 'Medium' : 'None',
    },
    words(say(why, language), { color: 'Attention', spacing: 'None' }),
  ]);

/** The newest that are still open. */
const MOST_CASES = 20;
/** Of a subject, so that a choice stays on one line of a phone. */
const SUBJECT_IN_CHOICES = 40;

const whereTo = async (
  desk: Desk,
  places: readonly FilePlaces[],
  turn: Turn,
  refused: readonly Refusal[],
): Promise<Answer> => {
  const { language } = turn.speaker;
  const waiting = await filesWaiting(desk.db, turn.speaker.id);
  const notes = refusals(refused, language);
  if (waiting.length === 0) return showCard(card(notes), say(text.notTaken, language));
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
  return showCard(
    card(
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
    say(text.kept, language),
  );
};

/** A file of a message that is delivered again has the id it had, and is kept once. */
const fileId = (desk: Desk, { thread, activityId }: Turn, index: number): string => {
  if (!activityId) return desk.newId();
  const hash = createHash('sha256').update(`${thread.conversationId}/${activityId}/${index}`).digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

export const receiveFiles =
  (desk: Desk, download: Download, places: readonly FilePlaces[]) =>
  async (turn: Turn, files: readonly OfferedFile[]): Promise<Answer> => {
    const { settings, db } = desk;
    const { maxFiles, maxBytes, extensions } = settings.files;
    if (turn.scope !== 'personal') return inTheOpen;
    const tooMany: Words = {
      ja: `お預かりできるファイルは${maxFiles}件までです。受け取っていません。`,
      en: `At most ${maxFiles} files can be kept. It was not taken.`,
    };
    const otherKind: Words = {
      ja: `この種類のファイルは受け取れません（受け取れる種類：${extensions.join('、')}）。`,
      en: `Files of this kind cannot be taken (possible: ${extensions.join(', ')}).`,
    };
    const refused: Refusal[] = [];
    let room = maxFiles - (await filesWaiting(db, turn.speaker.id)).length;
    for (const [index, file] of files.entries()) {
      const name = safeFileName(file.name);
      if (!extensions.includes(extensionOf(name))) {
        refused.push({ name, why: otherKind });
        continue;
      }
      if (room <= 0) {
        refused.push({ name, why: tooMany });
        continue;
      }
      const fetched = await download(file.downloadUrl, maxBytes);
      if (!fetched.ok) {
        refused.push({ name, why: fetched.problem.message });
        continue;
      }
      await keepFile(db, {
        id: fileId(desk, turn, index),
        ownerId: turn.speaker.id,
        name,
        contentType: 'application/octet-stream',
        sha256: createHash('sha256').update(fetched.value).digest('hex'),
        bytes: fetched.value,
        receivedAt: turn.now,
      });
      room -= 1;
    }
    return whereTo(desk, places, turn, refused);
  };
