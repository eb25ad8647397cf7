import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import { literal, placeIsOut, sql, takesPartIn, type EntryAsked, type Gathers, type OpenPart, type PagesPart, type SubjectPart } from '@hiroba/server';
import { votes } from '../manifest.ts';
import { knownVote } from './vote.reads.ts';

const inPlace = literal(`from vote v
  join component c on c.organisation_id = v.organisation_id and c.id = v.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

const shown = {
  manifest: literal(`'${votes.name}'`),
  kind: literal(`'vote'`),
  title: literal('v.title'),
  within: literal('s.title'),
  path: literal(`'/spaces/' || s.slug || '/${votes.name}/' || c.id || '/' || v.id`),
};

/** What votes give to the lists over all libraries. */
@Injectable()
export class VoteGathers implements Gathers {
  open(viewer: Viewer, now: Date): OpenPart {
    return {
      columns: { ...shown, ask: literal('v.title'), actions: literal(`'["vote"]'::jsonb`), voices: literal('0'), office: literal('v.office') },
      from: sql`${inPlace}
        where v.organisation_id = ${viewer.organisationId} and v.rev > 0 and v.voided_at is null and c.published and s.state = 'PUBLISHED'
          and ${takesPartIn(viewer)} and v.opens_at <= ${now} and v.closes_at > ${now}`,
      at: literal('v.closes_at'),
      id: literal('v.id'),
    };
  }

  pages(organisationId: string): PagesPart[] {
    return [{
      path: shown.path,
      changedAt: literal('greatest(v.announced_at, v.frozen_at, v.result_at, v.final_at, v.voided_at)'),
      id: literal('v.id'),
      from: sql`${inPlace} where v.organisation_id = ${organisationId} and v.rev > 0 and ${placeIsOut}`,
    }];
  }

  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    return [{
      kind: 'vote', title: shown.title, path: shown.path, office: literal('v.office'),
      from: sql`${inPlace} where v.organisation_id = ${viewer.organisationId} and v.id = ${subjectId} and ${knownVote(viewer)}`,
    }];
  }
}
