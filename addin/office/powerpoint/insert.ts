import type { Result } from '../../../shared/kernel/problem.ts';
import type { DocumentTable } from '../../../shared/documents/document-table.ts';
import { ledgerXml } from '../../../shared/documents/ledger.ts';
import { slidesOf } from '../../../shared/documents/ooxml/deck.ts';
import { insertTable as withTable } from '../../../shared/documents/ooxml/insert.ts';
import { readLedger } from '../../../shared/documents/ooxml/ledger-part.ts';
import type { OfficePackage } from '../../../shared/documents/ooxml/package.ts';
import { applyFixes, textPlaces, type TextFix } from '../../../shared/documents/text-places.ts';
import type { Applied } from '../office-document.ts';
import { officeProblems } from '../office-problems.ts';
import { refused } from '../outcome.ts';
import { wholePackage } from '../whole-file.ts';
import { loadSelectedSlide, reachesSelection } from '../powerpoint-later/selection.ts';
import { applyWork } from './apply.ts';
import { fileId } from './live-slides.ts';
import { exchangeFor, type Exchange, type Work } from './plan-work.ts';
import type { Wanted } from './slide-changes.ts';

/** Slides that are put in as they are: a template, a table, slides whose wording was mended. */

const carried = async (
  file: OfficePackage,
  exchange: Result<Exchange | undefined>,
  rest: Partial<Work> = {},
): Promise<Applied> =>
  exchange.ok
    ? applyWork(
        { file, values: [], exchange: exchange.value, ledger: undefined, losses: [], notices: [], ...rest },
        {},
      )
    : refused(exchange.problem);

/** The slide that is shown, by the file's id; undefined where PowerPoint does not tell. */
const presentSlide = async (): Promise<string | undefined> => {
  if (!reachesSelection()) return undefined;
  return PowerPoint.run(async (context) => {
    const selected = loadSelectedSlide(context);
    await context.sync();
    return selected();
  }).then(
    (id) => (id === undefined ? undefined : fileId(id)),
    () => undefined,
  );
};

export const insertDocument = async (given: OfficePackage, where: 'replace' | 'add'): Promise<Applied> => {
  const file = await wholePackage();
  if (!file.ok) return refused(file.problem);
  const [own, others] = [slidesOf(file.value), slidesOf(given)];
  if (!own.ok) return refused(own.problem);
  if (!others.ok) return refused(others.problem);
  const added = others.value.map(({ id }): Wanted => ({ from: id }));
  if (where === 'replace') {
    const ledger = readLedger(given);
    return carried(
      file.value,
      { ok: true, value: { wanted: added, source: given, own: false } },
      { ledger: { xml: ledger && ledgerXml(ledger) } },
    );
  }
  const present = await presentSlide();
  const at = own.value.findIndex(({ id }) => id === present);
  const kept = own.value.map(({ id }): Wanted => ({ keep: id }));
  const behind = at < 0 ? kept.length : at + 1;
  const wanted = [...kept.slice(0, behind), ...added, ...kept.slice(behind)];
  return carried(file.value, { ok: true, value: { wanted, source: given, own: false } });
};

export const insertTable = async (table: DocumentTable): Promise<Applied> => {
  const file = await wholePackage();
  if (!file.ok) return refused(file.problem);
  const made = withTable(file.value, table);
  return made.ok
    ? carried(file.value, exchangeFor(file.value, made.value, new Set()))
    : refused(made.problem);
};

/** The file hand writes the wordings, so that every run keeps its looks; the slides are exchanged. */
export const fixTexts = async (fixes: readonly TextFix[]): Promise<Applied> => {
  const file = await wholePackage();
  const places = file.ok ? textPlaces(file.value) : file;
  if (!file.ok) return refused(file.problem);
  if (!places.ok) return refused(places.problem);
  const isThere = ({ place }: TextFix): boolean =>
    places.value.some(
      ({ part, element, text }) => part === place.part && element === place.element && text === place.text,
    );
  if (!fixes.every(isThere)) return refused(officeProblems.editing());
  const [made, slides] = [applyFixes(file.value, fixes), slidesOf(file.value)];
  if (!made.ok) return refused(made.problem);
  if (!slides.ok) return refused(slides.problem);
  const parts = new Set(fixes.map(({ place }) => place.part));
  const exchanged = slides.value.filter(({ part, notes }) => parts.has(part) || parts.has(notes ?? ''));
  return carried(file.value, exchangeFor(file.value, made.value, new Set(exchanged.map(({ id }) => id))), {
    notices: [officeProblems.slidesExchanged()],
  });
};
