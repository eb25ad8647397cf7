import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { literal, sql, type EntryAsked, type Gathers, type SubjectPart } from '@hiroba/server';

/** What taxonomies give to the lists over all libraries: what entries about their nodes are about. */
@Injectable()
export class TaxonomyGathers implements Gathers {
  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    return [
      {
        kind: 'taxonomy',
        title: literal('n.name'),
        path: literal('null::text'),
        from: sql`from taxonomy_node n where n.organisation_id = ${viewer.organisationId} and n.id = ${subjectId}`,
      },
    ];
  }
}
