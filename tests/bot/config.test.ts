import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../bot/config.ts';
import { FILING_LANES, JOBS_AT_ONCE, LEAST_CONNECTIONS } from '../../bot/connections.ts';

const enough = {
  DATABASE_URL: 'postgresql://localhost/desk',
  MICROSOFT_TENANT_ID: 'tenant',
  MICROSOFT_APP_ID: 'app',
  MICROSOFT_APP_SECRET: 'a secret that nobody sees',
  SHAREPOINT_HOST: 'contoso.sharepoint.com',
};
const faultsOf = (changes: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const read = readConfig({ ...enough, ...changes });
  return read.ok ? [] : read.faults;
};
const configOf = (changes: Readonly<Record<string, string | undefined>> = {}) => {
  const read = readConfig({ ...enough, ...changes });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.config;
};

describe('the environment, read once', () => {
  test('with what is needed and no more, it is the public cloud', () => {
    expect(configOf()).toMatchObject({
      profile: 'nerima-r8',
      port: 3978,
      host: '127.0.0.1',
      credential: { kind: 'secret', secret: enough.MICROSOFT_APP_SECRET },
      graphUrl: 'https://graph.microsoft.com',
      loginUrl: 'https://login.microsoftonline.com',
      bot: {
        issuer: 'https://api.botframework.com',
        scope: 'https://api.botframework.com',
        metadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
      },
      fileHosts: ['*.sharepoint.com', '*.sharepoint.us', '*.svc.ms'],
      domainClockUrl: undefined,
    });
  });

  test('everything that is missing is said at once, with the way to get it', () => {
    const read = readConfig({});
    const faults = read.ok ? [] : read.faults;
    for (const name of [
      'DATABASE_URL',
      'MICROSOFT_TENANT_ID',
      'MICROSOFT_APP_ID',
      'SHAREPOINT_HOST',
      '資格情報',
    ])
      expect(faults.filter((fault) => fault.startsWith(`${name}: `))).toEqual([
        expect.stringMatching(/設定されていません。.+。$/),
      ]);
  });

  test.each(['MICROSOFT_APP_ID', 'MICROSOFT_TENANT_ID'])(
    'an empty %s is refused: the bot never starts with its door open',
    (name) => {
      expect(faultsOf({ [name]: '' }).join('\n')).toContain(name);
      expect(faultsOf({ [name]: undefined }).join('\n')).toContain(name);
    },
  );

  test.each([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', 'abc'],
    ['DATABASE_CONNECTIONS', '4'],
    ['DATABASE_CONNECTIONS', String(LEAST_CONNECTIONS - 1)],
    ['LOG_LEVEL', 'loud'],
    ['GRAPH_URL', 'not an address'],
    ['FOLLOW_LISTS_SECONDS', '61'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  test('as few connections as may be had are enough for all that runs at once and one more', () => {
    const held = 2 + FILING_LANES + 2 * (JOBS_AT_ONCE - 1) + 1;
    expect(configOf({ DATABASE_CONNECTIONS: String(LEAST_CONNECTIONS) }).database.connections).toBe(held + 1);
    expect(configOf().database.connections).toBeGreaterThanOrEqual(LEAST_CONNECTIONS);
  });

  test('every variable that may be given is explained in .env.example', () => {
    const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    // What the launchers and the local tenant say themselves.
    const ours = ['DOMAIN_CLOCK_URL', 'TAB_FOLDER', 'PANE_FOLDER'];
    const known = [...read('bot/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].flatMap(([, name = '']) => name);
    const explained = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(known).toContain('DATABASE_CONNECTIONS');
    expect(known.filter((name) => !ours.includes(name) && !explained.includes(name))).toEqual([]);
  });

  test('edits in SharePoint come home within a minute, whatever is configured', () => {
    expect(configOf().followListsSeconds).toBeLessThanOrEqual(60);
    expect(configOf({ FOLLOW_LISTS_SECONDS: '60' }).followListsSeconds).toBe(60);
  });

  test('only a local tenant on this machine may set the time', () => {
    expect(faultsOf({ DOMAIN_CLOCK_URL: 'https://evil.example/clock' }).join('')).toContain(
      'DOMAIN_CLOCK_URL',
    );
    expect(faultsOf({ DOMAIN_CLOCK_URL: 'https://localhost.evil.example/clock' }).length).toBe(1);
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(configOf({ DOMAIN_CLOCK_URL: `https://${host}:3980/control/clock` }).domainClockUrl).toContain(
        host,
      );
  });

  test('a certificate or a managed identity serve as well; the strongest counts', () => {
    const certificate = {
      MICROSOFT_APP_CERTIFICATE_FILE: 'c.pem',
      MICROSOFT_APP_CERTIFICATE_KEY_FILE: 'k.pem',
    };
    expect(configOf({ ...certificate, MICROSOFT_APP_SECRET: undefined }).credential).toEqual({
      kind: 'certificate',
      certificateFile: 'c.pem',
      keyFile: 'k.pem',
    });
    expect(configOf({ ...certificate }).credential.kind).toBe('certificate');
    expect(configOf({ MICROSOFT_MANAGED_IDENTITY_CLIENT_ID: 'm' }).credential.kind).toBe('managedIdentity');
    expect(
      configOf({ MICROSOFT_MANAGED_IDENTITY_CLIENT_ID: 'm', MICROSOFT_FEDERATED: 'true' }).credential.kind,
    ).toBe('federated');
    expect(
      faultsOf({ MICROSOFT_APP_SECRET: undefined, MICROSOFT_APP_CERTIFICATE_FILE: 'c.pem' }).length,
    ).toBe(1);
  });

  test('a fault never shows a secret', () => {
    expect(faultsOf({ PORT: 'abc', MICROSOFT_APP_ID: '' }).join('\n')).not.toContain('nobody sees');
  });
});
