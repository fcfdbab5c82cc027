import type { Section } from '../../shared/engagements/settings.ts';
import type { Renderer } from '../delivery/message.ts';
import { findCase, type Case } from '../store/cases.ts';
import { delivery } from '../store/deliveries.ts';
import { card, typed, words } from '../teams/card.ts';
import type { Step } from './change-case.ts';
import { kindOf, sectionName, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { OPEN_STATES } from './open-case.ts';

/**
 * A case whose sender chose another section than theirs while the directory did not answer goes to their own, as long
 * as nobody has taken it up.
 */

/** How the keys begin of what tells the section in charge that a case went to another section. */
export const MOVED = 'section-moved/';

const NONE = 'none';
/** The section it stood in is known to the message's name alone: the case has the other one by then. */
const movedFrom = (sectionId: string | undefined): string => `intake.sectionMoved/${sectionId ?? NONE}`;

/** What was sent back goes to their own chief when it is sent again. */
const asksChief = (kind: IntakeKind, one: Case): boolean =>
  kind.settings.chief !== 'none' && one.state !== 'returned';

export const moveTo = (kind: IntakeKind, one: Case, own: Section): Step => ({
  from: OPEN_STATES,
  revision: one.revision,
  change: { sectionId: own.id, ...(asksChief(kind, one) ? { chiefDue: true } : {}) },
  columns: { Section: own.name.ja, SectionId: own.id },
  tell: [
    delivery(
      `${MOVED}${one.id}`,
      { to: 'channel', ...kind.settings.channel },
      movedFrom(one.sectionId),
      one.id,
    ),
  ],
});

const sectionMoved =
  (desk: Desk, from: string): Renderer =>
  async (caseId) => {
    const one = await findCase(desk.db, caseId);
    if (!one) return undefined;
    const title = '所属を登録に合わせて変更しました';
    const name = (sectionId: string | undefined): string => sectionName(desk.settings, sectionId, 'ja');
    const chief =
      kindOf(desk, one.kind).settings.chief === 'none' ? '' : '所属長にも、登録の所属でお知らせします。';
    return {
      card: card([
        words(title, { size: 'Large', weight: 'Bolder' }),
        typed(`${one.number}　${one.reporterName}`),
        words(
          `提出時はディレクトリが応答しなかったため本人が選んだ「${name(from)}」を、登録にある「${name(one.sectionId)}」に変更しました。${chief}`,
        ),
      ]),
      summary: title,
    };
  };

export const movedRenderers = (desk: Desk): Readonly<Record<string, Renderer>> =>
  Object.fromEntries(
    [...desk.settings.sections.map(({ id }) => id), NONE].map((id): [string, Renderer] => [
      movedFrom(id),
      sectionMoved(desk, id),
    ]),
  );
