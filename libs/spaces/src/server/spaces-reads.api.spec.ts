import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '@hiroba/kernel';
import type { Caller } from '@hiroba/server';
import { freshDatabase } from '@hiroba/testing/database';
import { componentPolicy } from '../domain/component.policy.ts';
import { spacePolicy } from '../domain/space.policy.ts';
import { spaceWorks, type Outcome } from './space-works.ts';
import { startWorld, type World } from './spaces.world.ts';

let world: World;
let works: ReturnType<typeof spaceWorks>;
beforeAll(async () => {
  world = await startWorld(freshDatabase);
  works = spaceWorks(world);
});
afterAll(() => world?.stop());

const viewers = (spaceId: string): Record<string, Caller> => ({
  'a visitor': world.anonymous,
  'a participant': world.somebody(),
  'a moderator': world.somebody([{ role: 'MODERATOR' }]),
  'an auditor': world.somebody([{ role: 'AUDITOR' }]),
  'staff': world.staff,
  'staff without second factor': { ...world.staff, mfa: false },
  'suspended staff': { ...world.staff, suspended: true },
  'staff of this space': world.somebody([{ role: 'STAFF', spaceId }]),
  'staff of another space': world.somebody([{ role: 'STAFF', spaceId: crypto.randomUUID() }]),
  'an administrator': world.admin,
});

describe('reading', () => {
  it('selects exactly what the rule allows, for every state and viewer', async () => {
    const drafted = await works.draft();
    const { space: published, component } = await works.published();
    const hidden = await works.place(published.id);
    const { space: archived } = await works.published();
    await works.archive(archived.id);
    const disagreements: string[] = [];
    for (const [state, { id, slug }] of Object.entries({ DRAFT: drafted, PUBLISHED: published, ARCHIVED: archived })) {
      for (const [name, viewer] of Object.entries(viewers(id))) {
        const rev = state === 'DRAFT' ? 0 : 1;
        const refusal = spacePolicy.read({ viewer, now: new Date(), spaceId: id }, { id, rev, state: state as 'DRAFT', visibility: 'PUBLIC' });
        const shown = await works.bySlug(viewer, slug);
        if (Boolean(shown) === refusal instanceof Refusal) disagreements.push(`${name} and a ${state} space`);
      }
    }
    for (const [rev, { id }] of [[1, component], [0, hidden]] as const) {
      for (const [name, viewer] of Object.entries(viewers(published.id))) {
        const facts = { id, spaceId: published.id, published: rev === 1, rev };
        const refusal = componentPolicy.read({ viewer, now: new Date(), spaceId: published.id }, facts);
        const shown = await works.component(viewer, id);
        if (Boolean(shown) === refusal instanceof Refusal) disagreements.push(`${name} and a component of rev ${rev}`);
      }
    }
    expect(disagreements).toEqual([]);
  });

  it('finds nothing of another organisation, whatever is asked', async () => {
    const { space, component } = await works.published();
    const stranger = world.somebody([{ role: 'ADMIN' }, { role: 'STAFF' }], world.elsewhere);
    expect(await works.bySlug(stranger, space.slug)).toBeNull();
    expect(await works.component(stranger, component.id)).toBeNull();
    const asked = [
      `editSpace(id: "${space.id}", edition: 0, input: { weight: 1 })`, `setPhases(id: "${space.id}", edition: 0, phases: [])`,
      `publishSpace(id: "${space.id}")`, `archiveSpace(id: "${space.id}")`, `reopenSpace(id: "${space.id}")`,
      `copySpace(id: "${space.id}", days: 1)`, `orderComponents(spaceId: "${space.id}", ids: [])`,
      `placeComponent(spaceId: "${space.id}", manifest: "surveys", input: { title: { ja: "x" } })`,
      `editComponent(id: "${component.id}", edition: 0, input: {})`, `publishComponent(id: "${component.id}")`,
      `unpublishComponent(id: "${component.id}")`, 'archiveSpace(id: "not-an-id")', 'publishComponent(id: "not-an-id")',
    ];
    for (const mutation of asked) {
      const { it: answer } = await world.ask<{ it: Outcome }>(stranger, `mutation { it: ${mutation} { ... on Refusal { code } } }`);
      expect([mutation, answer.code]).toEqual([mutation, 'NOT_FOUND']);
    }
  });
});

describe('lists', () => {
  const list = (viewer: Caller, args: string) => world.ask<{ spaces: { items: { id: string; time: string }[]; next: string | null } }>(
    viewer, `{ spaces(${args}) { items { id time } next } }`);

  it('tell what is open, what comes and what is over', async () => {
    const { space: open } = await works.published();
    const { space: coming } = await works.published({ opens: '2027-01-01T00:00:00.000Z', closes: '2027-02-01T00:00:00.000Z' });
    const { space: over } = await works.published({ opens: '2026-10-01T00:00:00.000Z', closes: '2026-11-01T00:00:00.000Z' });
    for (const [time, { id }] of Object.entries({ OPEN: open, UPCOMING: coming, ENDED: over })) {
      const { spaces } = await list(world.anonymous, `time: ${time}, first: 100`);
      expect(spaces.items).toContainEqual({ id, time });
      expect(spaces.items.every((item) => item.time === time)).toBe(true);
    }
  });

  it('page by key without gap or repetition, and refuse 101 and forged cursors', async () => {
    const { spaces: whole } = await list(world.anonymous, 'first: 100');
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { spaces } = await list(world.anonymous, `first: 2${after ? `, after: "${after}"` : ''}`);
      seen.push(...spaces.items.map(({ id }) => id));
      after = spaces.next;
    } while (after);
    expect(seen).toEqual(whole.items.map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(4);
    await expect(list(world.anonymous, 'first: 101')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    await expect(list(world.anonymous, 'after: "x"')).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    const forged = Buffer.from('["1",2]').toString('base64url');
    await expect(list(world.anonymous, `after: "${forged}"`)).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('show staff their own spaces only', async () => {
    const mine = await works.draft();
    const other = await works.draft();
    const ask = async (viewer: Caller) => (await world.ask<{ staffSpaces: { items: { id: string }[] } }>(
      viewer, '{ staffSpaces(first: 100) { items { id } } }')).staffSpaces.items.map(({ id }) => id);
    expect(await ask(world.somebody([{ role: 'STAFF', spaceId: mine.id }]))).toEqual([mine.id]);
    expect(await ask(world.staff)).toEqual(expect.arrayContaining([mine.id, other.id]));
    expect(await ask(world.somebody())).toEqual([]);
  });
});

// The clock of these specs asks no database; on a running server it adds one statement to a request.
describe('SQL statements', () => {
  const parts = 'title { ja } time voices office { key } phases { key status } components { id openActions voices settingValues { key value } }';
  const component = 'id phases { key allows } spaceState space { id title { ja } } openActions voices';
  it.each([
    ['a space with all its components', `{ space(slug: "SLUG") { ${parts} } }`, 1],
    ['twenty spaces', `{ spaces(first: 20) { items { ${parts} } next } }`, 1],
    ['a component with its space', `{ component(id: "COMPONENT") { ${component} } }`, 1],
    ['what is open now', '{ openNow { title { text } within { text } ask { text } office { text } actions voices closesAt path } }', 1],
    ['the city', '{ organisation { name { ja } host contact { phone officeKey office { ja } } legalPages { slug } } }', 0],
    ['the home page', `{ organisation { name { ja } } openNow { title { text } path } spaces(first: 6) { items { ${parts} } } }`, 2],
  ])('of %s are at most %3$i', async (_, query, most) => {
    const { space, component: placed } = await works.published();
    await world.ask(world.anonymous, '{ organisation { id } }');
    const { statements } = await world.counted(world.anonymous, query.replace('SLUG', space.slug).replace('COMPONENT', placed.id));
    expect(statements.length).toBeLessThanOrEqual(most);
  });
});
