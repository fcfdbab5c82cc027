import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { detailCard, receiptCard, withdrawCard } from '../../../bot/intake/case-card.ts';
import { formCard, type Form } from '../../../bot/intake/form-card.ts';
import type { IntakeKind } from '../../../bot/intake/intake-kind.ts';
import { MOST_PAGES } from '../../../bot/intake/pages.ts';
import { channelCard, chiefCard } from '../../../bot/intake/told-card.ts';
import type { Case } from '../../../bot/store/cases.ts';
import type { CaseState } from '../../../bot/store/tables.ts';
import type { Card } from '../../../bot/teams/card.ts';
import type { Settings } from '../../../shared/engagements/settings.ts';
import { typedFrom, type Typed } from '../../../shared/kernel/record/card-input.ts';
import type { Faults } from '../../../shared/kernel/record/read-input.ts';
import type { Language } from '../../../shared/kernel/words.ts';
import { elementsOf, expectGoodCard, placesOf } from '../../harness/good-card.ts';
import { anyText } from '../../shared/kernel/arbitrary-records.ts';
import { caseOf, everyKind, fill, fullest, reporter } from './sample-cases.ts';

const languages = ['ja', 'en'] as const;
const states: readonly CaseState[] = ['received', 'awaitingApproval', 'returned', 'takenUp', 'withdrawn'];
const files = Array.from({ length: 5 }, (_, index) => ({
  id: `00000000-0000-4000-8000-00000000000${index}`,
  name: `${'資'.repeat(99)}${index}.docx`,
}));
const mentions = Array.from({ length: 8 }, (_, index) => ({
  id: `00000000-0000-4000-8000-00000000001${index}`,
  name: `見本 ${'名'.repeat(20)}${index}`,
}));

const everyFault = (kind: IntakeKind): Faults =>
  Object.fromEntries(
    ['section', ...Object.keys(kind.record.fields)].map((name) => [
      name,
      {
        ja: '1000文字以内で入力してください（現在10000文字）。',
        en: 'Please keep this within 1000 characters (now 10000).',
      },
    ]),
  );

const form = (kind: IntakeKind, language: Language, changes: Partial<Form> = {}): Form => ({
  kind,
  language,
  typed: {},
  faults: {},
  defaults: {},
  sections: [],
  section: undefined,
  askSection: false,
  files: [],
  chosen: [],
  carried: { submissionId: '00000000-0000-4000-8000-00000000000c' },
  verb: `${kind.kind}.submit`,
  question: undefined,
  ...changes,
});

const longestForm = (kind: IntakeKind, settings: Settings, language: Language): Form =>
  form(kind, language, {
    typed: typedFrom(kind.record, fullest(kind)),
    faults: everyFault(kind),
    sections: settings.sections,
    section: settings.sections[0]?.id,
    askSection: true,
    files,
    chosen: files.map(({ id }) => id),
    carried: {
      caseId: '00000000-0000-4000-8000-00000000000c',
      revision: 1_000,
      confirmed: 'myNumber,listOfPersons',
    },
    question: { ja: '問'.repeat(150), en: 'question '.repeat(30) },
  });

/** Every card about a case, by name. */
const caseCards = (
  kind: IntakeKind,
  settings: Settings,
  language: Language,
  one: Case,
): Readonly<Record<string, Card>> => {
  const names = files.map(({ name }) => ({ name, webUrl: null, refused: true }));
  return {
    receipt: receiptCard(settings, kind, one, language, reporter, names),
    details: detailCard(settings, kind, one, language, reporter, names),
    withdraw: withdrawCard(kind, one, language),
    channel: channelCard(settings, kind, one, mentions, files.length),
    chief: chiefCard(settings, kind, one, language, names),
  };
};

describe.each(everyKind)('$profile $name', ({ settings, kind }) => {
  describe.each(languages)('%s', (language) => {
    test('the empty form', () => {
      expectGoodCard(
        formCard(
          form(kind, language, {
            typed: kind.defaults('2026-09-14', '10:00'),
            defaults: kind.defaults('2026-09-14', '10:00'),
          }),
        ),
      );
    });

    test('the form with every text at its longest and every fault', () => {
      const card = formCard(longestForm(kind, settings, language));
      expectGoodCard(card);
      const shown = elementsOf(card).filter((element) => element['color'] === 'Attention');
      expect(shown.length).toBe(
        kind.parts.flatMap((part) => part.fields).filter((name) => kind.record.fields[name]).length + 1,
      );
      // What is hidden cannot be mended.
      expect(shown.every((element) => element.seen)).toBe(true);
    });

    test('the form asks for every field of the record, each once', () => {
      const asked = kind.parts.flatMap((part) => part.fields).filter((name) => kind.record.fields[name]);
      expect(asked.toSorted()).toEqual(Object.keys(kind.record.fields).toSorted());
    });

    test.each(states)('every card of a case that is %s, every text at its longest', (state) => {
      for (const unit of ['漢', '漢字\n', '"\\', '😀', '<at>x</at>']) {
        const one = caseOf(kind, settings, {
          state,
          urgent: true,
          filing: 'waiting',
          reason: '理'.repeat(300),
          handlerName: '見本 太郎',
          fields: fullest(kind, unit),
        });
        for (const card of Object.values(caseCards(kind, settings, language, one))) expectGoodCard(card);
      }
    });

    test('N-3.3.ア.イ.a.1 the whole text is readable, however long and however broken into lines', () => {
      for (const unit of ['漢', '字\n', '"\\', '😀']) {
        const fields = fullest(kind, unit);
        const one = caseOf(kind, settings, {
          state: 'awaitingApproval',
          fields,
          reason: fill('理\n', 300).trim(),
        });
        const texts = [...Object.values(fields), one.reason].flatMap((value) =>
          typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [],
        );
        const asked = texts.reduce((sum, text) => sum + Array.from(text.matchAll(/[漢字"😀理]/gu)).length, 0);
        const read = (makePage: (page: number) => Card): number => {
          let found = 0;
          for (let page = 0; page < MOST_PAGES; page += 1) {
            const shown = makePage(page);
            expectGoodCard(shown);
            const runs = elementsOf(shown).filter(({ type }) => type === 'TextRun');
            const text = runs
              .filter((run) => run['weight'] !== 'Bolder')
              .map((run) => String(run['text']))
              .join('');
            found += Array.from(text.matchAll(/[漢字"😀理]/gu)).length;
            if (!JSON.stringify(shown).includes(`"page":${page + 1}`)) break;
          }
          return found;
        };
        // The subject stands in the heading of every part; the reason's own label and choices may add to it.
        const least = asked - Array.from(String(fields['subject']).matchAll(/[漢字"😀]/gu)).length;
        expect(
          read((page) => detailCard(settings, kind, one, language, reporter, [], page)),
        ).toBeGreaterThanOrEqual(least);
        expect(read((page) => chiefCard(settings, kind, one, language, [], page))).toBeGreaterThanOrEqual(
          least,
        );
      }
    });

    test('how a case stands is said in a word, never by colour alone', () => {
      for (const state of states)
        for (const filing of ['waiting', 'filed', 'parked'] as const) {
          const one = caseOf(kind, settings, { state, filing });
          for (const [name, card] of Object.entries(caseCards(kind, settings, language, one))) {
            const coloured = elementsOf(card).filter(
              (element) => element['type'] === 'Container' && element['style'] !== undefined,
            );
            expect([name, coloured.length > 0]).toEqual([name, true]);
            for (const container of coloured)
              expect(
                elementsOf(container).some(
                  (element) => element['type'] === 'TextBlock' && /\S/.test(String(element['text'])),
                ),
              ).toBe(true);
          }
        }
    });

    test('at most one main action a card, and one question: what can I do now', () => {
      for (const state of states)
        for (const card of Object.values(
          caseCards(kind, settings, language, caseOf(kind, settings, { state })),
        ))
          expect(elementsOf(card).filter((element) => element['style'] === 'positive').length).toBeLessThan(
            2,
          );
    });

    test('a receipt has no inputs, and offers no change once somebody has taken it up', () => {
      const card = receiptCard(settings, kind, caseOf(kind, settings), language, reporter, []);
      expect(elementsOf(card).filter((element) => String(element['type']).startsWith('Input.'))).toEqual([]);
      const verbs = (state: CaseState) =>
        elementsOf(receiptCard(settings, kind, caseOf(kind, settings, { state }), language, reporter, []))
          .map((element) => element['verb'])
          .filter((verb) => verb !== undefined);
      expect(verbs('received')).toEqual(
        ['correct', 'withdraw', 'show'].map((verb) => `${kind.kind}.${verb}`),
      );
      expect(verbs('takenUp')).toEqual([`${kind.kind}.show`]);
      expect(verbs('withdrawn')).toEqual([`${kind.kind}.show`]);
    });
  });

  test('what people typed stands only in text runs, input values and choice titles', () => {
    const marker = '打'.repeat(3);
    const allowed = [
      'TextRun.text',
      'Input.Text.value',
      'Input.Number.value',
      'Input.Date.value',
      'Input.Time.value',
      'Input.ChoiceSet.value',
      'choice.title',
    ];
    const typedText = anyText(12).map((text) => `${marker}${text}`);
    fc.assert(
      fc.property(
        typedText,
        fc.constantFrom(...languages),
        fc.constantFrom(...states),
        (text, language, state) => {
          const fields = Object.fromEntries(
            Object.entries(fullest(kind)).map(([name, value]) => {
              const field = kind.record.fields[name];
              if (field?.kind === 'text' || field?.kind === 'lines') return [name, text];
              return [name, field?.kind === 'list' ? [text, text] : value];
            }),
          );
          const one = caseOf(kind, settings, {
            state,
            fields,
            reason: text,
            reporterName: text,
            handlerName: text,
          });
          const file = { id: '00000000-0000-4000-8000-00000000000f', name: `${text}.docx` };
          const filed = { name: file.name, webUrl: null, refused: true };
          const typed: Typed = typedFrom(kind.record, fields);
          const cards = [
            formCard(form(kind, language, { typed, files: [file], faults: everyFault(kind) })),
            receiptCard(settings, kind, one, language, reporter, [filed]),
            detailCard(settings, kind, one, language, reporter, [filed]),
            withdrawCard(kind, one, language),
            channelCard(settings, kind, one, mentions, files.length),
            chiefCard(settings, kind, one, language, [filed]),
          ];
          for (const card of cards)
            for (const place of placesOf(card, marker)) expect(allowed).toContain(place);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('only the people whom the profile names are mentioned, whatever was typed', () => {
    const one = caseOf(kind, settings, {
      fields: { ...fullest(kind), subject: '<at>全員</at> <at id="0">見本</at>' },
      reporterName: '<at>見本</at>',
    });
    expect(JSON.stringify(channelCard(settings, kind, one, [], 0))).not.toContain('"mention"');
    const [mention] = mentions;
    const card = channelCard(settings, kind, one, mention ? [mention] : [], 0);
    expect((card['msteams'] as { entities: unknown[] }).entities).toEqual([
      { type: 'mention', text: `<at>${mention?.name}</at>`, mentioned: mention },
    ]);
  });
});

describe.each(everyKind)(
  '$profile, $name: a case whose row was deleted in SharePoint',
  ({ settings, kind }) => {
    const verbs = (card: Card): unknown[] =>
      elementsOf(card).flatMap(({ type, verb, data }) =>
        type === 'Action.Execute' ? [verb ?? (data as { verb?: unknown } | undefined)?.verb] : [],
      );

    test.each(['received', 'awaitingApproval'] as const)('is in nobody’s power to change: %s', (state) => {
      const one = caseOf(kind, settings, { state, gone: true, filing: 'parked' });
      expect(verbs(channelCard(settings, kind, one, [], 0))).toEqual([]);
      expect(verbs(chiefCard(settings, kind, one, 'ja', [])).join()).not.toMatch(/approve|sendBack/);
    });

    test('says why to who sent it: not that filing takes long', () => {
      const one = caseOf(kind, settings, { state: 'received', gone: true, filing: 'parked' });
      const said = JSON.stringify(receiptCard(settings, kind, one, 'ja', reporter, []));
      expect(said).toContain('行が削除されています');
      expect(said).not.toContain('時間がかかっています');
    });
  },
);
