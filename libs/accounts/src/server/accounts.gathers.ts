import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { holdsIn, literal, Sql, sql, type ContributionPart, type DutyPart, type Gathers } from '@hiroba/server';
import { MemberSealing } from './member.sealing.ts';

/** What accounts give to the lists over all libraries: open invitations to a space; to administrators, roles that end within thirty days. */
@Injectable()
export class AccountsGathers implements Gathers {
  constructor(
    private readonly db: Sql,
    private readonly sealing: MemberSealing,
  ) {}

  /** Invitations to a confirmed address; the table knows addresses by digests alone, so the viewer's is looked up first. */
  async asked({ organisationId, personId }: Viewer): Promise<ContributionPart | undefined> {
    const own = personId && await this.db.first<{ key: string | null }>(sql`
      select email_key as key from person where organisation_id = ${organisationId} and id = ${personId} and confirmed_at is not null`);
    if (!own || own.key === null) return undefined;
    return {
      columns: {
        manifest: literal(`'accounts'`),
        kind: literal(`'membership'`),
        title: literal('s.title'),
        within: literal('o.name'),
        path: literal(`'/members/' || m.id`),
        state: literal(`'INVITED'`),
        stateWords: literal('null::jsonb'),
        tone: literal(`'WAITING'`),
        due: literal(`'MEMBERSHIP'`),
        dueAt: literal('m.expires_at'),
      },
      from: sql`from space_member m
        join space s on s.organisation_id = m.organisation_id and s.id = m.space_id
        join organisation o on o.id = m.organisation_id
        where m.organisation_id = ${organisationId} and m.state = 'INVITED' and m.address_digest = ${this.sealing.digest(organisationId, own.key)}
          and not exists (select 1 from space_member b where b.organisation_id = m.organisation_id and b.space_id = m.space_id
            and b.person_id = ${personId} and b.state = 'ACCEPTED')`,
      at: literal('m.invited_at'),
      id: literal('m.id'),
    };
  }

  duties(viewer: Viewer, now: Date): DutyPart {
    return {
      columns: {
        manifest: literal(`'accounts'`),
        kind: literal(`'ROLE_ENDS'`),
        title: literal('jsonb_build_object(p.locale, p.display_name)'),
        within: literal('o.name'),
        path: literal(`'/desk/roles?q=' || p.code`),
        count: literal('null::int'),
      },
      from: sql`from role_grant r
        join person p on p.organisation_id = r.organisation_id and p.id = r.person_id and p.closed_at is null
        join organisation o on o.id = r.organisation_id
        where r.organisation_id = ${viewer.organisationId} and r.starts_at <= ${now} and r.ends_at > ${now}
          and r.ends_at < ${now}::timestamptz + interval '30 days' and ${holdsIn(viewer, ['ADMIN'], literal('null::uuid'))}`,
      at: literal('r.ends_at'),
      id: literal('r.id'),
    };
  }
}
