import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { literal, openToAll, placeIsOut, placeIsOutFor, sql, type EntryAsked, type Gathers, type PagesPart, type SubjectPart } from '@hiroba/server';
import { isStaffOf, readableSpace } from './space.reads.ts';

/** What spaces give to the lists over all libraries: what entries about spaces and placed components are about. */
@Injectable()
export class SpaceGathers implements Gathers {
  pages(organisationId: string): PagesPart[] {
    const lastChange = (kind: string, id: string) => literal(`(select max(e.at) from log_entry e
      where e.organisation_id = s.organisation_id and e.subject_kind = '${kind}' and e.subject_id = ${id}::text)`);
    return [
      {
        path: literal(`'/spaces/' || s.slug`),
        changedAt: lastChange('space', 's.id'),
        id: literal('s.id'),
        from: sql`from space s where s.organisation_id = ${organisationId} and s.state <> 'DRAFT' and ${openToAll}`,
      },
      {
        path: literal(`'/spaces/' || s.slug || '/' || c.manifest || '/' || c.id`),
        changedAt: lastChange('component', 'c.id'),
        id: literal('c.id'),
        from: sql`from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
          where c.organisation_id = ${organisationId} and ${placeIsOut}`,
      },
    ];
  }

  subjects(viewer: Viewer, { subjectId, type }: EntryAsked): SubjectPart[] {
    const mine = sql`s.organisation_id = ${viewer.organisationId}`;
    return [
      {
        kind: 'space',
        title: literal('s.title'),
        path: literal(`'/spaces/' || s.slug`),
        from: sql`from space s where ${mine} and s.id = ${subjectId} and ${readableSpace(viewer)}`,
      },
      {
        kind: 'component',
        title: literal('c.title'),
        path: sql`'/spaces/' || s.slug || case when ${type} = 'component.settings_changed' then '/rules/' else '/' || c.manifest || '/' end || c.id`,
        from: sql`
          from component c join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
          where ${mine} and c.id = ${subjectId} and (${placeIsOutFor(viewer)} or ${isStaffOf(viewer)})`,
      },
    ];
  }
}
