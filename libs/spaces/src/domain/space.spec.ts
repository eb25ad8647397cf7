import { describe, expect, it } from '@jest/globals';
import { Refusal, spaceStates, type Grant, type Situation, type SpaceState } from '@hiroba/kernel';
import { contrast, colourOf } from './colour.ts';
import { removeHero, setHero } from './hero.ts';
import { archiveSpace, draftSpace, editSpace, emptySpace, missingForPublication, orderComponents, publishSpace, reopenSpace } from './space.commands.ts';
import { spaceMoves, timeOf, type SpaceContent } from './space.ts';

const at = (grants: Grant[] = [{ role: 'STAFF' }], mfa = true): Situation => ({
  now: new Date('2026-12-01T00:00:00Z'), spaceId: 's',
  viewer: { organisationId: 'o', personId: 'p', grants, level: 1, mfa, locale: 'ja' },
});
const text = { ja: '文' };
const ask = { decided: text, changeable: text, fixed: text, decider: text, deadline: text, wanted: text, promise: 'INVOLVE' } as const;
const phase = { key: 'a', title: text, text: {}, opensAt: '2026-12-01T00:00:00.000Z', closesAt: '2026-12-10T00:00:00.000Z', allows: {} };
const picture = { src: 'a', srcSmall: 'b', width: 1280, height: 640 };
const space = (more: Partial<SpaceContent> = {}): SpaceContent =>
  ({ ...emptySpace, id: 's', slug: 'square', kind: 'PROCESS', title: text, summary: text, ask, phases: [phase], ...more });
const code = (outcome: unknown) => (outcome instanceof Refusal ? outcome.code : 'ok');

it('has the states the kernel knows', () => expect([...spaceMoves.states]).toEqual([...spaceStates]));

describe('who may change a space', () => {
  const commands = {
    edit: (s: Situation) => editSpace(s, space({ rev: 1, state: 'PUBLISHED' }), { weight: 3 }, 0),
    publish: (s: Situation) => publishSpace(s, space()),
    setHero: (s: Situation) => setHero(s, space({ rev: 1, state: 'PUBLISHED' }), { picture, alt: text, decorative: false }, 0),
    removeHero: (s: Situation) => removeHero(s, space({ rev: 1, state: 'PUBLISHED', hero: { ...picture, alt: text } }), 0),
    archive: (s: Situation) => archiveSpace(s, space({ rev: 1, state: 'PUBLISHED' })),
    reopen: (s: Situation) => reopenSpace(s, space({ rev: 1, state: 'ARCHIVED' })),
  };
  it.each<[string, Situation, string]>([
    ['staff', at(), 'ok'],
    ['staff of this space', at([{ role: 'STAFF', spaceId: 's' }]), 'ok'],
    ['an administrator', at([{ role: 'ADMIN' }]), 'ok'],
    ['staff of another space', at([{ role: 'STAFF', spaceId: 't' }]), 'FORBIDDEN'],
    ['a moderator', at([{ role: 'MODERATOR' }]), 'FORBIDDEN'],
    ['a participant', at([]), 'FORBIDDEN'],
    ['staff without second factor', at([{ role: 'STAFF' }], false), 'MFA_REQUIRED'],
  ])('%s: %3$s', (_, situation, expected) => {
    for (const command of Object.values(commands)) expect(code(command(situation))).toBe(expected);
  });

  it('only staff of the whole organisation begin one', () => {
    const typed = { slug: 'square', title: text, kind: 'PROCESS' } as const;
    expect([at(), at([{ role: 'STAFF', spaceId: 's' }])].map((s) => code(draftSpace(s, typed)))).toEqual(['ok', 'FORBIDDEN']);
  });
});

it.each<[SpaceState, string, string, string]>([
  ['DRAFT', 'ok', 'WRONG_STATE', 'WRONG_STATE'], ['PUBLISHED', 'WRONG_STATE', 'ok', 'WRONG_STATE'], ['ARCHIVED', 'WRONG_STATE', 'WRONG_STATE', 'ok'],
])('a %s space: publish %s, archive %s, reopen %s', (state, ...expected) => {
  expect([publishSpace, archiveSpace, reopenSpace].map((command) => code(command(at(), space({ state }))))).toEqual(expected);
});

describe('publishing', () => {
  it.each<[string, Partial<SpaceContent>]>([
    ['title.ja', { title: {} }], ['summary.ja', { summary: {} }], ['ask.decided.ja', { ask: { ...ask, decided: { ja: ' ' } } }],
    ['ask.wanted.ja', { ask: { ...ask, wanted: {} } }], ['ask.promise', { ask: { ...ask, promise: null } }], ['phases', { phases: [] }],
  ])('lacks %s', (field, more) => {
    expect(missingForPublication(space(more))).toEqual([field]);
    expect(publishSpace(at(), space(more))).toMatchObject({ code: 'INCOMPLETE', field });
  });

  it('holds afterwards: no edit takes away what was required', () => {
    expect(editSpace(at(), space({ rev: 1, state: 'PUBLISHED' }), { ask: {} }, 0)).toMatchObject({ code: 'INCOMPLETE', field: 'ask.decided.ja' });
    expect(code(editSpace(at(), space(), { ask: {} }, 0))).toBe('ok');
  });
});

describe('editing', () => {
  it.each([
    [{ slug: 'No Good' }, 'BAD_FORMAT', 'slug'], [{ title: { ja: '文'.repeat(151) } }, 'TOO_LONG', 'title.ja'],
    [{ summary: { en: 'x'.repeat(301) } }, 'TOO_LONG', 'summary.en'], [{ title: { ja: 'a\u0000' } }, 'BAD_TEXT', 'title.ja'],
    [{ title: { ja: '葛\u{e0100}'.repeat(150) } }, 'ok', undefined], [{ weight: 1.5 }, 'BAD_USER_INPUT', 'weight'],
    [{ title: text }, 'NOTHING_CHANGED', undefined],
  ])('%j: %s', (typed, expected, field) => {
    const outcome = editSpace(at(), space(), typed, 0);
    expect(code(outcome)).toBe(expected);
    if (field) expect(outcome).toMatchObject({ field });
  });

  it('names the changed fields in the log, and only those', () => {
    expect(editSpace(at(), space({ rev: 1, state: 'PUBLISHED' }), { weight: 4, featured: false, title: { ja: ' 新しい ' } }, 0)).toMatchObject({
      patch: { weight: 4, title: { ja: '新しい' }, edition: 1 }, event: { type: 'space.edited', log: 'public', data: { fields: ['title', 'weight'] } },
    });
    expect(editSpace(at(), space(), { weight: 4 }, 0)).toMatchObject({ event: { log: 'none' } });
  });

  it('keeps each component exactly once when ordering', () => {
    expect([['b', 'a'], ['a'], ['a', 'a'], ['a', 'b', 'c'], ['a', 'b']].map((order) => code(orderComponents(at(), space(), ['a', 'b'], order))))
      .toEqual(['ok', 'STALE', 'STALE', 'STALE', 'NOTHING_CHANGED']);
  });
});

it('tells when a space stands', () => {
  const when = (iso: string, more = {}) => timeOf(space({ state: 'PUBLISHED', ...more }), new Date(iso));
  expect([when('2026-11-30'), when('2026-12-01'), when('2026-12-10'), when('2026-12-05', { state: 'ARCHIVED' })])
    .toEqual(['UPCOMING', 'OPEN', 'ENDED', 'ENDED']);
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
  expect(['＃0B6670', '0b6670', '#abc', 'teal', '#12345'].map(colourOf)).toEqual(['#0b6670', '#0b6670', '#aabbcc', undefined, undefined]);
});

describe('the picture of a space', () => {
  const typed = { picture, alt: { ja: ' 川 ' }, decorative: false };
  const withHero = space({ rev: 1, state: 'PUBLISHED', edition: 3, hero: { ...picture, alt: { ja: '川' } } });

  it('needs words or is decoration, and tells the record its field only', () => {
    expect(setHero(at(), space(), { ...typed, alt: {} }, 0)).toMatchObject({ code: 'EMPTY', field: 'alt.ja' });
    expect(setHero(at(), space(), { ...typed, picture: undefined }, 0)).toMatchObject({ code: 'EMPTY', field: 'file' });
    expect(setHero(at(), space(), { ...typed, decorative: true }, 0)).toMatchObject({ patch: { hero: { ...picture, alt: {} }, edition: 1 } });
    expect(setHero(at(), space({ rev: 1, state: 'PUBLISHED' }), typed, 0)).toMatchObject({
      patch: { hero: { ...picture, alt: { ja: '川' } } }, event: { type: 'space.edited', data: { fields: ['hero'] } } });
  });

  it('keeps its file when only its words change, and is not changed twice', () => {
    expect(setHero(at(), withHero, { picture: undefined, alt: { ja: '道' }, decorative: false }, 3)).toMatchObject({
      patch: { hero: { ...picture, alt: { ja: '道' } }, edition: 4 } });
    expect([setHero(at(), withHero, typed, 3), setHero(at(), withHero, typed, 2), removeHero(at(), withHero, 2), removeHero(at(), space(), 0)].map(code))
      .toEqual(['NOTHING_CHANGED', 'STALE', 'STALE', 'NOTHING_CHANGED']);
    expect(removeHero(at(), withHero, 3)).toMatchObject({ patch: { hero: null } });
    expect(code(setHero(at(), space({ rev: 1, state: 'ARCHIVED' }), typed, 0))).toBe('WRONG_STATE');
  });
});
