import { Button, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { StandingAnswer } from '../../../shared/documents/api.ts';
import { isGivenLater, TO_WRITE } from '../../../shared/documents/facts.ts';
import { useDesk, useDeskState, useWords } from '../here.tsx';
import { ProofRounds } from './proof-rounds.tsx';
import { sha256 } from './sha256.ts';
import { alreadyTold, submitQuestion } from './submit-question.ts';
import { SubmissionList } from './submission-list.tsx';
import { PROOF_WORDS } from './words.ts';

const useStyles = makeStyles({
  page: { display: 'grid', gap: '24px', gridTemplateColumns: 'minmax(0, 1fr)' },
  part: { display: 'grid', gap: '8px' },
  missing: {
    display: 'grid',
    gap: '6px',
    paddingLeft: '8px',
    borderLeft: `3px solid ${tokens.colorStatusWarningBorder1}`,
  },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

/** How far the document has come: proof rounds, what is missing, and into the library. */
export function Submission({ template, subject }: { template: string; subject: string }) {
  const styles = useStyles();
  const desk = useDesk();
  const words = useWords(PROOF_WORDS);
  const { busy, standing: document } = useDeskState();
  // Whether it is fit is looked at when it is sent; what waits to be written can be told before.
  const open = (document?.states ?? []).filter(
    ({ id, document: text }) => !isGivenLater(id) && text?.includes(TO_WRITE),
  ).length;
  const [standing, setStanding] = useState<StandingAnswer>();
  const load = async (): Promise<void> => {
    const answer = await desk.quietly(async () => (await desk.api()).standing(template, subject));
    if (answer) setStanding(answer);
  };
  useEffect(() => {
    let left = false;
    void desk
      .quietly(async () => (await desk.api()).standing(template, subject))
      .then((answer) => left || (answer && setStanding(answer)));
    return () => {
      left = true;
    };
  }, [desk, template, subject]);
  const submit = async (): Promise<void> => {
    if (!standing) return;
    const { name } = standing.slot;
    const looked = await desk.work(words.looking, async (signal) => {
      const bytes = await desk.bytes();
      return bytes && { bytes, fitness: await (await desk.api()).fitness(template, subject, bytes, signal) };
    });
    if (!looked) return;
    const { bytes, fitness } = looked;
    if (fitness.already)
      return desk.tell({ intent: 'info', text: alreadyTold(fitness.already, words, desk.language) });
    const last = standing.rounds.at(-1);
    const unproved = last && standing.roundsNeeded > 0 && last.hash !== (await sha256(bytes));
    const { text, details } = submitQuestion(
      words.submitSure(name, words.hears[document?.template.subject ?? 'year']),
      fitness,
      words,
      desk.language,
    );
    const since = unproved ? [words.changedSince(last.round)] : [];
    if (!(await desk.ask(text, words.submitYes, [...since, ...details]))) return;
    await desk.work(words.submitting, async (signal) => {
      const api = await desk.api();
      const answer = await api.submit(template, subject, bytes, fitness.consistency, signal);
      setStanding(answer);
      const same = answer.submissions.find(({ version }) => version === answer.already);
      if (same) return desk.tell({ intent: 'info', text: alreadyTold(same, words, desk.language) });
      const waits = answer.submissions.some((one) => one.waiting);
      desk.tell({ intent: waits ? 'info' : 'success', text: waits ? words.waiting : words.submitted(name) });
    });
  };
  if (!standing)
    return (
      <div>
        <Button size="small" disabled={Boolean(busy)} onClick={() => void load()}>
          {words.load}
        </Button>
      </div>
    );
  return (
    <div className={styles.page} data-testid="submission">
      <ProofRounds template={template} subject={subject} standing={standing} onStanding={setStanding} />
      <section className={styles.part}>
        <Subtitle2 as="h2">{words.submit}</Subtitle2>
        {standing.missing.length > 0 || open > 0 ? (
          <div className={styles.missing} data-testid="missing">
            <p>{words.missing}</p>
            <ul>
              {standing.missing.map(({ code, message }) => (
                <li key={code + message.ja}>{message[desk.language]}</li>
              ))}
              {open > 0 && <li>{words.toWrite(open)}</li>}
            </ul>
          </div>
        ) : (
          <p data-testid="nothing-missing">{words.nothingMissing}</p>
        )}
        {standing.slot.folder !== '' && (
          <p className={styles.quiet}>{words.submitHint(standing.slot.folder, standing.slot.name)}</p>
        )}
        <div>
          <Button
            appearance="primary"
            disabled={Boolean(busy) || standing.missing.length > 0}
            onClick={() => void submit()}
            data-testid="submit"
          >
            {words.submitYes}
          </Button>
        </div>
        <SubmissionList submissions={standing.submissions} />
      </section>
    </div>
  );
}
