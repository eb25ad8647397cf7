import { describe, expect, it } from '@jest/globals';
import {
  EventRegistry, Refusal, type ComponentFacts, type Decision, type Grant, type Situation, type Viewer,
} from '@hiroba/kernel';
import { commentEvents } from './comment.events.ts';
import { USUAL_LENGTH } from './discussion.ts';
import { DEEPEST, placeBelow, type ParentFacts } from './comment.ts';
import { edit, publish, vote, withdraw, type EditableComment, type Spot } from './comment.commands.ts';

const opensAt = new Date('2026-11-01T00:00:00+09:00');
const closesAt = new Date('2026-12-01T00:00:00+09:00');
const component: ComponentFacts = {
  id: 'c-1', spaceId: 's-1', manifest: 'proposals', published: true, spaceState: 'PUBLISHED',
  phases: [{ key: 'talk', opensAt, closesAt, allows: ['comment'] }],
};
const person = (personId: string, more: Partial<Viewer> = {}): Viewer =>
  ({ organisationId: 'o-1', personId, grants: [], level: 1, mfa: false, locale: 'ja', ...more });
const staff: readonly Grant[] = [{ role: 'STAFF' }];
const hana = person('hana');
const ken = person('ken');
const nobody = person('', { level: 0 });
const clerk = person('clerk', { grants: staff, mfa: true });

const on = (when: string, viewer: Viewer, place: Partial<ComponentFacts> = {}): Situation =>
  ({ viewer, now: new Date(when), component: { ...component, ...place } });
const spot = (more: Partial<Spot> = {}): Spot => ({ id: 'm-1', rootKind: 'proposal', rootId: 'p-1', open: true, ...more });
const parent = (more: Partial<ParentFacts> = {}): ParentFacts =>
  ({ id: 'm-0', parentId: null, branchId: 'm-0', depth: 0, versions: 2, state: 'VISIBLE', authorId: 'ken', ...more });
const written = (more: Partial<EditableComment> = {}): EditableComment => ({
  authorId: 'hana', state: 'VISIBLE', open: true, body: '古い文', office: null,
  createdAt: new Date('2026-11-22T10:00:00+09:00'), versions: 1, answered: false, ...more,
});

const noon = '2026-11-22T12:00:00+09:00';
const codeOf = (outcome: unknown): string | undefined => (outcome instanceof Refusal ? outcome.code : undefined);
const decided = <P>(outcome: Decision<P> | Refusal): Decision<P> => {
  if (outcome instanceof Refusal) throw new Error(outcome.code);
  return outcome;
};

describe('publishing a comment', () => {
  it.each([
    ['a visitor', on(noon, nobody), spot(), 'UNAUTHENTICATED'],
    ['somebody without a confirmed address', on(noon, person('hana', { level: 0 })), spot(), 'MAIL_UNCONFIRMED'],
    ['a suspended person', on(noon, person('hana', { suspended: true })), spot(), 'SUSPENDED'],
    ['anybody before the phase', on('2026-10-31T23:59:59.999+09:00', hana), spot(), 'PHASE_CLOSED'],
    ['the instant the phase closes', on('2026-12-01T00:00:00+09:00', hana), spot(), 'PHASE_CLOSED'],
    ['anybody in a space not yet published', on(noon, hana, { spaceState: 'DRAFT' }), spot(), 'NOT_FOUND'],
    ['anybody in a component not yet published', on(noon, hana, { published: false }), spot(), 'NOT_FOUND'],
    ['anybody in an archived space', on(noon, hana, { spaceState: 'ARCHIVED' }), spot(), 'PHASE_CLOSED'],
    ['anybody below a thing that takes no comments', on(noon, hana), spot({ open: false }), 'WRONG_STATE'],
    ['anybody in answer to a tombstone', on(noon, hana), spot({ parent: parent({ state: 'DELETED' }) }), 'WRONG_STATE'],
  ])('is refused to %s', (_, at, where, code) => {
    expect(codeOf(publish({ body: '賛成です。' })(at, where))).toBe(code);
  });

  it.each([
    ['the first instant of the phase', '2026-11-01T00:00:00+09:00'],
    ['the last millisecond of the phase', '2026-11-30T23:59:59.999+09:00'],
  ])('is granted at %s', (_, when) => {
    expect(decided(publish({ body: '賛成です。' })(on(when, hana), spot())).patch.createdAt).toEqual(new Date(when));
  });

  it.each([
    ['nothing', ' \r\n　', 'EMPTY'],
    ['a NUL', 'a\0b', 'BAD_TEXT'],
    ['one grapheme too many', '葛\u{e0100}'.repeat(USUAL_LENGTH + 1), 'TOO_LONG'],
  ])('refuses %s', (_, body, code) => {
    expect(publish({ body })(on(noon, hana), spot())).toMatchObject({ code, field: 'body' });
  });

  it('takes exactly the maximum, however many code units a grapheme has', () => {
    const body = `${'葛\u{e0100}'.repeat(USUAL_LENGTH - 2)}👨‍👩‍👧𠮷`;
    expect(decided(publish({ body })(on(noon, hana), spot())).patch.body).toBe(body);
  });

  it('stores composed text and says in the log only how long it is, to the hundred', () => {
    const { patch, event, version } = decided(publish({ body: '  か\u3099っこう\r\n道 ' })(on(noon, hana), spot()));
    expect(patch.body).toBe('がっこう\n道');
    expect(version).toEqual({ n: 1, content: { body: 'がっこう\n道' } });
    expect(event).toEqual({
      type: 'comment.published', log: 'public', actor: 'participant',
      data: { thread: 'p-1', depth: 0, chars: 100 }, commit: { body: 'がっこう\n道', author: 'hana' },
    });
  });

  it('counts a reply for the thing and for its branch, a top comment for the thing only', () => {
    expect(decided(publish({ body: 'a' })(on(noon, hana), spot())).counts)
      .toEqual([{ counter: 'comments', subjectId: 'p-1', by: 1 }]);
    expect(decided(publish({ body: 'a' })(on(noon, hana), spot({ parent: parent() }))).counts)
      .toEqual([{ counter: 'comments', subjectId: 'p-1', by: 1 }, { counter: 'replies', subjectId: 'm-0', by: 1 }]);
  });

  const asked = { alignment: 'FOR_AGAINST' } as const;
  it.each([
    ['none where none is asked', {}, null, undefined],
    ['one where none is asked', {}, 'FOR', 'BAD_USER_INPUT alignment'],
    ['none where one is asked', asked, null, 'EMPTY alignment'],
    ['for', asked, 'FOR', undefined],
    ['against', asked, 'AGAINST', undefined],
    ['neutral where only two are asked', asked, 'NEUTRAL', 'BAD_USER_INPUT alignment'],
    ['neutral where it is asked', { alignment: 'FOR_NEUTRAL_AGAINST' } as const, 'NEUTRAL', undefined],
    ['one in a reply', { ...asked, parent: parent() }, 'FOR', 'BAD_USER_INPUT alignment'],
    ['none in a reply', { ...asked, parent: parent() }, null, undefined],
  ] as const)('takes a side: %s', (_, more, alignment, refused) => {
    const outcome = publish({ body: 'a', alignment })(on(noon, hana), spot(more));
    if (!(outcome instanceof Refusal)) expect(outcome.patch.alignment).toBe(alignment);
    expect(outcome instanceof Refusal ? `${outcome.code} ${outcome.field}` : undefined).toBe(refused);
  });

  it('lets an office take no side, and counts a side for the thing', () => {
    expect(decided(publish({ body: 'a', office: '道路課' })(on(noon, clerk), spot(asked))).patch.alignment).toBeNull();
    const { counts, event: { data } } = decided(publish({ body: 'a', alignment: 'AGAINST' })(on(noon, hana), spot(asked)));
    expect(counts).toEqual([
      { counter: 'comments', subjectId: 'p-1', by: 1 }, { counter: 'comments_against', subjectId: 'p-1', by: 1 }]);
    expect(data).toMatchObject({ side: 'AGAINST' });
  });

  const window = { opensAt: new Date('2026-11-20T00:00:00+09:00'), closesAt: new Date('2026-11-25T00:00:00+09:00') };
  it.each([
    ['before the window of the thing', '2026-11-19T23:59:59.999+09:00', 'PHASE_CLOSED'],
    ['at the first instant of the window', '2026-11-20T00:00:00+09:00', undefined],
    ['at its last millisecond', '2026-11-24T23:59:59.999+09:00', undefined],
    ['at the instant it closes', '2026-11-25T00:00:00+09:00', 'PHASE_CLOSED'],
  ])('%s', (_, when, code) => {
    expect(codeOf(publish({ body: 'a' })(on(when, hana), spot(window)))).toBe(code);
    expect(codeOf(edit({ body: 'a' })(on(when, hana), { ...written(), ...window }))).toBe(code);
  });

  it.each([[5, 5, undefined], [5, 6, 'TOO_LONG'], [10_000, 10_000, undefined], [20_000, 10_001, 'TOO_LONG']])(
    'where %i are allowed, %i graphemes are %s', (maxLength, length, code) => {
      expect(codeOf(publish({ body: '葛\u{e0100}'.repeat(length) })(on(noon, hana), spot({ maxLength })))).toBe(code);
    });

  it.each([
    ['a participant', hana, 'FORBIDDEN'],
    ['a clerk without the second factor', person('clerk', { grants: staff }), 'MFA_REQUIRED'],
    ['a clerk of another space', person('clerk', { grants: [{ role: 'STAFF', spaceId: 's-2' }], mfa: true }), 'FORBIDDEN'],
    ['a clerk', clerk, undefined],
  ])('in the name of an office: %s', (_, viewer, code) => {
    const outcome = publish({ body: 'お答えします。', office: ' 道路課 ' })(on(noon, viewer), spot());
    expect(codeOf(outcome)).toBe(code);
    if (!(outcome instanceof Refusal)) expect([outcome.patch.office, outcome.event.actor]).toEqual(['道路課', 'staff']);
  });
});

describe('the place of a reply', () => {
  it('goes down to the deepest level and stays there, saying whom it answers', () => {
    let above = parent({ id: 'm-0' });
    const places = ['m-1', 'm-2', 'm-3', 'm-4', 'm-5'].map((id) => {
      const place = placeBelow(above, id);
      above = { ...above, ...place, id };
      return place;
    });
    expect(places.map(({ depth }) => depth)).toEqual([1, 2, 3, 3, 3]);
    expect(places.map(({ parentId }) => parentId)).toEqual(['m-0', 'm-1', 'm-2', 'm-2', 'm-2']);
    expect(places.map(({ replyToId }) => replyToId)).toEqual([null, null, null, 'm-3', 'm-4']);
    expect(new Set(places.map(({ branchId }) => branchId))).toEqual(new Set(['m-0']));
  });

  it('flattens 10,000 replies each to the one before', () => {
    let above = parent({ id: 'm-0' });
    let deepest = 0;
    for (let n = 1; n <= 10_000; n += 1) {
      const place = placeBelow(above, `m-${n}`);
      deepest = Math.max(deepest, place.depth);
      above = { ...above, ...place, id: `m-${n}` };
    }
    expect([deepest, above.branchId]).toEqual([DEEPEST, 'm-0']);
  });

  it('remembers which version of the text it answers', () => {
    expect(placeBelow(parent({ versions: 2 }), 'm-1').answersVersion).toBe(2);
  });
});

describe('editing a comment', () => {
  it.each([
    ['a visitor', on(noon, nobody), written(), 'UNAUTHENTICATED'],
    ['anybody but the author', on(noon, ken), written(), 'NOT_THE_AUTHOR'],
    ['staff', on(noon, clerk), written(), 'NOT_THE_AUTHOR'],
    ['anybody, of an author who closed the account', on(noon, ken), written({ authorId: null }), 'NOT_THE_AUTHOR'],
    ['the author, of a tombstone', on(noon, hana), written({ state: 'DELETED' }), 'WRONG_STATE'],
    ['the author, the instant the phase closes', on('2026-12-01T00:00:00+09:00', hana), written(), 'PHASE_CLOSED'],
    ['the author, below a thing that takes no comments', on(noon, hana), written({ open: false }), 'WRONG_STATE'],
    ['the author, with the same text', on(noon, hana), written({ body: '新しい文' }), 'NOTHING_CHANGED'],
  ])('is refused to %s', (_, at, comment, code) => {
    expect(codeOf(edit({ body: '新しい文 ' })(at, comment))).toBe(code);
  });

  it.each([
    ['within two minutes', '2026-11-22T10:01:59.999+09:00', {}, 1],
    ['after exactly two minutes', '2026-11-22T10:02:00+09:00', {}, 2],
    ['within two minutes, but answered', '2026-11-22T10:00:30+09:00', { answered: true }, 2],
    ['a second time, later', noon, { versions: 4 }, 5],
  ])('%s makes no version, or the next: %s %j → %i', (_, when, more, n) => {
    const { patch, version } = decided(edit({ body: '新しい文' })(on(when, hana), written(more)));
    const public_ = n > (written(more).versions);
    expect(version).toEqual({ n, content: { body: '新しい文' } });
    expect(patch).toEqual(public_ ? { body: '新しい文', versions: n, editedAt: new Date(when) } : { body: '新しい文' });
  });
});

describe('voting on a comment', () => {
  const theirs = { authorId: 'hana', state: 'VISIBLE', open: true, votes: 'UP_DOWN' } as const;
  const votingOnly = [{ key: 'weigh', opensAt, closesAt, allows: ['voteComment'] }];
  it.each([
    ['somebody else', on(noon, ken), theirs, undefined],
    ['its author', on(noon, hana), theirs, 'OWN_COMMENT'],
    ['a visitor', on(noon, { ...nobody, personId: undefined } as never), theirs, 'UNAUTHENTICATED'],
    ['somebody without a confirmed address', on(noon, person('ken', { level: 0 })), theirs, 'MAIL_UNCONFIRMED'],
    ['anybody, of an author who closed the account', on(noon, ken), { ...theirs, authorId: null }, undefined],
    ['anybody, on a tombstone', on(noon, ken), { ...theirs, state: 'DELETED' } as const, 'WRONG_STATE'],
    ['anybody where there are no votes', on(noon, ken), { ...theirs, votes: 'NONE' } as const, 'WRONG_STATE'],
    ['anybody below a thing that takes no comments', on(noon, ken), { ...theirs, open: false }, 'WRONG_STATE'],
    ['anybody the instant the phase closes', on('2026-12-01T00:00:00+09:00', ken), theirs, 'PHASE_CLOSED'],
    ['somebody while a phase opens voting alone', on(noon, ken, { phases: votingOnly }), theirs, undefined],
    ['anybody the instant the thing itself closes', on(noon, ken), { ...theirs, closesAt: new Date(noon) }, 'PHASE_CLOSED'],
  ])('by %s', (_, at, comment, code) => {
    for (const value of ['UP', 'DOWN', null] as const) expect(codeOf(vote(value)(at, comment))).toBe(code);
  });

  it('takes a vote against only where it is asked for', () => {
    expect(vote('DOWN')(on(noon, ken), { ...theirs, votes: 'UP' })).toMatchObject({ code: 'BAD_USER_INPUT', field: 'value' });
    expect(vote('UP')(on(noon, ken), { ...theirs, votes: 'UP' })).toBeUndefined();
  });
});

describe('withdrawing a comment', () => {
  const mine = { authorId: 'hana', state: 'VISIBLE', rootId: 'p-1', office: null, alignment: null } as const;
  it.each([
    ['a visitor', on(noon, nobody), mine, 'UNAUTHENTICATED'],
    ['anybody but the author', on(noon, ken), mine, 'NOT_THE_AUTHOR'],
    ['the author, twice', on(noon, hana), { ...mine, state: 'DELETED' } as const, 'WRONG_STATE'],
    ['the author', on(noon, hana), mine, undefined],
    ['the author, after the phase', on('2027-01-01T00:00:00+09:00', hana), mine, undefined],
  ])('is for the author only: %s', (_, at, comment, code) => {
    expect(codeOf(withdraw(at, comment))).toBe(code);
  });

  it('leaves a tombstone that no longer counts', () => {
    const { patch, counts } = decided(withdraw(on(noon, hana), mine));
    expect(patch).toEqual({ state: 'DELETED', deletedAt: new Date(noon) });
    expect(counts).toEqual([{ counter: 'comments', subjectId: 'p-1', by: -1 }]);
    expect(decided(withdraw(on(noon, hana), { ...mine, alignment: 'FOR' })).counts).toEqual([
      { counter: 'comments', subjectId: 'p-1', by: -1 }, { counter: 'comments_for', subjectId: 'p-1', by: -1 }]);
  });
});

it('every event fits what the log knows of it', () => {
  const registry = new EventRegistry(commentEvents);
  const mine = { authorId: 'hana', state: 'VISIBLE', rootId: 'p-1', office: null, alignment: null } as const;
  const decisions = [
    decided(publish({ body: '賛成です。', alignment: 'FOR' })(on(noon, hana), spot({ alignment: 'FOR_AGAINST' }))),
    decided(edit({ body: '新しい文' })(on(noon, hana), written())),
    decided(withdraw(on(noon, hana), mine)),
  ];
  expect(decisions.map(({ event }) => registry.problem({ ...event, subject: { kind: 'comment' } }))).toEqual([undefined, undefined, undefined]);
});
