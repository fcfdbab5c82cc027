import { createHash } from 'node:crypto';
import { isAdmitted, may } from '../../shared/kernel/permission.ts';
import { say, type Words } from '../../shared/kernel/words.ts';
import { extensionOf, safeFileName } from '../graph/files.ts';
import { addJob } from '../jobs/jobs.ts';
import { attachFiles, dropFiles, filesWaiting, keepFile } from '../store/attachments.ts';
import { findCase, listCases } from '../store/cases.ts';
import { card, press, typed, words } from '../teams/card.ts';
import type { OfferedFile } from '../teams/incoming.ts';
import type { Download } from '../teams/download.ts';
import { problem, sayText, showCard, type Answer, type Turn } from '../teams/turn.ts';
import { isOpen } from './correct-case.ts';
import { kindOf, related, type Desk } from './desk.ts';
import { actionOf } from './intake-kind.ts';
import { openForm } from './open-form.ts';
import { idIn, idsIn, textIn, type PressData } from './press-data.ts';
import { noSuchCase, receipt } from './show-case.ts';
import { uploadFilesJob } from './upload-files.ts';

/** Files sent in the personal chat: kept, durable, and then put to a new form or to a case that is still open. */

const text = {
  kept: {
    ja: 'お預かりしました。添付先を選んでください。',
    en: 'Your files are kept. Please choose where they belong.',
  },
  where: { ja: '添付先', en: 'Attach to' },
  attach: { ja: '添付する', en: 'Attach' },
  drop: { ja: '添付せずに破棄する', en: 'Discard' },
  dropped: { ja: 'お預かりしたファイルを破棄しました。', en: 'The files were discarded.' },
  newOne: { ja: '新しい', en: 'New: ' },
} as const satisfies Record<string, Words>;

const whereTo = async (desk: Desk, turn: Turn, refused: readonly string[]): Promise<Answer> => {
  const { language } = turn.speaker;
  const waiting = await filesWaiting(desk.db, turn.speaker.id);
  const notes = refused.map((line) => words(line, { color: 'Attention' }));
  if (waiting.length === 0) return showCard(card(notes), refused[0] ?? '');
  const kinds = desk.kinds.filter((kind) => may(desk.settings, turn.speaker, actionOf(kind, 'create')));
  const { cases } = await listCases(
    desk.db,
    desk.settings.id,
    desk.kinds.map((kind) => ({ kind: kind.kind, own: turn.speaker.id, sections: [] })),
    { mine: turn.speaker.id, offset: 0, size: 8 },
  );
  const choices = [
    ...kinds.map((kind) => ({
      title: `${say(text.newOne, language)}${say(kind.settings.formName, language)}`,
      value: kind.kind,
    })),
    ...cases.filter(isOpen).map((one) => ({ title: one.number, value: one.id })),
  ];
  return showCard(
    card(
      [
        ...notes,
        words(say(text.kept, language)),
        typed(waiting.map(({ name }) => name).join('\n')),
        {
          type: 'Input.ChoiceSet',
          id: 'where',
          label: say(text.where, language),
          style: 'compact',
          isRequired: true,
          errorMessage: '選択してください。',
          ...(choices[0] ? { value: choices[0].value } : {}),
          choices,
        },
      ],
      [
        press({
          title: say(text.attach, language),
          verb: 'intake.attach',
          data: { files: waiting.map(({ id }) => id).join(',') },
          main: true,
          inputs: true,
        }),
        press({
          title: say(text.drop, language),
          verb: 'intake.dropFiles',
          data: { files: waiting.map(({ id }) => id).join(',') },
        }),
      ],
    ),
    say(text.kept, language),
  );
};

export const receiveFiles =
  (desk: Desk, download: Download) =>
  async (turn: Turn, files: readonly OfferedFile[]): Promise<Answer> => {
    const { settings, db } = desk;
    const { language } = turn.speaker;
    if (!isAdmitted(settings, turn.speaker)) return noSuchCase;
    const refused: string[] = [];
    const room = settings.files.maxFiles - (await filesWaiting(db, turn.speaker.id)).length;
    for (const [index, file] of files.entries()) {
      const name = safeFileName(file.name);
      if (index >= room) {
        refused.push(
          language === 'ja'
            ? `お預かりできるファイルは${settings.files.maxFiles}件までです。受け取っていません。`
            : `At most ${settings.files.maxFiles} files can be kept. It was not taken.`,
        );
        break;
      }
      if (!settings.files.extensions.includes(extensionOf(name))) {
        const allowed = settings.files.extensions.join('、');
        refused.push(
          language === 'ja'
            ? `この種類のファイルは受け取れません（受け取れる種類：${allowed}）。`
            : `Files of this kind cannot be taken (possible: ${allowed}).`,
        );
        continue;
      }
      const fetched = await download(file.downloadUrl, settings.files.maxBytes);
      if (!fetched.ok) {
        refused.push(say(fetched.problem.message, language));
        continue;
      }
      await keepFile(db, {
        id: desk.newId(),
        ownerId: turn.speaker.id,
        name,
        contentType: 'application/octet-stream',
        sha256: createHash('sha256').update(fetched.value).digest('hex'),
        bytes: fetched.value,
        receivedAt: turn.now,
      });
    }
    return whereTo(desk, turn, refused);
  };

export const attachWaiting = async (desk: Desk, turn: Turn, data: PressData): Promise<Answer> => {
  const where = textIn(data, 'where') ?? '';
  const kind = desk.kinds.find((one) => one.kind === where);
  if (kind) return openForm(desk, kind, turn);
  const id = idIn(data, 'where');
  const one = id ? await findCase(desk.db, id) : undefined;
  if (!one || !may(desk.settings, turn.speaker, actionOf(kindOf(desk, one.kind), 'correct'), related(one)))
    return noSuchCase;
  if (!isOpen(one))
    return problem({
      code: 'tooLate',
      message: {
        ja: 'すでに担当が着手しているため、添付できません。ファイルはお預かりしたままです。',
        en: 'It has been taken up already. Your files are still kept.',
      },
    });
  await attachFiles(desk.db, turn.speaker.id, idsIn(data, 'files'), one.id);
  await addJob(desk.db, uploadFilesJob(one.id));
  return receipt(desk, kindOf(desk, one.kind), turn, one);
};

export const discardWaiting = async (desk: Desk, turn: Turn, data: PressData): Promise<Answer> => {
  await dropFiles(desk.db, turn.speaker.id, idsIn(data, 'files'));
  return sayText(say(text.dropped, turn.speaker.language));
};
