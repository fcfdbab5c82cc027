import { describe, expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { readActivity } from '../../../bot/teams/incoming.ts';

/** Activities of Teams, read once. What is not of the documented shape is as if it were not there. */

const bot = { id: '28:app', name: 'デスク' };
const person = { id: '29:person', name: '見本 花子', aadObjectId: '00000000-0000-4000-8000-000000000001' };
const base = {
  channelId: 'msteams',
  serviceUrl: 'https://teams.example',
  id: 'f:1',
  from: person,
  recipient: bot,
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
  locale: 'ja-JP',
};
const read = (activity: object) => readActivity({ ...base, ...activity } as unknown as Activity);

describe('who speaks, where and in which language', () => {
  test('a message in the personal chat', () => {
    expect(read({ type: 'message', text: '相談' })).toEqual({
      thread: { serviceUrl: 'https://teams.example', conversationId: 'a:1' },
      scope: 'personal',
      activityId: 'f:1',
      replyToId: undefined,
      personId: person.aadObjectId,
      teamsId: '29:person',
      language: 'ja',
      event: { kind: 'message', text: '相談', files: [] },
    });
  });

  test.each([
    ['channel', 'channel'],
    ['groupChat', 'groupChat'],
    ['personal', 'personal'],
    [undefined, 'personal'],
  ])('%s is %s', (conversationType, scope) => {
    expect(read({ type: 'message', conversation: { id: 'x', conversationType } }).scope).toBe(scope);
  });

  test.each([
    ['ja-JP', 'ja'],
    ['ja', 'ja'],
    ['en-US', 'en'],
    ['fr-FR', 'en'],
    [undefined, 'ja'],
    [7, 'ja'],
  ])('locale %s reads %s', (locale, language) => {
    expect(read({ type: 'message', locale }).language).toBe(language);
  });

  test('without a locale of its own the client’s counts', () => {
    const entities = [{ type: 'clientInfo', locale: 'en-GB' }];
    expect(read({ type: 'message', locale: undefined, entities }).language).toBe('en');
  });
});

describe('what was said', () => {
  test('the mention of the bot is left out, that of others stays', () => {
    const entities = [
      { type: 'mention', text: '<at>デスク</at>', mentioned: bot },
      { type: 'mention', text: '<at>見本</at>', mentioned: person },
    ];
    const { event } = read({
      type: 'message',
      text: '<at>デスク</at>  相談\n <at>見本</at>',
      entities,
      conversation: { id: 'x', conversationType: 'channel' },
    });
    expect(event).toEqual({ kind: 'message', text: '相談 <at>見本</at>', files: [] });
  });

  test('a mention that is a pattern is taken letter by letter', () => {
    const entities = [{ type: 'mention', text: '<at>$&.*</at>', mentioned: bot }];
    expect(read({ type: 'message', text: '<at>$&.*</at> 相談', entities }).event).toMatchObject({
      text: '相談',
    });
  });

  test('files offered by Teams, and nothing else that is attached', () => {
    const file = (content: unknown, name?: unknown) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      content,
      name,
    });
    const { event } = read({
      type: 'message',
      attachments: [
        file({ downloadUrl: 'https://files.example/1', uniqueId: '1' }, '見積.xlsx'),
        file({ downloadUrl: 'https://files.example/2' }),
        file({ downloadUrl: 7 }, 'x'),
        file(null, 'x'),
        { contentType: 'text/html', content: '<div>相談</div>' },
        { contentType: 'image/png', contentUrl: 'https://files.example/3' },
      ],
    });
    expect(event).toEqual({
      kind: 'message',
      text: '',
      files: [
        { name: '見積.xlsx', downloadUrl: 'https://files.example/1' },
        { name: 'file', downloadUrl: 'https://files.example/2' },
      ],
    });
  });
});

describe('what was pressed', () => {
  test('an Execute button', () => {
    const value = { action: { type: 'Action.Execute', verb: 'incident.submit', data: { subject: 'x' } } };
    expect(read({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: '17' })).toMatchObject({
      replyToId: '17',
      event: { kind: 'press', via: 'execute', verb: 'incident.submit', data: { subject: 'x' } },
    });
  });

  test('its Submit, in an old client, comes as a message', () => {
    const value = { verb: 'incident.submit', subject: 'x' };
    expect(read({ type: 'message', value }).event).toEqual({
      kind: 'press',
      via: 'submit',
      verb: 'incident.submit',
      data: value,
    });
  });

  test('a dialog opens and is sent', () => {
    const data = { verb: 'incident.form' };
    expect(read({ type: 'invoke', name: 'task/fetch', value: { data } }).event).toEqual({
      kind: 'openDialog',
      verb: 'incident.form',
      data,
    });
    expect(read({ type: 'invoke', name: 'task/submit', value: { data } }).event).toMatchObject({
      kind: 'press',
      via: 'dialog',
    });
  });

  test.each([
    ['another invoke', { name: 'composeExtension/query', value: {} }],
    ['an Execute without a verb', { name: 'adaptiveCard/action', value: { action: {} } }],
    ['an action that is a list', { name: 'adaptiveCard/action', value: { action: [] } }],
    ['a value that is text', { name: 'adaptiveCard/action', value: 'incident.submit' }],
    ['a dialog without data', { name: 'task/submit', value: {} }],
    ['no name', {}],
  ])('not understood, and answered all the same: %s', (_what, activity) => {
    expect(read({ type: 'invoke', ...activity }).event.kind).toBe('unknownInvoke');
  });
});

describe('coming and going', () => {
  test.each([
    [{ type: 'conversationUpdate', membersAdded: [bot] }, 'installed'],
    [{ type: 'conversationUpdate', membersAdded: [person] }, 'nothing'],
    [{ type: 'conversationUpdate', membersRemoved: [bot] }, 'removed'],
    [{ type: 'installationUpdate', action: 'add' }, 'installed'],
    [{ type: 'installationUpdate', action: 'remove' }, 'removed'],
    [{ type: 'messageReaction' }, 'nothing'],
    [{ type: 'somethingNew' }, 'nothing'],
  ])('%j: %s', (activity, kind) => {
    expect(read(activity).event.kind).toBe(kind);
  });
});

describe('what has not the documented shape', () => {
  const odd = fc.oneof(
    fc.constant(null),
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.oneof(fc.constant(null), fc.string(), fc.object())),
    fc.object(),
  );

  test('never throws, whatever stands where', () => {
    const fields = [
      'from',
      'recipient',
      'conversation',
      'text',
      'value',
      'name',
      'entities',
      'attachments',
      'membersAdded',
      'membersRemoved',
      'locale',
      'replyToId',
      'id',
      'channelData',
      'action',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate', 'event'),
        fc.dictionary(fc.constantFrom(...fields), odd),
        (type, strange) => {
          const { event, personId, teamsId, activityId, replyToId, thread } = read({ type, ...strange });
          for (const text of [personId, teamsId, activityId, replyToId])
            expect(['string', 'undefined']).toContain(typeof text);
          expect(typeof thread.conversationId).toBe('string');
          if (event.kind === 'message') {
            expect(typeof event.text).toBe('string');
            for (const file of event.files) expect(typeof file.name).toBe('string');
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['text that is a number', { text: 7 }],
    ['entities that are no list', { entities: { type: 'clientInfo' } }],
    ['an entity that is null', { entities: [null] }],
    ['a mention of nobody', { entities: [{ type: 'mention', text: '相談', mentioned: null }] }],
    ['attachments that are no list', { attachments: 'x' }],
    ['an attachment that is null', { attachments: [null] }],
  ])('%s', (_what, activity) => {
    expect(read({ type: 'message', ...activity }).event.kind).toBe('message');
  });

  test('a verb is text and the verb’s own, never inherited', () => {
    expect(read({ type: 'message', value: { verb: ['incident.submit'] } }).event.kind).toBe('message');
    expect(
      read({ type: 'message', value: Object.create({ verb: 'incident.submit' }) as object }).event.kind,
    ).toBe('message');
  });
});
