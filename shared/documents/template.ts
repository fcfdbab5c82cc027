import { failed, type Problem } from '../kernel/problem.ts';
import { nearest } from '../kernel/spelling.ts';
import type { Words } from '../kernel/words.ts';
import type { Anchor, DocumentReading, InTheWay } from './anchor.ts';
import { fieldOf, type DocumentField, type DocumentFields } from './document-field.ts';
import { LONGEST_TAG, PREFIX } from './tag.ts';

/** What is wrong with a template, told to the person who makes it in Word or PowerPoint. */

const allIds = (fields: DocumentFields): readonly string[] =>
  Object.entries(fields).flatMap(([id, field]) =>
    field.kind === 'rows' ? [id, ...Object.keys(field.fields)] : [id],
  );

const fault = (code: string, id: string, ja: string, en: string): Problem =>
  failed(`template.${code}`, ja, en, id).problem;

const named = (id: string, place: Words): Words => ({
  ja: `「${id}」（${place.ja}）`,
  en: `"${id}" (${place.en})`,
});

const unknownFault = (fields: DocumentFields, id: string, place: Words): Problem => {
  const meant = nearest(id, allIds(fields));
  const { ja, en } = named(id, place);
  return fault(
    'unknown',
    id,
    `${ja}という項目はありません。${meant ? `「${meant}」ではありませんか。` : '項目の一覧から選び直してください。'}`,
    `There is no field ${en}. ${meant ? `Did you mean "${meant}"?` : 'Choose one from the list of fields.'}`,
  );
};

/** What each role may name. */
const fits = (role: Anchor['tag']['role'], field: DocumentField | undefined): boolean => {
  if (!field) return false;
  if (role === 'each' || role === 'slide') return field.kind === 'rows';
  if (role === 'chart') return field.kind === 'chart';
  return role === 'if' || (field.kind !== 'rows' && field.kind !== 'chart');
};

const misuse = (anchor: Anchor): Problem => {
  const { id } = anchor.tag;
  const { ja, en } = named(id, anchor.place);
  return fault(
    'misused',
    id,
    `${ja}は、この使い方ができない項目です。繰り返しにはcio:each:、グラフにはcio:chart:を付け、値にはそのままの名前を使ってください。`,
    `${en} cannot be used this way. Use cio:each: for repeats, cio:chart: for charts, the plain name for values.`,
  );
};

/** A field of a list stands in a repeated part of that list, or it has no value to show. */
const strayed = (anchor: Anchor, fields: DocumentFields): Problem | undefined => {
  const { tag, row } = anchor;
  const list = tag.id.slice(0, Math.max(0, tag.id.indexOf('.')));
  if (tag.role !== 'field' || fields[list]?.kind !== 'rows' || row?.list === list) return undefined;
  const { ja, en } = named(tag.id, anchor.place);
  return fault(
    'outside',
    tag.id,
    `${ja}は一覧「${list}」の項目です。cio:each:${list}を付けた行の中に置いてください。`,
    `${en} belongs to the list "${list}". Put it into a row tagged cio:each:${list}.`,
  );
};

const WRONG: Readonly<Record<InTheWay, Words>> = {
  trackedChange: { ja: '変更履歴があります。承諾してください', en: 'has tracked changes; accept them' },
  comment: { ja: 'コメントがあります。削除してください', en: 'has a comment; delete it' },
  nested: {
    ja: '中に別の項目があります。入れ子を解いてください',
    en: 'has another field inside; take it out',
  },
  bound: {
    ja: 'データに連結されています。連結のないコントロールにしてください',
    en: 'is bound to data; use an unbound control',
  },
  content: {
    ja: '文字以外の内容があるか、項目を置けない場所です。文字だけにするか、置く場所を変えてください',
    en: 'holds more than text or stands where no field can; leave text alone or move it',
  },
};

const anchorFaults = (anchor: Anchor, fields: DocumentFields): readonly Problem[] => {
  const { tag, place } = anchor;
  if (tag.role === 'cells') return [];
  const field = fieldOf(fields, tag.id);
  const use = !field
    ? unknownFault(fields, tag.id, place)
    : fits(tag.role, field)
      ? undefined
      : misuse(anchor);
  const columns = ('columns' in tag ? (tag.columns ?? []) : []).flatMap((id) =>
    id === undefined || fieldOf(fields, id) ? [] : [unknownFault(fields, id, place)],
  );
  const { ja, en } = named(tag.id, place);
  return [
    ...[use ?? strayed(anchor, fields)].filter((one) => one !== undefined),
    ...columns,
    ...anchor.inTheWay.map((what) =>
      fault(what, tag.id, `${ja}：${WRONG[what].ja}。`, `${en} ${WRONG[what].en}.`),
    ),
  ];
};

/** A list that begins anew further on: allowed once each in different tables, a mistake inside of its own rows. */
const doubled = (anchors: readonly Anchor[]): readonly Problem[] =>
  anchors.flatMap(({ tag, row, place }, index) => {
    if (tag.role !== 'each' || row?.index !== 1 || row.key !== undefined) return [];
    const before = anchors.slice(0, index).findLast((one) => one.tag.role === 'each');
    if (before?.tag.id !== tag.id || before.row?.key !== undefined) return [];
    const { ja, en } = named(tag.id, place);
    return [
      fault(
        'doubled',
        tag.id,
        `${ja}の行が2つ続いています。ひな形には1行だけ置いてください。`,
        `Two rows of ${en} follow each other. Keep one in a template.`,
      ),
    ];
  });

/** Everything wrong with a template; empty when it can be used. In the order of the document, missing fields last. */
export const checkTemplate = (
  document: Pick<DocumentReading, 'anchors' | 'unreadable'>,
  fields: DocumentFields,
): readonly Problem[] => {
  const present = new Set(
    document.anchors.flatMap(({ tag }) => [tag.id, ...('columns' in tag ? (tag.columns ?? []) : [])]),
  );
  const missing = Object.entries(fields).flatMap(([id, field]): (readonly [string, DocumentField])[] => [
    ...(field.required && !present.has(id) ? [[id, field] as const] : []),
    ...(field.kind === 'rows' && present.has(id)
      ? Object.entries(field.fields).filter(([cell, one]) => one.required && !present.has(cell))
      : []),
  ]);
  return [
    ...document.unreadable.map(({ tag, place }) =>
      fault(
        'unreadable',
        tag,
        `「${tag}」（${place.ja}）は項目の名前として読めません。${tag.length > LONGEST_TAG ? `タグは${LONGEST_TAG}文字までです。` : `${PREFIX}の後に項目の名前を英数字で書いてください。`}`,
        `"${tag}" (${place.en}) is no name of a field. ${tag.length > LONGEST_TAG ? `Tags have at most ${LONGEST_TAG} characters.` : `Write the field's name after ${PREFIX}.`}`,
      ),
    ),
    ...document.anchors.flatMap((anchor) => anchorFaults(anchor, fields)),
    ...doubled(document.anchors),
    ...missing.map(([id, { label }]) =>
      fault(
        'required',
        id,
        `必須の項目「${label.ja}」（${PREFIX}${id}）がありません。追加してください。`,
        `The required field "${label.en}" (${PREFIX}${id}) is missing. Add it.`,
      ),
    ),
  ];
};
