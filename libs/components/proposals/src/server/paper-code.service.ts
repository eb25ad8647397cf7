import { createHash, randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import {
  readReceiptCode,
  receiptLength,
  receiptLetters,
  Refusal,
  shownReceiptCode,
  withCheckLetter,
} from '@hiroba/kernel';
import {
  ChangedMeanwhile,
  Clock,
  Commands,
  firstIn,
  newId,
  ORIGIN,
  rowsIn,
  Sql,
  sql,
  type Caller,
  type OriginOf,
  type Transaction,
} from '@hiroba/server';
import { paperCodeLimits, type PaperCase } from '../domain/paper-code.ts';
import { issueCode, paperPolicy, takeOver } from '../domain/paper-code.commands.ts';
import { PaperCode } from './paper-code.entity.ts';
import type { FoundPaper, PaperText } from './paper-code.type.ts';
import { Proposal } from './proposal.entity.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';
import { ProposalReads } from './proposal.reads.ts';
import { toldTitle } from './proposal.rows.ts';

const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

const newCode = (): string =>
  withCheckLetter(
    Array.from({ length: receiptLength }, () => receiptLetters.charAt(randomInt(receiptLetters.length))).join(''),
  );

const mistyped = (): Refusal => new Refusal('CODE_MISTYPED', 'code');
const unknown = (): Refusal => new Refusal('CODE_UNKNOWN', 'code');

/** Codes on paper span the text, its authors and the allowance of whoever takes it over. */
@Injectable()
export class PaperCodeService {
  constructor(
    private readonly commands: Commands,
    private readonly reads: ProposalReads,
    private readonly clock: Clock,
    private readonly db: Sql,
    @Inject(ORIGIN) private readonly originOf: OriginOf,
  ) {}

  /** Hands out a code; whatever was handed out before no longer takes over. */
  issue(id: string, caller: Caller): Promise<PaperCode | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      const decision = issueCode(at, proposal);
      if (decision instanceof Refusal) return decision;
      const { em } = transaction;
      const { organisationId } = caller;
      await rowsIn(
        em,
        sql`update proposal_paper_code set cancelled_at = ${at.now}
        where organisation_id = ${organisationId} and proposal_id = ${id} and used_at is null and cancelled_at is null`,
      );
      const code = newCode();
      const base = { id: newId(), organisationId, rev: 0, codeHash: hashOf(code) };
      const issued = await transaction.write(em.create(PaperCode, base as never, { partial: true }), decision, at);
      const home = await firstIn<{ host: string }>(
        em,
        sql`select host from organisation_host where organisation_id = ${organisationId} and canonical`,
      );
      return Object.assign(issued, {
        code: shownReceiptCode(code),
        address: `${this.originOf(home?.host ?? '')}/${caller.locale}/paper`,
      });
    });
  }

  /** Tells whoever holds a code what became of their text; also long after it took over, or could have. */
  async find(typed: string, { organisationId, locale }: Caller): Promise<FoundPaper> {
    const code = readReceiptCode(typed);
    if (!code) return mistyped();
    const found = await this.db.first<PaperText>(sql`
      select k.id, p.reference, ${toldTitle(sql`${locale}`)} as title, format('/spaces/%s/proposals/%s/%s', s.slug, p.component_id, p.id) as path,
        coalesce(p.received_at, p.published_at) as "receivedAt", k.expires_at as "expiresAt", p.answered_at is not null as answered,
        k.used_at is null and k.cancelled_at is null and k.tries < ${paperCodeLimits.tries} and p.author_id is null and p.state = 'PUBLISHED'
          and p.withheld_at is null and k.expires_at > ${await this.clock.now(this.db)} as open
      from proposal_paper_code k
      join proposal p on p.organisation_id = k.organisation_id and p.id = k.proposal_id
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
      where k.organisation_id = ${organisationId} and k.code_hash = ${hashOf(code)} and c.published and s.state <> 'DRAFT'`);
    return found ?? unknown();
  }

  /** Takes a text over; each code is tried so many times and no more, whoever tries it. */
  async takeOver(typed: string, caller: Caller): Promise<Proposal | Refusal> {
    const code = readReceiptCode(typed);
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    if (!code) return mistyped();
    const cannot = paperPolicy.trying({ viewer: caller, now: await this.clock.now(this.db) }, undefined);
    if (cannot) return cannot;
    const hash = hashOf(code);
    const tried = await this.db.first<{ proposalId: string; tries: number }>(sql`
      update proposal_paper_code set tries = tries + 1 where organisation_id = ${caller.organisationId} and code_hash = ${hash}
      returning proposal_id as "proposalId", tries`);
    if (!tried) return unknown();
    if (tried.tries > paperCodeLimits.tries) return new Refusal('CODE_OVER', 'code');
    return this.commands.transaction(caller, (transaction) => this.#takeOver(transaction, tried.proposalId, hash));
  }

  async #takeOver(transaction: Transaction, id: string, hash: Buffer): Promise<Proposal | Refusal> {
    const { em, caller } = transaction;
    const { organisationId, personId } = caller;
    const place = await firstIn<{ componentId: string }>(
      em,
      sql`
      insert into proposal_allowance (organisation_id, component_id, person_id)
      select organisation_id, component_id, ${personId} from proposal where organisation_id = ${organisationId} and id = ${id}
      on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id returning component_id as "componentId"`,
    );
    const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
    if (proposal instanceof Refusal) return proposal;
    if (proposal.componentId !== place?.componentId) throw new ChangedMeanwhile('the proposal moved meanwhile');
    const code = await em.findOne(
      PaperCode,
      { organisationId, codeHash: hash },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (!code) return unknown();
    const at = await situationIn(transaction, proposal.componentId);
    if (at instanceof Refusal) return at;
    const mine = await firstIn<{ published: number }>(em, this.reads.allowanceQuery(caller, proposal.componentId));
    const entered = await firstIn<{ personId: string }>(
      em,
      sql`
      select person_id as "personId" from proposal_entered_for where organisation_id = ${organisationId} and proposal_id = ${id}`,
    );
    const subject: PaperCase = { code, enteredFor: entered?.personId ?? null };
    const decision = takeOver({ published: mine?.published ?? 0 }, subject)(at, proposal);
    if (decision instanceof Refusal) return decision;
    await transaction.write(proposal, decision, at);
    const ofIt = sql`organisation_id = ${organisationId} and proposal_id = ${id}`;
    await rowsIn(
      em,
      sql`update proposal_author set left_at = ${at.now} where ${ofIt} and kind = 'NAMED' and left_at is null`,
    );
    await rowsIn(
      em,
      sql`
      insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, joined_at)
      select ${organisationId}, ${id}, max(position) + 1, 'PERSON', ${personId}, ${at.now} from proposal_author where ${ofIt}`,
    );
    await rowsIn(em, sql`delete from proposal_entered_for where ${ofIt}`);
    await rowsIn(
      em,
      sql`update proposal_paper_code set used_at = ${at.now} where organisation_id = ${organisationId} and id = ${code.id}`,
    );
    return proposal;
  }
}
