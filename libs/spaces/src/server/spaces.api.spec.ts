import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '@hiroba/server';
import { freshDatabase } from '@hiroba/testing/database';
import { startWorld, type World } from './spaces.world.ts';
import { spaceWorks } from './space-works.ts';

let world: World;
let works: ReturnType<typeof spaceWorks>;
beforeAll(async () => {
  world = await startWorld(freshDatabase);
  works = spaceWorks(world);
});
afterAll(() => world?.stop());

const day = (n: number) => new Date(Date.UTC(2026, 11, n)).toISOString();

describe('drafting a space', () => {
  it.each<[string, () => Caller, string]>([
    ['a visitor', () => world.anonymous, 'UNAUTHENTICATED'],
    ['a participant', () => world.somebody(), 'FORBIDDEN'],
    ['staff of one space', () => world.somebody([{ role: 'STAFF', spaceId: crypto.randomUUID() }]), 'FORBIDDEN'],
    ['staff without second factor', () => ({ ...world.staff, mfa: false }), 'MFA_REQUIRED'],
    ['a moderator', () => world.somebody([{ role: 'MODERATOR' }]), 'FORBIDDEN'],
  ])('is refused to %s', async (_, viewer, code) => {
    expect(await works.draft({}, viewer())).toMatchObject({ code });
  });

  it('gives a Japanese title an address of the year and four characters', async () => {
    const space = await works.draft({ slug: null, title: { ja: '駅前広場の再整備' } });
    expect(space.slug).toMatch(/^2026-[a-z0-9]{4}$/);
  });

  it('refuses an address that is or was another space’s', async () => {
    const space = await works.draft({ slug: 'first-address' });
    await works.edit(space, { slug: 'second-address' });
    expect(await works.draft({ slug: 'first-address' })).toMatchObject({ code: 'TAKEN', field: 'slug' });
    expect(await works.bySlug(world.staff, 'first-address')).toMatchObject({ id: space.id, slug: 'second-address' });
  });
});

describe('publishing a space', () => {
  it('asks for a complete ask card and a phase', async () => {
    const space = await works.draft();
    expect(await works.publish(space.id)).toMatchObject({ code: 'INCOMPLETE', field: 'ask.decided.ja' });
    await works.edit(space, { ask: works.ask });
    expect(await works.publish(space.id)).toMatchObject({ code: 'INCOMPLETE', field: 'phases' });
  });

  it('shows the space and the components placed so far, and logs each', async () => {
    const { space, component } = await works.published();
    const shown = await works.bySlug(world.anonymous, space.slug);
    expect(shown?.components).toEqual([{ __typename: 'SurveysComponent', id: component.id, own: 'own', openActions: ['respond'] }]);
    expect(await works.entries(space.id)).toEqual(['space.published']);
    expect(await works.entries(component.id)).toEqual(['component.published']);
  });

  it('keeps a draft from everybody but staff, by page, id and list', async () => {
    const space = await works.draft();
    for (const viewer of [world.anonymous, world.somebody(), { ...world.staff, mfa: false }, world.somebody([{ role: 'STAFF' }], world.elsewhere)]) {
      expect(await works.bySlug(viewer, space.slug)).toBeNull();
    }
    expect(await works.bySlug(world.staff, space.slug)).toMatchObject({ id: space.id });
    expect(await works.edit(space, { weight: 2 }, world.somebody())).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('holds the guard: what is public does not change without an entry', async () => {
    const { space } = await works.published();
    await expect(world.pool.query('update space set weight = 9 where id = $1', [space.id])).rejects.toThrow(/rev must advance/);
    await expect(world.pool.query('delete from space where id = $1', [space.id])).rejects.toThrow(/violates|published/);
  });
});

describe('phases', () => {
  const phase = (opens: number, closes: number | null, more = {}) =>
    ({ key: 'ideas', title: works.text('募集'), opensAt: day(opens), closesAt: closes && day(closes), allows: [], ...more });

  it('refuses windows that overlap, by API as by page', async () => {
    const space = await works.draft();
    expect(await works.setPhases(space, [phase(1, 10), phase(9, 20, { key: 'later' })])).toMatchObject({ code: 'OVERLAP' });
    expect(await works.setPhases(space, [phase(1, 10), phase(10, 20, { key: 'later' })])).toMatchObject({ __typename: 'Space' });
  });

  it('refuses actions the manifest does not know, and components of other spaces', async () => {
    const { component } = await works.published();
    const space = await works.draft();
    const own = await works.place(space.id);
    const allows = (componentId: string, action: string) => [phase(1, 10, { allows: [{ componentId, actions: [action] }] })];
    expect(await works.setPhases(space, allows(own.id, 'fly'))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'phases.ideas.allows' });
    expect(await works.setPhases(space, allows(component.id, 'respond'))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('asks for a reason once people can see them, logs it and shows it', async () => {
    const { space } = await works.published();
    const later = works.phasesOf(space).map((known) => ({ ...known, closesAt: day(31) }));
    expect(await works.setPhases(space, later)).toMatchObject({ code: 'EMPTY', field: 'reason' });
    expect(await works.setPhases(space, later, 'もっと多くの声を聞くため')).toMatchObject({ __typename: 'Space' });
    expect(await works.entries(space.id)).toEqual(['space.published', 'phase.changed']);
    expect((await works.bySlug(world.anonymous, space.slug))?.dateChanges).toMatchObject([{ reason: 'もっと多くの声を聞くため' }]);
  });

  it('never moves a past boundary and shortens only with notice', async () => {
    const { space } = await works.published();
    const [known] = works.phasesOf(space);
    expect(await works.setPhases(space, [{ ...known, opensAt: day(5) }], 'x')).toMatchObject({ code: 'PAST_BOUNDARY' });
    expect(await works.setPhases(space, [{ ...known, closesAt: day(2) }], 'x')).toMatchObject({ code: 'NOTICE_TOO_SHORT' });
    expect(await works.setPhases(space, [{ ...known, closesAt: day(5) }], 'x')).toMatchObject({ __typename: 'Space' });
  });
});

describe('placed components', () => {
  it('log each changed setting with from and to, and tell the second of two saves', async () => {
    const { component } = await works.published();
    const first = await works.editComponent(component, { settings: [{ key: 'maxAnswers', value: '５' }, { key: 'open', value: 'false' }] });
    expect(first).toMatchObject({ __typename: 'PlacedComponent' });
    expect(await works.editComponent(component, { settings: [{ key: 'maxAnswers', value: '7' }] })).toMatchObject({ code: 'STALE' });
    expect(await works.data(component.id, 'component.settings_changed')).toEqual([
      { key: 'maxAnswers', from: 1, to: 5 }, { key: 'open', from: true, to: false },
    ]);
  });

  it('tell everybody since when a rule holds and what it was before, texts and rows too', async () => {
    const { component } = await works.published();
    const before = await works.rules(component.id);
    expect(before).toMatchObject({ since: expect.any(String), changes: [] });
    world.clock.set('2026-12-02T00:00:00Z');
    const rows = JSON.stringify([{ key: 'a', label: 'A' }, { key: 'b', label: 'B' }]);
    const done = await works.editComponent(component, { settings: [{ key: 'maxAnswers', value: '5' }, { key: 'kinds', value: rows }] });
    expect(done).toMatchObject({ __typename: 'PlacedComponent' });
    world.clock.set('2026-12-01T00:00:00Z');
    const at = '2026-12-02T00:00:00.000Z';
    expect(await works.rules(component.id)).toEqual({ since: at, changes: [
      { at, key: 'kinds', from: '[{"key":"a","label":"A"}]', to: rows }, { at, key: 'maxAnswers', from: '1', to: '5' },
    ] });
    expect(await works.data(component.id, 'component.settings_changed')).toEqual([
      { key: 'maxAnswers', from: 1, to: 5 }, { key: 'kinds', from: ['a'], to: ['a', 'b'] },
    ]);
  });

  it('keep a rule that is in use, and say so before anybody tries', async () => {
    const { component } = await works.published();
    expect(await works.locks(component.id)).toEqual({});
    await world.pool.query(`insert into survey_use values ($1, 'answers', 1), ($1, 'a', 2)`, [component.id]);
    expect(await works.locks(component.id)).toEqual({ layout: expect.any(String) });
    for (const [key, value] of [['layout', 'SIDES'], ['kinds', '[{"key":"b","label":"B"}]']] as const) {
      expect(await works.editComponent(component, { settings: [{ key, value }] })).toMatchObject({ code: 'IN_USE', field: `settings.${key}` });
    }
    const kept = [{ key: 'layout', value: 'SINGLE' }, { key: 'kinds', value: '[{"key":"b","label":"B"},{"key":"a","label":"A"}]' }];
    expect(await works.editComponent(component, { settings: kept })).toMatchObject({ __typename: 'PlacedComponent' });
  });

  it('name things of another library: those it offers, and those they name already', async () => {
    const { component } = await works.published();
    await world.pool.query(`insert into survey_thing values ('oak', true), ('elm', true), ('fir', true)`);
    const about = (...ids: string[]) => ({ settings: [{ key: 'about', value: JSON.stringify(ids) }] });
    expect(await works.editComponent(component, about('oak', 'elm'))).toMatchObject({ __typename: 'PlacedComponent' });
    await world.pool.query(`update survey_thing set offered = false where name in ('elm', 'fir')`);
    const again = { ...component, edition: component.edition + 1 };
    expect(await works.editComponent(again, about('fir'))).toMatchObject({ code: 'BAD_USER_INPUT', field: 'settings.about' });
    expect(await works.editComponent(again, about('elm'))).toMatchObject({ __typename: 'PlacedComponent' });
    expect(await works.data(component.id, 'component.settings_changed')).toEqual([
      { key: 'about', from: [], to: ['oak', 'elm'] }, { key: 'about', from: ['oak', 'elm'], to: ['elm'] },
    ]);
    const { component: shown } = await world.ask<{ component: { settingValues: { key: string; choices: object[] | null }[] } }>(
      world.anonymous, `{ component(id: "${component.id}") { settingValues { key choices { value offered } } } }`);
    expect(shown.settingValues.filter(({ choices }) => choices !== null)).toEqual([
      { key: 'about', choices: [{ value: 'elm', offered: false }, { value: 'fir', offered: false }, { value: 'oak', offered: true }] },
    ]);
  });

  it('keep what people are shown to read in its languages; the log says that it changed, and not to what', async () => {
    const { component } = await works.published();
    const guide = (text: object) => ({ settings: [{ key: 'guide', value: JSON.stringify(text) }] });
    expect(await works.editComponent(component, guide({ ja: ' ゆっくり ', en: '' }))).toMatchObject({ __typename: 'PlacedComponent' });
    const again = { ...component, edition: component.edition + 1 };
    expect(await works.editComponent(again, guide({ en: 'Slowly', ja: 'ゆっくり' }))).toMatchObject({ __typename: 'PlacedComponent' });
    expect(await works.data(component.id, 'component.settings_changed')).toEqual([
      { key: 'guide', from: null, to: null }, { key: 'guide', from: null, to: null },
    ]);
    expect((await works.rules(component.id)).changes.map(({ from, to }) => [JSON.parse(from), JSON.parse(to)])).toEqual([
      [{ ja: 'ゆっくり' }, { ja: 'ゆっくり', en: 'Slowly' }], [{}, { ja: 'ゆっくり' }],
    ]);
    const third = { ...again, edition: again.edition + 1 };
    expect(await works.editComponent(third, guide({ ja: '𠮷'.repeat(11) }))).toMatchObject({ code: 'TOO_LONG', field: 'settings.guide.ja' });
    expect(await works.editComponent(third, guide({ ja: 'a\u202eb' }))).toMatchObject({ code: 'BAD_TEXT', field: 'settings.guide.ja' });
    expect(await works.editComponent(third, guide({ ja: '𠮷'.repeat(10) }))).toMatchObject({ __typename: 'PlacedComponent' });
  });

  it.each([
    ['guide', '書いて', 'BAD_FORMAT'], ['guide', '[]', 'BAD_FORMAT'], ['guide', '{"fr":"a"}', 'BAD_USER_INPUT'], ['guide', '{"ja":1}', 'BAD_USER_INPUT'],
    ['about', '[', 'BAD_FORMAT'], ['about', '["ash"]', 'BAD_USER_INPUT'], ['about', '["oak","oak"]', 'BAD_USER_INPUT'],
    ['about', '["a","b","c"]', 'TOO_MANY'], ['about', '{}', 'BAD_FORMAT'],
    ['kinds', '[', 'BAD_FORMAT'], ['kinds', '[{"key":"b"}]', 'BAD_USER_INPUT'], ['kinds', '{}', 'BAD_USER_INPUT'],
    ['kinds', JSON.stringify(['a', 'b', 'c', 'd'].map((key) => ({ key, label: key }))), 'TOO_MANY'],
    ['maxAnswers', '0', 'TOO_SHORT'], ['maxAnswers', '101', 'TOO_LONG'], ['maxAnswers', 'many', 'BAD_FORMAT'],
    ['showResults', 'NEVER', 'BAD_USER_INPUT'], ['unknown', '1', 'BAD_USER_INPUT'],
  ])('refuse the setting %s = %s', async (key, value, code) => {
    const component = await works.place((await works.draft()).id);
    expect(await works.editComponent(component, { settings: [{ key, value }] })).toMatchObject({ code, field: `settings.${key}` });
  });

  it('keep their address when they are taken back', async () => {
    const { space, component } = await works.published();
    expect(await works.unpublishComponent(component.id)).toMatchObject({ __typename: 'PlacedComponent' });
    expect((await works.bySlug(world.anonymous, space.slug))?.components).toEqual([]);
    expect(await works.component(world.anonymous, component.id)).toMatchObject({ published: false, openActions: [] });
  });

  it('that were never published are nobody’s business', async () => {
    const { space } = await works.published();
    const component = await works.place(space.id);
    expect(await works.component(world.anonymous, component.id)).toBeNull();
    expect(await works.component(world.staff, component.id)).toMatchObject({ id: component.id });
  });

  it('are put in order by one entry of their space', async () => {
    const { space, component } = await works.published();
    const second = await works.place(space.id);
    expect(await works.order(space.id, [second.id])).toMatchObject({ code: 'STALE' });
    expect(await works.order(space.id, [second.id, component.id])).toMatchObject({ __typename: 'Space' });
    expect((await works.bySlug(world.staff, space.slug))?.components.map(({ id }) => id)).toEqual([second.id, component.id]);
    expect(await works.entries(space.id)).toEqual(['space.published', 'space.ordered']);
  });
});

describe('a copy', () => {
  it('takes texts, components, settings and phases so many days later, and is private', async () => {
    const { space, component } = await works.published();
    await works.editComponent(component, { settings: [{ key: 'maxAnswers', value: '9' }] });
    const copy = await works.copy(space.id, 365);
    expect(copy).toMatchObject({ __typename: 'Space', state: 'DRAFT', rev: 0 });
    const shown = await works.bySlug(world.staff, copy.slug);
    expect(shown?.phases).toMatchObject([{ opensAt: '2027-12-01T00:00:00.000Z', closesAt: '2027-12-20T00:00:00.000Z' }]);
    expect(shown?.components).toHaveLength(1);
    expect(shown?.components[0]?.id).not.toBe(component.id);
    expect(shown?.phases[0]?.allows).toEqual([{ componentId: shown?.components[0]?.id, actions: ['respond'] }]);
    expect(await works.bySlug(world.anonymous, copy.slug)).toBeNull();
  });
});
