import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  holdsIn, literal, takesPartIn, openToAll, placeIsOut, placeIsOutFor, sql, type AnswerPart, type AnswersAsked, type ContributionPart, type DutyPart, type EntryAsked, type Gathers, type OpenPart,
  type PagesPart,  type Query, type SubjectPart,
} from '@hiroba/server';
import { debates } from '../manifest.ts';
import { isShown, readableDebate } from './debate.reads.ts';

const inPlace = literal(`from debate d
  join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

const shown = (kind: string, page = '') => ({
  manifest: literal(`'${debates.name}'`),
  kind: literal(`'${kind}'`),
  title: literal('jsonb_build_object(d.locale, d.question)'),
  within: literal('s.title'),
  path: literal(`'/spaces/' || s.slug || '/${debates.name}/' || c.id || '/' || d.id || '${page}'`),
});

const isOver = (now: Date): Query => sql`coalesce(d.closes_at <= ${now}, false)`;

const standing = (now: Date) => ({
  state: sql`case when d.withheld_at is not null then 'WITHHELD' when d.state = 'DRAFT' then 'DRAFT' when d.opens_at > ${now} then 'UPCOMING' when not ${isOver(now)} then 'OPEN'
    when d.conclusion_versions > 0 then 'CONCLUDED' else 'CLOSED' end`,
  stateWords: literal('null::jsonb'),
  tone: sql`case when d.withheld_at is not null then 'OVER' when d.state = 'DRAFT' then 'DRAFT' when d.opens_at > ${now} then 'WAITING' when not ${isOver(now)} then 'OPEN'
    when d.conclusion_versions > 0 then 'DONE' else 'OVER' end`,
});

const conclusionDays = debates.settings.find(({ key }) => key === 'conclusionDays')?.default ?? 30;

/** Until when conclusions are promised: counted from the first closing. */
const conclusionsDue = sql`coalesce(d.closed_at, d.closes_at)
  + make_interval(days => coalesce((c.settings ->> 'conclusionDays')::int, ${conclusionDays}::int))`;

/** What debates give to the lists over all libraries. */
@Injectable()
export class DebateGathers implements Gathers {
  open(viewer: Viewer, now: Date): OpenPart {
    return {
      columns: {
        ...shown('debate'), ask: literal(`jsonb_build_object(d.locale, d.question)`), actions: literal(`'["comment"]'::jsonb`),
        voices: literal(`counted(d.organisation_id, 'comments', d.id)::int`), office: literal('d.office'),
      },
      from: sql`${inPlace}
        where d.organisation_id = ${viewer.organisationId} and d.rev > 0 and ${isShown} and c.published and s.state = 'PUBLISHED' and ${takesPartIn(viewer)}
          and coalesce(d.opens_at <= ${now}, true) and not ${isOver(now)}
          and exists (select 1 from jsonb_array_elements(s.phases) p where (p ->> 'opensAt')::timestamptz <= ${now}
            and coalesce((p ->> 'closesAt')::timestamptz > ${now}, true) and p -> 'allows' -> (c.id::text) ? 'comment')`,
      at: literal(`coalesce(d.closes_at, 'infinity')`),
      id: literal('d.id'),
    };
  }

  answers(viewer: Viewer, { space, changed }: AnswersAsked): AnswerPart {
    return {
      columns: {
        ...shown('debate'), state: literal(`'CONCLUDED'`), stateWords: literal('null::jsonb'), tone: literal(`'DONE'`),
        text: literal(`(select v.content -> 'text' from version v where v.organisation_id = d.organisation_id
          and v.subject_kind = 'debate_conclusions' and v.subject_id = d.id and v.n = d.conclusion_versions)`),
        office: literal('d.office'),
      },
      from: sql`${inPlace} where d.organisation_id = ${viewer.organisationId} and d.concluded_at is not null and d.official and ${isShown}
        and ${placeIsOutFor(viewer)} and not ${changed ?? false}::boolean ${space ? sql`and s.id = ${space}` : literal('')}`,
      at: literal('d.concluded_at'),
      id: literal('d.id'),
    };
  }

  contributions(viewer: Viewer, person: Query, drafts: boolean, now: Date): ContributionPart {
    return {
      columns: {
        ...shown('debate', drafts ? '/preview' : ''), ...standing(now),
        due: drafts ? literal('null::text') : sql`case when ${isOver(now)} and d.conclusion_versions = 0 then 'CONCLUDE' end`,
        dueAt: drafts ? literal('null::timestamptz') : sql`case when ${isOver(now)} and d.conclusion_versions = 0 then ${conclusionsDue} end`,
      },
      from: sql`${inPlace} where d.organisation_id = ${viewer.organisationId} and d.author_id = ${person}
        and ${literal(drafts ? 'd.rev = 0' : 'd.rev > 0')} and ${readableDebate(viewer)}`,
      at: literal(drafts ? 'd.drafted_at' : 'd.published_at'),
      id: literal('d.id'),
    };
  }

  duties(viewer: Viewer, now: Date): DutyPart {
    return {
      columns: { ...shown('CONCLUDE', '/lead'), count: literal(`counted(d.organisation_id, 'comments', d.id)::int`) },
      from: sql`${inPlace} where d.organisation_id = ${viewer.organisationId} and d.rev > 0 and ${isShown} and d.official and ${isOver(now)}
        and d.conclusion_versions = 0 and ${holdsIn(viewer, ['STAFF'], literal('s.id'))}`,
      at: conclusionsDue,
      id: literal('d.id'),
    };
  }

  pages(organisationId: string): PagesPart[] {
    return [{
      path: shown('debate').path,
      changedAt: literal('greatest(d.published_at, d.edited_at, d.closed_at, d.concluded_at)'),
      id: literal('d.id'),
      from: sql`${inPlace} where d.organisation_id = ${organisationId} and d.rev > 0 and ${isShown} and ${placeIsOut}`,
    }];
  }

  subjects(viewer: Viewer, { subjectId, type, data }: EntryAsked): SubjectPart[] {
    const { title, path } = shown('debate');
    return [{
      kind: 'debate', title, path,
      office: sql`case ${type} when 'debate.opened' then d.office when 'debate.concluded' then (select v.content ->> 'office' from version v
        where v.organisation_id = d.organisation_id and v.subject_kind = 'debate_conclusions' and v.subject_id = d.id and v.n = (${data} ->> 'n')::int) end`,
      from: sql`${inPlace} where d.organisation_id = ${viewer.organisationId} and d.id = ${subjectId} and ${readableDebate(viewer)}`,
    }];
  }

  numbers(organisationId: string, since: Date): Query {
    return sql`
      select count(*)::int as voices, 0 as promised, 0 as kept, 0 as changed
      from debate d join component c on c.organisation_id = d.organisation_id and c.id = d.component_id and c.published
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id and ${openToAll}
      where d.organisation_id = ${organisationId} and d.state = 'PUBLISHED' and ${isShown} and d.published_at > ${since}`;
  }
}
