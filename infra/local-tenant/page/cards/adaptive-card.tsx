import {
  makeStyles,
  MessageBar,
  MessageBarBody,
  mergeClasses,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { AdaptiveCard, ExecuteAction, OpenUrlAction, SubmitActionBase } from 'adaptivecards';
import type { Action, Input } from 'adaptivecards';
import { useEffect, useMemo, useRef, useState } from 'react';
import { usePreferences } from '../preferences.tsx';
import { focusReplaced } from './focus-replaced.ts';
import { hostConfigFor } from './host-config.ts';
import { cardHtml } from './markdown.ts';
import { openLink } from '../tabs/deep-link.ts';
import { registerNumberInput } from './number-input.ts';
import { withPeople } from './people-picker.ts';

export type Pressed = {
  action: { type: string; id?: string; title?: string; verb?: string; data?: unknown };
  inputs: Record<string, string>;
};

registerNumberInput();
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardHtml(text);
  result.didProcess = true;
};

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    maxWidth: '560px',
    overflow: 'hidden',
  },
  full: { maxWidth: '760px' },
  bare: { border: 'none', boxShadow: 'none', maxWidth: 'none', backgroundColor: 'transparent' },
  busy: { position: 'absolute', insetInlineStart: 0, insetInlineEnd: 0, bottom: 0 },
});

/**
 * Draws a card and hands on what is pressed. It is drawn anew only when the card itself is another one,
 * so that what somebody is writing stays where it is.
 */
export function CardView({
  card,
  bare = false,
  label,
  press,
}: {
  card: unknown;
  bare?: boolean;
  label: string;
  /** Resolves with a sentence to show under the card, or nothing. */
  press: (pressed: Pressed) => Promise<string | undefined>;
}) {
  const styles = useStyles();
  const { theme, words } = usePreferences();
  const host = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  /** Something was pressed here and is not answered: a locked button has lost the focus to the page. */
  const isPressed = useRef(false);
  const latest = useRef(press);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const text = useMemo(() => JSON.stringify(card), [card]);
  useEffect(() => {
    latest.current = press;
  }, [press]);

  useEffect(() => {
    const holder = host.current;
    if (!holder) return undefined;
    let current = true;
    setProblem(undefined);
    const drawn = new AdaptiveCard();
    drawn.hostConfig = hostConfigFor(theme);
    drawn.onExecuteAction = (action) => {
      if (action instanceof OpenUrlAction) {
        openLink(action.url ?? '');
        return;
      }
      if (!(action instanceof SubmitActionBase)) return;
      const focused = document.activeElement;
      isPressed.current = true;
      setBusy(true);
      setProblem(undefined);
      lock(holder, true);
      latest
        .current(pressedOf(drawn, action))
        .then((told) => current && setProblem(told))
        .catch(
          (error: unknown) => current && setProblem(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => {
          isPressed.current = false;
          if (!current) return;
          setBusy(false);
          lock(holder, false);
          if (focused instanceof HTMLElement && document.activeElement === document.body)
            focused.focus({ preventScroll: true });
        });
    };
    drawn.parse(withPeople(JSON.parse(text) as Record<string, unknown>));
    const element = drawn.render();
    const focused = document.activeElement;
    const isHeld = holder.contains(focused) || (isPressed.current && focused === document.body);
    const isOnCard = focused !== null && focused === holder.firstElementChild;
    holder.replaceChildren(...(element ? [element] : []));
    // Who has the card as a whole may be reading elsewhere by now, while the bot keeps it true.
    if (isOnCard) element?.focus({ preventScroll: true });
    else if (isHeld && top.current) focusReplaced(drawn, top.current);
    return () => {
      current = false;
      setBusy(false);
    };
  }, [text, theme]);

  const wide =
    (card as { msteams?: { width?: string } } | undefined)?.msteams?.width?.toLowerCase() === 'full';
  return (
    <section
      aria-label={label}
      aria-busy={busy}
      data-testid="card"
      className={mergeClasses('card', styles.frame, wide && styles.full, bare && styles.bare)}
    >
      <div ref={top} />
      <div ref={host} />
      {problem !== undefined && (
        <MessageBar intent="error" layout="multiline" data-testid="card-problem">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {busy && (
        <div className={styles.busy}>
          <ProgressBar aria-label={words.working} />
        </div>
      )}
    </section>
  );
}

/** What Teams sends: strings, and an empty one here for a field that was left empty. */
function pressedOf(card: AdaptiveCard, action: SubmitActionBase): Pressed {
  const json = action.toJSON() as { data?: unknown } | undefined;
  const inputs = card
    .getAllInputs()
    .flatMap((input: Input) => (input.id ? [[input.id, written(input)]] : []));
  return {
    action: {
      type: action instanceof ExecuteAction ? 'Action.Execute' : 'Action.Submit',
      ...given('id', action.id),
      ...given('title', action.title),
      ...given('verb', action instanceof ExecuteAction ? action.verb : undefined),
      ...(json?.data === undefined ? {} : { data: json.data }),
    },
    inputs: Object.fromEntries(inputs) as Record<string, string>,
  };
}

function given(name: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === '' ? {} : { [name]: value };
}

function written(input: Input): string {
  if (!input.isSet()) return '';
  const value: unknown = input.value;
  return typeof value === 'string'
    ? value
    : typeof value === 'number' && !Number.isNaN(value)
      ? String(value)
      : '';
}

function lock(holder: HTMLElement, locked: boolean): void {
  for (const button of holder.querySelectorAll('button')) button.disabled = locked;
}

export type { Action };
