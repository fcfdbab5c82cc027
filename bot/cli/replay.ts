/** npm run replay -- PROFILE [--from DATE] [--to DATE] [--fact DEADLINE=DATE=ABOUT]… [--json] */
import { parseArgs } from 'node:util';
import type { Settings } from '../../shared/engagements/settings.ts';
import { faultLine } from '../../shared/engagements/fault.ts';
import { fromTokyo, timeOfDay } from '../../shared/kernel/instant.ts';
import { addDays, parsePlainDate, type PlainDate, plainDate } from '../../shared/kernel/plain-date.ts';
import { isStartedByFact } from '../../shared/kernel/deadline/deadline-settings.ts';
import type { DueFact } from '../../shared/meetings/due-of-fact.ts';
import { replayYear } from '../../shared/meetings/replay.ts';
import { readEngagement } from '../engagement-file.ts';
import { cutTo, replayJson, replayText } from './replay-text.ts';

const USAGE = `使い方:
  npm run replay -- 名前                一年の会議、期限、お知らせをすべて示す（YAMLファイルのパスでもよい）
    --from YYYY-MM-DD --to YYYY-MM-DD   この期間だけ（両端を含む）
    --fact 期限=YYYY-MM-DD=何について     年の途中に起きたこととして加える（例 payment=2026-10-05=第1回請求書。何度でも）
    --json                              JSONで

終了コード: 0 示した、1 プロファイルに問題がある、2 使い方の誤り`;

function usage(trouble: string): number {
  console.error(`${trouble}\n\n${USAGE}`);
  return 2;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        fact: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    return undefined;
  }
}

/** payment=2026-10-05=第1回請求書; undefined when it is none of the profile's. */
function factOf({ deadlines }: Settings, text: string): DueFact | undefined {
  const [deadline = '', day = '', ...rest] = text.split('=');
  const date = parsePlainDate(day);
  const about = rest.join('=');
  const known = deadlines.list.some((one) => one.id === deadline && isStartedByFact(one));
  if (!known || date === undefined || about === '') return undefined;
  const at = fromTokyo(date, timeOfDay('00:00'));
  return { deadline, subject: about, about: { ja: about, en: about }, at, since: at };
}

async function run(args: readonly string[]): Promise<number> {
  const given = parsed(args);
  if (given === undefined) return usage('読み取れない指定があります。');
  const { values, positionals } = given;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [target] = positionals;
  if (target === undefined) return usage('どのプロファイルの一年か、名前かファイルを指定してください。');
  if (positionals.length > 1) return usage('一度に示すプロファイルは一つです。');
  const days: Partial<Record<'from' | 'to', PlainDate>> = {};
  for (const end of ['from', 'to'] as const) {
    const text = values[end];
    if (text === undefined) continue;
    const date = parsePlainDate(text);
    if (date === undefined) return usage(`--${end} は実在する日付（YYYY-MM-DD）で指定してください: ${text}`);
    days[end] = date;
  }
  if (days.from !== undefined && days.to !== undefined && days.to < days.from) {
    return usage('--to は --from 以後の日付にしてください。');
  }
  const read = await readEngagement(target);
  if (!read.ok) {
    if (read.reason === 'unreadable') console.error(read.message);
    else for (const fault of read.faults) console.error(faultLine(target, fault));
    return 1;
  }
  const { settings } = read.engagement;
  const midnight = timeOfDay('00:00');
  const facts: DueFact[] = [];
  for (const text of values.fact) {
    const fact = factOf(settings, text);
    if (fact === undefined) {
      const known = settings.deadlines.list.filter((one) => isStartedByFact(one)).map(({ id }) => id);
      return usage(
        known.length === 0
          ? 'この契約に、年の途中に始まる期限はありません。'
          : `--fact は 期限=YYYY-MM-DD=何について で指定してください（期限は ${known.join('、')}）: ${text}`,
      );
    }
    facts.push(fact);
  }
  const whole = replayYear(settings, [], facts);
  const year = cutTo(whole, {
    from: fromTokyo(days.from ?? plainDate(settings.term.start), midnight),
    to: fromTokyo(addDays(days.to ?? plainDate(settings.term.end), 1), midnight),
  });
  console.log(values.json ? replayJson(settings, year) : replayText(settings, year, whole));
  return 0;
}

process.exitCode = await run(process.argv.slice(2));
