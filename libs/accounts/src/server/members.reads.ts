import { Injectable } from '@nestjs/common';
import type { LocalizedText, Viewer } from '@hiroba/kernel';
import { atMost, badInput, checkFirst, Clock, isId, keysOf, literal, Sql, sql, toPage, type Caller, type Page, type Query } from '@hiroba/server';
import { memberPolicy } from '../domain/member.policy.ts';
import { memberState } from '../domain/member.ts';
import type { Member } from './member.entity.ts';
import { MemberSealing } from './member.sealing.ts';
import type { MemberInvitation, NamedMember } from './members.types.ts';
import { MembersService } from './members.service.ts';
import { authorJson } from './person-summary.type.ts';

const columns = literal(`m.id, m.organisation_id as "organisationId", m.space_id as "spaceId", m.person_id as "personId", m.state, m.role, m.published,
  m.address_digest as "addressDigest", m.contact, m.token_hash as "tokenHash", m.invited_at as "invitedAt", m.expires_at as "expiresAt",
  m.answered_at as "answeredAt", m.rev`);

function past(after: string | null | undefined, at: Query, way: '<' | '>'): Query {
  if (!after) return literal('true');
  const [instant, id] = keysOf(after, 2);
  if (typeof instant !== 'number' || Number.isNaN(new Date(instant).getTime()) || typeof id !== 'string' || !isId(id)) throw badInput('after');
  return sql`(${at}, m.id) ${literal(way)} (${new Date(instant)}::timestamptz, ${id}::uuid)`;
}

/** Questions about members, each one SQL statement. */
@Injectable()
export class MembersReads {
  constructor(
    private readonly db: Sql,
    private readonly clock: Clock,
    private readonly sealing: MemberSealing,
    private readonly members: MembersService,
  ) {}

  /** The list of a space for its administrators, the newest first; those who were taken off it are not on it. Null for everybody else. */
  async ofSpace(viewer: Viewer, spaceId: string, first: number, after?: string | null): Promise<Page<Member> | null> {
    checkFirst(first);
    const now = await this.clock.nearly(this.db);
    if (memberPolicy.manage({ viewer, now, spaceId }, undefined)) return null;
    const rows = await this.db.rows<Member>(sql`
      select ${columns}, case when p.id is not null then ${authorJson('p')} end as person from space_member m
      left join person p on p.organisation_id = m.organisation_id and p.id = m.person_id
      where m.organisation_id = ${viewer.organisationId} and m.space_id = ${spaceId} and m.state in ('INVITED', 'ACCEPTED', 'DECLINED', 'EXPIRED')
        and ${past(after, literal('m.invited_at'), '<')}
      order by m.invited_at desc, m.id desc limit ${atMost(first + 1)}`);
    return toPage(rows.map((row) => this.#shown(row, now)), first, ({ invitedAt, id }) => [invitedAt.getTime(), id]);
  }

  /** A member as administrators see them, after an act. */
  async shown(member: Member): Promise<Member> {
    const row = await this.db.first<Pick<Member, 'person'>>(sql`
      select ${authorJson('p')} as person from person p where p.organisation_id = ${member.organisationId} and p.id = ${member.personId}`);
    return { ...this.#shown(member, await this.clock.nearly(this.db)), person: row?.person ?? null };
  }

  /** The members whom the page of a space names, in the order they came; whoever reads the space reads them. */
  async named(organisationId: string, spaceId: string, first: number, after?: string | null): Promise<Page<NamedMember>> {
    checkFirst(first);
    const rows = await this.db.rows<NamedMember & { id: string; at: Date }>(sql`
      select m.id, m.answered_at as at, m.role, ${authorJson('p')} as person from space_member m
      join person p on p.organisation_id = m.organisation_id and p.id = m.person_id and p.closed_at is null
      where m.organisation_id = ${organisationId} and m.space_id = ${spaceId} and m.state = 'ACCEPTED' and m.published
        and ${past(after, literal('m.answered_at'), '>')}
      order by m.answered_at, m.id limit ${atMost(first + 1)}`);
    return toPage(rows, first, ({ at, id }) => [at.getTime(), id]);
  }

  /** An invitation as whoever answered it sees it. */
  async answered({ id, spaceId, state, role, published, expiresAt, organisationId }: Member, viewer: Caller): Promise<MemberInvitation> {
    const space = await this.db.first<{ title: LocalizedText; slug: string }>(sql`
      select title, slug from space where organisation_id = ${organisationId} and id = ${spaceId}`);
    return {
      id, state, role, published, expiresAt, spaceTitle: space?.title ?? {}, spaceSlug: space?.slug ?? '', mail: '', forViewer: viewer.personId !== undefined,
    };
  }

  /** An invitation, for whoever it is for: by the confirmed address, as the member, or by the key of the mail. */
  async invitation(viewer: Caller, id: string, key: string): Promise<MemberInvitation | null> {
    if (!isId(id)) return null;
    const row = await this.db.first<Member & { spaceTitle: LocalizedText; spaceSlug: string }>(sql`
      select ${columns}, s.title as "spaceTitle", s.slug as "spaceSlug" from space_member m
      join space s on s.organisation_id = m.organisation_id and s.id = m.space_id
      where m.organisation_id = ${viewer.organisationId} and m.id = ${id}`);
    if (!row) return null;
    const forViewer = await this.members.isFor(row, viewer, (own) => this.#addressKey(viewer.organisationId, own));
    if (!forViewer && !this.sealing.opens(row.tokenHash, key)) return null;
    const { state, role, published, expiresAt, spaceTitle, spaceSlug } = row;
    const now = await this.clock.now(this.db);
    return {
      id, state: memberState({ state, expiresAt }, now), role, published, expiresAt, spaceTitle, spaceSlug, forViewer, mail: this.sealing.open(row.contact).mail,
    };
  }

  #shown(row: Member, now: Date): Member {
    return { ...row, ...this.sealing.open(row.contact), state: memberState(row, now) };
  }

  async #addressKey(organisationId: string, personId: string): Promise<string | undefined> {
    const row = await this.db.first<{ key: string | null }>(sql`
      select email_key as key from person where organisation_id = ${organisationId} and id = ${personId} and confirmed_at is not null`);
    return row?.key ?? undefined;
  }
}
