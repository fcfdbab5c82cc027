import { startHelper } from './processes.ts';
import { median, type Figure } from './figures.ts';

/**
 * Filling documents, against what the ecosystem fills them with, on the same content in the same run: a 60-page report
 * with 500 fields and ten tables of 100 rows against docxtemplater, a 40-slide deck against pptx-automizer.
 */

export type DocumentOrder = {
  readonly engine: 'ours' | 'docxtemplater' | 'pptx-automizer';
  readonly what: 'report' | 'deck';
};
export type DocumentResult = {
  /** Milliseconds from the template's bytes to the filled file's bytes: the first of the process, and the median of the rest. */
  readonly first: number;
  readonly warm: number;
  /** Megabytes the process held at most. */
  readonly memory: number;
  /** Characters of text in what was made: both must make the same document. */
  readonly characters: number;
};

const run = async (order: DocumentOrder): Promise<DocumentResult> => {
  const helper = startHelper('documents-run.ts', {}, ['--expose-gc']);
  try {
    return await helper.ask<DocumentResult>(order);
  } finally {
    await helper.stop();
  }
};

type Pair = {
  readonly what: DocumentOrder['what'];
  readonly name: string;
  readonly against: 'docxtemplater' | 'pptx-automizer';
};

const PAIRS: readonly Pair[] = [
  { what: 'report', name: 'report of 60 pages', against: 'docxtemplater' },
  { what: 'deck', name: 'deck of 40 slides', against: 'pptx-automizer' },
];

const figuresOf = async ({ what, name, against }: Pair, rounds: number): Promise<readonly Figure[]> => {
  const [ours, theirs]: [DocumentResult[], DocumentResult[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await run({ engine: 'ours', what }));
    theirs.push(await run({ engine: against, what }));
  }
  const [one, other] = [ours[0]?.characters ?? 0, theirs[0]?.characters ?? 0];
  if (one !== other)
    throw new Error(`${name}: ${one} characters against ${other} of ${against}: not the same document`);
  const figure = (
    title: string,
    unit: string,
    of: (result: DocumentResult) => number,
    most?: number,
  ): Figure => {
    const [measured, reference] = [median(ours.map(of)), median(theirs.map(of))];
    return {
      name: `${name}: ${title}`,
      unit,
      measured,
      reference,
      ratio: median(ours.map((result, round) => of(result) / of(theirs[round] ?? result))),
      ...(most === undefined ? {} : { aim: { kind: 'most' as const, value: most } }),
    };
  };
  return [
    figure('time', 'ms', ({ warm }) => warm, 0.7),
    figure('time, the first of a process', 'ms', ({ first }) => first),
    figure('memory at most', 'MB', ({ memory }) => memory, 1),
  ];
};

export const measureDocuments = async (rounds: number): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const pair of PAIRS) figures.push(...(await figuresOf(pair, rounds)));
  return figures;
};
