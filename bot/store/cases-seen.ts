import type { ExpressionBuilder } from 'kysely';
import { caseFrom, selectCases, type Case } from './cases.ts';
import type { Queryable } from './database.ts';
import type { CaseState, Tables } from './tables.ts';

/** Cases as lists of them, for who may see them. */

/** Whose cases a person may see, of one kind. */
export type Sight = {
  readonly kind: string;
  readonly own: string;
  readonly sections: 'all' | readonly string[];
};

type Expression = ExpressionBuilder<Tables, 'cases'>;

const within = (expression: Expression, sight: Sight) =>
  expression.and([
    expression('cases.kind', '=', sight.kind),
    ...(sight.sections === 'all'
      ? []
      : [
          expression.or([
            expression('cases.reporter_id', '=', sight.own),
            ...(sight.sections.length ? [expression('cases.section_id', 'in', [...sight.sections])] : []),
          ]),
        ]),
  ]);

export type CasePage = { readonly cases: readonly Case[]; readonly more: boolean };

/**
 * The newest cases a person may see, a page at a time. `mine` leaves only their own, `states` only what is in one of them
 * and has its row.
 */
export const listCases = async (
  db: Queryable,
  engagement: string,
  sights: readonly Sight[],
  page: {
    readonly mine?: string;
    readonly states?: readonly CaseState[];
    readonly offset: number;
    readonly size: number;
  },
): Promise<CasePage> => {
  if (sights.length === 0) return { cases: [], more: false };
  let query = selectCases(db)
    .where('cases.engagement', '=', engagement)
    .where((expression) =>
      expression.or(sights.map((sight) => within(expression as unknown as Expression, sight))),
    );
  if (page.mine !== undefined) query = query.where('cases.reporter_id', '=', page.mine);
  if (page.states)
    query = query
      .where('cases.state', 'in', [...page.states])
      .where((expression) =>
        expression.or([
          expression('list_row.deleted', 'is', null),
          expression('list_row.deleted', '=', false),
        ]),
      );
  const rows = await query
    .orderBy('cases.submitted_at', 'desc')
    .orderBy('cases.sequence', 'desc')
    .limit(page.size + 1)
    .offset(page.offset)
    .execute();
  return { cases: rows.slice(0, page.size).map(caseFrom), more: rows.length > page.size };
};
