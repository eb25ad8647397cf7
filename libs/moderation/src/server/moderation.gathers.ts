import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  holdsIn,
  join,
  literal,
  placeIsOutFor,
  sql,
  type EntryAsked,
  type Gathers,
  type SubjectPart,
} from '@hiroba/server';
import { Withholdables } from './withholdable.ts';

/** What entries about cases are about: the thing, by what it is, never by its words. */
@Injectable()
export class ModerationGathers implements Gathers {
  constructor(private readonly withholdables: Withholdables) {}

  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    const things = this.withholdables.all.map(
      ({ kind, named, judged }) => sql`
      select ${JSON.stringify(named)}::jsonb as title, j.path from (${judged(viewer.organisationId, literal('mk.target_id'))}) j
      where mk.target_kind = ${kind}`,
    );
    if (things.length === 0) return [];
    return [
      {
        kind: 'case',
        title: literal('thing.title'),
        path: literal('thing.path'),
        from: sql`
        from mod_case mk cross join lateral (${join(things, ' union all ')}) thing
        join component c on c.organisation_id = mk.organisation_id and c.id = mk.component_id
        join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
        where mk.organisation_id = ${viewer.organisationId} and mk.id = ${subjectId}
          and (${placeIsOutFor(viewer)} or ${holdsIn(viewer, ['STAFF', 'MODERATOR', 'AUDITOR'], literal('s.id'))})`,
      },
    ];
  }
}
