import { ok, type Result } from '../../kernel/problem.ts';
import type { Words } from '../../kernel/words.ts';
import type { Anchor, DocumentReading } from '../anchor.ts';
import { chartText } from '../chart-data.ts';
import { chartDataIn, chartsInStory } from './chart-places.ts';
import { readLedger } from './ledger-part.ts';
import { readXml, relationsOf, type OfficePackage } from './package.ts';
import { controlsIn, type Control } from './word-controls.ts';
import { hindrancesOf } from './word-nodes.ts';
import { isChecked, optionsOf } from './word-slots.ts';
import { wordText } from './word-text.ts';
import { attributeOf, childOf, within } from './xml-read.ts';
import type { Xml } from './xml.ts';

/** A Word file's texts, part by part, and what of them is filled. */
export type Story = { readonly part: string; readonly words: Words };

const STORIES: Readonly<Record<string, Words>> = {
  header: { ja: 'ヘッダー', en: 'Header' },
  footer: { ja: 'フッター', en: 'Footer' },
  footnotes: { ja: '脚注', en: 'Footnotes' },
  endnotes: { ja: '文末脚注', en: 'Endnotes' },
};

/** The body first, then headers, footers and notes, once each. */
export const storiesOf = (file: OfficePackage): Result<readonly Story[]> => {
  const relations = relationsOf(file, file.main);
  if (!relations.ok) return relations;
  const others = relations.value.flatMap(({ type, target, external }): Story[] => {
    const words = STORIES[type];
    return words && !external && file.parts.has(target) ? [{ part: target, words }] : [];
  });
  const body: Story = { part: file.main, words: { ja: '本文', en: 'Body' } };
  return ok([...new Map([body, ...others].map((story) => [story.part, story])).values()]);
};

/** Old Word sees a copy of what a text box holds. It is written like the box and not counted. */
const copies = (xml: Xml): readonly (readonly [number, number])[] =>
  within(xml, 0, 'mc:Fallback').map((element) => [element, xml.after[element] as number]);

type Row = NonNullable<Anchor['row']>;

const anchorOf = (xml: Xml, control: Control, story: Story, row: Row | undefined): Anchor => {
  const { tag } = control;
  const isField = tag.role === 'field';
  const options = isField ? optionsOf(xml, control) : undefined;
  return {
    tag,
    control: isField ? control.kind : 'part',
    text: isField && !control.placeholder ? wordText(xml, control.content) : '',
    ...(isField && control.kind === 'checkBox' ? { checked: isChecked(xml, control) } : {}),
    ...(options ? { options } : {}),
    ...(row ? { row } : {}),
    place: story.words,
    ...(control.id === undefined ? {} : { handle: control.id }),
    inTheWay: hindrancesOf(xml, control),
  };
};

const chartAnchor = (file: OfficePackage, id: string, chart: string, story: Story): Anchor => {
  const data = chartDataIn(file, chart);
  const tag = { role: 'chart' as const, id };
  const inTheWay: Anchor['inTheWay'] = data ? [] : ['content'];
  return {
    tag,
    control: 'chart',
    text: data ? chartText(data) : '',
    place: story.words,
    handle: chart,
    inTheWay,
  };
};

/** Rows of a list are counted from its first repeated part on, wherever it begins anew. */
const anchorsIn = (xml: Xml, controls: readonly Control[], story: Story): readonly Anchor[] => {
  const hidden = copies(xml);
  const anchors: Anchor[] = [];
  const open: { readonly past: number; readonly row: Row }[] = [];
  let last: { readonly control: Control; readonly index: number } | undefined;
  for (const control of controls) {
    const { element, tag } = control;
    // Charts are looked for by themselves, for most have no control around them.
    if (tag.role === 'chart' || hidden.some(([from, past]) => element > from && element < past)) continue;
    while (open.length > 0 && (open.at(-1)?.past ?? 0) <= element) open.pop();
    if (tag.role === 'each') {
      const follows = last?.control.tag.id === tag.id && xml.after[last.control.element] === element;
      const index = follows && last ? last.index + 1 : 0;
      last = { control, index };
      const row = { list: tag.id, index, ...(tag.key === undefined ? {} : { key: tag.key }) };
      open.push({ past: xml.after[element] as number, row });
    }
    anchors.push(anchorOf(xml, control, story, open.at(-1)?.row));
  }
  return anchors;
};

type Settings = { readonly protected: boolean; readonly tracking: boolean };

const isOn = (xml: Xml, element: number | undefined, attribute: string, absent: string): boolean =>
  element !== undefined && !['0', 'false', 'off'].includes(attributeOf(xml, element, attribute) ?? absent);

/** Protection and tracking as the settings part says them. */
const settingsOf = (file: OfficePackage): Settings => {
  const relations = relationsOf(file, file.main);
  const part = relations.ok ? relations.value.find(({ type }) => type === 'settings')?.target : undefined;
  const read = part === undefined ? undefined : readXml(file, part);
  if (!read?.ok) return { protected: false, tracking: false };
  const xml = read.value;
  const protection = childOf(xml, 0, 'w:documentProtection');
  const enforced = isOn(xml, protection, 'w:enforcement', '0');
  const edit = protection === undefined ? undefined : attributeOf(xml, protection, 'w:edit');
  const locked = childOf(xml, 0, 'w:writeProtection');
  return {
    protected:
      (enforced && edit !== undefined && edit !== 'none') ||
      (locked !== undefined && /:hash(Value)?="/.test(xml.text.slice(xml.start[locked], xml.end[locked]))),
    tracking: isOn(xml, childOf(xml, 0, 'w:trackRevisions'), 'w:val', '1'),
  };
};

/** The document as the plan sees it. @returns document.broken, document.unsafe */
export const readWord = (file: OfficePackage): Result<DocumentReading> => {
  const stories = storiesOf(file);
  if (!stories.ok) return stories;
  const anchors: Anchor[] = [];
  const unreadable: { tag: string; place: Words }[] = [];
  for (const story of stories.value) {
    const read = readXml(file, story.part);
    if (!read.ok) return read;
    const controls = controlsIn(read.value);
    const charts = chartsInStory(file, story.part, read.value);
    anchors.push(...anchorsIn(read.value, controls.found, story));
    anchors.push(...charts.map(({ id, chart }) => chartAnchor(file, id, chart, story)));
    unreadable.push(...controls.unreadable.map(({ raw }) => ({ tag: raw, place: story.words })));
  }
  return ok({ kind: 'docx', anchors, unreadable, ledger: readLedger(file), ...settingsOf(file) });
};
