import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal } from '@hiroba/kernel';
import { holdText } from '@hiroba/moderation/server';
import { Commands, firstIn, isId, newId, rowsIn, situationIn, sql, type Caller, type Transaction } from '@hiroba/server';
import type { Conclusions, DebateAllowance } from '../domain/debate.ts';
import { conclude, draft, edit, publish, type DebateInput } from '../domain/debate.commands.ts';
import { debates, type DebatesSituation } from '../manifest.ts';
import { Debate } from './debate.entity.ts';
import { DebateReads } from './debate.reads.ts';
import { debateWithholdable } from './debate.withholdable.ts';

type Held = { readonly debate: Debate; readonly at: DebatesSituation; readonly mine: DebateAllowance };

/** The acts on debates that look at more than one row: a person's allowance, and the comments below a debate. */
@Injectable()
export class DebateService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: DebateReads,
  ) {}

  /** Begins a draft: a participant's own, or one that an office will sign. */
  draft(componentId: string, input: DebateInput, office: string | null, caller: Caller): Promise<Debate | Refusal> {
    return this.commands.once(Debate, caller, async (transaction) => {
      const mine = await this.#allowance(transaction, componentId);
      if (mine instanceof Refusal) return mine;
      const at = await situation(transaction, componentId);
      if (at instanceof Refusal) return at;
      const decision = draft(input, office, mine)(at);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId: caller.organisationId, componentId, rev: 0 };
      return transaction.write(transaction.em.create(Debate, base as never, { partial: true }), decision, at);
    });
  }

  /** Opens a debate before everybody, within the person's limit. */
  publish(id: string, caller: Caller): Promise<Debate | Refusal> {
    return this.#decide(id, caller, async ({ mine, debate, at }) => publish(mine)(at, debate), true);
  }

  /** Changes what a debate asks. Comments hold it still while they come in, so whether there are any is settled here. */
  edit(id: string, input: DebateInput, reason: string | null, caller: Caller): Promise<Debate | Refusal> {
    return this.#decide(id, caller, async ({ debate, at }, { em }) => {
      const said = await firstIn(em, sql`
        select 1 from comment where organisation_id = ${caller.organisationId} and root_kind = 'debate' and root_id = ${id} limit 1`);
      return edit(input, reason, said !== undefined)(at, debate);
    }, true);
  }

  /** Says what was concluded; the comments it rests on must stand below this debate. */
  conclude(id: string, input: Conclusions, reason: string | null, caller: Caller): Promise<Debate | Refusal> {
    return this.#decide(id, caller, async ({ debate, at }, { em }) => {
      const ids = [...new Set(input.commentIds)];
      const decision = conclude({ ...input, commentIds: ids }, reason)(at, debate);
      if (decision instanceof Refusal || ids.length === 0) return decision;
      const known = ids.every(isId) ? await rowsIn(em, sql`
        select id from comment where organisation_id = ${caller.organisationId} and root_kind = 'debate' and root_id = ${id}
          and state = 'VISIBLE' and id = any(${ids}::uuid[])`) : [];
      return known.length === ids.length ? decision : new Refusal('NOT_FOUND', 'comments');
    });
  }

  #decide(
    id: string,
    caller: Caller,
    decide: (held: Held, transaction: Transaction) => Promise<ReturnType<ReturnType<typeof publish>>>,
    isText = false,
  ): Promise<Debate | Refusal> {
    return this.commands.once(Debate, caller, async (transaction) => {
      const { em } = transaction;
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      if (!isId(id)) return new Refusal('NOT_FOUND');
      const where = { id, organisationId: caller.organisationId };
      const known = await em.findOne(Debate, where);
      if (!known) return new Refusal('NOT_FOUND');
      const mine = await this.#allowance(transaction, known.componentId);
      if (mine instanceof Refusal) return mine;
      const debate = await em.findOne(Debate, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
      if (!debate) return new Refusal('NOT_FOUND');
      const at = await situation(transaction, debate.componentId);
      if (at instanceof Refusal) return at;
      const decision = await decide({ debate, at, mine }, transaction);
      if (decision instanceof Refusal) return decision;
      await transaction.write(debate, decision, at);
      return (isText ? await holdText(transaction, debateWithholdable, id, at) : undefined) ?? debate;
    });
  }

  async #allowance({ em, caller }: Transaction, componentId: string): Promise<DebateAllowance | Refusal> {
    const { organisationId, personId } = caller;
    if (!personId) return new Refusal('UNAUTHENTICATED');
    if (!isId(componentId)) return new Refusal('NOT_FOUND');
    const [made] = await rowsIn(em, sql`
      insert into debate_allowance (organisation_id, component_id, person_id)
      select organisation_id, id, ${personId} from component where organisation_id = ${organisationId} and id = ${componentId}
        and manifest = 'debates'
      on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id returning person_id`);
    return made ? (await firstIn<DebateAllowance>(em, this.reads.allowanceQuery(caller, componentId))) ?? new Refusal('NOT_FOUND') : new Refusal('NOT_FOUND');
  }
}

const situation = (transaction: Transaction, componentId: string): Promise<DebatesSituation | Refusal> =>
  situationIn(transaction, componentId, debates.name);
