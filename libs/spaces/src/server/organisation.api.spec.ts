import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Vault, type Caller } from '@hiroba/server';
import { freshDatabase } from '@hiroba/testing/database';
import { OrganisationDirectory } from './organisation-directory.ts';
import { spaceWorks } from './space-works.ts';
import { startWorld, type World } from './spaces.world.ts';

let world: World;
beforeAll(async () => { world = await startWorld(freshDatabase); }, 120_000);
afterAll(() => world?.stop());

interface City { readonly __typename: string; readonly rev: number; readonly code?: string; readonly field?: string; readonly accent?: string }

const fields = '{ __typename ... on Organisation { rev accent name { ja } } ... on Refusal { code field message } }';
const current = async () => (await world.ask<{ organisation: City }>(world.anonymous, '{ organisation { __typename rev accent } }')).organisation;
const edit = async (input: object, viewer: Caller = world.admin, rev?: number) => (await world.ask<{ it: City }>(
  viewer, `mutation($rev: Int!, $input: OrganisationInput!) { it: editOrganisation(rev: $rev, input: $input) ${fields} }`,
  { rev: rev ?? (await current()).rev, input })).it;
const setUp = async (input: object, key = world.app.get(Vault).digest('first-administrator', world.here)) => (await world.ask<{ it: City }>(
  world.anonymous, `mutation($key: String!, $input: OrganisationInput!) { it: setUpOrganisation(key: $key, input: $input) ${fields} }`, { key, input })).it;

describe('settings of an organisation', () => {
  it.each<[string, () => Caller, string]>([
    ['a visitor', () => world.anonymous, 'UNAUTHENTICATED'], ['staff', () => world.staff, 'FORBIDDEN'],
    ['an administrator without second factor', () => ({ ...world.admin, mfa: false }), 'MFA_REQUIRED'],
    ['another city’s administrator of one space', () => world.somebody([{ role: 'ADMIN', spaceId: crypto.randomUUID() }]), 'FORBIDDEN'],
  ])('are not changed by %s', async (_, viewer, code) => {
    expect(await edit({ accent: '#0b6670' }, viewer())).toMatchObject({ code });
  });

  it.each([
    [{ accent: '#ffff00' }, 'LOW_CONTRAST', 'accent'], [{ accent: 'teal' }, 'BAD_FORMAT', 'accent'],
    [{ name: {} }, 'EMPTY', 'name.ja'], [{ zone: 'Mars/Olympus' }, 'BAD_FORMAT', 'zone'], [{ prefix: 'm' }, 'BAD_FORMAT', 'prefix'],
    [{ contact: { mail: 'nowhere' } }, 'BAD_ADDRESS', 'contact.mail'], [{ contact: { phone: 'call us' } }, 'BAD_FORMAT', 'contact.phone'],
    [{ offices: [{ key: 'a', name: { ja: '一' } }, { key: 'a', name: { ja: '二' } }] }, 'TAKEN', 'offices.1.key'],
    [{ name: { ja: 'みなと川市' + '\u202e' } }, 'BAD_TEXT', 'name.ja'],
  ])('refuse %j', async (input, code, field) => {
    expect(await edit(input)).toMatchObject({ code, field });
  });

  it('are logged one by one, codes as facts and texts as commitments', async () => {
    const { rev } = await current();
    expect(await edit({ accent: '0B6670', greeting: { ja: 'ようこそ' } })).toMatchObject({ __typename: 'Organisation', rev: rev + 2, accent: '#0b6670' });
    const { rows } = await world.pool.query(`select convert_from(leaf, 'UTF8')::jsonb as leaf from log_entry
      where subject_kind = 'setting' and subject_id = $1 and subject_rev > $2 order by subject_rev`, [world.here, rev]);
    expect(rows.map(({ leaf }) => leaf.data).sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: 'organisation.accent', from: '0017c1', to: '0b6670' }, { key: 'organisation.greeting', from: null, to: null },
    ]);
    expect(rows.flatMap(({ leaf }) => Object.keys(leaf.commit ?? {})).sort()).toEqual(['from', 'to']);
    await expect(world.pool.query(`update organisation set accent = '#000000' where id = $1`, [world.here])).rejects.toThrow(/rev must advance/);
  });

  it('tell the second of two saves', async () => {
    const { rev } = await current();
    await edit({ prefix: 'MNT' });
    expect(await edit({ prefix: 'KWA' }, world.admin, rev)).toMatchObject({ code: 'STALE' });
  });

  it('wait for nobody who only writes something in the city', async () => {
    const writer = await world.pool.connect();
    try {
      await writer.query('begin; select 1 from organisation for key share');
      expect(await edit({ prefix: 'MNG' })).toMatchObject({ __typename: 'Organisation' });
    } finally {
      await writer.query('rollback');
      writer.release();
    }
  });

  it('are open to whoever has the set-up link until somebody administers it', async () => {
    expect(await setUp({ name: { ja: '泥棒市' } }, 'guessed')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await setUp({ accent: '#ffffff' })).toMatchObject({ code: 'LOW_CONTRAST' });
    expect(await setUp({ name: { ja: '広場市' } })).toMatchObject({ __typename: 'Organisation' });
    expect(await setUp({ name: { ja: '広場市' } })).toMatchObject({ __typename: 'Organisation' });
    await world.pool.query(`insert into role_grant values ($1, 'ADMIN', 1)`, [world.here]);
    expect(await setUp({ name: { ja: '泥棒市' } })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.ask(world.anonymous, '{ organisation { hasAdministrator } }')).toEqual({ organisation: { hasAdministrator: true } });
  });
});

it('the numbers of a city count what is public', async () => {
  const works = spaceWorks(world);
  await works.draft();
  await works.published();
  const { organisation } = await world.ask<{ organisation: object }>(world.anonymous, '{ organisation { numbers { spaces open voices promised kept changed } } }');
  expect(organisation).toEqual({ numbers: { spaces: 1, open: 1, voices: 0, promised: 0, kept: 0, changed: 0 } });
});

describe('legal pages', () => {
  const publish = async (viewer: Caller, ja: string, slug = 'terms') => (await world.ask<{ it: { version: number; code?: string } }>(
    viewer, `mutation($slug: String!, $body: LocalizedTextInput!) { it: publishLegalPage(slug: $slug, title: { ja: "利用規約" }, body: $body) {
      ... on LegalPage { version bodyHtml { ja } } ... on Refusal { code field } } }`, { slug, body: { ja } })).it;

  it('are not published while a blank of a template stands in them', async () => {
    expect(await publish(world.admin, 'お問い合わせは〔担当課〕へ。')).toMatchObject({ code: 'UNFINISHED' });
  });

  it('keep every version', async () => {
    expect(await publish(world.staff, 'x')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await publish(world.admin, 'x', 'imprint')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await publish(world.admin, '一つ目')).toMatchObject({ version: 1 });
    expect(await publish(world.admin, '**二つ目**です')).toMatchObject({ version: 2, bodyHtml: { ja: '<p><strong>二つ目</strong>です</p>\n' } });
    const { old } = await world.ask<{ old: object }>(world.anonymous, '{ old: legalPage(slug: "terms", version: 1) { body { ja } versions } }');
    expect(old).toEqual({ body: { ja: '一つ目' }, versions: [2, 1] });
  });

  it('show no markup that could run', async () => {
    const page = await publish(world.admin, '<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))');
    expect(JSON.stringify(page)).not.toMatch(/<script|<img|href="javascript/i);
  });
});

describe('the directory of hosts', () => {
  it('knows own hosts, sends aliases on, and nothing else', async () => {
    await world.pool.query('insert into organisation_host (host, organisation_id, canonical) values ($1, $3, false), ($2, $3, false)',
      ['alias.example', 'localhost', world.here]);
    const directory = world.app.get(OrganisationDirectory);
    directory.forget();
    expect(await directory.find('Minatogawa.example:3000')).toMatchObject({ id: world.here, host: 'minatogawa.example' });
    expect(await directory.find('alias.example')).toMatchObject({ id: world.here, redirectTo: 'minatogawa.example' });
    expect(await directory.find('localhost:3000')).toMatchObject({ id: world.here, host: 'localhost' });
    expect(await directory.find('other.example')).toMatchObject({ id: world.elsewhere });
    expect(await directory.find('unknown.example')).toBeUndefined();
    expect(await directory.find(`#${world.here}`)).toBeUndefined();
  });
});
