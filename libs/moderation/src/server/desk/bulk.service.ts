import { Injectable } from '@nestjs/common';
import { standInFor } from '@hiroba/accounts/server';
import { holds, Refusal } from '@hiroba/kernel';
import {
  Commands,
  firstIn,
  insertMany,
  isId,
  newId,
  queueWork,
  rowsIn,
  sql,
  Sql,
  type Caller,
  type Work,
} from '@hiroba/server';
import { LockMode } from '@mikro-orm/postgresql';
import {
  clusters,
  endBulk,
  executeBulk,
  needsSecond,
  proposeBulk,
  secondBulk,
  undoBulk,
  type BulkFacts,
} from '../../domain/desk/bulk.ts';
import { ModerationService } from '../moderation.service.ts';
import { ruleBookIn } from '../rule-book.ts';
import { comparedWords, Withholdables, type JudgedRow } from '../withholdable.ts';
import { hasPartIn, previewOf, reportedBy, touchable } from './bulk.previews.ts';
import { clusterOf, type Clustered } from './clusters.ts';
import { mayWork, type Target } from './lease.service.ts';
import { ModBulk } from './mod-bulk.entity.ts';

/** The name under which acts about many texts are queued. */
export const BULK = 'moderation.bulk';

/** So many texts are decided about in one step. */
const BATCH = 50;

interface Item extends Target {
  readonly caseRev: number | null;
}

/** An act about many texts: previewed, agreed to, done step by step, and undone as long as nobody changed something since. */
@Injectable()
export class BulkService implements Work {
  constructor(
    private readonly commands: Commands,
    private readonly db: Sql,
    private readonly withholdables: Withholdables,
    private readonly moderation: ModerationService,
  ) {}

  /** Looks at what withholding all that belongs together with a text would come to. */
  async preview(
    by: string,
    { kind, id }: Target,
    rule: string,
    reason: string,
    caller: Caller,
  ): Promise<ModBulk | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    const { organisationId, personId = '' } = caller;
    const cluster = clusters.find((one) => one === by);
    if (!cluster) return new Refusal(by === '' ? 'EMPTY' : 'BAD_USER_INPUT', 'by');
    const withholdable = this.withholdables.of(kind, id);
    if (!withholdable) return new Refusal('NOT_FOUND');
    return this.commands.once(ModBulk, caller, async (transaction) => {
      const { em } = transaction;
      const row = await firstIn<JudgedRow>(em, withholdable.judged(organisationId, sql`${id}::uuid`));
      if (!row || !holds(caller, ['MODERATOR'], row.spaceId)) return new Refusal('NOT_FOUND');
      const at = {
        viewer: caller,
        now: await transaction.now(),
        spaceId: row.spaceId,
        rules: await ruleBookIn(em, organisationId),
      };
      const proposed = proposeBulk(at, rule, reason);
      if (proposed instanceof Refusal) return proposed;
      const original = { organisationId, kind, id, words: comparedWords(row) };
      const found = withOriginal(
        await clusterOf((query) => rowsIn(em, query), this.withholdables, original, {
          cluster,
          now: at.now,
        }),
        { ...row, kind, id },
      );
      const { texts, untouched } = touchable(found, caller, await reportedBy(transaction));
      const people = [...new Set(texts.flatMap(({ authorIds }) => authorIds))];
      const numbers = { items: texts.length, authors: people.length };
      const bulk = em.create(
        ModBulk,
        {
          id: newId(),
          organisationId,
          state: 'PREVIEWED',
          cluster,
          ruleId: proposed.rule.id,
          ruleVersion: proposed.rule.version,
          reason: proposed.reason,
          locale: caller.locale,
          ...numbers,
          needsSecond: needsSecond(numbers),
          facts: await previewOf(transaction, texts, people, untouched),
          proposerId: personId,
          proposedAt: at.now,
          rev: 0,
        } as never,
        { partial: true },
      );
      em.persist(bulk);
      await em.flush();
      await insertMany(
        em,
        'mod_bulk_item',
        texts.map((text) => ({
          organisation_id: organisationId,
          bulk_id: bulk.id,
          kind: text.kind,
          target_id: text.id,
        })),
      );
      return bulk;
    });
  }

  /** Goes on with a preview. */
  execute = (id: string, caller: Caller) => this.#move(id, caller, (at, facts) => executeBulk(at, facts), {});

  /** Agrees to an act, or does not. */
  second = (id: string, agrees: boolean, caller: Caller) =>
    this.#move(id, caller, (at, facts) => secondBulk(agrees)(at, facts), { secondId: caller.personId ?? null });

  /** Shows again what was withheld. */
  undo = (id: string, caller: Caller) =>
    this.#move(id, caller, (at, facts) => undoBulk(at, facts), { undoerId: caller.personId ?? null });

  async #move(
    id: string,
    caller: Caller,
    decide: (at: { viewer: Caller; now: Date }, facts: BulkFacts) => ModBulk['state'] | Refusal,
    patch: Partial<Pick<ModBulk, 'secondId' | 'undoerId'>>,
  ): Promise<ModBulk | Refusal> {
    const refusal = mayWork(caller);
    if (refusal) return refusal;
    if (!isId(id)) return new Refusal('NOT_FOUND');
    return this.commands.once(ModBulk, caller, async (transaction) => {
      const { em } = transaction;
      const bulk = await em.findOne(
        ModBulk,
        { id, organisationId: caller.organisationId },
        { lockMode: LockMode.PESSIMISTIC_WRITE },
      );
      if (!bulk) return new Refusal('NOT_FOUND');
      const isRecused = await hasPartIn(transaction, id);
      const state = decide({ viewer: caller, now: await transaction.now() }, { ...bulk, isRecused });
      if (state instanceof Refusal) return state;
      em.assign(bulk, { ...patch, state } as never);
      await em.flush();
      if (state === 'UNDER_WAY' || state === 'UNDOING') await queueWork(em, BULK, id);
      return bulk;
    });
  }

  /** Decides about the next texts; with the last it is written down what came of it. */
  async step(id: string): Promise<boolean> {
    const bulk = await this.db.first<
      Pick<
        ModBulk,
        'organisationId' | 'state' | 'proposerId' | 'undoerId' | 'ruleId' | 'reason' | 'locale' | 'proposedAt'
      >
    >(sql`
      select organisation_id as "organisationId", state, proposer_id as "proposerId", undoer_id as "undoerId", rule_id as "ruleId", reason, locale,
        proposed_at as "proposedAt" from mod_bulk where id = ${id}`);
    if (bulk?.state !== 'UNDER_WAY' && bulk?.state !== 'UNDOING') return false;
    const isUndo = bulk.state === 'UNDOING';
    const actor = {
      ...(await standInFor(this.db, bulk.organisationId, (isUndo ? bulk.undoerId : bulk.proposerId) ?? '')),
      locale: bulk.locale,
    };
    const items = await this.db.rows<Item>(sql`
      select kind, target_id as id, case_rev as "caseRev" from mod_bulk_item
      where bulk_id = ${id} and ${isUndo ? sql`outcome = 'HIDDEN'` : sql`outcome is null`} order by target_id limit ${BATCH}`);
    for (const item of items) {
      const outcome = isUndo ? await this.#restore(item, bulk.reason, actor) : await this.#hide(item, bulk, actor);
      await this.db.rows(sql`
        update mod_bulk_item i set outcome = ${outcome}, case_rev = (select k.rev from mod_case k
          where k.organisation_id = i.organisation_id and k.target_kind = i.kind and k.target_id = i.target_id)
        where i.bulk_id = ${id} and i.kind = ${item.kind} and i.target_id = ${item.id}`);
    }
    if (items.length === BATCH) return true;
    await this.#end(id, actor, isUndo);
    return false;
  }

  async #hide(
    { kind, id }: Target,
    { ruleId, reason, proposedAt }: Pick<ModBulk, 'ruleId' | 'reason' | 'proposedAt'>,
    actor: Caller,
  ): Promise<string> {
    const done = await this.moderation.withhold(kind, id, ruleId, reason, actor);
    if (!(done instanceof Refusal)) return 'HIDDEN';
    // Whoever died after the decision and before it was noted decides nothing twice.
    const own =
      done.code === 'WITHHELD' &&
      (await this.db.first(sql`
      select 1 from mod_decision m join mod_case k on k.organisation_id = m.organisation_id and k.id = m.case_id and k.rev = m.case_rev
      where k.organisation_id = ${actor.organisationId} and k.target_kind = ${kind} and k.target_id = ${id} and m.kind = 'HIDE'
        and m.proposer_id = ${actor.personId} and m.decided_at >= ${proposedAt}`));
    return own ? 'HIDDEN' : 'SKIPPED';
  }

  async #restore({ kind, id, caseRev }: Item, reason: string, actor: Caller): Promise<string> {
    const now = await this.db.first<{ rev: number }>(sql`
      select rev from mod_case where organisation_id = ${actor.organisationId} and target_kind = ${kind} and target_id = ${id}`);
    if (now?.rev !== caseRev) return 'CHANGED';
    const done = await this.moderation.restore(kind, id, reason, actor);
    return done instanceof Refusal ? 'CHANGED' : 'RESTORED';
  }

  async #end(id: string, actor: Caller, undo: boolean): Promise<void> {
    await this.commands.transaction(actor, async (transaction) => {
      const { em } = transaction;
      const bulk = await em.findOneOrFail(ModBulk, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (bulk.state !== (undo ? 'UNDOING' : 'UNDER_WAY')) return bulk;
      const row = await firstIn<{ n: number }>(
        em,
        sql`
        select count(*)::int as n from mod_bulk_item where bulk_id = ${id} and outcome = ${undo ? 'RESTORED' : 'HIDDEN'}`,
      );
      const at = { viewer: actor, now: await transaction.now() };
      const { cluster, secondId, proposerId } = bulk;
      return transaction.write(bulk, endBulk(at, { children: row?.n ?? 0, cluster, secondId, proposerId, undo }), at);
    });
  }

  /** What could not be finished stays as far as it came; the next step of the same act goes on from there. */
  async giveUp(id: string): Promise<void> {
    const bulk = await this.db.first<{ organisationId: string; proposerId: string; state: string }>(sql`
      select organisation_id as "organisationId", proposer_id as "proposerId", state from mod_bulk where id = ${id}`);
    if (!bulk) return;
    await this.db.rows(sql`update mod_bulk_item set outcome = ${bulk.state === 'UNDOING' ? 'CHANGED' : 'SKIPPED'}
      where bulk_id = ${id} and ${bulk.state === 'UNDOING' ? sql`outcome = 'HIDDEN'` : sql`outcome is null`}`);
    await this.#end(id, await standInFor(this.db, bulk.organisationId, bulk.proposerId), bulk.state === 'UNDOING');
  }
}

/** What belongs together with a text, and the text itself, also where it was published just now. */
const withOriginal = (found: readonly Clustered[], original: Clustered): readonly Clustered[] =>
  found.some(({ kind, id }) => kind === original.kind && id === original.id) ? found : [original, ...found];
