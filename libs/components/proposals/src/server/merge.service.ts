import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { allAuthors, type AuthorRow, type LinkKind, type MadeOfOthers, type MergeInput, type Source, type SplitInput } from '../domain/merge.ts';
import {
  dissolved, divided, merge, merged, revived, split, undoMerge, undoSplit, type Situated,
} from '../domain/merge.commands.ts';
import { mergePolicy } from '../domain/merge.policy.ts';
import { reachThreshold, settingsOf } from '../domain/proposal.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Belongings } from './merge.belongings.ts';
import { Proposal } from './proposal.entity.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { carrySupports, holdSupporters, returnSupports } from './support.carrying.ts';

type Held = Situated<Proposal & Source>;

/** Several proposals become one, one becomes several, and both can be undone: allowances first, then proposals by id, then places. */
@Injectable()
export class MergeService {
  constructor(
    private readonly commands: Commands,
    private readonly belongings: Belongings,
  ) {}

  /** Makes one proposal of several; sources are locked and stay readable. */
  merge(ids: readonly string[], input: MergeInput & { readonly componentId?: string | null; readonly spotOf?: string | null }, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      const wanted = [...new Set(ids)];
      const componentId = await this.#placeOf(transaction, wanted, input.componentId);
      if (componentId instanceof Refusal) return componentId;
      const place = await situationIn(transaction, componentId);
      if (place instanceof Refusal) return place;
      // Before anybody's supports are held: who may not merge holds nobody up.
      const forbidden = mergePolicy.into(place, undefined);
      if (forbidden) return forbidden;
      const supporters = await holdSupporters(transaction, wanted, componentId);
      const sources = await this.#hold(transaction, wanted);
      if (sources instanceof Refusal) return new Refusal(sources.code, sources.code === 'NOT_FOUND' ? 'sources' : undefined);
      const at = await situationIn(transaction, componentId);
      if (at instanceof Refusal) return at;
      if (input.spotOf && !wanted.includes(input.spotOf)) return new Refusal('BAD_USER_INPUT', 'spotOf');
      const files = await this.belongings.files(transaction, at, sources);
      const decision = merge(input, digestsOf(files))(at, sources);
      if (decision instanceof Refusal) return decision;
      const result = await this.#make(transaction, at, decision, sources);
      await this.belongings.give(transaction, at, result, { sources, files, spotOf: input.spotOf });
      for (const { at: there, proposal } of sources) {
        await transaction.write(proposal, merged(result.id)(there), there);
        await this.belongings.count(transaction, proposal, null);
      }
      await this.#link(transaction, at, 'MERGE', wanted.map((sourceId) => ({ sourceId, resultId: result.id })), input.carry);
      if (input.carry) {
        await supporters.assertHeld();
        await carrySupports(transaction, wanted, result);
        await this.#reach(transaction, at, result);
      }
      return result;
    });
  }

  /** Makes several proposals of one, each with all its authors; supports do not go along. */
  split(id: string, input: SplitInput, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      const held = await this.#hold(transaction, [id]);
      if (held instanceof Refusal) return held;
      const [source] = held as [Held];
      const files = await this.belongings.files(transaction, source.at, held);
      const decisions = split(input, digestsOf(files))(source.at, source.proposal);
      if (decisions instanceof Refusal) return decisions;
      const parts: string[] = [];
      for (const decision of decisions) {
        const part = await this.#make(transaction, source.at, decision, held);
        await this.belongings.give(transaction, source.at, part, { sources: held, files });
        parts.push(part.id);
      }
      await transaction.write(source.proposal, divided(parts)(source.at), source.at);
      await this.belongings.count(transaction, source.proposal, null);
      await this.#link(transaction, source.at, 'SPLIT', parts.map((resultId) => ({ sourceId: id, resultId })), false);
      return source.proposal;
    });
  }

  /** Lets the sources of a merge live again, with their supports. */
  undoMerge(id: string, reason: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const sourceIds = await this.#linked(transaction, 'MERGE', 'source_id', 'result_id', id);
      const held = await this.#hold(transaction, [id, ...sourceIds]);
      if (held instanceof Refusal) return held;
      const result = held.find(({ proposal }) => proposal.id === id) as Held;
      const sources = held.filter(({ proposal }) => proposal.id !== id);
      const madeBy = sources.length > 0 ? 'MERGE' : null;
      const refusal = undoMerge(reason)(result.at, Object.assign(Object.create(result.proposal) as MadeOfOthers, { madeBy }));
      if (refusal) return refusal;
      await transaction.write(result.proposal, dissolved(result.at), result.at);
      await returnSupports(transaction, id);
      for (const { at, proposal } of sources) {
        await transaction.write(proposal, revived('proposal.merge_undone', [id], reason)(at), at);
        await this.belongings.count(transaction, proposal, proposal.publishedAt);
      }
      await this.#unlink(transaction, result.at, 'result_id', id, reason);
      return result.proposal;
    });
  }

  /** Lets what was split live again. */
  undoSplit(id: string, reason: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const partIds = await this.#linked(transaction, 'SPLIT', 'result_id', 'source_id', id);
      const held = await this.#hold(transaction, [id, ...partIds]);
      if (held instanceof Refusal) return held;
      const source = held.find(({ proposal }) => proposal.id === id) as Held;
      const parts = held.filter(({ proposal }) => proposal.id !== id);
      const refusal = undoSplit(reason)(source.at, source.proposal, parts.map(({ proposal }) => proposal));
      if (refusal) return refusal;
      for (const { at, proposal } of parts) await transaction.write(proposal, dissolved(at), at);
      await transaction.write(source.proposal, revived('proposal.split_undone', partIds, reason)(source.at), source.at);
      await this.belongings.count(transaction, source.proposal, source.proposal.publishedAt);
      await this.#unlink(transaction, source.at, 'source_id', id, reason);
      return source.proposal;
    });
  }

  async #placeOf({ em, caller }: Transaction, ids: readonly string[], wished?: string | null): Promise<string | Refusal> {
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    if (!ids.every(isId)) return new Refusal('NOT_FOUND', 'sources');
    if (wished) return wished;
    const [first] = ids;
    const row = first ? await firstIn<{ id: string }>(em, sql`
      select component_id as id from proposal where organisation_id = ${caller.organisationId} and id = ${first}`) : undefined;
    return row?.id ?? new Refusal('NOT_FOUND', 'sources');
  }

  /** Proposals under their locks, taken in the order of ids and given in the order asked for, each with where it is. */
  async #hold(transaction: Transaction, ids: readonly string[]): Promise<Held[] | Refusal> {
    if (!transaction.caller.personId) return new Refusal('UNAUTHENTICATED');
    const held = new Map<string, Proposal>();
    for (const id of [...ids].sort()) {
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      held.set(id, proposal);
    }
    const result: Held[] = [];
    for (const id of ids) {
      const proposal = held.get(id) as Proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      result.push({ at, proposal: Object.assign(proposal, { authors: await authorsOf(transaction, id) }) as Proposal & Source });
    }
    return result;
  }

  async #make(transaction: Transaction, at: ProposalsSituation, decision: Decision, sources: readonly Held[]): Promise<Proposal> {
    const { em, caller: { organisationId } } = transaction;
    const base = { id: newId(), organisationId, componentId: at.component?.id, rev: 0 };
    const result = await transaction.write(em.create(Proposal, base as never, { partial: true }), decision, at);
    const authors = allAuthors(sources.map(({ proposal }) => proposal));
    await rowsIn(em, sql`
      insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, name, joined_at)
      select ${organisationId}, ${result.id}, a.n, a.row ->> 'kind', (a.row ->> 'personId')::uuid, a.row ->> 'name', ${at.now}
      from jsonb_array_elements(${JSON.stringify(authors)}::jsonb) with ordinality as a (row, n)`);
    return result;
  }

  async #reach(transaction: Transaction, at: ProposalsSituation, result: Proposal): Promise<void> {
    const { threshold } = settingsOf(at);
    if (threshold === 0 || result.thresholdReachedAt) return;
    const row = await firstIn<{ n: string }>(transaction.em, sql`select counted(${result.organisationId}, 'supports', ${result.id}) as n`);
    if (Number(row?.n ?? 0) >= threshold) await transaction.write(result, reachThreshold(at), at);
  }

  async #link(
    { em, caller: { organisationId } }: Transaction, { now }: ProposalsSituation, kind: LinkKind,
    pairs: readonly { readonly sourceId: string; readonly resultId: string }[], carried: boolean,
  ): Promise<void> {
    await rowsIn(em, sql`
      insert into proposal_link (organisation_id, source_id, result_id, kind, carried, position, made_at)
      select ${organisationId}, (l.row ->> 'sourceId')::uuid, (l.row ->> 'resultId')::uuid, ${kind}, ${carried}, l.n, ${now}
      from jsonb_array_elements(${JSON.stringify(pairs)}::jsonb) with ordinality as l (row, n)`);
  }

  async #linked({ em, caller: { organisationId } }: Transaction, kind: LinkKind, wanted: LinkEnd, of: LinkEnd, id: string): Promise<string[]> {
    if (!isId(id)) return [];
    const rows = await rowsIn<{ id: string }>(em, sql`
      select ${ends[wanted]} as id from proposal_link where organisation_id = ${organisationId} and kind = ${kind} and ${ends[of]} = ${id}
        and undone_at is null order by position`);
    return rows.map((row) => row.id);
  }

  async #unlink({ em, caller: { organisationId } }: Transaction, { now }: ProposalsSituation, of: LinkEnd, id: string, reason: string): Promise<void> {
    await rowsIn(em, sql`
      update proposal_link set undone_at = ${now}, undone_because = ${reason.trim()}
      where organisation_id = ${organisationId} and ${ends[of]} = ${id} and kind in ('MERGE', 'SPLIT') and undone_at is null`);
  }
}

const digestsOf = (files: readonly { readonly digest: string | null }[]): string[] => files.flatMap(({ digest }) => digest ?? []);

const ends = { source_id: sql`source_id`, result_id: sql`result_id` };
type LinkEnd = keyof typeof ends;

const authorsOf = ({ em, caller: { organisationId } }: Transaction, id: string): Promise<AuthorRow[]> => rowsIn(em, sql`
  select kind, person_id as "personId", name from proposal_author
  where organisation_id = ${organisationId} and proposal_id = ${id} and left_at is null order by position`);
