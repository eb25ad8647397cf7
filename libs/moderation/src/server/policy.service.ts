import { Injectable } from '@nestjs/common';
import { Refusal, visitor, type Decision, type Situation } from '@hiroba/kernel';
import { Commands, newId, rowsIn, sql, Sql, type Caller, type Due, type Transaction } from '@hiroba/server';
import {
  dropRule,
  publishRules,
  rulesPolicy,
  startRules,
  writeRule,
  type Publication,
  type RulesDraft,
  type TypedRule,
} from '../domain/policy.ts';
import type { PublishedRules } from '../domain/rules.ts';
import { digestOfRules } from './migrations/20261207T3001-policy.ts';
import { ModPolicy } from './mod-policy.entity.ts';

type Edit = (at: Situation, draft: RulesDraft, published: readonly PublishedRules[]) => Decision<RulesDraft> | Refusal;

const published = (policies: readonly ModPolicy[]): PublishedRules[] =>
  policies.flatMap(({ version, rules, effectiveAt }) => (effectiveAt ? [{ version, rules, effectiveAt }] : []));

/** The rules of a city: one draft at a time, which becomes the next version. */
@Injectable()
export class PolicyService implements Due {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
  ) {}

  /** Writes down one rule of the draft. */
  write(typed: TypedRule, caller: Caller): Promise<ModPolicy | Refusal> {
    return this.#edit(caller, writeRule(typed));
  }

  /** Leaves a rule out of the draft. */
  drop(id: string, caller: Caller): Promise<ModPolicy | Refusal> {
    return this.#edit(caller, dropRule(id));
  }

  /** Publishes the draft. */
  publish(publication: Publication, caller: Caller): Promise<ModPolicy | Refusal> {
    return this.commands.once(ModPolicy, caller, async (transaction) => {
      const { at, policies, draft } = await this.#held(transaction);
      const last = published(policies).at(-1);
      if (!draft || !last) return rulesPolicy.write(at, undefined) ?? new Refusal('NOTHING_CHANGED');
      const decision = publishRules(publication, digestOfRules(draft.rules))(at, draft, last);
      return decision instanceof Refusal ? decision : transaction.write(draft, decision, at);
    });
  }

  /** Puts the rules on record with which a city began. */
  async settle(): Promise<void> {
    const unlogged = await this.db.rows<{ organisationId: string }>(
      sql`select organisation_id as "organisationId" from mod_policy where rev = 0 and published_at is not null limit 100`,
    );
    for (const { organisationId } of unlogged) {
      const clock: Caller = { ...visitor(organisationId), operator: true };
      await this.commands.transaction(clock, async (transaction) => {
        const { at, policies } = await this.#held(transaction);
        const first = policies.find(({ rev, publishedAt }) => rev === 0 && publishedAt !== null);
        return first ? transaction.write(first, startRules(first), at) : new Refusal('NOTHING_CHANGED');
      });
    }
  }

  #edit(caller: Caller, edit: Edit): Promise<ModPolicy | Refusal> {
    return this.commands.once(ModPolicy, caller, async (transaction) => {
      const { at, policies, draft } = await this.#held(transaction);
      const last = published(policies).at(-1);
      const from = draft ?? { version: (last?.version ?? 0) + 1, rules: last?.rules ?? [] };
      const decision = edit(at, from, published(policies));
      if (decision instanceof Refusal) return decision;
      const { organisationId } = caller;
      const begun = { id: newId(), organisationId, rev: 0, ...from };
      return transaction.write(
        draft ?? transaction.em.create(ModPolicy, begun as never, { partial: true }),
        decision,
        at,
      );
    });
  }

  /** All versions with the draft, the city held so that nobody begins a second one. */
  async #held({ em, caller, now }: Transaction) {
    const { organisationId } = caller;
    await rowsIn(em, sql`select 1 from organisation where id = ${organisationId} for no key update`);
    const policies = await em.find(ModPolicy, { organisationId }, { orderBy: { version: 'asc' } });
    const draft = policies.find(({ publishedAt }) => publishedAt === null);
    return { at: { viewer: caller, now: await now() } satisfies Situation, policies, draft };
  }
}
