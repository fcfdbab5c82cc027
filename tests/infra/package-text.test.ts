import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fillText, packageWords, tooLong } from '../../infra/package-text.ts';
import { profile } from '../shared/engagements/profile-text.ts';

/** The app package says of an engagement what its profile says. */

const variables = { MICROSOFT_APP_ID: 'a', PUBLIC_HOST: 'desk.example', TEAMS_APP_ID: 't' };
const textOf = (name: string): string =>
  readFileSync(new URL(`../../appPackage/${name}`, import.meta.url), 'utf8');

describe.each(['nerima-r8', 'kawasaki-r3'] as const)('the package of %s', (id) => {
  const { settings } = profile(id);
  const values = { ...variables, ...packageWords(settings) };

  test.each(['manifest.json', 'ja.json', 'en.json'])(
    '%s is filled, and no longer than Teams takes it',
    (name) => {
      const filled = fillText(textOf(name), values);
      expect(filled.missing).toEqual([]);
      expect(filled.text).not.toContain('${{');
      expect(tooLong(JSON.parse(filled.text))).toEqual([]);
    },
  );

  test('offers the forms by the names that the municipality has for them', () => {
    const manifest = fillText(textOf('manifest.json'), values).text;
    for (const kind of ['consultation', 'incident'] as const) {
      expect(manifest).toContain(`"title": "${settings[kind].name.ja}"`);
      expect(manifest).toContain(`"description": "${settings[kind].formName.ja}を開きます"`);
    }
  });
});

test('a name with a quotation mark stays JSON, one that is too long is named by its place', () => {
  const { text } = fillText('{"commands":[{"title":"${{incident.name.ja}}"}]}', {
    'incident.name.ja': `"事故"${'等'.repeat(30)}`,
  });
  expect(tooLong(JSON.parse(text))).toEqual([{ place: 'commands[0].title', most: 32 }]);
  expect(fillText('{"id":"${{TEAMS_APP_ID}}"}', {}).missing).toEqual(['TEAMS_APP_ID']);
});
