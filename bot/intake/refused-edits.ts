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
import { columnLabel, COMMAND_COLUMNS } from './workflow-columns.ts';

/** An edit by hand that is not taken over is told in the kind's channel: who, which column, what, and what stands now. */

export const whyNot = {
  ours: 'ボットが管理する列です。',
  notYours: '変更した人に、この操作の権限がありません。',
  noSuchStep: 'この状態からは変更できません。',
  nobody: '担当できる人の氏名として確認できません。',
  reasonMissing: '差戻しには理由が必要です。',
  oneAtATime: '一度に取り込める操作は一つです。必要なときは、この列をあらためて変更してください。',
  together:
    '同時に変更された列を取り込めないため、この列も取り込んでいません。必要なときは、この列だけを変更してください。',
  urgentStays: '至急の扱いは取り消せません。',
  unknownEditor: '変更した人を確認できません。',
  overridden: 'ボットでの変更と重なりました。ボットでの変更が優先します。',
  unfit: '様式に合いません（必須、長さ、選択肢など）。',
} as const;

/** What is true of the columns that are commands: see workflowEdit, and the cards' buttons. */
const HOW_TO =
  '状態・担当・至急は、その操作の権限がある人がリストで変更できます。受付済みの受付は、ボットのカードでも担当を引き受けられます。';
const URGENT_STAYS = '至急は取り消せません。';
const UNFIT_STAYS =
  'リストにだけ残した列は、受付の内容に反映していません。様式に合う値に直すと取り込みます。';

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

/** What of an edit was taken over although something else of it was refused. */
export type TakenOver = 'nothing' | 'partly';

const refusedMessage = (takenOver: TakenOver): string =>
  takenOver === 'partly' ? 'intake.refusedEdit/partly' : 'intake.refusedEdit';

export const tellRefused = async (
  tx: Tx,
  desk: Desk,
  kind: IntakeKind,
  row: SeenRow,
  refusals: readonly Refusal[],
  takenOver: TakenOver,
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
    refusedMessage(takenOver),
    id,
  );
  await addDeliveries(tx, [told]);
  await addJob(tx, deliverJob(told.thread));
};

const refusedEdit =
  (desk: Desk, takenOver: TakenOver): Renderer =>
  async (id) => {
    const edit = await findRefusedEdit(desk.db, id);
    const one = edit && (await findCase(desk.db, edit.caseId));
    if (!one) return undefined;
    const title =
      takenOver === 'partly'
        ? 'SharePointでの一部の変更を取り込みませんでした'
        : 'SharePointでの変更を取り込みませんでした';
    const { record } = kindOf(desk, one.kind);
    const touches = (columns: readonly string[]): boolean =>
      edit.refusals.some(({ column }) => columns.some((name) => columnLabel(record, name) === column));
    const advice = [
      takenOver === 'partly' ? 'ほかの列の変更は取り込んでいます。' : '',
      edit.refusals.some(({ putBack }) => !putBack) ? UNFIT_STAYS : '',
      touches(COMMAND_COLUMNS) ? HOW_TO : '',
      touches(['Urgent']) ? URGENT_STAYS : '',
    ].join('');
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
          heading(title),
          fact('変更した人', edit.editor ?? '確認できません'),
          ...part(true, '元に戻した列'),
          ...part(false, 'リストにだけ残した列'),
          ...(advice ? [words(advice, { isSubtle: true, spacing: 'Medium' })] : []),
        ],
        one.webUrl && !one.gone ? [link('SharePointで開く', one.webUrl)] : [],
      ),
      summary: `${one.number}：${title}`,
    };
  };

export const refusedEditRenderers = (desk: Desk): Readonly<Record<string, Renderer>> =>
  Object.fromEntries(
    (['nothing', 'partly'] as const).map((takenOver): [string, Renderer] => [
      refusedMessage(takenOver),
      refusedEdit(desk, takenOver),
    ]),
  );
