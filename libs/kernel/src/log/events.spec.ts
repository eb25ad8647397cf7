import { describe, expect, test } from '@jest/globals';
import { about, administrationEvents, dataEvents, logEvents } from './event-rules.ts';
import { EventRegistry, type EventEntry } from './events.ts';

const voices = {
  'proposal.published': about('proposal', { component: 'id', locale: 'locale', chars: 'chars', files: 'files' }, ['title', 'body', 'author']),
  'mod.reversed': about('case', { target: 'target' }),
  'proposal.support_total': about('proposal', { day: 'day', total: 'count' }),
};
const registry = new EventRegistry(administrationEvents, dataEvents, logEvents, voices);

const published: EventEntry = {
  type: 'proposal.published',
  subject: { kind: 'proposal' },
  data: { component: 'co_01', locale: 'ja', chars: 300, files: [] },
  commit: { title: '', body: '', author: '' },
  log: 'public',
};

describe('an entry is judged by the rule of its type', () => {
  test.each<[string, Partial<EventEntry>, unknown]>([
    ['a proposal', {}, undefined],
    ['another type', { type: 'proposal.burnt' }, { code: 'UNKNOWN_TYPE' }],
    ['another log', { log: 'none' }, { code: 'OTHER_LOG' }],
    ['another subject', { subject: { kind: 'comment' } }, { code: 'OTHER_SUBJECT' }],
    ['no subject', { subject: undefined }, { code: 'OTHER_SUBJECT' }],
    ['an unknown fact', { data: { title: 'x' } }, { code: 'UNKNOWN_DATA', at: 'title' }],
    ['an inherited name', { data: { constructor: 'x' } }, { code: 'UNKNOWN_DATA', at: 'constructor' }],
    ['free text', { data: { component: '山田 太郎' } }, { code: 'BAD_DATA', at: 'component' }],
    ['an exact length', { data: { chars: 301 } }, { code: 'BAD_DATA', at: 'chars' }],
    ['a file by name', { data: { files: ['a.pdf'] } }, { code: 'BAD_DATA', at: 'files' }],
    ['too many files', { data: { files: Array(1_001).fill('0'.repeat(64)) } }, { code: 'BAD_DATA', at: 'files' }],
    ['an unknown commitment', { commit: { mail: '' } }, { code: 'UNKNOWN_COMMITMENT', at: 'mail' }],
    ['an erasure of anything', { type: 'data.erased', data: { basis_code: 'PERSON_REQUEST' }, commit: {} }, undefined],
    ['an export about something', { type: 'data.exported', data: {}, commit: {} }, { code: 'OTHER_SUBJECT' }],
  ])('%s', (_, change, problem) => {
    expect(registry.problem({ ...published, ...change })).toEqual(problem);
  });

  test.each<[unknown, boolean]>([
    ['PRE_NEW', true],
    [null, true],
    [5, true],
    [true, true],
    [['a', 'b'], true],
    ['free text', false],
    [0.5, false],
    [{ a: 1 }, false],
  ])('the setting %j', (value, allowed) => {
    const entry: EventEntry = {
      type: 'admin.setting_changed',
      subject: { kind: 'setting' },
      data: { from: value },
      log: 'public',
    };
    expect(registry.problem(entry)).toEqual(allowed ? undefined : { code: 'BAD_DATA', at: 'from' });
  });
});

test.each<[unknown, boolean]>([
  [{ kind: 'comment', id: 'cm_1' }, true],
  [{ kind: 'comment' }, false],
  [{ kind: 'comment', id: '山田 太郎' }, false],
  [{ kind: 'comment', id: 'cm_1', title: 'x' }, false],
  [[], false],
  [null, false],
  ['comment/cm_1', false],
])('the target %j', (target, allowed) => {
  const entry: EventEntry = { type: 'mod.reversed', subject: { kind: 'case' }, data: { target }, log: 'public' };
  expect(registry.problem(entry)).toEqual(allowed ? undefined : { code: 'BAD_DATA', at: 'target' });
});

test('a type is registered once', () => {
  expect(() => new EventRegistry(dataEvents, dataEvents)).toThrow('the event data.exported is registered twice');
  expect(registry.types).toContain('proposal.support_total');
});

test('the schema of a type allows no other member', () => {
  expect(registry.schema('proposal.support_total')).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { total: { type: 'integer', minimum: 0 } },
  });
  expect(registry.schema('nothing.here')).toBeUndefined();
});

test.each<[unknown, boolean]>([
  [{ 'proposal.published': 3, 'log.created': 1 }, true],
  [{}, true],
  [{ '山田 太郎': 1 }, false],
  [{ 'proposal.published': -1 }, false],
  [{ 'proposal.published': 'three' }, false],
  [[], false],
  [3, false],
])('the counts %j', (counts, allowed) => {
  const entry: EventEntry = { type: 'log.heartbeat', data: { counts }, log: 'public' };
  expect(registry.problem(entry)).toEqual(allowed ? undefined : { code: 'BAD_DATA', at: 'counts' });
});
