import type { CaseAction, IntakeSettings } from '../../shared/kernel/intake-settings.ts';
import type { Typed } from '../../shared/kernel/record/card-input.ts';
import type { RecordDefinition, Values } from '../../shared/kernel/record/field.ts';
import type { Faults } from '../../shared/kernel/record/read-input.ts';
import type { Language, Words } from '../../shared/kernel/words.ts';
import type { CardElement } from '../../shared/kernel/record/card-input.ts';
import type { ListDefinition } from '../graph/lists.ts';
import type { CaseState } from '../store/tables.ts';

/**
 * A kind of case that people submit. What all kinds share (form, number, receipt, status, correction, withdrawal,
 * approval, filing, telling) is written once in this folder; what makes a consultation a consultation stands in its
 * feature.
 */

export type Part = {
  readonly title?: Words;
  readonly fields: readonly string[];
  /** Closed until the person wants it, with a button that says so. */
  readonly opens?: Words;
};

export type IntakeKind = {
  /** Its name in the profile, in verbs and in the database; it never changes. */
  readonly kind: string;
  readonly settings: IntakeSettings;
  readonly record: RecordDefinition;
  readonly list: ListDefinition;
  /** Words people use for it beside its names in the profile, matched without regard to width and case. */
  readonly calledBy: {
    /** The word that the bot tells people to write. */
    readonly word: Words;
    readonly exactly: readonly string[];
    readonly containing: readonly string[];
  };
  /** The order in which a person would tell it; folded parts open on demand. */
  readonly parts: readonly Part[];
  /** @param today domain date @param time HH:MM, both in Tokyo */
  readonly defaults: (today: string, time: string) => Typed;
  /** Rules between fields. @param now 'YYYY-MM-DDTHH:mm' in Tokyo */
  readonly check: (values: Values, now: string) => Faults;
  readonly urgent: (values: Values) => boolean;
  /** What a card shows at a glance, at most three. */
  readonly facts: (
    values: Values,
    language: Language,
    state: CaseState,
  ) => readonly (readonly [string, string])[];
  /** Stands above the form: what to do when the network is cut, for an incident. */
  readonly notice: (language: Language) => readonly CardElement[];
  /** Role whose people are mentioned when it is urgent. */
  readonly mention: string | undefined;
};

export const actionOf = <What extends CaseAction>(kind: IntakeKind, what: What) =>
  `${kind.kind}.${what}` as const;
