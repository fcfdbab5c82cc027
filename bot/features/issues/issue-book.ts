import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Settings } from '../../../shared/engagements/settings.ts';
import { formatInstant, toTokyo } from '../../../shared/kernel/instant.ts';
import { may } from '../../../shared/kernel/permission.ts';
import { type Field, type FieldValue, wordsOfChoice } from '../../../shared/kernel/record/field.ts';
import { type Issue, issueRecord } from '../../../shared/issues/issue.ts';
import { putFile, safeFileName } from '../../graph/files.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { nameIn } from '../../identity/staff.ts';
import { issuesIn } from '../../store/issues.ts';
import { card, link, small, words } from '../../teams/card.ts';
import { problem, showCard, type Answer, type Turn } from '../../teams/turn.ts';
import { historyText, issueValues } from './issue-list.ts';
import type { IssueDesk } from './keep-issue.ts';
import { noSuchIssue } from './show-issue.ts';

/** 課題管理表 as an Excel file in the documents library. Every cell is text: nothing that people typed is a formula. */

const WIDTHS: Readonly<Record<string, number>> = { title: 36, content: 48, owner: 18, meeting: 16 };

const shown = (field: Field, value: FieldValue | undefined): string =>
  value === undefined
    ? ''
    : field.kind === 'choice' && typeof value === 'string'
      ? (wordsOfChoice(field, value)?.ja ?? value)
      : String(value);

/** The rows of the sheet, the header first. */
export const issueSheet = (
  settings: Settings,
  issues: readonly Issue[],
  nameOf: (person: string) => string,
): SheetData => {
  const fields = Object.entries(issueRecord(settings.issues).fields);
  const head = ['番号', ...fields.map(([, field]) => field.label.ja), '経過'];
  const text = (value: string) => ({ value, type: String, wrap: true, alignVertical: 'top' as const });
  return [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const, backgroundColor: '#E8EEF4' })),
    ...issues.map((issue) => {
      const values = issueValues(issue, nameOf);
      return [
        issue.number,
        ...fields.map(([name, field]) => shown(field, values[name])),
        historyText(issue, nameOf),
      ].map(text);
    }),
  ];
};

export const issueBook = async (
  settings: Settings,
  issues: readonly Issue[],
  nameOf: (person: string) => string,
): Promise<Buffer> => {
  const names = ['number', ...Object.keys(issueRecord(settings.issues).fields), 'history'];
  const columns = names.map((name) => ({ width: name === 'history' ? 60 : (WIDTHS[name] ?? 14) }));
  return writeXlsxFile(issueSheet(settings, issues, nameOf), {
    sheet: '課題管理表',
    columns,
    stickyRowsCount: 1,
    orientation: 'landscape',
  }).toBuffer();
};

export const handOutBook = async (desk: IssueDesk, turn: Turn): Promise<Answer> => {
  const { settings, graph, places } = desk;
  const { speaker, now } = turn;
  if (!may(settings, speaker, 'issue.read')) return noSuchIssue;
  const issues = (await issuesIn(desk.db, settings.id)).map(({ issue }) => issue);
  const bytes = await issueBook(settings, issues, nameIn(settings, await desk.staff()));
  const { date, time } = toTokyo(now);
  const name = safeFileName(`${settings.issues.list}_${date}_${time.replace(':', '')}.xlsx`);
  try {
    const library = await places.library('documents');
    const filed = await putFile(graph, library, settings.issues.list, name, bytes, desk.machineClock);
    const title =
      speaker.language === 'ja' ? '課題管理表をExcelで出力しました' : 'The issue register as Excel';
    return showCard(
      card(
        [
          words(title, { size: 'Large', weight: 'Bolder' }),
          small(
            speaker.language === 'ja'
              ? `${formatInstant(now, 'ja')}現在　${issues.length}件　${name}`
              : `As of ${formatInstant(now, 'en')}: ${issues.length}. ${name}`,
          ),
        ],
        [link(speaker.language === 'ja' ? 'SharePointで開く' : 'Open in SharePoint', filed.webUrl)],
      ),
      title,
      'none',
    );
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    desk.log.warn({ status: error.status, code: error.code }, 'the issue register could not be handed out');
    return problem({
      code: 'issue.book',
      message: {
        ja: 'SharePointのライブラリに出力できませんでした。課題管理表はそのままです。少し待ってからもう一度お試しください。',
        en: 'It could not be put into the library. The register is as it was. Please try again in a moment.',
      },
    });
  }
};
