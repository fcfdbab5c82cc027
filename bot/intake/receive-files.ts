import { createHash } from 'node:crypto';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { extensionOf, safeFileName } from '../graph/files.ts';
import { filesWaiting, keepFile } from '../store/attachments.ts';
import { card, typed, words } from '../teams/card.ts';
import type { OfferedFile } from '../teams/incoming.ts';
import type { Download } from '../teams/download.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import type { FilePlaces } from '../feature.ts';
import type { Desk } from './desk.ts';
import { fileCard, fileStanding } from './file-card.ts';

/** Files sent in the personal chat: kept and durable before the answer, which asks where they belong. */

const text = {
  notTaken: { ja: '受け取っていません', en: 'Not taken' },
  empty: {
    ja: '中身がありません（0バイト）。受け取っていません。ファイルの内容を確認して、もう一度送ってください。',
    en: 'The file is empty (0 bytes). It was not taken. Please check the file and send it again.',
  },
} as const satisfies Record<string, Words>;

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
      ja: `お預かりできるファイルは${maxFiles}件までです。受け取っていません。お預かり中のファイルを添付するか破棄してから、もう一度送ってください。`,
      en: `At most ${maxFiles} files can be kept. It was not taken. Attach or discard the files that are kept, and send it again.`,
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
      if (fetched.value.length === 0) {
        refused.push({ name, why: text.empty });
        continue;
      }
      await keepFile(db, {
        id: fileId(desk, turn, index),
        ownerId: turn.speaker.id,
        name,
        contentType: 'application/octet-stream',
        sha256: createHash('sha256').update(fetched.value).digest('hex'),
        bytes: fetched.value,
        // They stand in the order in which they were sent.
        receivedAt: turn.now + index,
      });
      room -= 1;
    }
    const { language } = turn.speaker;
    const notes = refusals(refused, language);
    const waiting = await filesWaiting(db, turn.speaker.id);
    if (waiting.length === 0) return showCard(card(notes), say(text.notTaken, language));
    const { card: shown, summary } = await fileCard(desk, places, turn, waiting, notes);
    return showCard(shown, summary, fileStanding(waiting));
  };
