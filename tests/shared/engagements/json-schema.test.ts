import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { engagementJsonSchemaText } from '../../../shared/engagements/json-schema.ts';
import { type ProfileId, profileText } from './profile-text.ts';

const FILE = new URL('../../../shared/engagements/engagement.schema.generated.json', import.meta.url);

type Schema = { properties?: Record<string, Schema>; description?: string; additionalProperties?: boolean };

test('the schema that editors use is the one the check uses (npm run profile -- schema writes it anew)', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(engagementJsonSchemaText());
});

test.each<ProfileId>(['nerima-r8', 'kawasaki-r3'])('%s names the schema in its first line', (id) => {
  expect(profileText(id).split('\n')[0]).toBe(
    '# yaml-language-server: $schema=./engagement.schema.generated.json',
  );
});

test('an editor has a Japanese word for every setting and refuses keys that are not known', () => {
  const schema = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
  const settings = schema.properties?.['settings'];
  expect(settings?.additionalProperties).toBe(false);
  const silent = Object.entries(settings?.properties ?? {}).filter(
    ([, property]) => !/[ぁ-んァ-ン一-龠]/.test(property.description ?? JSON.stringify(property)),
  );
  expect(silent.map(([key]) => key)).toEqual([]);
});
