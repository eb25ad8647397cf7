import { Injectable } from '@nestjs/common';
import type { Viewer } from '@hiroba/kernel';
import {
  holdsIn,
  literal,
  mayEnterSpace,
  openToAll,
  placeIsOut,
  placeIsOutFor,
  sql,
  type AnswerPart,
  type AnswersAsked,
  type ContributionPart,
  type DutyPart,
  type EntryAsked,
  type Gathers,
  type PagesPart,
  type Query,
  type SubjectPart,
} from '@hiroba/server';
import { proposals } from '../manifest.ts';
import { answerKindSql, answerStatusSql, isOwed, kindInForce, statusRow } from './answer.reads.ts';
import { readableAmendment } from './amendment.reads.ts';
import { isShown, numbers, readablePlace, readableProposal, shownSupports } from './proposal.rows.ts';

const inPlace = literal(`from proposal p
  join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id`);

const shown = (kind: string, page = '') => ({
  manifest: literal(`'${proposals.name}'`),
  kind: literal(`'${kind}'`),
  title: literal(`jsonb_build_object(p.locale, p.title)`),
  within: literal('s.title'),
  path: literal(`'/spaces/' || s.slug || '/${proposals.name}/' || c.id || '/' || p.id || '${page}'`),
});

const standingBy = (kind: string, status: string) => ({
  state: literal(`case when p.withheld_at is not null then 'WITHHELD' when p.state = 'PUBLISHED' then coalesce(${kind}, p.state) else p.state end`),
  stateWords: literal(
    `case when p.withheld_at is null and p.state = 'PUBLISHED' and ${kind} is not null then ${statusRow(status)} -> 'label' end`,
  ),
  tone: literal(`case when p.state = 'DRAFT' then 'DRAFT' when p.state in ('WITHDRAWN', 'MERGED', 'SPLIT') or p.withheld_at is not null then 'OVER' when ${kind} is null then 'OPEN'
    else coalesce(upper(${statusRow(status)} ->> 'tone'), case when ${kind} = 'EVALUATING' then 'WAITING'
      when ${kind} in ('ACCEPTED', 'PARTLY') then 'DONE' when ${kind} = 'REJECTED' then 'REFUSED' else 'OVER' end) end`),
});

const standing = standingBy(answerKindSql, answerStatusSql);
/** As it is written down: a list in the order of answers shows the answer it is ordered by. */
const standingStored = standingBy('p.answer_kind', 'p.answer_status');

const isDue = sql`p.state = 'PUBLISHED' and ${isShown} and p.answer_due_at is not null and ${isOwed}`;
const isFinal = literal(`${answerKindSql} is not null and ${answerKindSql} <> 'EVALUATING'`);

const changedSomething = `p.answer_kind in ('ACCEPTED', 'PARTLY')`;

const editMinutes = proposals.settings.find(({ key }) => key === 'editMinutes')?.default ?? 0;

/** The end of the phase in which a draft can be published now. */
const proposingCloses = (
  now: Date,
): Query => sql`(select (open ->> 'closesAt')::timestamptz from jsonb_array_elements(s.phases) open
  where (open ->> 'opensAt')::timestamptz <= ${now} and (open ->> 'closesAt')::timestamptz > ${now} and open -> 'allows' -> (c.id::text) ? 'create')`;

const editableUntil = sql`p.published_at + make_interval(mins => coalesce((c.settings ->> 'editMinutes')::int, ${editMinutes}::int))`;

const isEditable = (now: Date): Query =>
  sql`p.state = 'PUBLISHED' and ${isShown} and coalesce(c.settings ->> 'editWindow', 'MINUTES') = 'MINUTES' and ${kindInForce} is null and ${editableUntil} > ${now}`;

/** When the city first gave its last word; corrections come after a promise was kept. */
const finallyAnsweredAt = literal(`(select min(v.at) from version v where v.organisation_id = p.organisation_id
  and v.subject_kind = 'proposal_answer' and v.subject_id = p.id and v.content ->> 'kind' <> 'EVALUATING')`);

/** What proposals give to the lists over all libraries. */
@Injectable()
export class ProposalGathers implements Gathers {
  answers(viewer: Viewer, { space, changed }: AnswersAsked): AnswerPart {
    return {
      columns: {
        ...shown('proposal'),
        ...standingStored,
        text: literal(`(select v.content -> 'text' from version v where v.organisation_id = p.organisation_id
          and v.subject_kind = 'proposal_answer' and v.subject_id = p.id and v.n = p.answer_versions)`),
        office: literal('p.answer_office'),
      },
      from: sql`${inPlace} where p.organisation_id = ${viewer.organisationId} and p.answered_at is not null and p.state = 'PUBLISHED' and ${isShown}
        and ${placeIsOutFor(viewer)}
        ${space ? sql`and s.id = ${space}` : literal('')} ${changed ? literal(`and ${changedSomething}`) : literal('')}`,
      at: literal('p.answered_at'),
      id: literal('p.id'),
    };
  }

  contributions(viewer: Viewer, person: Query, drafts: boolean, now: Date): ContributionPart[] {
    const next = drafts
      ? { due: literal(`'PUBLISH'`), dueAt: proposingCloses(now) }
      : {
          due: sql`case when ${isEditable(now)} then 'EDIT' when ${isDue} then 'ANSWER' end`,
          dueAt: sql`case when ${isEditable(now)} then ${editableUntil} when ${isDue} then p.answer_due_at end`,
        };
    const joined = sql`p.author_id is distinct from ${person} and p.id in (select w.proposal_id from proposal_author w
      where w.organisation_id = ${viewer.organisationId} and w.person_id = ${person} and w.left_at is null)`;
    return [sql`p.author_id = ${person}`, joined].map((own) => ({
      columns: { ...shown('proposal', drafts ? '/write' : ''), ...standing, ...next },
      from: sql`${inPlace} where p.organisation_id = ${viewer.organisationId} and ${own}
        and ${literal(drafts ? 'p.rev = 0' : 'p.rev > 0')} and ${readableProposal(viewer)}`,
      at: literal(drafts ? 'p.drafted_at' : 'p.published_at'),
      id: literal('p.id'),
    }));
  }

  asked(viewer: Viewer): ContributionPart {
    return {
      columns: {
        ...shown('proposal'),
        path: literal(`'/spaces/' || s.slug || '/${proposals.name}/' || c.id || '/' || p.id || '/invitation/' || i.id`),
        ...standing,
        due: literal(`'INVITATION'`),
        dueAt: literal('i.expires_at'),
      },
      from: sql`${inPlace} join proposal_invitation i on i.organisation_id = p.organisation_id and i.proposal_id = p.id
        where i.organisation_id = ${viewer.organisationId} and i.person_id = ${viewer.personId ?? null} and i.state = 'INVITED' and ${mayEnterSpace(viewer)}
          and p.state in ('DRAFT', 'PUBLISHED') and ${isShown} and not p.coauthor_ids @> array[i.person_id]`,
      at: literal('i.invited_at'),
      id: literal('i.id'),
    };
  }

  duties(viewer: Viewer): DutyPart {
    return {
      columns: { ...shown('ANSWER', '/answer'), count: shownSupports(viewer) },
      from: sql`${inPlace} ${numbers} where p.organisation_id = ${viewer.organisationId} and ${isDue} and ${holdsIn(viewer, ['STAFF'], literal('s.id'))}`,
      at: literal('p.answer_due_at'),
      id: literal('p.id'),
    };
  }

  subjects(viewer: Viewer, { subjectId, type, data }: EntryAsked): SubjectPart[] {
    const { title, path } = shown('proposal');
    return [
      {
        kind: 'proposal', title, path,
        office: sql`case ${type} when 'proposal.published' then p.office
          when 'proposal.answered' then (select v.content ->> 'office' from version v
            where v.organisation_id = p.organisation_id and v.subject_kind = 'proposal_answer' and v.subject_id = p.id and v.n = (${data} ->> 'n')::int)
          when 'proposal.merged' then (select r.office from proposal r where r.organisation_id = p.organisation_id and r.id = (${data} ->> 'into')::uuid) end`,
        from: sql`${inPlace} where p.organisation_id = ${viewer.organisationId} and p.id = ${subjectId} and ${readableProposal(viewer)}`,
      },
      {
        kind: 'proposal_job', title: literal('c.title'), path: literal(`'/spaces/' || s.slug || '/${proposals.name}/' || c.id`), office: literal('j.office'),
        from: sql`from proposal_job j join component c on c.organisation_id = j.organisation_id and c.id = j.component_id
          join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
          where j.organisation_id = ${viewer.organisationId} and j.id = ${subjectId} and ${readablePlace(viewer)}`,
      },
      {
        kind: 'amendment', title, path: sql`${path} || '/amendments/' || m.id`,
        from: sql`${inPlace} join amendment m on m.organisation_id = p.organisation_id and m.proposal_id = p.id
          where m.organisation_id = ${viewer.organisationId} and m.id = ${subjectId} and ${readableAmendment(viewer)}`,
      },
    ];
  }

  pages(organisationId: string): PagesPart[] {
    return [{
      path: shown('proposal').path,
      changedAt: literal('greatest(p.published_at, p.edited_at, p.answered_at, p.withdrawn_at)'),
      id: literal('p.id'),
      from: sql`${inPlace} where p.organisation_id = ${organisationId} and p.rev > 0 and ${isShown} and ${placeIsOut}`,
    }];
  }

  numbers(organisationId: string, since: Date, now: Date): Query {
    return sql`
      select (count(*) filter (where p.published_at > ${since} and p.copied_from is null))::int as voices,
        (count(*) filter (where promised.yes))::int as promised,
        (count(*) filter (where promised.yes and ${finallyAnsweredAt} <= p.answer_due_at))::int as kept,
        (count(*) filter (where p.answered_at > ${since} and ${literal(changedSomething)}))::int as changed
      from proposal p
      join component c on c.organisation_id = p.organisation_id and c.id = p.component_id and c.published
      join space s on s.organisation_id = c.organisation_id and s.id = c.space_id and ${openToAll}
      cross join lateral (select p.answer_due_at > ${since} and (p.answer_due_at <= ${now} or ${isFinal}) as yes) promised
      where p.organisation_id = ${organisationId} and p.state = 'PUBLISHED' and ${isShown}
        and (p.published_at > ${since} or p.answered_at > ${since} or p.answer_due_at > ${since})`;
  }
}
