import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { holds } from '@hiroba/kernel';
import { Component, Messages, refusalMessage, Sql, sql, type GraphqlContext } from '@hiroba/server';
import { Kinds, Setting, SettingChoice, settingWith, written } from './kinds.ts';
import { RulesHistory } from './rules.type.ts';

const AnyComponent = Component as never;

interface StoredChange {
  readonly at: Date;
  readonly content: { readonly key: string; readonly from: unknown; readonly to: unknown };
}

/** The rules a placed component goes by, since when, and how they changed: everybody may read them. */
@Resolver(() => AnyComponent)
export class RulesResolver {
  constructor(
    private readonly kinds: Kinds,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => [Setting], { description: 'The rules in force.' })
  settingValues(@Parent() component: Component, @Context() { viewer }: GraphqlContext): Setting[] {
    const fields = this.kinds.of(component.manifest)?.manifest.settings ?? [];
    let use: ReturnType<Kinds['use']> | undefined;
    // Why a rule stays tells that it is in use, and so what counts may keep hidden: only who changes rules is told.
    const mayChange = holds(viewer, ['STAFF'], component.spaceId);
    return fields.map((field) => ({
      ...settingWith(field, component.settings[field.key] ?? undefined),
      lock: async () => (mayChange ? field.lock?.(await (use ??= this.kinds.use(this.db, component))) : undefined),
    }));
  }

  @ResolveField(() => RulesHistory, { description: 'Since when the rules are in force, and how they changed.' })
  async rulesHistory(@Parent() { organisationId, spaceId, id }: Component): Promise<RulesHistory> {
    const [changes, published] = await Promise.all([
      this.db.rows<StoredChange>(sql`
        select at, content from version where organisation_id = ${organisationId}
          and (subject_kind, subject_id) in (('component_settings', ${id}::uuid), ('space_visibility', ${spaceId}::uuid)) order by at desc, n desc limit 100`),
      this.db.first<{ at: Date | null }>(sql`
        select min(at) as at from log_entry where organisation_id = ${organisationId} and subject_kind = 'component'
        and subject_id = ${id} and type = 'component.published'`),
    ]);
    return {
      since: changes[0]?.at ?? published?.at ?? null,
      changes: changes.map(({ at, content: { key, from, to } }) => ({ at, key, from: written(from), to: written(to) })),
    };
  }
}

/** What a setting says of itself besides its value. */
@Resolver(() => Setting)
export class SettingResolver {
  constructor(
    private readonly messages: Messages,
    private readonly kinds: Kinds,
    private readonly db: Sql,
  ) {}

  @ResolveField(() => [SettingChoice], { nullable: true, description: 'What it may name, in order; null where it names nothing.' })
  choices(@Parent() { of }: Setting, @Context() { viewer }: GraphqlContext): Promise<readonly SettingChoice[]> | null {
    return of === undefined ? null : this.kinds.choices(this.db, viewer.organisationId, of);
  }

  @ResolveField(() => String, { nullable: true, description: 'Why it cannot change now, for who may change it; null where it can.' })
  async locked(@Parent() { lock }: Setting, @Context() { viewer }: GraphqlContext): Promise<string | null> {
    const refusal = await lock?.();
    return refusal ? refusalMessage(this.messages, refusal, viewer.locale) : null;
  }
}
