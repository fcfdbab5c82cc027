import type { Settings } from '../../../shared/engagements/settings.ts';
import { columnsOf } from '../../../shared/kernel/record/columns.ts';
import type { RecordDefinition } from '../../../shared/kernel/record/field.ts';
import {
  initiativeRecord,
  planFigureRecord,
  planRecord,
  planRiskRecord,
} from '../../../shared/plans/plan.ts';
import type { ListDefinition } from '../../graph/lists.ts';
import { PLAN_LISTS, YEAR_COLUMN } from '../../store/plan-rows.ts';

/** The year's plan as lists. People write them by hand in SharePoint; documents take their figures from there. */

const listOf = (
  key: string,
  title: string,
  titleName: string,
  description: string,
  record: RecordDefinition,
  dated = true,
): ListDefinition => ({
  key,
  site: 'documents',
  title,
  titleName,
  description,
  byHand: true,
  columns: [
    // The title is SharePoint's own.
    ...columnsOf(record).filter(({ name }) => name !== 'Title'),
    ...(dated
      ? [
          {
            name: YEAR_COLUMN,
            displayName: '年度',
            description: '空欄は、今年度の行として扱います。例：令和8年度',
            text: { maxLength: 255 },
          },
        ]
      : []),
  ],
});

export const planLists = ({ plan: { lists } }: Settings): readonly ListDefinition[] => [
  listOf(PLAN_LISTS.plan, lists.plan, '年度', '運営計画書と最終報告書の文章。年度に1行', planRecord, false),
  listOf(PLAN_LISTS.initiatives, lists.initiatives, '番号', '運営計画の取組と、その結果', initiativeRecord),
  listOf(PLAN_LISTS.risks, lists.risks, '番号', '運営全般の中で把握したリスク', planRiskRecord),
  listOf(PLAN_LISTS.figures, lists.figures, '識別子', '計画と実績の数値', planFigureRecord),
];
