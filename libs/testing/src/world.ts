import type { Grant, Role } from '@hiroba/kernel';
import { AccountSeeds } from '@hiroba/accounts/server';
import { createOrganisation } from '@hiroba/spaces/server';
import { countStatements, Jobs, Publisher, sql, type Caller, type Sql } from '@hiroba/server';
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';

/** What a world is built on: the assembled server. */
export interface Ground {
  readonly nest: { get<T>(type: abstract new (...args: never[]) => T): T };
  readonly db: Sql;
  readonly executeFor: (context: { viewer: Caller; loaders: WeakMap<object, unknown>; effects: object }) =>
    <R>(document: string, variables?: object, options?: { requestKey?: string }) => Promise<R>;
}

/** Somebody in a test's world, who talks to the server by GraphQL only. */
export interface Actor {
  readonly id: string;
  readonly code: string;
  readonly viewer: Caller;
  /** Runs a document and returns its data; throws an error with `extensions.code`. */
  run<R = Record<string, unknown>>(document: string, variables?: object, options?: { requestKey?: string }): Promise<R>;
  /** Runs a mutation whose root field is aliased `outcome`; refusals come back as `CODE` or `CODE field`. */
  act<R = Record<string, unknown>>(document: string, variables?: object): Promise<R & { id: string }>;
  refused(document: string, variables?: object): Promise<string | undefined>;
  /** The data of a document together with the SQL it took. */
  counted<R>(document: string, variables?: object): Promise<{ result: R; statements: readonly string[] }>;
}

/** A placed component in a published space. */
export interface PlacedRoom {
  readonly spaceId: string;
  readonly slug: string;
  readonly componentId: string;
}

const named = (name: string): string => `mutation ${name}`;

/** One city of a test, made through the public commands. */
export class World {
  #people = 0;
  #rooms = 0;

  private constructor(
    private readonly ground: Ground,
    readonly organisationId: string,
    readonly host: string,
  ) {}

  /** A city at a host. */
  static async city(ground: Ground, host = 'city.test'): Promise<World> {
    const em = ground.nest.get(MikroORM).em.fork() as EntityManager;
    const id = await em.transactional((inner) => createOrganisation(inner as EntityManager, {
      name: { ja: '試験市', en: 'Test City' }, hosts: [host], prefix: 'TEST',
      contact: { phone: '0790-00-0000', mail: 'city@example.jp' },
    } as never));
    return new World(ground, id, host);
  }

  /** Somebody who confirmed their mail. */
  citizen = (name = '花'): Promise<Actor> => this.person(name, []);

  /** Somebody who works for the city, second factor given. */
  staff = (name = '職員', spaceId?: string): Promise<Actor> => this.person(name, [{ role: 'STAFF', spaceId }]);

  /** An administrator, second factor given. */
  admin = (name = '管理'): Promise<Actor> => this.person(name, [{ role: 'ADMIN' }]);

  /** Somebody with the given roles. */
  async person(name: string, grants: readonly Grant[], more: Partial<Caller> = {}): Promise<Actor> {
    this.#people += 1;
    const { id, code } = await this.ground.nest.get(AccountSeeds).person({
      organisationId: this.organisationId, email: `person${this.#people}@example.jp`, displayName: name, roles: grants as readonly { role: Role; spaceId?: string | null }[],
      office: grants.length > 0 ? '企画課' : null, joinedAt: new Date('2026-01-01T00:00:00Z'),
    });
    const viewer: Caller = {
      organisationId: this.organisationId, personId: id, grants, level: 1, mfa: grants.length > 0, locale: 'ja',
      freshUntil: new Date('2999-01-01T00:00:00Z'), recorded: [], ...more,
    };
    return this.#actor(id, code, viewer);
  }

  /** A visitor without account. */
  visitor(): Actor {
    return this.#actor('', '', { organisationId: this.organisationId, grants: [], level: 0, mfa: false, locale: 'ja' });
  }

  /** The same person under other circumstances. */
  as(actor: Actor, more: Partial<Caller>): Actor {
    return this.#actor(actor.id, actor.code, { ...actor.viewer, ...more });
  }

  /** A published space with one component, open from `opensAt` until `closesAt`. */
  async room(
    staff: Actor, manifest: string,
    { settings = {}, actions = ['create', 'support', 'comment'], opensAt = '2026-11-01T00:00:00+09:00', closesAt = '2026-12-01T00:00:00+09:00', publish = true }:
    { settings?: Record<string, string | number | boolean>; actions?: readonly string[]; opensAt?: string; closesAt?: string | null; publish?: boolean } = {},
  ): Promise<PlacedRoom> {
    this.#rooms += 1;
    const both = (ja: string) => ({ ja, en: `${ja} (en)` });
    const slug = `room-${this.#rooms}-${manifest}`;
    const space = await staff.act<{ edition: number }>(`${named('Draft')}($input: DraftSpaceInput!) { outcome: draftSpace(input: $input) {
      __typename ... on Space { id edition } ... on Refusal { code field message } } }`, { input: { slug, title: both('広場'), summary: both('広場のこれから') } });
    const edited = await staff.act<{ edition: number }>(`${named('Edit')}($id: ID!, $edition: Int!, $input: SpaceInput!) {
      outcome: editSpace(id: $id, edition: $edition, input: $input) { __typename ... on Space { id edition } ... on Refusal { code field message } } }`, {
      id: space.id, edition: space.edition, input: { ask: {
        decided: both('使い方'), changeable: both('配置'), fixed: both('予算'), decider: both('市長'), deadline: both('年度末'), wanted: both('困りごと'), promise: 'INVOLVE' } } });
    const placed = await staff.act(`${named('Place')}($space: ID!, $manifest: String!, $input: ComponentInput!) {
      outcome: placeComponent(spaceId: $space, manifest: $manifest, input: $input) { __typename ... on PlacedComponent { id } ... on Refusal { code field message } } }`, {
      space: space.id, manifest, input: { title: both('募集'), settings: Object.entries(settings).map(([key, value]) => ({ key, value: String(value) })) } });
    await staff.act(`${named('Phases')}($id: ID!, $edition: Int!, $phases: [SpacePhaseInput!]!) {
      outcome: setPhases(id: $id, edition: $edition, phases: $phases) { __typename ... on Space { id edition } ... on Refusal { code field message } } }`, {
      id: space.id, edition: edited.edition, phases: [{ key: 'ideas', title: both('募集'), text: both('募集します'), opensAt, closesAt,
        allows: [{ componentId: placed.id, actions }] }] });
    if (publish) {
      await staff.act(`${named('Publish')}($id: ID!) { outcome: publishSpace(id: $id) {
        __typename ... on Space { id } ... on Refusal { code field message } } }`, { id: space.id });
    }
    return { spaceId: space.id, slug, componentId: placed.id };
  }

  /** A tree of headings, its nodes named by their ways down: `streets`, `streets/lighting`. Ids by way; that of the tree is `''`. */
  async tree(by: Actor, key: string, ways: readonly string[] = []): Promise<Readonly<Record<string, string>>> {
    const ids: Record<string, string> = {};
    for (const way of ['', ...ways]) {
      const [name = key, ...above] = way === '' ? [] : way.split('/').reverse();
      const parentId = way === '' ? null : ids[above.reverse().join('/')];
      const { id } = await by.act(`${named('Node')}($parentId: ID, $input: TaxonomyNodeInput!) { outcome: addTaxonomyNode(parentId: $parentId, input: $input) {
        __typename ... on TaxonomyNode { id } ... on Refusal { code field message } } }`, { parentId, input: { key: name, name: { ja: name, en: name } } });
      ids[way] = id;
    }
    return ids;
  }

  /** A draft proposal. */
  async draft(by: Actor, componentId: string, text: { title?: string; body?: string; taxonomies?: readonly string[]; spot?: object } = {}): Promise<string> {
    const input = { title: '駅前に木陰を', body: '夏の広場は日差しが強すぎます。', ...text };
    const { id } = await by.act(`${named('DraftProposal')}($componentId: ID!, $input: ProposalInput!) {
      outcome: draftProposal(componentId: $componentId, input: $input) { __typename ... on Proposal { id } ... on Refusal { code field message } } }`,
    { componentId, input });
    return id;
  }

  /** A published proposal. */
  async proposal(by: Actor, componentId: string, text: { title?: string; body?: string; taxonomies?: readonly string[]; spot?: object } = {}): Promise<string> {
    const id = await this.draft(by, componentId, text);
    await by.act(`${named('PublishProposal')}($id: ID!) { outcome: publishProposal(id: $id) {
      __typename ... on Proposal { id } ... on Refusal { code field message } } }`, { id });
    return id;
  }

  /** Publishes pending log entries and folds counters, as the publisher does by itself. */
  async settle(): Promise<void> {
    const publisher = this.ground.nest.get(Publisher);
    while ((await publisher.publish()) > 0);
  }

  /** Runs the reactions that the publisher has queued, as the worker does by itself. */
  async react(): Promise<void> {
    const jobs = this.ground.nest.get(Jobs);
    const queued = await this.ground.db.rows<{ payload: { entryId: string; reaction: string } }>(sql`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'react' order by j.id`);
    for (const { payload } of queued) await jobs.react(payload);
  }

  /** Does queued long work as the worker does, to its end; at most so many steps. */
  async work(most = Infinity): Promise<void> {
    const jobs = this.ground.nest.get(Jobs);
    for (let steps = 0; steps < most;) {
      const queued = await this.ground.db.rows<{ payload: { name: string; id: string } }>(sql`
        delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
        where t.id = j.task_id and t.identifier = 'work' returning j.payload`);
      if (queued.length === 0) return;
      for (const { payload } of queued) await jobs.work(payload);
      steps += queued.length;
    }
  }

  #actor(id: string, code: string, viewer: Caller): Actor {
    const run = <R>(document: string, variables: object = {}, options: { requestKey?: string } = {}) =>
      this.ground.executeFor({ viewer, loaders: new WeakMap(), effects: {} })<R>(document, variables, options);
    const outcome = async (document: string, variables?: object) =>
      (await run<{ outcome: Record<string, unknown> & { __typename: string } }>(document, variables)).outcome;
    return {
      id, code, viewer, run,
      async act<R>(document: string, variables?: object) {
        const result = await outcome(document, variables);
        if (result.__typename === 'Refusal') throw new Error(`refused: ${String(result.code)} ${String(result.field ?? '')}`);
        return result as unknown as R & { id: string };
      },
      async refused(document, variables) {
        const { __typename, code: refusal, field } = await outcome(document, variables);
        return __typename === 'Refusal' ? `${String(refusal)}${field ? ` ${String(field)}` : ''}` : undefined;
      },
      counted: (document, variables) => countStatements(() => run(document, variables)) as never,
    };
  }
}
