import { expect, test } from '@jest/globals';
import { meetings } from '../../../bot/features/meetings/index.ts';
import { meetingDesk } from '../../../bot/features/meetings/meeting-desk.ts';
import { textOf } from '../../../infra/local-people.ts';
import { deskOn, turnOf } from '../../harness/desk.ts';
import { nerimaProfile, reporter } from '../intake/sample-cases.ts';

/** Who is sent to the personal chat is told the word that the help lists. */

const profile = nerimaProfile;
const never = (): Promise<never> => Promise.reject(new Error('not asked for'));

test.each(['ja', 'en'] as const)('%s: 「予定」 in a channel or a group chat', async (language) => {
  const { commands, presses } = meetings(
    meetingDesk(deskOn({} as never, profile), {
      graph: {} as never,
      graphUrl: '',
      places: { site: never, list: never, library: never },
      staff: never,
      machineClock: () => 0,
      chance: () => 0.5,
    }),
  );
  const schedule = commands.find(({ id }) => id === 'schedule');
  if (!schedule) throw new Error('no word');
  const word = { ja: `「${schedule.title.ja}」`, en: `"${schedule.title.en.toLowerCase()}"` }[language];
  const turn = { ...turnOf(reporter, language), scope: 'channel' as const };
  const answer = await schedule.run(turn, '');
  expect(answer.kind === 'card' && textOf(answer.card)).toContain(word);
  const gone = await presses['meeting.show']?.(turn, {});
  expect(gone?.kind === 'problem' && gone.problem.message[language]).toContain(word);
});
