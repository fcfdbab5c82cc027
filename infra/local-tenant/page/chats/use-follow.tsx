import { Toast, ToastTitle, useToastController } from '@fluentui/react-components';
import type { DialogShown, Message, Outcome } from '../api.ts';
import { usePreferences } from '../preferences.tsx';
import { openLink } from '../tabs/deep-link.ts';
import { TOASTER } from '../toaster.ts';

/** Shows what came of pressing something; what went wrong is given back, to be shown where it was pressed. */
export function useFollow(given: {
  put: (message: Message) => void;
  setDialog: (dialog: DialogShown | undefined) => void;
}): (outcome: Outcome) => string | undefined {
  const { words } = usePreferences();
  const { dispatchToast } = useToastController(TOASTER);
  const say = (text: string): void =>
    dispatchToast(
      <Toast>
        <ToastTitle>{text}</ToastTitle>
      </Toast>,
      { intent: 'info', timeout: 5000 },
    );
  return (outcome) => {
    switch (outcome.outcome) {
      case 'card':
        given.put(outcome.message);
        return undefined;
      case 'toast':
        given.setDialog(undefined);
        if (outcome.text) say(outcome.text);
        return undefined;
      case 'dialog':
        given.setDialog(outcome.dialog);
        return undefined;
      case 'sent':
        if (outcome.feedback) say(words.sentFeedback);
        return undefined;
      case 'closed':
        given.setDialog(undefined);
        return undefined;
      case 'invalid':
        return outcome.errors.map((error) => error.message).join(' ');
      case 'openUrl':
        openLink(outcome.url);
        return undefined;
      case 'error':
        return outcome.message;
    }
  };
}
