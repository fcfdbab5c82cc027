import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef } from 'react';
import { useDesk, useDeskState } from './here.tsx';

const useStyles = makeStyles({
  notes: { display: 'grid', gap: '4px' },
  busy: { padding: '8px 12px', display: 'flex', gap: '8px', alignItems: 'center' },
  what: { flex: 1, minWidth: 0 },
  details: { margin: '4px 0', paddingLeft: '16px', listStyleType: 'disc', overflowWrap: 'anywhere' },
  bar: { width: '100%', accentColor: tokens.colorBrandForeground1, display: 'block' },
});

/** What is being done, how far it is, what came of it, and what is asked. */
export function Notes() {
  const styles = useStyles();
  const desk = useDesk();
  const { busy, notes, question } = useDeskState();
  const { words } = desk;
  const asked = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (question) asked.current?.querySelector('button')?.focus();
  }, [question]);
  return (
    <>
      {question && (
        <div ref={asked}>
          <MessageBar intent="warning" layout="multiline" role="alertdialog" data-testid="question">
            <MessageBarBody>
              {question.text}
              {question.details.length > 0 && (
                <ul className={styles.details}>
                  {question.details.map((detail, index) => (
                    <li key={index}>{detail}</li>
                  ))}
                </ul>
              )}
            </MessageBarBody>
            <MessageBarActions>
              <Button size="small" onClick={() => question.answer(true)} data-testid="question-yes">
                {question.yes}
              </Button>
              <Button size="small" onClick={() => question.answer(false)}>
                {words.cancel}
              </Button>
            </MessageBarActions>
          </MessageBar>
        </div>
      )}
      <div className={styles.notes}>
        {busy && (
          <div className={styles.busy} data-testid="busy">
            <div className={styles.what}>
              {busy.what}
              {busy.progress && busy.progress.of > 0 && ` ${busy.progress.done}/${busy.progress.of}`}
              <progress
                className={styles.bar}
                aria-label={busy.what}
                {...(busy.progress && busy.progress.of > 0
                  ? { value: busy.progress.done, max: busy.progress.of }
                  : {})}
              />
            </div>
            {busy.stop && (
              <Button size="small" onClick={busy.stop}>
                {words.stop}
              </Button>
            )}
          </div>
        )}
        {notes.map(({ intent, text, signIn }) => (
          <MessageBar key={text} intent={intent} layout="multiline">
            <MessageBarBody>{text}</MessageBarBody>
            <MessageBarActions
              containerAction={
                <Button
                  size="small"
                  appearance="transparent"
                  icon={<DismissRegular />}
                  aria-label={words.close}
                  onClick={() => desk.tell()}
                />
              }
            >
              {signIn && (
                <Button size="small" appearance="primary" onClick={() => void desk.signIn()}>
                  {words.signIn}
                </Button>
              )}
            </MessageBarActions>
          </MessageBar>
        ))}
      </div>
    </>
  );
}
