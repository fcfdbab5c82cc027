import type { Section } from '../../shared/engagements/settings.ts';
import { formatIso } from '../../shared/kernel/instant.ts';
import { may, rolesOf, sectionsOf } from '../../shared/kernel/permission.ts';
import type { Problem } from '../../shared/kernel/problem.ts';
import type { Typed } from '../../shared/kernel/record/card-input.ts';
import { typedIn, type Faults } from '../../shared/kernel/record/read-input.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import { filesWaiting } from '../store/attachments.ts';
import { card, opensDialog, words } from '../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../teams/turn.ts';
import type { Desk } from './desk.ts';
import { formCard } from './form-card.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { idIn, textIn, type PressData } from './press-data.ts';

/** Opens an empty form: in the personal chat as a card, elsewhere behind a button, so that nothing is written in the open. */

export const refuse = (kind: IntakeKind): Answer =>
  problem({ code: 'notForYou', refusal: true, message: kind.settings.notForYou });

export const sectionChoices = (desk: Desk, turn: Turn): { sections: readonly Section[]; asked: boolean } => {
  const own = sectionsOf(desk.settings, turn.speaker);
  if (own.length === 1) return { sections: [], asked: false };
  return own.length > 1
    ? { sections: own, asked: false }
    : { sections: desk.settings.sections, asked: rolesOf(desk.settings, turn.speaker).length === 0 };
};

export type Filled = {
  /** What the form proposes, where nothing was typed yet. */
  readonly typed?: Typed;
  readonly faults: Faults;
  readonly section: string | undefined;
  readonly submissionId: string;
  readonly question?: Words;
  readonly carried?: Readonly<Record<string, string>>;
  /** Of the files that wait, those that go with it: none that was not sent for it. */
  readonly chosen: readonly string[];
};

/** The form with what was typed; for a correction `carried` names the case and its revision instead. */
export const newForm = async (desk: Desk, kind: IntakeKind, turn: Turn, filled: Filled): Promise<Answer> => {
  const { sections, asked } = sectionChoices(desk, turn);
  const defaults = proposed(desk, kind);
  return showCard(
    formCard({
      kind,
      language: turn.speaker.language,
      typed: filled.typed ?? defaults,
      faults: filled.faults,
      defaults,
      sections,
      section: filled.section,
      askSection: asked,
      files: await filesWaiting(desk.db, turn.speaker.id),
      chosen: filled.chosen,
      carried: { submissionId: filled.submissionId, ...filled.carried },
      verb: `${kind.kind}.submit`,
      question: filled.question,
    }),
    say(kind.settings.formName, turn.speaker.language),
  );
};

/** The form as it was sent, out of what came with it: the database and the directory may be what failed. */
export const reopenForm = (
  kind: IntakeKind,
  language: Language,
  data: PressData,
  { message }: Problem,
): Answer | undefined => {
  const submissionId = idIn(data, 'submissionId');
  if (!submissionId) return undefined;
  // What is chosen out of what the database and the directory know goes along unseen.
  const chosen = Object.fromEntries(
    ['section', 'files', 'confirmed'].flatMap((name): [string, string][] => {
      const value = textIn(data, name);
      return value ? [[name, value]] : [];
    }),
  );
  return showCard(
    formCard({
      kind,
      language,
      typed: typedIn(kind.record, data),
      faults: {},
      defaults: {},
      sections: [],
      section: undefined,
      askSection: false,
      files: [],
      chosen: [],
      carried: { ...chosen, submissionId },
      verb: `${kind.kind}.submit`,
      question: undefined,
      trouble: message,
    }),
    say(kind.settings.formName, language),
  );
};

const proposed = (desk: Desk, kind: IntakeKind): Typed => {
  const [today = '', time = ''] = formatIso(desk.clock()).slice(0, 16).split('T');
  return kind.defaults(today, time);
};

const inTheOpen: Words = {
  ja: '下のボタンから入力してください。内容は、この会話には表示されません。',
  en: 'Please use the button below. What you enter is not shown in this conversation.',
};

export const openForm = async (
  desk: Desk,
  kind: IntakeKind,
  turn: Turn,
  here: 'card' | 'dialog' = 'card',
  files: readonly string[] = [],
): Promise<Answer> => {
  const { settings } = desk;
  const { speaker } = turn;
  if (!may(settings, speaker, actionOf(kind, 'create'))) return refuse(kind);
  if (turn.scope !== 'personal' && here === 'card')
    return showCard(
      card(
        [words(say(inTheOpen, speaker.language))],
        [opensDialog(say(kind.settings.formName, speaker.language), `${kind.kind}.form`)],
      ),
      say(kind.settings.formName, speaker.language),
    );
  return newForm(desk, kind, turn, {
    faults: {},
    section: undefined,
    chosen: files,
    submissionId: desk.newId(),
  });
};
