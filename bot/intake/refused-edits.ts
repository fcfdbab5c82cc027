import { formatInstant } from '../../shared/kernel/instant.ts';
import type { ColumnValue } from '../../shared/kernel/record/columns.ts';
import type { Field } from '../../shared/kernel/record/field.ts';
import { shorten } from '../../shared/kernel/text.ts';
import { deliverJob } from '../delivery/deliver.ts';
import type { Renderer } from '../delivery/message.ts';
import type { SeenRow } from '../filing/follow-lists.ts';
import { addJob } from '../jobs/jobs.ts';
import { findCase } from '../store/cases.ts';
import type { Tx } from '../store/database.ts';
import { addDeliveries, delivery } from '../store/deliveries.ts';
import { findRefusedEdit, keepRefusedEdit } from '../store/refused-edits.ts';
import type { Refusal } from '../store/tables.ts';
import { card, fact, heading, link, small, typed, words } from '../teams/card.ts';
import { kindOf, type Desk } from './desk.ts';
import type { IntakeKind } from './intake-kind.ts';
import { numberLine } from './case-card.ts';
import { columnLabel } from './workflow-columns.ts';

/** An edit by hand that is not taken over is told in the kind's channel: who, which column, what, and what stands now. */

export const whyNot = {
  ours: 'ボットが管理する列です。',
  notYours: '変更した人に、この操作の権限がありません。',
  noSuchStep: 'この状態からは変更できません。',
  nobody: '担当できる人の氏名として確認できません。',
  reasonMissing: '差戻しには理由が必要です。',
  urgentStays: '至急の扱いは取り消せません。',
  unknownEditor: '変更した人を確認できません。',
  overridden: 'ボットでの変更と重なりました。ボットでの変更が優先します。',
  unfit: '様式に合いません（必須、長さ、選択肢など）。',
} as const;

/** What stands in a column, unless it is a text of the record: that may hold what not everybody in the channel may read. */
const shownValue = (
  field: Field | undefined,
  isOurs: boolean,
  value: ColumnValue | undefined,
): string | undefined => {
  if (!isOurs && (!field || field.kind === 'text' || field.kind === 'lines' || field.kind === 'list'))
    return undefined;
  if (value === null || value === undefined || value === '') return '（空）';
  if (typeof value === 'boolean') return value ? 'はい' : 'いいえ';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return formatInstant(Date.parse(value), 'ja');
  return shorten(String(value).replace(/\s+/g, ' '), 100);
};

export const refusalOf = (
  kind: IntakeKind,
  row: SeenRow,
  column: string,
  why: string,
  putBack: boolean,
): Refusal => {
  const field = Object.values(kind.record.fields).find(
    (one) => one.column === column || (one.kind === 'list' && column.replace(/\d+$/, '') === one.column),
  );
  const value = shownValue(field, field === undefined, row.seen[column]);
  return {
    column: columnLabel(kind.record, column),
    ...(value === undefined ? {} : { value }),
    why,
    putBack,
  };
};

export const tellRefused = async (
  tx: Tx,
  desk: Desk,
  kind: IntakeKind,
  row: SeenRow,
  refusals: readonly Refusal[],
): Promise<void> => {
  const { editor } = row;
  const id = desk.newId();
  await keepRefusedEdit(tx, {
    id,
    caseId: row.rowId,
    editor: 'name' in editor ? editor.name : undefined,
    refusals,
    at: desk.clock(),
  });
  const told = delivery(
    `refused-edit/${id}`,
    { to: 'channel', ...kind.settings.channel },
    'intake.refusedEdit',
    id,
  );
  await addDeliveries(tx, [told]);
  await addJob(tx, deliverJob(told.thread));
};

export const refusedEdit =
  (desk: Desk): Renderer =>
  async (id) => {
    const edit = await findRefusedEdit(desk.db, id);
    const one = edit && (await findCase(desk.db, edit.caseId));
    if (!one) return undefined;
    const part = (putBack: boolean, title: string) => {
      const own = edit.refusals.filter((refusal) => refusal.putBack === putBack);
      return own.length === 0
        ? []
        : [
            words(title, { weight: 'Bolder', spacing: 'Medium' }),
            ...own.flatMap(({ column, value, why }) => [
              value === undefined ? typed(column) : fact(column, `「${value}」`),
              small(why),
            ]),
          ];
    };
    return {
      card: card(
        [
          numberLine(kindOf(desk, one.kind), one, 'ja'),
          heading('SharePointでの変更を取り込みませんでした'),
          fact('変更した人', edit.editor ?? '確認できません'),
          ...part(true, '元に戻した列'),
          ...part(false, 'リストにだけ残した列'),
          words(
            'ほかの列の変更は取り込んでいます。状態・担当・至急は、担当できる人がリストかボットのカードで変更できます。',
            {
              isSubtle: true,
              spacing: 'Medium',
            },
          ),
        ],
        one.webUrl && !one.gone ? [link('SharePointで開く', one.webUrl)] : [],
      ),
      summary: `${one.number}：SharePointでの変更を取り込みませんでした`,
    };
  };
