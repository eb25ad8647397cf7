import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  holdsIn, literal, placeIsOut, placeIsOutFor, sql, type AnswerPart, type AnswersAsked, type DutyPart, type EntryAsked, type Gathers, type OpenPart, type PagesPart,
  type SubjectPart,
} from '@hiroba/server';
import { publicComments } from '../manifest.ts';
import { inGroup, readableRound, roundInPlace } from './round.reads.ts';

const shown = (kind: string, page = '') => ({
  manifest: literal(`'${publicComments.name}'`),
  kind: literal(`'${kind}'`),
  title: literal('jsonb_build_object(r.locale, r.title)'),
  within: literal('s.title'),
  path: literal(`'/spaces/' || s.slug || '/${publicComments.name}/' || c.id || '/' || r.id || '${page}'`),
});

/** What rounds give to the lists over all libraries. */
@Injectable()
export class RoundGathers implements Gathers {
  open(viewer: Viewer, now: Date): OpenPart {
    return {
      columns: {
        ...shown('round'), ask: literal('jsonb_build_object(r.locale, r.summary)'), actions: literal(`'["submit"]'::jsonb`), voices: literal('0'), office: literal('r.office'),
      },
      from: sql`from ${roundInPlace} where r.organisation_id = ${viewer.organisationId} and r.rev > 0 and ${placeIsOutFor(viewer)} and ${inGroup('OPEN', now)}`,
      at: literal('r.closes_at'),
      id: literal('r.id'),
    };
  }

  answers(viewer: Viewer, { space, changed }: AnswersAsked): AnswerPart {
    return {
      columns: {
        ...shown('round'), state: literal('r.stage'), stateWords: literal('null::jsonb'), tone: literal(`'DONE'`),
        text: literal(`(select jsonb_build_object(r.locale, n.snapshot::jsonb ->> 'text') from round_notice n
          where n.organisation_id = r.organisation_id and n.round_id = r.id and n.kind = 'RESULT' and n.n = r.result_versions)`),
        office: literal('r.office'),
      },
      from: sql`from ${roundInPlace} where r.organisation_id = ${viewer.organisationId} and r.answered_at is not null and ${placeIsOutFor(viewer)}
        and not ${changed ?? false}::boolean ${space ? sql`and s.id = ${space}` : literal('')}`,
      at: literal('r.answered_at'),
      id: literal('r.id'),
    };
  }

  duties(viewer: Viewer, now: Date): DutyPart {
    return {
      columns: { ...shown('ANSWER_ROUND', '/desk'), count: literal('0') },
      from: sql`from ${roundInPlace} where r.organisation_id = ${viewer.organisationId} and r.rev > 0 and ${inGroup('REVIEWING', now)}
        and ${holdsIn(viewer, ['STAFF'], literal('s.id'))}`,
      at: literal('r.response_due_at'),
      id: literal('r.id'),
    };
  }

  pages(organisationId: string): PagesPart[] {
    return [{
      path: shown('round').path, changedAt: literal('coalesce(r.changed_at, r.scheduled_at)'), id: literal('r.id'),
      from: sql`from ${roundInPlace} where r.organisation_id = ${organisationId} and r.rev > 0 and ${placeIsOut}`,
    }];
  }

  subjects(viewer: Viewer, { subjectId }: EntryAsked): SubjectPart[] {
    const { title, path } = shown('round');
    return [{
      kind: 'round', title, path, office: literal(`nullif(r.office, '')`),
      from: sql`from ${roundInPlace} where r.organisation_id = ${viewer.organisationId} and r.id = ${subjectId} and ${readableRound(viewer)}`,
    }];
  }
}
