import { Injectable } from '@nestjs/common';
import { findByMail, findByPublicName } from '@hiroba/accounts/server';
import { Refusal } from '@hiroba/kernel';
import { Commands, firstIn, newId, rowsIn, sql, type Caller, type Query, type Transaction } from '@hiroba/server';
import { channels, enterAssisted, enterOfficial, entryPolicy } from '../domain/proposal.entry.ts';
import { settingsOf, type ProposalInput } from '../domain/proposal.commands.ts';
import type { Around } from '../domain/proposal.filing.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Proposal } from './proposal.entity.ts';
import { ProposalFilings } from './proposal.filings.ts';
import { situationIn } from './proposal.holding.ts';
import { ProposalReads } from './proposal.reads.ts';

/** What staff enter, as it comes. */
export interface EntryInput extends ProposalInput {
  readonly office?: string | null;
  readonly creditedTo?: string | null;
  readonly channel?: string | null;
  readonly receivedAt?: Date | null;
  readonly account?: string | null;
}

/** SQL of a name without what people write now so, now so. */
const plain = (name: Query): Query => sql`lower(regexp_replace(normalize(${name}, NFKC), '\\s', '', 'g'))`;

/** Texts that staff enter: for a named person, whose limit is held by their allowance or, without an account, by their name. */
@Injectable()
export class EntryService {
  constructor(
    private readonly commands: Commands,
    private readonly filings: ProposalFilings,
    private readonly reads: ProposalReads,
  ) {}

  /** Enters the city's own proposal, or one for somebody else. */
  enter(componentId: string, input: EntryInput, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.once(Proposal, caller, async (transaction) => {
      const { em, caller: { organisationId } } = transaction;
      const known = await situationIn(transaction, componentId);
      if (known instanceof Refusal) return known;
      // Before anybody's name or account is looked for.
      const forbidden = entryPolicy.staff(known, undefined);
      if (forbidden) return forbidden;
      const own = typeof input.office === 'string';
      const person = own ? null : await this.#person(transaction, input.account?.trim() ?? '');
      if (person instanceof Refusal) return person;
      const published = own ? 0 : await this.#published(transaction, componentId, person, input.creditedTo ?? '');
      const at = await situationIn(transaction, componentId);
      if (at instanceof Refusal) return at;
      const around = await this.filings.around(transaction, settingsOf(at), input);
      const decision = decided(at, input, published, around);
      if (decision instanceof Refusal) return decision;
      const base = { id: newId(), organisationId, componentId, rev: 0 };
      const proposal = await transaction.write(em.create(Proposal, base as never, { partial: true }), decision, at);
      await this.filings.write(em, proposal, input, around);
      if (person) {
        await rowsIn(em, sql`insert into proposal_entered_for (organisation_id, proposal_id, component_id, person_id)
          values (${organisationId}, ${proposal.id}, ${componentId}, ${person})`);
      }
      return proposal;
    });
  }

  async #person({ em, caller: { organisationId } }: Transaction, who: string): Promise<string | null | Refusal> {
    if (who === '') return null;
    const found = /[@＠]/u.test(who.slice(1)) ? await findByMail(em, organisationId, who) : await findByPublicName(em, organisationId, who);
    return typeof found === 'string' ? new Refusal(found === 'SEVERAL' ? 'SEVERAL_PEOPLE' : 'UNKNOWN_PERSON', 'account') : found.personId;
  }

  /** How many texts of theirs stand, online and on paper; until the end of the transaction nobody adds one. */
  async #published({ em, caller }: Transaction, componentId: string, person: string | null, name: string): Promise<number> {
    const { organisationId } = caller;
    if (person) {
      await rowsIn(em, sql`
        insert into proposal_allowance (organisation_id, component_id, person_id) values (${organisationId}, ${componentId}, ${person})
        on conflict (organisation_id, component_id, person_id) do update set person_id = excluded.person_id`);
      return (await firstIn<{ published: number }>(em, this.reads.allowanceQuery({ ...caller, personId: person }, componentId)))?.published ?? 0;
    }
    await rowsIn(em, sql`select pg_advisory_xact_lock(hashtextextended(${componentId}::text || ${plain(sql`${name}::text`)}, 11))`);
    return (await firstIn<{ n: number }>(em, sql`
      select count(*)::int as n from proposal p left join person a on a.organisation_id = p.organisation_id and a.id = p.author_id
      where p.organisation_id = ${organisationId} and p.component_id = ${componentId} and p.state = 'PUBLISHED' and p.office is null
        and ${plain(sql`coalesce(p.credited_to, a.display_name)`)} = ${plain(sql`${name}::text`)}`))?.n ?? 0;
  }
}

function decided(at: ProposalsSituation, input: EntryInput, published: number, around: Around) {
  const { office, creditedTo, channel, receivedAt } = input;
  if (typeof office === 'string') return enterOfficial({ ...input, office }, around)(at);
  const known = channels.find((one) => one === channel);
  if (!known) return new Refusal('EMPTY', 'channel');
  return enterAssisted({ ...input, creditedTo: creditedTo ?? '', channel: known, receivedAt: receivedAt ?? at.now }, { published }, around)(at);
}
