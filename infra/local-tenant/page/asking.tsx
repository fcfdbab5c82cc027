import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from './preferences.tsx';

/** A question with one answer that does something; what goes wrong is said inside. */
export function Asking({
  title,
  action,
  ready,
  run,
  close,
  children,
}: {
  title: string;
  action: string;
  ready: boolean;
  run: () => Promise<unknown>;
  close: () => void;
  children: ReactNode;
}) {
  const words = useWords();
  const [problem, setProblem] = useState<string>();
  const go = (): void =>
    void run().then(close, (error: unknown) =>
      setProblem(error instanceof Error ? error.message : words.failed),
    );
  return (
    <Dialog open onOpenChange={(_event, data) => !data.open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {children}
            {problem !== undefined && (
              <Field validationMessage={problem}>
                <span />
              </Field>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{words.close}</Button>
            <Button appearance="primary" disabled={!ready} data-testid="do-it" onClick={go}>
              {action}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
