import { PLACES } from './deck-look.ts';
import { body, chart, factTable, listTable, source, words, type SlideModel } from './deck-blocks.ts';

/** Slides of 運営計画書 and 最終報告書. The editions are made of the same ones, so that they cannot say different things. */

const FROM_LISTS = '取組・リスク・数値の一覧（SharePoint）';

export const cover = (name: string, edition: string): SlideModel => ({
  cover: true,
  title: `情報セキュリティマネジメント\n${name}（${edition}）`,
  shapes:
    words({ field: 'document.year' }, [2.5, 4.6, 15, 1], 22) +
    words({ field: 'document.client' }, [2.5, 10.6, 22, 1.1], 22) +
    words({ field: 'document.engagement' }, [2.5, 11.8, 22.5, 1.8], 18) +
    words({ field: 'document.date' }, [2.5, 14.2, 15, 1], 18) +
    words('文書番号', PLACES.numberLabel, 18) +
    words({ field: 'document.number' }, PLACES.number, 18),
  notes: `${name}の${edition}です。詳細版と概要版の数値は、同じ一覧から取り込みます。値を直すときは一覧を直し、両方の版を更新してください。`,
});

export const said = (message: string, lines: string, notes: string): SlideModel => ({
  title: { field: message },
  shapes: body(lines),
  notes,
});

export const organisation: SlideModel = {
  title: '役割を定め、全庁で取り組みます',
  shapes:
    listTable('organisation', '役割と担うことの一覧', [
      { head: '役割', width: 42.3, id: 'organisation.role' },
      { head: '担うこと', width: 57.7, id: 'organisation.duty' },
    ]) + source('情報セキュリティポリシー、契約の仕様書'),
  notes: '役割の名称は、区市町村の規程によります。変更があったときは、体制の届出と合わせて直します。',
};

export const risks = (state: boolean): SlideModel => ({
  title: { field: state ? 'report.risksMessage' : 'plan.risksMessage' },
  shapes:
    listTable('risks', 'リスク、程度、対応、担当または状態の一覧', [
      { head: 'リスク', width: 38, id: 'risks.risk' },
      { head: '程度', width: 8, id: 'risks.level', align: 'ctr' },
      { head: '対応', width: 38, id: 'risks.treatment' },
      state
        ? { head: '状態', width: 16, id: 'risks.state', align: 'ctr' }
        : { head: '担当', width: 16, id: 'risks.owner', align: 'ctr' },
    ]) + source(FROM_LISTS),
  notes: '監査、点検、第一報、相談から見つかったリスクです。程度は、起こりやすさと影響から判断しています。',
});

/** Nothing is drawn of figures that nobody wrote down. */
export const phases = (message: string, results: boolean): SlideModel => ({
  title: { field: message },
  onlyIf: 'plan.initiativeCount',
  shapes:
    chart(
      'phaseChart',
      results
        ? '段階ごとの取組の計画件数と完了件数を並べた棒グラフ。値は取組の一覧の集計と同じ。'
        : '段階ごとの取組の件数を示す棒グラフ。値は取組の一覧の集計と同じ。',
    ) + source(FROM_LISTS),
  chart: {
    categories: ['計画', '実施', '点検', '改善'],
    series: results ? ['計画', '完了'] : ['計画'],
    unit: '件',
    size: 18,
  },
  notes: '段階ごとの偏りを確認します。点検と改善の取組が少ない年は、翌年度の計画で補います。',
});

export const initiatives = (message: string, state: boolean): SlideModel => ({
  title: { field: message },
  shapes:
    listTable('initiatives', '取組、段階、担当または状態の一覧', [
      { head: '段階', width: 9, id: 'initiatives.phase', align: 'ctr' },
      { head: '取組', width: state ? 71 : 48, id: 'initiatives.name' },
      state
        ? { head: '状態', width: 20, id: 'initiatives.state', align: 'ctr' }
        : { head: '担当', width: 43, id: 'initiatives.owner' },
    ]) + source(FROM_LISTS),
  notes: '一枚に収まるのは10件までです。多いときは、表を二つのスライドに分けてください。',
});

export const schedule: SlideModel = {
  title: { field: 'plan.scheduleMessage' },
  shapes:
    listTable('initiatives', '取組と実施月の表。実施する月に印がある。', [
      { head: '取組　／　月', width: 52, id: 'initiatives.name' },
      ...[4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3].map((month) => ({
        head: String(month),
        width: 4,
        id: `initiatives.m${month}`,
        align: 'ctr' as const,
        tight: true,
      })),
    ]) + source(FROM_LISTS),
  notes: '実施月の変更は、定例会で確認してから一覧に反映します。',
};

export const initiative = (results: boolean): SlideModel => ({
  repeats: 'initiatives',
  title: { field: 'initiatives.aim' },
  shapes:
    factTable('取組の内容', [
      ['取組', 'initiatives.name'],
      ['段階', 'initiatives.phase'],
      ['担当', 'initiatives.owner'],
      ['時期', 'initiatives.when'],
      ['方法', 'initiatives.method'],
      ['目標', 'initiatives.target'],
      ...(results
        ? ([
            ['結果', 'initiatives.result'],
            ['状態', 'initiatives.state'],
            ['翌年度', 'initiatives.nextYear'],
          ] as const)
        : []),
    ]) + source(FROM_LISTS),
  notes: 'ねらいを先に述べ、方法は相手の担当する部分にしぼって説明します。',
});

export const figures = (message: string, results: boolean): SlideModel => ({
  title: { field: message },
  shapes:
    listTable('figures', '数値の項目、単位、計画などの一覧', [
      { head: '項目', width: results ? 50 : 46, id: 'figures.label' },
      { head: '単位', width: 10, id: 'figures.unit', align: 'ctr' },
      { head: '計画', width: 12, id: 'figures.planned', align: 'r' },
      ...(results
        ? ([
            { head: '実績', width: 12, id: 'figures.actual', align: 'r' },
            { head: '達成', width: 16, id: 'figures.reached', align: 'ctr' },
          ] as const)
        : [{ head: '出典', width: 32, id: 'figures.origin' }]),
    ]) + source(FROM_LISTS),
  notes: '数値は識別子で管理しています。文中に数値を書くときは、項目として挿入してください。',
});

export const rates: SlideModel = {
  title: { field: 'report.ratesMessage' },
  onlyIf: 'rates',
  shapes:
    chart('rateChart', '率で測る数値の計画と実績を項目ごとに並べた棒グラフ。値は数値の一覧と同じ。') +
    source(FROM_LISTS),
  chart: {
    categories: ['項目1', '項目2'],
    series: ['計画', '実績'],
    lying: true,
    unit: '%',
    size: 18,
    max: 115,
  },
  notes: '届かなかった項目は、理由と翌年度の対応を続けて説明します。',
};

export const incidents: SlideModel = {
  title: { field: 'report.incidentsMessage' },
  onlyIf: 'incidentKinds',
  shapes:
    chart('incidentChart', '第一報の件数を種別ごとに示す棒グラフ。個々の事案の内容は含まない。') +
    source('第一報の一覧の集計（件数のみ）'),
  chart: { categories: ['種別1', '種別2'], series: ['件数'], lying: true, unit: '件', size: 18 },
  notes: '件数だけを示し、個々の事案には触れません。問われたときは、担当の課から別に説明します。',
};

/** A year without a report says so, as the list does. */
export const noIncidents: SlideModel = {
  title: { field: 'report.incidentsMessage' },
  unless: 'incidentKinds',
  shapes:
    words('今年度に受け付けた報告は、0件です。', [PLACES.body[0], PLACES.body[1], PLACES.body[2], 1.2], 20) +
    source('第一報の一覧の集計（件数のみ）'),
  notes: '受け付けた第一報がないことを示します。ほかの経路の報告がないか、提出の前に確かめてください。',
};

export const nextYear: SlideModel = {
  title: { field: 'report.nextYearMessage' },
  shapes:
    listTable('nextYear', '今年度の取組と、それを受けた翌年度の取組、担当の一覧', [
      { head: '今年度の取組', width: 36, id: 'nextYear.name' },
      { head: '翌年度の取組', width: 38, id: 'nextYear.action' },
      { head: '担当', width: 26, id: 'nextYear.owner' },
    ]) + source(FROM_LISTS),
  notes: '翌年度の運営計画書の案は、この表から作ります。',
};

export const approvals: SlideModel = {
  onlyIf: 'approvals',
  title: '会議体に付議した結果を示します',
  shapes:
    listTable('approvals', '付議した会議体、日付、結果の一覧', [
      { head: '会議体', width: 45, id: 'approvals.committee' },
      { head: '日付', width: 30, id: 'approvals.on' },
      { head: '結果', width: 25, id: 'approvals.result', align: 'ctr' },
    ]) + source('会議の記録'),
  notes: '承認の前は、この面は表示されません。',
};
