import { formatInstant } from '../../shared/kernel/instant.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import type { CaseFile } from '../store/attachments.ts';
import type { Case } from '../store/cases.ts';
import { card, fact, link, mentioning, press, words, type Card } from '../teams/card.ts';
import { carried, fileNames, reason, top, wholeReason } from './case-card.ts';
import { details } from './case-details.ts';
import { sectionName } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { pageMark, pageOf, turnPage } from './pages.ts';

/** The cards of those who are told of a case: the channel of the section in charge, and the section's chief. */

const text = {
  submitted: { ja: '受付', en: 'Received' },
  reporter: { ja: '提出者', en: 'Submitted by' },
  handler: { ja: '担当', en: 'Handled by' },
  files: { ja: '添付', en: 'Files' },
  open: { ja: 'SharePointで開く', en: 'Open in SharePoint' },
  takeUp: { ja: '担当を引き受ける', en: 'Take it up' },
  approve: { ja: '承認する', en: 'Approve' },
  sendBack: { ja: '差し戻す', en: 'Send back' },
  sendBackReason: { ja: '差し戻す理由', en: 'Reason for sending back' },
} as const satisfies Record<string, Words>;

/**
 * The channel's card: one main action. Only what the card's readers may all see: a file's name may tell what its case
 * is about, so that only their number stands here.
 */
export const channelCard = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  mentions: readonly { id: string; name: string }[],
  files: number,
): Card => {
  const language = 'ja';
  const made = card(
    [
      ...top(kind, one, language),
      ...(mentions.length ? [words(mentions.map(({ name }) => `<at>${name}</at>`).join(' '))] : []),
      fact(say(text.submitted, language), formatInstant(one.submittedAt, language)),
      fact(
        say(text.reporter, language),
        `${one.reporterName}（${sectionName(settings, one.sectionId, language)}）`,
      ),
      ...kind.facts(one.fields, language, one.state).map(([label, value]) => fact(label, value)),
      ...(files ? [fact(say(text.files, language), `${files}件`)] : []),
      ...(one.handlerName ? [fact(say(text.handler, language), one.handlerName)] : []),
      ...reason(one, language),
    ],
    [
      ...(one.state === 'received' && !one.gone
        ? [
            press({
              title: say(text.takeUp, language),
              verb: `${kind.kind}.takeUp`,
              data: carried(one),
              main: true,
            }),
          ]
        : []),
      ...(one.webUrl && !one.gone ? [link(say(text.open, language), one.webUrl)] : []),
    ],
  );
  return mentioning(made, mentions);
};

/** The section chief's card: read it, and where the profile says so approve it or send it back. @param page from 0 */
export const chiefCard = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  language: Language,
  files: readonly CaseFile[],
  page = 0,
): Card => {
  const shown = pageOf(
    // Files first: who approves sees on the first page that there are some.
    [...fileNames(files, language), ...details(kind, one.fields, language), ...wholeReason(one, language)],
    page,
  );
  const pages = turnPage(shown, `${kind.kind}.toldPage`, { caseId: one.id }, language);
  const decides = one.state === 'awaitingApproval' && !one.gone;
  return card(
    [
      ...top(kind, one, language),
      fact(
        say(text.reporter, language),
        `${one.reporterName}（${sectionName(settings, one.sectionId, language)}）`,
      ),
      ...pageMark(shown, language),
      ...shown.elements,
      ...(decides
        ? [
            {
              type: 'Input.Text',
              id: 'reason',
              label: say(text.sendBackReason, language),
              isMultiline: true,
              maxLength: 300,
              spacing: 'Large',
            },
          ]
        : []),
    ],
    [
      ...pages,
      ...(decides
        ? [
            press({
              title: say(text.approve, language),
              verb: `${kind.kind}.approve`,
              data: carried(one),
              main: true,
            }),
            press({
              title: say(text.sendBack, language),
              verb: `${kind.kind}.sendBack`,
              data: carried(one),
              inputs: true,
            }),
          ]
        : []),
    ],
  );
};
