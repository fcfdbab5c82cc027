import { signIn } from '../../infra/local-people.ts';
import { startProduct, type Product } from '../harness/product.ts';
import { createChance } from './chance.ts';
import { createSubmitter, type Answered, type Kind } from './submitter.ts';
import { endTrouble, keepKilling, makeTrouble } from './troubles.ts';
import { judge, type Verdict } from './verdict.ts';

/**
 * People hand in consultations and incidents while the bot is killed again and again and Microsoft 365 misbehaves.
 * Then quiet: everything must be there exactly once.
 */

export type ChaosOptions = {
  readonly submissions: number;
  readonly seed: number;
  /** After so many minutes the run counts as failed. */
  readonly minutes: number;
  readonly tell?: (line: string) => void;
};

export type ChaosReport = Verdict & {
  readonly submissions: number;
  readonly kills: number;
  /** Presses beyond the first of each card. */
  readonly pressedAgain: number;
  readonly arrivalSeconds: number;
  readonly drainSeconds: number;
};

const PEOPLE = 14;
/** Milliseconds on average. */
const THINKING = 800;

type Waiting = Readonly<Record<'filing' | 'deliveries' | 'jobs' | 'chiefs', number>>;

const waiting = async (product: Product): Promise<Waiting> => {
  const [row] = await product.query(`
    select (select count(*)::int from filing where status <> 'filed') as filing,
      (select count(*)::int from delivery where status in ('pending', 'sending')) as deliveries,
      (select count(*)::int from graphile_worker.jobs
        where task_identifier not in ('follow-lists', 'deliver', 'file-rows')
          and (key is not null or attempts < max_attempts)) as jobs,
      (select count(*)::int from cases where chief_due is not null) as chiefs
  `);
  return row as Waiting;
};

const drain = async (
  product: Product,
  goesOn: () => boolean,
  tell: (line: string) => void,
): Promise<boolean> => {
  let said = 0;
  for (;;) {
    const left = await waiting(product);
    if (left.filing + left.deliveries + left.jobs + left.chiefs === 0) return true;
    if (!goesOn()) return false;
    if (performance.now() - said > 10_000) {
      said = performance.now();
      tell(`draining: ${left.filing} to file, ${left.deliveries} to tell, ${left.jobs} jobs`);
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

export const runChaos = async (options: ChaosOptions): Promise<ChaosReport> => {
  const tell = options.tell ?? (() => undefined);
  const chance = createChance(options.seed);
  const product = await startProduct();
  try {
    const deadline = performance.now() + options.minutes * 60_000;
    const inTime = (): boolean => performance.now() < deadline;
    const sections = new Set(product.local.settings.sections.map(({ name }) => name.ja));
    const clerks = product.people.filter(
      ({ jobTitle, department }) => jobTitle === '主事' && sections.has(department ?? ''),
    );
    const officer = await product.as('情報政策課', '係長');
    const people = await Promise.all(clerks.slice(0, PEOPLE).map((account) => signIn(product.base, account)));
    // Who has said hello is known from the directory; the channels have been met.
    for (const person of people) await person.write(await person.personalChat(), 'こんにちは');

    await makeTrouble(product, chance);
    const answered: Answered[] = [];
    let begun = 0;
    let arriving = true;
    const start = performance.now();
    const killing = keepKilling(product, createChance(options.seed + 1), () => arriving && inTime());
    const work = people.map(async (person, index) => {
      const own = createChance(options.seed + 100 + index);
      const submitter = createSubmitter(person, own, inTime);
      while (begun < options.submissions) {
        begun += 1;
        const kind: Kind = own.next() < 0.5 ? 'consultation' : 'incident';
        answered.push(await submitter.submit(kind, begun));
        await new Promise((resolve) => setTimeout(resolve, own.between(0, 2 * THINKING)));
        if (answered.length % 50 === 0) tell(`${answered.length} of ${options.submissions} handed in`);
      }
    });
    const ended = await Promise.allSettled(work);
    arriving = false;
    const kills = await killing;
    const arrivalSeconds = (performance.now() - start) / 1_000;
    tell(`${answered.length} handed in, ${kills} kills; quiet now`);
    await endTrouble(product);
    const drained = await drain(product, inTime, tell);
    const drainSeconds = (performance.now() - start) / 1_000 - arrivalSeconds;
    const verdict = await judge(product, answered, officer);
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    return {
      ...verdict,
      faults: [
        ...refused,
        ...(drained
          ? []
          : [`not done after ${options.minutes} minutes: ${JSON.stringify(await waiting(product))}`]),
        ...verdict.faults,
      ],
      submissions: answered.length,
      kills,
      pressedAgain: answered.reduce((sum, one) => sum + one.presses - 1, 0),
      arrivalSeconds,
      drainSeconds,
    };
  } finally {
    await product.stop();
  }
};
