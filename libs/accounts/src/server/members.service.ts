import { Injectable } from '@nestjs/common';
import { LockMode } from '@mikro-orm/postgresql';
import { Refusal, type Decision, type LocalizedText, type Situation } from '@hiroba/kernel';
import { Commands, isId, newId, rowsIn, firstIn, sql, type Caller, type Transaction } from '@hiroba/server';
import {
  acceptMembership, cancelMember, contactOf, declineMembership, editMember, inviteMember, leaveSpace, removeMember, type MemberTyped,
} from '../domain/member.commands.ts';
import { mailAddress } from '../domain/address.ts';
import { memberPolicy } from '../domain/member.policy.ts';
import type { MemberContent } from '../domain/member.ts';
import { addressKeyOf } from './finding.ts';
import { Member } from './member.entity.ts';
import { MemberMails, type MailToMember } from './member.mails.ts';
import { MemberSealing } from './member.sealing.ts';

/** A space whose list is held still until the end of the transaction. */
export interface HeldList {
  readonly space: { readonly id: string; readonly title: LocalizedText; readonly slug: string };
  readonly at: Situation;
  /** How the addresses on the list stand, by their digests. */
  readonly known: ReadonlyMap<string, 'ACCEPTED' | 'INVITED'>;
  readonly many: number;
}

/** Somebody who was invited, before anything is written. */
export interface Invited {
  readonly member: Member;
  readonly decision: Decision<object>;
  readonly mail: MailToMember;
}

type Change = (at: Situation, member: Member, transaction: Transaction) => Decision<object> | Refusal | Promise<Decision<object> | Refusal>;

/** What is forgotten of those who are not, or no longer, members. */
const forgotten = { addressDigest: null, contact: null, tokenHash: null };

/** The acts by which people come to belong to a space, and cease to: the list of the space is locked first, then the member. */
@Injectable()
export class MembersService {
  constructor(
    private readonly commands: Commands,
    private readonly sealing: MemberSealing,
    private readonly mails: MemberMails,
  ) {}

  /** Invites one person by mail; the answer never says whether an address is known. */
  invite(caller: Caller, spaceId: string, typed: MemberTyped): Promise<Member | Refusal> {
    return this.commands.once(Member, caller, async (transaction) => {
      const list = await this.hold(transaction, spaceId);
      if (list instanceof Refusal) return list;
      const invited = this.invited(caller, list, typed, list.many);
      if (invited instanceof Refusal) return invited;
      const { em } = transaction;
      const member = await transaction.write(em.create(Member, { ...invited.member } as never, { partial: true }), invited.decision, list.at);
      await this.mails.send(em, caller.organisationId, list.space, [invited.mail]);
      return member;
    });
  }

  /** Decides about one more person on a list; `many` are on it by now. */
  invited({ organisationId }: Caller, { space, at, known }: HeldList, typed: MemberTyped, many: number): Invited | Refusal {
    const id = newId();
    const address = mailAddress(typed.mail);
    const digest = address ? this.sealing.digest(organisationId, address.key) : '';
    const decision = inviteMember(at, { id, spaceId: space.id, typed, now: { known: known.get(digest), many } });
    if (decision instanceof Refusal) return decision;
    const { key, hash } = this.sealing.newKey();
    const contact = contactOf(typed);
    const kept = { addressDigest: digest, contact: this.sealing.seal(contact), tokenHash: hash };
    const member = Object.assign(new Member(), { id, organisationId, rev: 0, personId: null, answeredAt: null, ...kept });
    return { member, decision, mail: { id, key, addressKey: address?.key ?? '', ...contact } };
  }

  /** Locks the list of a space and says how it stands; what nobody answered in time makes room first. */
  async hold(transaction: Transaction, spaceId: string): Promise<HeldList | Refusal> {
    const { em, caller } = transaction;
    const { organisationId } = caller;
    if (!caller.personId) return new Refusal('UNAUTHENTICATED');
    const space = isId(spaceId) ? await firstIn<HeldList['space'] & { rev: number }>(em, sql`
      select id, title, slug, rev from space where organisation_id = ${organisationId} and id = ${spaceId}`) : undefined;
    if (!space) return new Refusal('NOT_FOUND');
    const now = await this.#lock(transaction, spaceId);
    const at: Situation = { viewer: caller, now, spaceId };
    const refusal = memberPolicy.manage(at, undefined) ?? (space.rev < 1 ? new Refusal('WRONG_STATE', undefined, { state: 'DRAFT' }) : undefined);
    if (refusal) return refusal;
    await rowsIn(em, sql`
      update space_member set state = 'EXPIRED', address_digest = null, token_hash = null
      where organisation_id = ${organisationId} and space_id = ${spaceId} and state = 'INVITED' and expires_at <= ${now}`);
    const rows = await rowsIn<{ digest: string | null; state: 'ACCEPTED' | 'INVITED' }>(em, sql`
      select address_digest as digest, state from space_member
      where organisation_id = ${organisationId} and space_id = ${spaceId} and state in ('INVITED', 'ACCEPTED')`);
    return { space, at, known: new Map(rows.map(({ digest, state }) => [digest ?? '', state])), many: rows.length };
  }

  async #lock({ em, caller, now }: Transaction, spaceId: string): Promise<Date> {
    await rowsIn(em, sql`
      insert into space_member_allowance (organisation_id, space_id) values (${caller.organisationId}, ${spaceId})
      on conflict (organisation_id, space_id) do update set space_id = excluded.space_id`);
    return now();
  }

  /** Changes what a member is called, and whether the page names them. */
  edit = (caller: Caller, id: string, typed: Pick<MemberTyped, 'role' | 'published'>): Promise<Member | Refusal> =>
    this.#change(caller, id, (at, member) => editMember(at, member, typed));

  /** Takes an invitation back. */
  cancel = (caller: Caller, id: string): Promise<Member | Refusal> => this.#change(caller, id, ending(cancelMember));

  /** Takes a member off the list. */
  remove = (caller: Caller, id: string): Promise<Member | Refusal> => this.#change(caller, id, ending(removeMember));

  /** Stops being a member. */
  leave = (caller: Caller, id: string): Promise<Member | Refusal> => this.#change(caller, id, ending(leaveSpace));

  /** Says yes, signed in with the address that was invited. */
  accept(caller: Caller, id: string): Promise<Member | Refusal> {
    return this.#change(caller, id, async (at, member, transaction) => {
      const forViewer = await this.isFor(member, caller, (own) => addressKeyOf(transaction.em, caller.organisationId, own));
      const decision = acceptMembership(at, { member, forViewer });
      if (decision instanceof Refusal) return decision;
      const [other] = await rowsIn(transaction.em, sql`
        select 1 from space_member where organisation_id = ${caller.organisationId} and space_id = ${member.spaceId}
          and person_id = ${caller.personId ?? null} and state = 'ACCEPTED'`);
      return other ? new Refusal('ALREADY_MEMBER') : { ...decision, patch: { ...decision.patch, tokenHash: null } };
    });
  }

  /** Says no, with the key of the mail or signed in with its address. */
  decline(caller: Caller, id: string, key: string): Promise<Member | Refusal> {
    return this.#change(caller, id, async (at, member, transaction) => {
      const forViewer = this.sealing.opens(member.tokenHash, key)
        || await this.isFor(member, caller, (own) => addressKeyOf(transaction.em, caller.organisationId, own));
      const decision = declineMembership(at, { member, forViewer });
      return decision instanceof Refusal ? decision : { ...decision, patch: { ...decision.patch, addressDigest: null, tokenHash: null } };
    }, { byKey: true });
  }

  /** Whether somebody is signed in as the member, or with the confirmed address that was invited. */
  async isFor(
    { organisationId, addressDigest, personId }: Pick<Member, 'organisationId' | 'addressDigest' | 'personId'>, caller: Caller,
    addressKey: (personId: string) => Promise<string | undefined>,
  ): Promise<boolean> {
    if (!caller.personId || caller.organisationId !== organisationId) return false;
    if (personId !== null) return personId === caller.personId;
    const own = addressDigest === null ? undefined : await addressKey(caller.personId);
    return own !== undefined && this.sealing.digest(organisationId, own) === addressDigest;
  }

  #change(caller: Caller, id: string, change: Change, { byKey = false } = {}): Promise<Member | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId } = caller;
      if (!caller.personId && !byKey) return new Refusal('UNAUTHENTICATED');
      const known = isId(id) ? await firstIn<{ spaceId: string }>(em, sql`
        select space_id as "spaceId" from space_member where organisation_id = ${organisationId} and id = ${id}`) : undefined;
      if (!known) return new Refusal('NOT_FOUND');
      const now = await this.#lock(transaction, known.spaceId);
      const member = await em.findOne(Member, { id, organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!member) return new Refusal('NOT_FOUND');
      const at: Situation = { viewer: caller, now, spaceId: known.spaceId };
      const decision = await change(at, member, transaction);
      return decision instanceof Refusal ? decision : transaction.write(member, decision, at);
    });
  }
}

/** An act after which nothing is kept of whom it was about. */
const ending = (command: (at: Situation, member: MemberContent) => Decision<object> | Refusal): Change => (at, member) => {
  const decision = command(at, member);
  return decision instanceof Refusal ? decision : { ...decision, patch: { ...decision.patch, ...forgotten } };
};
