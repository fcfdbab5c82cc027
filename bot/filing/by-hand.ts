import type { ColumnValues } from '../../shared/kernel/record/columns.ts';
import { COMMAND_ID } from '../graph/lists.ts';
import type { RowCommand } from '../store/list-rows.ts';
import { asKept, type Editor } from './seen-item.ts';

/** What of a row's present state people did, and what is our own writing. */

export type Change = {
  /** Columns that somebody changed by hand; all of them for a row that was not known. Our own writes are left out. */
  readonly byHand: readonly string[];
  /** Columns changed by hand while a change of ours to them was on its way: ours goes over it. */
  readonly overridden: readonly string[];
  /** Written by us, by a command that this database does not know: it is older than SharePoint. */
  readonly lost: boolean;
};

/**
 * What of a change is not ours. Our last write is known by the command id it left; what is still on its way to
 * SharePoint goes over what stands there.
 */
export const changedByHand = (
  commands: readonly RowCommand[],
  seen: ColumnValues,
  changed: readonly string[],
  known: boolean,
  editor: Editor,
): Change => {
  const named = commands.find(({ commandId }) => commandId === seen[COMMAND_ID]);
  const last = changed.includes(COMMAND_ID) ? named : undefined;
  const waiting = commands.filter((command) => !command.filed && command !== named);
  const onItsWay = editor.by === 'us' || (named && !named.filed) ? [] : waiting;
  // Our own new row may be read before its filing was written down: all that stands in it is compared with what we wrote.
  const isWritten = ({ values }: RowCommand, column: string): boolean =>
    !known || Object.hasOwn(values, column);
  // Somebody may have gone over our writing before it came back.
  const isAsWritten = ({ values }: RowCommand, column: string): boolean =>
    editor.by === 'us' || asKept(values[column]) === asKept(seen[column]);
  const isOurs = (column: string): boolean =>
    waiting.some(({ values }) => Object.hasOwn(values, column)) ||
    (last !== undefined && isWritten(last, column) && isAsWritten(last, column));
  return {
    byHand: changed.filter((column) => !isOurs(column)),
    overridden: changed.filter(
      (column) =>
        column !== COMMAND_ID &&
        onItsWay.some(
          ({ values }) => Object.hasOwn(values, column) && asKept(values[column]) !== asKept(seen[column]),
        ),
    ),
    lost: editor.by === 'us' && changed.includes(COMMAND_ID) && named === undefined,
  };
};

/**
 * A page may be taken in long after it was read, while filing goes on. What it tells of a row that we have written
 * since is left out: that writing brings the row again, with whatever people changed in it.
 */
export const isOlder = (seen: ColumnValues, commands: readonly RowCommand[]): boolean => {
  const named = commands.findIndex(({ commandId }) => commandId === seen[COMMAND_ID]);
  return named >= 0 && commands.slice(named + 1).some(({ filed }) => filed);
};
