import { expect, test } from '@jest/globals';
import { incidentKind } from '../../../../bot/features/incidents/incident.ts';
import { profiles } from '../../intake/sample-cases.ts';

test.each(profiles.map(({ settings }) => settings))(
  'N-3.2.オ 続いている事故等は様式の言葉でそう言い、取り下げたものは言わない',
  (settings) => {
    const { facts } = incidentKind(settings);
    const going = { incidentKind: 'malware', stillGoingOn: true };
    expect(facts(going, 'ja', 'received')).toContainEqual(['継続', '現在も続いています']);
    expect(facts(going, 'en', 'takenUp')).toContainEqual(['Still going on', 'It is still going on']);
    expect(facts(going, 'ja', 'withdrawn').map(([label]) => label)).toEqual(['種別']);
  },
);
