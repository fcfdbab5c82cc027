import type { CardElement } from '../../shared/kernel/record/card-input.ts';

/** An Adaptive Card 1.5. Source: adaptivecards.io/schemas/adaptive-card.json; limits: Teams' card reference. */
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardElement[];
  readonly [key: string]: unknown;
};

export const CARD_CONTENT = 'application/vnd.microsoft.card.adaptive';

/** Teams takes no more actions than this on a card. Source: Teams store validation guidelines. */
export const MOST_ACTIONS = 6;

type Style = 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent';

/** Pixels: what a card has for its buttons in a channel on a phone, and what a button takes beside its letters. */
const ROW = 272;
const BESIDE_LETTERS = 28;
const GAP = 8;

const widthOf = ({ title }: CardElement): number =>
  Array.from(typeof title === 'string' ? title : '').reduce(
    (sum, letter) => sum + (letter.charCodeAt(0) < 0x100 ? 7.5 : 14),
    BESIDE_LETTERS,
  );

/** Clients lay the buttons of a set out in one line and cut off what is too long for a phone: so there are lines. */
const inRows = (actions: readonly CardElement[]): CardElement[] => {
  const rows: { width: number; actions: CardElement[] }[] = [];
  for (const action of actions) {
    const width = widthOf(action);
    const row = rows.at(-1);
    if (row && row.width + GAP + width <= ROW) {
      row.width += GAP + width;
      row.actions.push(action);
    } else rows.push({ width, actions: [action] });
  }
  return rows.map((row, index) => ({
    type: 'ActionSet',
    ...(index ? { spacing: 'Small' } : {}),
    actions: row.actions,
  }));
};

export const card = (body: readonly CardElement[], actions: readonly CardElement[] = []): Card => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: 'このカードを表示できません。Teamsを更新してください。 Please update Teams to see this card.',
  // Inside an ActionSet old clients fall back from Execute to Submit; outside they show nothing.
  body: [...body, ...inRows(actions.slice(0, MOST_ACTIONS))],
});

/** Our own words: Markdown is read in them, so nothing a person typed may stand here. */
export const words = (text: string, extra: Record<string, unknown> = {}): CardElement => ({
  type: 'TextBlock',
  text,
  wrap: true,
  ...extra,
});

export const heading = (text: string): CardElement => typed(text, { size: 'Large', weight: 'Bolder' });

/** Above a value; the room before it says that something else begins. */
export const label = (text: string): CardElement =>
  words(text, { size: 'Small', isSubtle: true, spacing: 'Medium' });

export const small = (text: string): CardElement =>
  words(text, { size: 'Small', isSubtle: true, spacing: 'None' });

/**
 * Runs of one text. Clients work out {{DATE(…)}} and {{TIME(…)}} in a run as well: between two runs there is none.
 * Source: adaptivecards' own renderer (TextRun).
 */
const runs = (text: string, run: Record<string, unknown> = {}): Record<string, unknown>[] =>
  text.split(/(?<=\{)(?=\{(?:DATE|TIME)\()/).map((piece) => ({ type: 'TextRun', text: piece, ...run }));

/** What a person typed, letter by letter: a TextRun reads no Markdown, links or mentions. One block a line. */
export const typedLines = (text: string, run: Record<string, unknown> = {}): CardElement[] =>
  text
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map((line) => ({
      type: 'RichTextBlock',
      spacing: 'None',
      inlines: runs(line === '' ? ' ' : line, run),
    }));

/** The beginning of it, where the whole stands elsewhere. */
export const typed = (text: string, run: Record<string, unknown> = {}, most = 12): CardElement => {
  const lines = typedLines(text, run);
  const shown = lines.length > most ? [...lines.slice(0, most), ...typedLines('…', run)] : lines;
  return { type: 'Container', spacing: 'Small', items: shown };
};

/** A fact as label above value, so that it fits 300 px. */
export const fact = (label: string, value: string): CardElement => ({
  type: 'RichTextBlock',
  spacing: 'Small',
  inlines: [{ type: 'TextRun', text: `${label}  `, isSubtle: true, size: 'Small' }, ...runs(value)],
});

/** Calls these people by name: their names stand in the card's words as <at>…</at>. */
export const mentioning = (made: Card, people: readonly { id: string; name: string }[]): Card =>
  people.length
    ? {
        ...made,
        msteams: {
          entities: people.map((mentioned) => ({
            type: 'mention',
            text: `<at>${mentioned.name}</at>`,
            mentioned,
          })),
        },
      }
    : made;

/** A state as a word in a coloured container: never colour alone. */
export const state = (text: string, style: Style): CardElement => ({
  type: 'Container',
  style,
  spacing: 'Small',
  items: [words(text, { weight: 'Bolder' })],
});

/** A notice in a container: what happened, what is safe, what to do. Each of `lines` stands for itself below. */
export const notice = (text: string, style: Style, lines: readonly string[] = []): CardElement => ({
  type: 'Container',
  style,
  items: [words(text), ...lines.map((line) => words(line, { spacing: 'None' }))],
});

/** A notice that names what somebody typed. */
export const typedNotice = (text: string, style: Style): CardElement => ({
  type: 'Container',
  style,
  items: typedLines(text),
});

export type Press = {
  readonly title: string;
  readonly verb: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly main?: boolean;
  readonly inputs?: boolean;
  /** What screen readers and old clients say instead. */
  readonly tooltip?: string;
};

/** A button that the bot answers, with the same action as Submit for clients that do not know Execute. */
export const press = ({ title, verb, data = {}, main = false, inputs = false }: Press): CardElement => {
  const common = {
    title,
    data: { ...data, verb },
    associatedInputs: inputs ? 'auto' : 'none',
    ...(main ? { style: 'positive' } : {}),
  };
  return {
    type: 'Action.Execute',
    verb,
    ...common,
    fallback: { type: 'Action.Submit', ...common },
  };
};

/** A line of a list that opens what it is about: it is pressed as a whole, and shows that it can be. */
export const opensLine = (
  action: Press,
  items: readonly CardElement[],
  style: Style = 'emphasis',
): CardElement => ({
  type: 'Container',
  style,
  spacing: 'Small',
  selectAction: press(action),
  items: [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', items },
        {
          type: 'Column',
          width: 'auto',
          verticalContentAlignment: 'Center',
          items: [words('›', { size: 'ExtraLarge', color: 'Accent' })],
        },
      ],
    },
  ],
});

const submitting = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(submitting);
  if (typeof value !== 'object' || value === null) return value;
  const { type, fallback } = value as { type?: unknown; fallback?: unknown };
  if (type === 'Action.Execute' && typeof fallback === 'object' && fallback !== null) return fallback;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, submitting(inside)]));
};

/** The card as a dialog takes it: there only Submit reaches the bot. Source: Microsoft Teams, dialogs (task/submit). */
export const inDialog = (content: Card): Card => submitting(content) as Card;

/** A button that opens a dialog; in channels and group chats, where a form must not stand in the open. */
export const opensDialog = (
  title: string,
  verb: string,
  data: Record<string, unknown> = {},
): CardElement => ({
  type: 'Action.Submit',
  title,
  data: { ...data, verb, msteams: { type: 'task/fetch' } },
});

export const link = (title: string, url: string): CardElement => ({ type: 'Action.OpenUrl', title, url });

/** Does somebody type into this card? Then nothing may change it under their hands. */
export const takesInput = (content: Card): boolean => JSON.stringify(content.body).includes('"type":"Input.');

export const attachmentOf = (content: Card): { contentType: string; content: Card } => ({
  contentType: CARD_CONTENT,
  content,
});
