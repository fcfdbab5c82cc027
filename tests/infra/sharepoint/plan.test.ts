import { describe, expect, test } from '@jest/globals';
import { describe as told, planList, type FoundColumn } from '../../../infra/sharepoint/plan.ts';
import { lists } from '../../../bot/features/index.ts';
import type { Column } from '../../../shared/kernel/record/columns.ts';
import { profile } from '../../shared/engagements/profile-text.ts';

/** Lists are made, missing columns added; nothing is dropped, and a column of another kind is a question for a person. */

const all = lists(profile('nerima-r8').settings);
const [list] = all;
if (!list) throw new Error('no list');
const title: FoundColumn = { name: 'Title', displayName: '番号', indexed: true, text: {} };
const asMade: readonly FoundColumn[] = [title, ...list.columns];

const changed = (name: string, facets: Partial<Column> & { readonly lookup?: object }): FoundColumn[] =>
  asMade.map((column) =>
    column.name === name ? { name, displayName: column['displayName'], ...facets } : column,
  );

describe('the plan for a list', () => {
  test('that is not there makes it; one that is as it should be is left alone', () => {
    expect(planList(list, undefined).map(({ kind }) => kind)).toEqual(['createList', 'nameTitle']);
    expect(planList(list, asMade)).toEqual([]);
  });

  test('adds what is missing, and leaves what is the client’s own', () => {
    const found = [...asMade.filter(({ name }) => name !== 'Contact'), { name: 'Memo', text: {} }];
    expect(planList(list, found)).toMatchObject([{ kind: 'addColumn', column: { name: 'Contact' } }]);
  });

  test.each([
    ['WishedDate', { text: { maxLength: 255 } }, 'text'],
    ['Section', { lookup: {} }, 'lookup'],
    ['Background', { text: { allowMultipleLines: false, maxLength: 255 } }, 'text'],
    ['Subject', { text: { allowMultipleLines: true } }, 'text（複数行）'],
  ])('refuses %s of another kind: %j', (name, facets, kind) => {
    const steps = planList(list, changed(name, facets));
    expect(steps).toMatchObject([{ kind: 'refuse', column: { name }, found: kind }]);
    expect(steps.map((step) => told(step, [list])).join()).toContain(`${kind}です`);
  });

  test('tells every list apart from the others, by its site where two have one name', () => {
    const said = all.flatMap((one) => planList(one, undefined).map((step) => told(step, all)));
    expect(new Set(said).size).toBe(said.length);
    expect(said.join('\n')).toContain('作成  リスト「期限の記録」（サイト incidents）');
    expect(said.join('\n')).not.toContain(`リスト「${list.title}」（サイト`);
  });
});
