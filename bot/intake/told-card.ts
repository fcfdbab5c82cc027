import { formatInstant } from '../../shared/kernel/instant.ts';
import type { Settings } from '../../shared/engagements/settings.ts';
import { say, type Language, type Words } from '../../shared/kernel/words.ts';
import type { Case } from '../store/cases.ts';
import { card, fact, link, mentioning, press, words, type Card } from '../teams/card.ts';
import { carried, reason, top, wholeReason } from './case-card.ts';
import { details } from './case-details.ts';
import { sectionName } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { pageMark, pageOf, turnPage } from './pages.ts';

/** The cards of those who are told of a case: the channel of the section in charge, and the section's chief. */

const text = {
  submitted: { ja: '受付', en: 'Received' },
  reporter: { ja: '提出者', en: 'Submitted by' },
  handler: { ja: '担当', en: 'Handled by' },
  open: { ja: 'SharePointで開く', en: 'Open in SharePoint' },
  takeUp: { ja: '担当を引き受ける', en: 'Take it up' },
  approve: { ja: '承認する', en: 'Approve' },
  sendBack: { ja: '差し戻す', en: 'Send back' },
  sendBackReason: { ja: '差し戻す理由', en: 'Reason for sending back' },
} as const satisfies Record<string, Words>;

/** The channel's card: one main action. Only what the card's readers may all see. */
export const channelCard = (
  settings: Settings,
  kind: IntakeKind,
  one: Case,
  mentions: readonly { id: string; name: string }[],
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
      ...kind.facts(one.fields, language).map(([label, value]) => fact(label, value)),
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
  page = 0,
): Card => {
  const shown = pageOf([...details(kind, one.fields, language), ...wholeReason(one, language)], page);
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
