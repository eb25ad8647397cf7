import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, subscribe, type GraphQLSchema } from 'graphql';
import sharp from 'sharp';
import { readReceiptCode, receiptLength, receiptLetters, withCheckLetter } from '@hiroba/kernel';
import { openDataFormats, type Downloads } from '@hiroba/server';
import type { Type } from '@nestjs/common';
import type { Actor } from '@hiroba/testing';
import { libraries } from '../src/libraries.ts';
import { fieldsOf, schemaOf } from '../security/asking.ts';
import { formsOf, visit } from '../security/browsing.ts';
import { calls } from '../security/calls.ts';
import { documentFor } from '../security/documents.ts';
import { pageRoutes, patternOf, realPages } from '@hiroba/testing/real-pages';
import { setScene, type Scene } from '../security/scene.ts';
import { startFort, type Fort } from '../security/support.ts';

/** ALL5: every query, mutation, page and file address, with ids of another organisation, answers as if they had never
 * existed; a session or a link of one host is unknown at another. */
let fort: Fort;
let scene: Scene;
let schema: GraphQLSchema;
let strangers: Actor[];
let pages: Awaited<ReturnType<typeof realPages>>;

beforeAll(async () => {
  pages = await realPages();
  fort = await startFort({ pages });
  scene = await setScene(fort);
  schema = schemaOf(fort);
  strangers = [
    fort.other.visitor(),
    await fort.other.citizen('隣'),
    await fort.other.person('隣職', [{ role: 'STAFF' }, { role: 'ADMIN' }, { role: 'MODERATOR' }, { role: 'AUDITOR' }]),
  ];
  await fort.city.admin();
});
afterAll(() => fort?.close());

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const whole = new RegExp(`^${uuid.source}$`);
let never = 0;
const neverId = (): string => `01990000-0000-7000-8000-${String((never += 1)).padStart(12, '0')}`;

/** The same arguments about things that never existed. */
function neverExisted(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    if (whole.test(value)) return neverId();
    if (key === 'code' && readReceiptCode(value))
      return withCheckLetter(receiptLetters.charAt((never += 1) % 10).repeat(receiptLength));
    if (key === 'slug') return `never-${(never += 1)}`;
    return key === 'code' || key === 'person' ? 'zzzzzzzz' : value;
  }
  if (Array.isArray(value)) return value.map((each) => neverExisted(each));
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, neverExisted(each, name)]));
  return value;
}

/** What a stranger is answered, to the byte. */
async function answer(stranger: Actor, root: string, document: string, about: object): Promise<string> {
  if (root !== 'subscription')
    return JSON.stringify(
      await stranger.run(document, about).catch((error: { extensions?: object }) => error.extensions),
    );
  const contextValue = { viewer: stranger.viewer, loaders: new WeakMap(), effects: {} };
  const variableValues = about as Record<string, unknown>;
  return JSON.stringify(await subscribe({ schema, document: parse(document), variableValues, contextValue }));
}

describe('ALL5 SE4 AUTHZ-07 AUTHZ-16 what belongs to another city', () => {
  test('is as if it had never existed, to the byte, for every field with an id', async () => {
    const compared: string[] = [];
    for (const { root, field } of fieldsOf(schema)) {
      const call = calls[field.name];
      const subject = (await call?.subject?.(scene)) ?? {};
      const variables = call?.variables?.(scene, subject, 'staff') ?? {};
      const bogus = neverExisted(variables) as object;
      const named = JSON.stringify(variables) !== JSON.stringify(bogus);
      if (!named || ['draftSpace', 'publishLegalPage'].includes(field.name)) continue;
      compared.push(field.name);
      const document = documentFor(schema, root, field, 3);
      for (const stranger of strangers) {
        const theirs = await answer(stranger, root, document, variables);
        const nobodys = await answer(stranger, root, document, bogus);
        expect({ field: field.name, theirs }).toEqual({ field: field.name, theirs: nobodys });
        expect(theirs).toMatch(/null|\[\]|NOT_FOUND|UNAUTHENTICATED|FORBIDDEN|CODE_UNKNOWN/);
      }
    }
    expect(compared.length).toBeGreaterThan(35);
  });

  test('is nothing of any kind, for every field that takes a kind with an id', async () => {
    const generic = fieldsOf(schema).filter(({ field }) => field.args.some(({ name }) => /Kind$/.test(name)));
    expect(generic.length).toBeGreaterThanOrEqual(4);
    const { room, proposalId, commentId, people } = scene;
    const ids = [proposalId, commentId, room.spaceId, room.componentId, people.author.id];
    for (const { root, field } of generic) {
      const document = documentFor(schema, root, field, 3);
      const base = calls[field.name]?.variables?.(scene, {}, 'staff') ?? {};
      const [kindName = '', idName = ''] = field.args.map(({ name }) => name).filter((name) => /(Kind|Id)$/.test(name));
      for (const kind of ['proposal', 'comment', 'space', 'component', 'person', 'organisation', 'nothing']) {
        for (const id of ids) {
          const about = (theirs: string) => ({ ...base, [kindName]: kind, [idName]: theirs });
          for (const stranger of strangers) {
            const theirs = await answer(stranger, root, document, about(id));
            expect({ field: field.name, kind, theirs }).toEqual({
              field: field.name,
              kind,
              theirs: await answer(stranger, root, document, about(neverId())),
            });
          }
        }
      }
    }
  });

  test('has no page at another host, and takes no form there', async () => {
    const { room, proposalId, people } = scene;
    const draftId = await fort.city.draft(people.author, room.componentId);
    const ours: Readonly<Record<string, string>> = {
      slug: room.slug,
      componentId: room.componentId,
      id: proposalId,
      code: people.author.code,
      rootId: proposalId,
      rootKind: 'proposal',
    };
    const fill = (pattern: string, params: Readonly<Record<string, string>>): string =>
      pattern.replace(':locale', 'ja').replace(/:(\w+)/g, (_, name: string) => params[name] ?? name);
    // A page names its own address, as for its other language, and the token of its forms.
    const nameless = (text: string, params: Readonly<Record<string, string>>): string => {
      const token = /name="_token" value="([^"]+)"/.exec(text)?.[1];
      const names = Object.entries(params).concat(token ? [['token', token]] : []);
      return names.reduce((rest, [name, value]) => rest.replaceAll(value, `:${name}`), text);
    };
    const cookies = [undefined, await fort.signIn(strangers[2] as Actor)];
    const insiders = { staff: await fort.signIn(people.staff), author: await fort.signIn(people.author) };
    const routes = await pageRoutes();
    const about = routes
      .map((route) => patternOf(routes, route))
      .filter((pattern) => /:(slug|componentId|id|code|rootId)\b/.test(pattern));
    expect(about.length).toBeGreaterThan(15);
    const before = await fort.query('select max(id) as last from log_entry where organisation_id = $1', [
      fort.city.organisationId,
    ]);
    let shownAtHome = 0;
    for (const pattern of new Set(about)) {
      const id = /write|preview/.test(pattern)
        ? draftId
        : /components\/:id/.test(pattern)
          ? room.componentId
          : proposalId;
      const theirs = { ...ours, id };
      const nobodys = {
        slug: 'never-there',
        componentId: neverId(),
        id: neverId(),
        code: 'zzzzzzzz',
        rootId: neverId(),
        rootKind: 'proposal',
      };
      const at = fill(pattern, theirs);
      const home = await Promise.all(
        [insiders.staff, insiders.author].map((cookie) => visit(fort, { path: at, cookie })),
      );
      const own = home.flatMap((page) => formsOf(page)).filter(({ action }) => action?.split('?')[0] === at);
      const forms = new Map(own.map(({ name, action }) => [name, action?.slice(at.length) ?? '']));
      if (home.some(({ status }) => status === 200)) shownAtHome += 1;
      for (const cookie of cookies) {
        const place = { host: 'other.test', cookie };
        const [page, none] = [
          await visit(fort, { ...place, path: at }),
          await visit(fort, { ...place, path: fill(pattern, nobodys) }),
        ];
        expect({ pattern, status: page.status }).toEqual({ pattern, status: none.status });
        // What always answers, as the titles like mine do, says the same of ours as of nothing.
        if (page.status === 200)
          expect({ pattern, text: nameless(page.text, theirs) }).toEqual({ pattern, text: nameless(none.text, nobodys) });
        else expect([302, 303, 400, 401, 403, 404]).toContain(page.status);
        expect(page.text).not.toMatch(/木陰を増やす|筆者/);
        for (const [form, search] of cookie ? forms : []) {
          const headers = { 'content-type': 'application/x-www-form-urlencoded' };
          const body = new URLSearchParams({ _form: form, title: 'x', body: 'x', reason: 'x' }).toString();
          const sent = (path: string) => fort.send({ ...place, path: `${path}${search}`, headers, body });
          const [given, nothing] = [await sent(at), await sent(fill(pattern, nobodys))];
          expect({ pattern, form, status: given.status }).toEqual({ pattern, form, status: nothing.status });
          expect(given.text).not.toMatch(/木陰を増やす|筆者/);
        }
      }
    }
    expect(shownAtHome).toBeGreaterThan(15);
    expect(pages.failures).toEqual([]);
    expect(
      await fort.query('select max(id) as last from log_entry where organisation_id = $1', [fort.city.organisationId]),
    ).toEqual(before);
  });

  test('has no picture at another host', async () => {
    const { people, room } = scene;
    const canvas = { create: { width: 1300, height: 700, channels: 3, background: '#0a7' } } as const;
    const png = await sharp(canvas).png().toBuffer();
    const { spaceById } = await people.staff.run<{ spaceById: { edition: number } }>(
      'query Q($id: ID!) { spaceById(id: $id) { edition } }',
      { id: room.spaceId },
    );
    await people.staff.act(
      `mutation M($id: ID!, $edition: Int!, $picture: Upload) {
        outcome: setSpaceHero(id: $id, edition: $edition, picture: $picture, alt: { ja: "緑" }, decorative: false) {
          __typename ... on Space { id } ... on Refusal { code field } } }`,
      { id: room.spaceId, ...spaceById, picture: new File([new Uint8Array(png)], 'green.png', { type: 'image/png' }) },
    );
    const { space } = await people.visitor.run<{ space: { hero: { src: string } } }>(
      'query Q($slug: String!) { space(slug: $slug) { hero { src } } }',
      { slug: room.slug },
    );
    const at = (host: string) => fort.send({ method: 'GET', path: space.hero.src, host });
    const [own, theirs] = [await at('city.test'), await at('other.test')];
    const nobodys = await fort.send({ method: 'GET', path: `/files/${'0'.repeat(64)}`, host: 'other.test' });
    expect(own.status).toBe(200);
    expect(own.headers['content-security-policy']).toContain('sandbox');
    expect({ status: theirs.status, text: theirs.text }).toEqual({ status: 404, text: nobodys.text });
  });

  test('has no open data at another host, under any path and in any form', async () => {
    const { room, proposalId } = scene;
    const types = libraries.flatMap(({ downloads = [] }) => downloads) as readonly Type<Downloads>[];
    const paths = types.map((type) => fort.server.nest.get(type, { strict: false }).path);
    expect(paths.length).toBeGreaterThan(0);
    const offered = new Set<string>();
    for (const path of paths) {
      for (const id of [room.componentId, room.spaceId, proposalId]) {
        for (const format of openDataFormats) {
          const get = (host: string, of: string) =>
            fort.send({ method: 'GET', path: `/download/${path}/${of}.${format}`, host });
          if ((await get('city.test', id)).status === 200) offered.add(`${path} ${format}`);
          const [theirs, nobodys] = [await get('other.test', id), await get('other.test', neverId())];
          expect({ path, status: theirs.status, text: theirs.text }).toEqual({ path, status: 404, text: nobodys.text });
        }
      }
    }
    // What is named by none of these ids, as files of a round, is tried beside it.
    const own = ['proposals', 'comments'].flatMap((path) => openDataFormats.map((format) => `${path} ${format}`));
    expect([...offered]).toEqual(expect.arrayContaining(own));
  });
});

describe('ALL5 at another host', () => {
  test('a session is unknown', async () => {
    const cookie = await fort.signIn(scene.people.staff);
    const ask = '{ viewer { personId grants { role } } }';
    const own = await fort.graphql<{ viewer: object }>(ask, { cookie });
    expect(own.data?.viewer).toMatchObject({ personId: scene.people.staff.id });
    const theirs = await fort.graphql<{ viewer: object }>(ask, { cookie, host: 'other.test' });
    expect(theirs.data?.viewer).toEqual({ personId: null, grants: [] });
  });

  test('every mailed link is unknown, and works at its own', async () => {
    const email = 'link@example.jp';
    const mailed = async (kind: string): Promise<string> => {
      const rows = await fort.query<{ body: string }>(
        'select body from mail_outbox where recipient = $1 order by id desc',
        [email],
      );
      const found = rows.map(({ body }) => new RegExp(`/account/${kind}/([A-Za-z0-9_-]{43})`).exec(body)?.[1]);
      return found.find(Boolean) ?? '';
    };
    const ask = (host: string, call: string, cookie?: string) =>
      fort.graphql<{ outcome: { code?: string } }>(
        `mutation { outcome: ${call} { __typename ... on Refusal { code } } }`,
        { host, cookie },
      );
    const input = `email: "${email}", password: "bench-by-the-river", displayName: "鎖", acceptTerms: true, termsVersion: "1", locale: "ja"`;
    await ask('city.test', `signUp(input: { ${input} })`);
    const links: readonly (readonly [string, (token: string) => string, string])[] = [
      ['confirm', (token) => `confirmMail(token: "${token}")`, ''],
      ['enter', (token) => `signInByLink(token: "${token}")`, `requestSignInLink(email: "${email}")`],
      [
        'reset',
        (token) => `resetPassword(token: "${token}", password: "lantern-over-water")`,
        `requestPasswordReset(email: "${email}")`,
      ],
    ];
    for (const [kind, use, request] of links) {
      if (request) await ask('city.test', request);
      const token = await mailed(kind);
      expect({ kind, length: token.length }).toEqual({ kind, length: 43 });
      expect((await ask('other.test', use(token))).data?.outcome.code).toBe('LINK_EXPIRED');
      expect((await ask('city.test', use(token))).data?.outcome.code).toBeUndefined();
    }
  });
});
