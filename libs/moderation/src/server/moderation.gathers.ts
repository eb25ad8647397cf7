import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  holdsIn,
  type DutyPart,
  join,
  literal,
  placeIsOutFor,
  sql,
  type EntryAsked,
  type Gathers,
  type Query,
  type SubjectPart,
} from '@hiroba/server';
import { accountWithholdable } from './account.withholdable.ts';
import { Withholdables, type Withholdable } from './withholdable.ts';

/** What moderation gives to the lists over all libraries. */
@Injectable()
export class ModerationGathers implements Gathers {
  constructor(private readonly withholdables: Withholdables) {}

  /** What was reported, appealed or warned of and waits for a decision, by its words. */
  duties(viewer: Viewer): DutyPart {
    const words = sql`jsonb_build_object(j.locale, case when j.title = '' then left(j.text, 60) else j.title end)`;
    return {
      columns: {
        manifest: literal(`'moderation'`),
        kind: literal(`case when mk.state in ('APPEALED', 'AWAITING_SECOND', 'ESCALATED') then mk.state when mk.held_mode is not null then 'HELD' when exists (select from mod_report r
          where r.organisation_id = mk.organisation_id and r.case_id = mk.id and r.decision_id is null) then 'REPORTED' else 'WARNED' end`),
        title: literal('thing.title'),
        within: literal('s.title'),
        path: literal(
          `case when mk.held_mode is null then '/moderate/' else '/desk/moderation/' end || mk.target_kind || '/' || mk.target_id`,
        ),
        count: literal(`(select nullif(count(*)::int, 0) from mod_report r
          where r.organisation_id = mk.organisation_id and r.case_id = mk.id and r.decision_id is null)`),
      },
      from: sql`${this.#from(viewer, () => words)}
        where mk.organisation_id = ${viewer.organisationId} and mk.due_at is not null and ${holdsIn(viewer, ['MODERATOR'], literal('s.id'))}`,
      at: literal('mk.due_at'),
      id: literal('mk.id'),
    };
  }

  /** What entries about cases are about: the thing, by what it is, never by its words; which one it is, once it was withheld. */
  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    return [
      {
        kind: 'case',
        title: literal('thing.title'),
        path: literal(`case when exists (select 1 from mod_decision m
          where m.organisation_id = mk.organisation_id and m.case_id = mk.id and m.kind in ('HIDE', 'INTERIM_HIDE', 'LOCK_THREAD', 'REDACT', 'LABEL', 'SUPPRESS')) then thing.path end`),
        from: sql`${this.#from(viewer, ({ named }) => sql`${JSON.stringify(named)}::jsonb`)}
        where mk.organisation_id = ${viewer.organisationId} and mk.id = ${subjectId}
          and (${placeIsOutFor(viewer)} or ${holdsIn(viewer, ['STAFF', 'MODERATOR', 'AUDITOR'], literal('s.id'))})`,
      },
      {
        kind: 'mode',
        title: literal('c.title'),
        path: literal(`'/spaces/' || s.slug || '/' || c.manifest || '/' || c.id`),
        from: sql`
          from mod_mode mm join component c on c.organisation_id = mm.organisation_id and c.id = mm.component_id
          join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
          where mm.organisation_id = ${viewer.organisationId} and mm.id = ${subjectId}
            and (${placeIsOutFor(viewer)} or ${holdsIn(viewer, ['STAFF', 'MODERATOR', 'AUDITOR'], literal('s.id'))})`,
      },
    ];
  }

  /** Cases `mk` with their thing, its component `c` and its space `s`. */
  #from({ organisationId }: Viewer, title: (of: Withholdable) => Query): Query {
    const things = [...this.withholdables.all, accountWithholdable].map(
      (of) => sql`
      select ${title(of)} as title, j.path from (${of.judged(organisationId, literal('mk.target_id'))}) j where mk.target_kind = ${of.kind}`,
    );
    const none = sql`select null::jsonb as title, null::text as path where false`;
    return sql`
      from mod_case mk cross join lateral (${join([...things, none], ' union all ')}) thing
      join component c on c.organisation_id = mk.organisation_id and c.id = mk.component_id
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`;
  }
}
