import { Injectable } from '@nestjs/common';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Refusal, type Decision, type Situation } from '@hiroba/kernel';
import { Commands, firstIn, isId, newId, rowsIn, sql, type Caller, type Transaction } from '@hiroba/server';
import { grant, revoke, revoked, type GrantTerms } from '../domain/role.commands.ts';
import { administratorRemains } from '../domain/role.policy.ts';
import type { HeldRole } from '../domain/role.ts';
import { MailLinks } from './mail-links.ts';
import { readerOf } from './people.ts';
import { grantInForce, grantLasting } from './person-summary.type.ts';
import { Person } from './person.entity.ts';
import { RoleGrant } from './role-grant.entity.ts';
import { Sessions } from './sessions.ts';

// Two administrators leaving at once must see each other: roles of one organisation change one after the other.
const holdRoles = (em: EntityManager, organisationId: string) =>
  rowsIn(em, sql`select 1 from organisation where id = ${organisationId} for no key update`);

const CODE = /^[a-z0-9]{8}$/;
const isScope = ({ spaceId }: GrantTerms): boolean => spaceId === null || isId(spaceId);

/** Roles: who may have one depends on everybody else's, so each change spans the organisation. */
@Injectable()
export class RolesService {
  constructor(
    private readonly commands: Commands,
    private readonly links: MailLinks,
    private readonly sessions: Sessions,
  ) {}

  /** Gives somebody else a role; their sessions end, so it counts from their next sign-in with the second factor. */
  grant(caller: Caller, code: string, terms: GrantTerms): Promise<RoleGrant | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      const { organisationId } = caller;
      await holdRoles(em, organisationId);
      const person = CODE.test(code) ? await em.findOne(Person, { organisationId, code }) : null;
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const holdsIt = !isScope(terms)
        ? false
        : (
            await rowsIn(
              em,
              sql`
        select 1 from role_grant r where r.organisation_id = ${organisationId} and r.person_id = ${person?.id ?? null}
          and r.role = ${terms.role} and r.space_id is not distinct from ${terms.spaceId}::uuid and ${grantLasting('r')}`,
            )
          ).length > 0;
      const decision = grant(terms, person?.code ?? '')(at, {
        personId: person?.id ?? '',
        confirmed: Boolean(person?.confirmedAt),
        closed: !person || Boolean(person.closedAt),
        holdsIt,
      });
      if (decision instanceof Refusal) return decision;
      if (terms.spaceId !== null && !(await this.#spaceExists(em, organisationId, terms.spaceId)))
        return new Refusal('NOT_FOUND', 'spaceId');
      return this.write(transaction, person as Person, decision, at);
    });
  }

  /** Writes a decided grant, ends the person's sessions and tells them. */
  async write(
    transaction: Transaction,
    person: Person,
    decision: Decision,
    at: Situation,
    { quiet = false }: { readonly quiet?: boolean } = {},
  ): Promise<RoleGrant> {
    const { em } = transaction;
    const base = { id: newId(), organisationId: person.organisationId, rev: 0 };
    const made = em.create(RoleGrant, base as never, { partial: true });
    await transaction.write(made, decision, at);
    await this.sessions.end(em, person.organisationId, person.id);
    if (!quiet) await this.#tell(em, person, 'accounts.mail.roleGranted');
    return made;
  }

  /** Takes a role from somebody else; an organisation keeps an administrator. */
  revoke(caller: Caller, id: string): Promise<RoleGrant | Refusal> {
    return this.commands.transaction(caller, async (transaction) => {
      const { em } = transaction;
      await holdRoles(em, caller.organisationId);
      const held = isId(id) ? await this.#held(em, caller.organisationId, id) : undefined;
      if (!held) return new Refusal('NOT_FOUND');
      const person = await em.findOneOrFail(Person, { id: held.grant.personId, organisationId: caller.organisationId });
      const at: Situation = { viewer: caller, now: await transaction.now() };
      const decision = revoke(person.code)(at, held);
      if (decision instanceof Refusal) return decision;
      await transaction.write(held.grant, decision, at);
      await this.sessions.end(em, caller.organisationId, person.id);
      await this.#tell(em, person, 'accounts.mail.roleRevoked');
      return held.grant;
    });
  }

  /** Ends all roles of a person who leaves; refused when nobody would be left to administer. */
  async leave(
    transaction: Transaction,
    person: Person,
    at: Situation,
    { dryRun }: { readonly dryRun: boolean },
  ): Promise<Refusal | undefined> {
    const { em } = transaction;
    await holdRoles(em, person.organisationId);
    const rows = await rowsIn<{ id: string }>(
      em,
      sql`
      select r.id from role_grant r where r.organisation_id = ${person.organisationId} and r.person_id = ${person.id} and ${grantLasting('r')}`,
    );
    for (const { id } of rows) {
      const held = await this.#held(em, person.organisationId, id);
      const refusal = held && administratorRemains(at, held);
      if (refusal) return refusal;
      if (held && !dryRun) await transaction.write(held.grant, revoked(held.grant, person.code, at.now, 'system'), at);
    }
    return undefined;
  }

  async #held(
    em: EntityManager,
    organisationId: string,
    id: string,
  ): Promise<(HeldRole & { readonly grant: RoleGrant }) | undefined> {
    const grant = await em.findOne(RoleGrant, { id, organisationId });
    if (!grant) return undefined;
    const row = await firstIn<{ n: number }>(
      em,
      sql`
      select count(distinct r.person_id)::int as n from role_grant r
      join person p on p.organisation_id = r.organisation_id and p.id = r.person_id and p.closed_at is null and p.closes_at is null
      where r.organisation_id = ${organisationId} and r.role = 'ADMIN' and r.space_id is null and r.ends_at is null
        and ${grantInForce('r')} and r.person_id <> ${grant.personId}`,
    );
    return { grant, otherAdministrators: row?.n ?? 0 };
  }

  async #spaceExists(em: EntityManager, organisationId: string, spaceId: string): Promise<boolean> {
    if (!isId(spaceId)) return false;
    return (
      (await rowsIn(em, sql`select 1 from space where organisation_id = ${organisationId} and id = ${spaceId}`))
        .length > 0
    );
  }

  async #tell(em: EntityManager, person: Person, template: string): Promise<void> {
    const reader = readerOf(person);
    if (reader) await this.links.tell(em, reader, template);
  }
}
