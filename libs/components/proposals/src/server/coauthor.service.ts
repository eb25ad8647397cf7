import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { mailAddress, type Address } from '@hiroba/accounts';
import { addresseesOf, addressKeyOf, findByMail, findByPublicName } from '@hiroba/accounts/server';
import { firstGraphemes, Refusal, type Decision } from '@hiroba/kernel';
import { Commands, firstIn, isId, Mailer, newId, rowsIn, sql, Vault, type Caller, type Transaction } from '@hiroba/server';
import type { InvitationCase } from '../domain/proposal.authors.ts';
import { accept, cancel, decline, invite, joined, leave } from '../domain/proposal.authors.commands.ts';
import type { ProposalsSituation } from '../manifest.ts';
import { Invitation } from './invitation.entity.ts';
import { Proposal } from './proposal.entity.ts';
import { heldProposal, situationIn } from './proposal.holding.ts';

/** Whom an invitation goes to: somebody known by a public name, or whoever reads a mail address; who that is stays unsaid. */
type Invitee = { readonly personId: string } | { readonly address: Address; readonly reader: string | null };

interface Held { readonly at: ProposalsSituation; readonly invitation: Invitation; readonly proposal: Proposal; readonly subject: InvitationCase<Proposal> }

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Enough of an address for whoever typed it to know it again. */
const shown = ({ address }: Address): string => {
  const at = address.lastIndexOf('@');
  return `${firstGraphemes(address.slice(0, at), 1)}…${address.slice(at)}`;
};

/** The acts by which people become authors of a proposal and stop being so: its row is locked first, then the invitation. */
@Injectable()
export class CoauthorService {
  constructor(
    private readonly commands: Commands,
    private readonly mailer: Mailer,
    private readonly vault: Vault,
  ) {}

  /** Invites somebody by account code, handle, display name or mail address; the answer never says whether an address is known. */
  invite(id: string, who: string, caller: Caller): Promise<Invitation | Refusal> {
    return this.commands.once(Invitation, caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      await this.#expire(transaction, proposal, at);
      const waiting = await firstIn<{ n: number }>(transaction.em, sql`
        select count(*)::int as n from proposal_invitation
        where organisation_id = ${caller.organisationId} and proposal_id = ${id} and state = 'INVITED'`);
      const decision = invite(waiting?.n ?? 0)(at, proposal);
      if (decision instanceof Refusal) return decision;
      const invitee = await this.#invitee(transaction, proposal, who);
      if (invitee instanceof Refusal) return invitee;
      return this.#send(transaction, at, proposal, invitee, decision);
    });
  }

  /** Takes an invitation back. */
  cancel(id: string, caller: Caller): Promise<Invitation | Refusal> {
    return this.#answer(id, caller, '', (transaction, { invitation, at, subject }) => {
      const decision = cancel(at, subject);
      return decision instanceof Refusal ? decision : this.#close(transaction, invitation, decision, at);
    });
  }

  /** Says no, with the key of the mail where the invitation went to an address. */
  decline(id: string, key: string, caller: Caller): Promise<Invitation | Refusal> {
    return this.#answer(id, caller, key, (transaction, { invitation, at, subject }) => {
      const decision = decline(at, subject);
      return decision instanceof Refusal ? decision : this.#close(transaction, invitation, decision, at);
    });
  }

  /** Says yes: the invited person is an author from now on. */
  accept(id: string, key: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.#answer(id, caller, key, async (transaction, { invitation, proposal, at, subject }) => {
      const decision = accept(at, subject);
      if (decision instanceof Refusal) return decision;
      await this.#close(transaction, invitation, decision, at, caller.personId);
      await rowsIn(transaction.em, sql`
        insert into proposal_author (organisation_id, proposal_id, position, kind, person_id, joined_at)
        select ${caller.organisationId}, ${proposal.id}, coalesce(max(position), 0) + 1, 'PERSON', ${caller.personId}, ${at.now}
        from proposal_author where organisation_id = ${caller.organisationId} and proposal_id = ${proposal.id}`);
      return transaction.write(proposal, joined(at, proposal), at);
    });
  }

  /** Stops being an author beside the first. */
  leave(id: string, caller: Caller): Promise<Proposal | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      if (!caller.personId) return new Refusal('UNAUTHENTICATED');
      const proposal = await heldProposal(transaction, id, LockMode.PESSIMISTIC_WRITE);
      if (proposal instanceof Refusal) return proposal;
      const at = await situationIn(transaction, proposal.componentId);
      if (at instanceof Refusal) return at;
      const decision = leave(at, proposal);
      if (decision instanceof Refusal) return decision;
      await rowsIn(transaction.em, sql`
        update proposal_author set left_at = ${at.now} where organisation_id = ${caller.organisationId} and proposal_id = ${id}
          and person_id = ${caller.personId} and left_at is null`);
      return transaction.write(proposal, decision, at);
    });
  }

  async #invitee({ em, caller: { organisationId } }: Transaction, proposal: Proposal, who: string): Promise<Invitee | Refusal> {
    const typed = who.slice(0, 1_000).trim();
    if (typed === '') return new Refusal('EMPTY', 'who');
    if (/[@＠]/u.test(typed.slice(1))) {
      const address = mailAddress(typed);
      if (!address) return new Refusal('BAD_ADDRESS', 'who');
      const [asked] = await rowsIn(em, sql`
        select 1 from proposal_invitation where organisation_id = ${organisationId} and proposal_id = ${proposal.id}
          and state = 'INVITED' and address_digest = ${this.#digest(organisationId, address.key)}`);
      if (asked) return new Refusal('ALREADY_INVITED', 'who');
      const known = await findByMail(em, organisationId, typed);
      return { address, reader: typeof known === 'string' ? null : known.personId };
    }
    const found = await findByPublicName(em, organisationId, typed);
    if (typeof found === 'string') return new Refusal(found === 'SEVERAL' ? 'SEVERAL_PEOPLE' : 'UNKNOWN_PERSON', 'who');
    if (found.personId === proposal.authorId || proposal.coauthorIds.includes(found.personId)) return new Refusal('ALREADY_AUTHOR', 'who');
    const [asked] = await rowsIn(em, sql`
      select 1 from proposal_invitation where organisation_id = ${organisationId} and proposal_id = ${proposal.id}
        and state = 'INVITED' and address_shown is null and person_id = ${found.personId}`);
    return asked ? new Refusal('ALREADY_INVITED', 'who') : found;
  }

  async #send(transaction: Transaction, at: ProposalsSituation, proposal: Proposal, invitee: Invitee, decision: Decision): Promise<Invitation> {
    const { em, caller } = transaction;
    const { organisationId } = caller;
    const key = 'address' in invitee ? randomBytes(32).toString('base64url') : '';
    const whom = 'address' in invitee
      ? {
          personId: invitee.reader, addressDigest: this.#digest(organisationId, invitee.address.key), addressShown: shown(invitee.address),
          tokenHash: hashOf(key),
        }
      : invitee;
    const base = { id: newId(), organisationId, rev: 0, ...whom };
    const invitation = await transaction.write(em.create(Invitation, base as never, { partial: true }), decision, at);
    const people = await addresseesOf(em, organisationId, [caller.personId ?? '', ...('personId' in invitee ? [invitee.personId] : [])]);
    const inviter = people.find((person) => person.id === caller.personId);
    const to = 'address' in invitee
      ? { email: invitee.address.address, locale: caller.locale } : people.find((person) => person.id === invitee.personId);
    const slug = (await firstIn<{ slug: string }>(em, sql`select slug from space where organisation_id = ${organisationId} and id = ${at.component?.spaceId}`))?.slug;
    if (to) {
      await this.mailer.queue(em, {
        organisationId, to: to.email, locale: to.locale, template: 'proposals.mail.invitation', names: inviter ? [inviter.id] : [],
        params: {
          locale: to.locale, name: inviter?.displayName ?? '', title: proposal.title, query: key && `?key=${key}`,
          path: `spaces/${slug ?? ''}/proposals/${proposal.componentId}/${proposal.id}/invitation/${invitation.id}`,
        },
      });
    }
    return invitation;
  }

  /** What nobody answered in time makes room, and forgets whom it went to. */
  async #expire({ em, caller: { organisationId } }: Transaction, { id }: Proposal, { now }: ProposalsSituation): Promise<void> {
    await rowsIn(em, sql`
      update proposal_invitation set state = 'EXPIRED', address_digest = null, token_hash = null, person_id = case when address_shown is null then person_id end
      where organisation_id = ${organisationId} and proposal_id = ${id} and state = 'INVITED' and expires_at <= ${now}`);
  }

  #answer<T extends { readonly id: string }>(
    id: string, caller: Caller, key: string, work: (transaction: Transaction, held: Held) => Promise<T | Refusal> | T | Refusal,
  ): Promise<T | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId, personId } = caller;
      if (!personId) return new Refusal('UNAUTHENTICATED');
      if (!isId(id)) return new Refusal('NOT_FOUND');
      const known = await firstIn<{ proposalId: string }>(em, sql`
        select proposal_id as "proposalId" from proposal_invitation where organisation_id = ${organisationId} and id = ${id}`);
      const proposal = known ? await heldProposal(transaction, known.proposalId, LockMode.PESSIMISTIC_WRITE) : new Refusal('NOT_FOUND');
      if (proposal instanceof Refusal) return proposal;
      const invitation = await em.findOne(Invitation, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const at = await situationIn(transaction, proposal.componentId);
      if (!invitation) return new Refusal('NOT_FOUND');
      if (at instanceof Refusal) return at;
      const forViewer = await this.isFor(invitation, key, caller, (own) => addressKeyOf(em, organisationId, own));
      return work(transaction, { at, invitation, proposal, subject: { proposal, invitation, forViewer } });
    });
  }

  /** Whether an invitation is addressed to a caller: by account, by their confirmed address, or by the key of the mail. */
  async isFor(
    { organisationId, personId, addressDigest, tokenHash }: Pick<Invitation, 'organisationId' | 'personId' | 'addressDigest' | 'tokenHash'>,
    key: string, caller: Caller, addressKey: (personId: string) => Promise<string | undefined>,
  ): Promise<boolean> {
    if (!caller.personId) return false;
    if (personId === caller.personId || this.opens({ tokenHash }, key)) return true;
    const own = addressDigest && await addressKey(caller.personId);
    return Boolean(own) && this.#digest(organisationId, own as string) === addressDigest;
  }

  /** Whether somebody holds the key of the mail that an invitation went to. */
  opens = ({ tokenHash }: Pick<Invitation, 'tokenHash'>, key: string): boolean =>
    tokenHash !== null && key !== '' && hashOf(key).equals(tokenHash);

  #digest = (organisationId: string, addressKey: string): string => this.vault.digest('invitation', `${organisationId} ${addressKey}`);

  /** How to find whom it went to by mail is forgotten; only who says yes is told by name. */
  #close(transaction: Transaction, invitation: Invitation, decision: Decision, at: ProposalsSituation, joining?: string): Promise<Invitation> {
    const { addressShown } = invitation;
    const personId = joining ?? (addressShown === null ? invitation.personId : null);
    return transaction.write(invitation, {
      ...decision, patch: { ...decision.patch, personId, addressDigest: null, tokenHash: null, ...(joining && { addressShown: null }) },
    }, at);
  }
}
