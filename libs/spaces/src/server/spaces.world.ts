import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule, GraphQLSchemaHost, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import { NestFactory } from '@nestjs/core';
import { Entity } from '@mikro-orm/decorators/legacy';
import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import { graphql } from 'graphql';
import { defineComponent, Refusal, visitor, type Grant } from '@hiroba/kernel';
import {
  Clock, Component, countStatements, migrate, openOrm, openPool, ServerModule, sql, type Caller, type ComponentServer, type GraphqlContext,
} from '@hiroba/server';
import { createOrganisation, spacesServer } from './index.ts';

const kinds = [{ key: 'a', label: 'A' }];

/** A component that exists in these specs only. */
export const surveys = defineComponent({
  name: 'surveys',
  actions: ['respond', 'comment'],
  resources: ['Survey'],
  settings: [
    { key: 'maxAnswers', type: 'INTEGER', min: 1, max: 100, default: 1 },
    { key: 'showResults', type: 'CHOICE', options: ['ALWAYS', 'AFTER_CLOSE'], default: 'AFTER_CLOSE' },
    { key: 'open', type: 'BOOLEAN', default: true },
    { key: 'guide', type: 'LOCALIZED', max: 10, default: {} },
    { key: 'layout', type: 'CHOICE', options: ['SINGLE', 'SIDES'], default: 'SINGLE', lock: ({ answers = 0 }) => (answers > 0 ? new Refusal('IN_USE') : undefined) },
    { key: 'about', type: 'SEVERAL', of: 'things', max: 2, default: [] },
    {
      key: 'kinds', type: 'ROWS', max: 3, fits: (row) => typeof (row as { label?: unknown }).label === 'string', default: kinds,
      lock: ({ a = 0 }, wish) => (a > 0 && wish && !(wish.to as { key: string }[]).some(({ key }) => key === 'a') ? new Refusal('IN_USE') : undefined),
    },
  ],
});

@ObjectType({ implements: () => [Component] as never })
@Entity({ discriminatorValue: surveys.name })
class SurveysComponent extends Component {}

@Resolver(() => SurveysComponent)
class SurveysResolver {
  @ResolveField(() => String)
  own() {
    return 'own';
  }
}

@Module({ providers: [SurveysResolver] })
class SurveysModule {}

const surveysServer: ComponentServer = {
  name: 'surveys', manifest: surveys, component: SurveysComponent as unknown as EntityClass<Component>, module: SurveysModule,
  entities: [SurveysComponent] as readonly EntityClass<object>[],
  // The directory asks whether somebody administers the city; roles belong to accounts, which spaces do not know.
  migrations: [{
    name: '20261126T0100-roles',
    sql: 'create table role_grant (organisation_id uuid, role text, rev int); create table survey_use (component_id uuid, name text, n int); create table survey_thing (name text, offered boolean)',
  }],
  choices: {
    things: () => sql`select name as value, jsonb_build_object('ja', name) as label, offered from survey_thing order by name`,
  },
  settingUse: (_, componentId) => sql`select name, n from survey_use where component_id = ${componentId}`,
  locales: { ja: {}, en: {} },
};

@Module({})
class WorldModule {}

/** A clock that stands where a spec puts it. */
class StillClock extends Clock {
  #now: Date;

  constructor(now: string) {
    super();
    this.#now = new Date(now);
  }

  set(now: string): void {
    this.#now = new Date(now);
  }

  override nowIn = async (): Promise<Date> => this.#now;
  override now = async (): Promise<Date> => this.#now;
}

/** Makes a database for one spec file; specs bring it, the library knows no tests. */
type FreshDatabase = (migrate: (url: string) => Promise<void>, template: string) => Promise<{ url: string; drop(): Promise<void> }>;

/** Two cities, a clock that stands still, and a GraphQL door for viewers of any kind. */
export async function startWorld(freshDatabase: FreshDatabase, now = '2026-12-01T00:00:00Z') {
  const libraries = [spacesServer, surveysServer];
  const prepare = async (url: string): Promise<void> => {
    const [pool, orm] = [openPool(url), await openOrm(url, libraries)];
    await migrate(orm, pool);
    await orm.close();
    await pool.end();
  };
  // The template other specs share holds the tables of all libraries; here are only those of spaces.
  const database = await freshDatabase(prepare, 'spaces_template');
  const clock = new StillClock(now);
  const [pool, orm] = [openPool(database.url), await openOrm(database.url, libraries)];
  const platform = ServerModule.forRoot({
    orm, pool, url: database.url, key: Buffer.alloc(32, 1), dataDir: mkdtempSync(path.join(tmpdir(), 'hiroba-spaces-')), libraries,
    mail: { from: 'hiroba@example.jp' }, originOf: (host) => host, clock,
  });
  const graphqlModule = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver, autoSchemaFile: true, buildSchemaOptions: { orphanedTypes: [SurveysComponent] },
  });
  const app = await NestFactory.create(
    { module: WorldModule, imports: [platform, spacesServer.module, SurveysModule, graphqlModule] }, { logger: ['fatal'], abortOnError: false });
  const city = (host: string) => orm.em.fork().transactional((em) => createOrganisation(em as EntityManager, {
    name: { ja: 'みなと川市', en: 'Minatogawa' }, prefix: 'MTG', hosts: [host],
    offices: [{ key: 'urban', name: { ja: '都市計画課' } }],
  }));
  const [here, elsewhere] = [await city('minatogawa.example'), await city('other.example')];
  await app.init();
  const { schema } = app.get(GraphQLSchemaHost);

  const somebody = (grants: Grant[] = [], organisationId = here): Caller =>
    ({ ...visitor(organisationId), personId: crypto.randomUUID(), level: 1, mfa: true, grants });
  const ask = async <R>(viewer: Caller, source: string, variables: object = {}): Promise<R> => {
    const contextValue: GraphqlContext = { viewer, loaders: new WeakMap(), effects: {} };
    const { data, errors } = await graphql({ schema, source, contextValue, variableValues: { ...variables } });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return data as R;
  };
  const anonymous: Caller = visitor(here);
  return {
    app, clock, pool, orm, here, elsewhere, somebody, ask,
    anonymous,
    staff: somebody([{ role: 'STAFF' }]),
    admin: somebody([{ role: 'ADMIN' }]),
    /** A question with the number of SQL statements it took. */
    counted: async <R>(viewer: Caller, source: string, variables: object = {}) => {
      const { result, statements } = await countStatements(() => ask<R>(viewer, source, variables));
      return { result, statements };
    },
    async stop() {
      await app.close();
      await orm.close();
      await pool.end();
      await database.drop();
    },
  };
}

export type World = Awaited<ReturnType<typeof startWorld>>;
