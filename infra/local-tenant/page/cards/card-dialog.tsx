import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { DialogShown, Outcome } from '../api.ts';
import { useLive } from '../live.tsx';
import { useWords } from '../preferences.tsx';
import { CardView } from './adaptive-card.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: 'min(640px, 96vw)', padding: '16px' },
  content: { maxHeight: '75vh', overflowY: 'auto', padding: '0' },
});

/** A dialog of the app (task module). The focus stays inside until it is closed. */
export function CardDialog({
  dialog,
  close,
  follow,
}: {
  dialog: DialogShown;
  close: () => void;
  /** Shows what the bot answered; gives back a sentence to put under the form. */
  follow: (outcome: Outcome) => string | undefined;
}) {
  const styles = useStyles();
  const words = useWords();
  const { api } = useLive();
  const leave = (): void => {
    void api.send('DELETE', `/people/dialogs/${dialog.id}`);
    close();
  };
  return (
    <Dialog open modalType="modal" onOpenChange={(_event, data) => !data.open && leave()}>
      <DialogSurface className={styles.surface} data-testid="card-dialog">
        <DialogBody>
          <DialogTitle
            action={
              <Button
                appearance="subtle"
                aria-label={words.close}
                icon={<DismissRegular />}
                onClick={leave}
              />
            }
          >
            {dialog.title}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <CardView
              bare
              card={dialog.card}
              label={dialog.title}
              press={async (pressed) =>
                follow(await api.send<Outcome>('POST', `/people/dialogs/${dialog.id}/submit`, pressed))
              }
            />
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
