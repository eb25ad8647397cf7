import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { holdsIn, literal, sql, type DutyPart, type Gathers } from '@hiroba/server';

/** What accounts give to the lists over all libraries: to administrators, roles that end within thirty days. */
@Injectable()
export class AccountsGathers implements Gathers {
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
