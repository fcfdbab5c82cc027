import { may } from '../../shared/kernel/permission.ts';
import type { Person } from '../../shared/kernel/person.ts';
import { cleanText, startOf } from '../../shared/kernel/text.ts';
import type { EditedRow, SeenRow } from '../filing/follow-lists.ts';
import { GraphError } from '../graph/graph-error.ts';
import type { Case } from '../store/cases.ts';
import { receive, sendBack } from './approve-case.ts';
import type { Step } from './change-case.ts';
import { related, type Desk } from './desk.ts';
import { actionOf, type IntakeKind } from './intake-kind.ts';
import { isOpen } from './open-case.ts';
import { whyNot } from './refused-edits.ts';
import { takeUp } from './take-up-case.ts';
import { becomeUrgent } from './urgency.ts';
import { withdraw } from './withdraw-case.ts';
import { COMMAND_COLUMNS, sameInList, stateNamed } from './workflow-columns.ts';

/** A workflow column edited by hand is a command: the same steps, by the same rules, as the bot's buttons. */

export type WorkflowEdit = {
  readonly step?: Step;
  /** Why a column is put back, where there is more to say than that it is ours. */
  readonly why: Readonly<Record<string, string>>;
};

const squeezed = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** Everybody who may take cases of the kind up and is called so. Throws GraphError. */
const peopleNamed = async (desk: Desk, kind: IntakeKind, name: string): Promise<ReadonlySet<string>> => {
  const permissions: Readonly<Record<string, readonly string[]>> = desk.settings.permissions;
  const roles = (permissions[actionOf(kind, 'takeUp')] ?? []).map((grantee) => grantee.replace(/^role:/, ''));
  const groups = desk.settings.roles.filter(({ id }) => roles.includes(id)).map(({ group }) => group);
  const members = (await Promise.all(groups.map((group) => desk.directory.members(group)))).flat();
  return new Set(members.filter((member) => squeezed(member.name) === squeezed(name)).map(({ id }) => id));
};

/** Who may take the case up and is called so; undefined when it is nobody, or several. Throws GraphError. */
const handlerNamed = async (
  desk: Desk,
  kind: IntakeKind,
  one: Case,
  name: string,
): Promise<Person | undefined> => {
  const ids = await peopleNamed(desk, kind, name);
  const [id] = ids;
  if (id === undefined || ids.size > 1) return undefined;
  const found = await desk.directory.person(id);
  return may(desk.settings, found, actionOf(kind, 'takeUp'), related(one)) ? found : undefined;
};

const typedName = (value: unknown): string =>
  typeof value === 'string' ? startOf(cleanText(value), 300) : '';

/**
 * Whoever the edit of a row will be asked about is asked for beforehand: the directory remembers it for a while, so
 * that nobody waits for the directory with a case locked. Throws GraphError when nobody can be asked.
 */
export const askAboutEdit = async (desk: Desk, kind: IntakeKind, row: EditedRow): Promise<void> => {
  const { editor, seen, changed } = row;
  if (editor.by !== 'person' || !COMMAND_COLUMNS.some((name) => changed.includes(name))) return;
  const who = await desk.directory.person(editor.id, editor.name);
  // Nobody is refused as somebody without the right to it because the directory is silent: the edit waits.
  if (who.unconfirmed === 'unknown') throw new GraphError(0, 'noAnswer', 'the editor could not be confirmed');
  const named = changed.includes('HandlerName') ? typedName(seen['HandlerName']) : '';
  if (named === '') return;
  for (const id of await peopleNamed(desk, kind, named)) await desk.directory.person(id);
};

/** What one column asks for. */
type Asked = { readonly step: Step } | { readonly why: string };

/** @param edited the workflow columns that differ from what they must say. Throws GraphError when nobody can be asked */
export const workflowEdit = async (
  desk: Desk,
  kind: IntakeKind,
  one: Case,
  row: SeenRow,
  edited: readonly string[],
): Promise<WorkflowEdit> => {
  const { editor, seen } = row;
  const commands = COMMAND_COLUMNS.filter((name) => edited.includes(name));
  if (commands.length === 0) return { why: {} };
  if (editor.by !== 'person')
    return { why: Object.fromEntries(commands.map((name) => [name, whyNot.unknownEditor])) };
  const who = await desk.directory.person(editor.id, editor.name);
  const can = (what: 'approve' | 'correct' | 'takeUp' | 'withdraw'): boolean =>
    may(desk.settings, who, actionOf(kind, 'read'), related(one)) &&
    may(desk.settings, who, actionOf(kind, what), related(one));
  const typed = (column: string): string => (edited.includes(column) ? typedName(seen[column]) : '');
  const named = typed('HandlerName');
  const handler = named ? await handlerNamed(desk, kind, one, named) : undefined;

  const takenBy = (by: Person | undefined): Asked => {
    if (one.state !== 'received' && one.state !== 'takenUp') return { why: whyNot.noSuchStep };
    if (!can('takeUp')) return { why: whyNot.notYours };
    return by ? { step: takeUp(one, { id: by.id, name: by.name }) } : { why: whyNot.nobody };
  };

  const byState = (): Asked => {
    switch (stateNamed(seen['State'])) {
      case 'takenUp':
        return takenBy(named ? handler : who);
      case 'withdrawn':
        if (!isOpen(one)) return { why: whyNot.noSuchStep };
        return can('withdraw') ? { step: withdraw(one, typed('Reason') || null) } : { why: whyNot.notYours };
      case 'received':
        if (one.state !== 'awaitingApproval') return { why: whyNot.noSuchStep };
        return can('approve') ? { step: receive(kind, one) } : { why: whyNot.notYours };
      case 'returned':
        if (one.state !== 'awaitingApproval') return { why: whyNot.noSuchStep };
        if (!can('approve')) return { why: whyNot.notYours };
        return typed('Reason')
          ? { step: sendBack(kind, one, typed('Reason')) }
          : { why: whyNot.reasonMissing };
      case 'awaitingApproval':
      case undefined:
        return { why: whyNot.noSuchStep };
    }
  };

  const byUrgent = (): Asked => {
    if (sameInList(seen['Urgent'], false)) return { why: whyNot.urgentStays };
    if (one.state === 'withdrawn') return { why: whyNot.noSuchStep };
    return can('correct') || can('takeUp')
      ? { step: becomeUrgent(kind, one, one.fields) }
      : { why: whyNot.notYours };
  };

  const asked = new Map<string, () => Asked>([
    ['State', byState],
    ['HandlerName', () => takenBy(handler)],
    ['Urgent', byUrgent],
  ]);
  const [[first, taken] = [], ...others] = [...asked]
    .filter(([name]) => edited.includes(name))
    .map(([name, ask]) => [name, ask()] as const);
  if (first === undefined || taken === undefined) return { why: {} };
  // One edit is one step; each column that is put back has a reason of its own.
  const beside = 'step' in taken ? whyNot.oneAtATime : whyNot.together;
  const why = Object.fromEntries(others.map(([name, own]) => [name, 'why' in own ? own.why : beside]));
  return 'step' in taken ? { step: taken.step, why } : { why: { ...why, [first]: taken.why } };
};
