import { defineLoader, literal, sql } from '@hiroba/server';
import type { AnswerContent, AnswerStatus } from '../domain/answer.ts';
import { statusRow } from './answer.reads.ts';
import type { AnswerDraft } from './answer-draft.entity.ts';

/** An answer as it was given: what it says, when, and why it followed an earlier one. */
export type GivenAnswer = Partial<AnswerContent> & {
  readonly n: number;
  readonly at: string;
  readonly reason: string | null;
  readonly statusRow: AnswerStatus | null;
};

const place = literal('join component c on c.organisation_id = p.organisation_id and c.id = p.component_id');

/** Every answer of the city to many proposals at once, oldest first; what the clock has brought is one of them. */
export const answersOf = defineLoader<readonly GivenAnswer[]>({
  name: 'proposal answers',
  otherwise: [],
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, json_agg(x.content || jsonb_build_object('n', x.n, 'at', x.at, 'reason', x.reason,
      'statusRow', ${literal(statusRow(`x.content ->> 'status'`))}) order by x.n) as value
    from proposal p ${place}
    cross join lateral (
      select n, at, reason, content from version
      where organisation_id = p.organisation_id and subject_kind = 'proposal_answer' and subject_id = p.id
      union all
      select p.answer_versions + 1, p.next_answer_at, reason, content from proposal_answer_draft
      where organisation_id = p.organisation_id and proposal_id = p.id and p.next_answer_at <= now()) x
    where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[]) group by p.id`),
});

/** What many proposals' answers are called where they stand, for answers of mutations, whose rows are entities. */
export const statusRows = defineLoader<AnswerStatus | null>({
  name: 'proposal answer statuses',
  otherwise: null,
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, ${literal(statusRow('p.answer_status'))} as value from proposal p ${place}
    where p.organisation_id = ${organisationId} and p.id = any(${ids}::uuid[])`),
});

/** A prepared answer and the space whose staff may see it. */
export interface PreparedRow {
  readonly spaceId: string;
  readonly draft: AnswerDraft;
}

/** The answers that are being prepared for many proposals at once; one that the clock has brought is none any more. */
export const preparedAnswers = defineLoader<PreparedRow | null>({
  name: 'prepared answers',
  otherwise: null,
  load: async (db, organisationId, ids) => db.rows(sql`
    select p.id as key, json_build_object('spaceId', c.space_id, 'draft', d.content || jsonb_build_object(
      'edition', d.edition, 'reason', d.reason, 'editedAt', d.edited_at, 'publishAt', d.publish_at)) as value
    from proposal_answer_draft d
    join proposal p on p.organisation_id = d.organisation_id and p.id = d.proposal_id ${place}
    where d.organisation_id = ${organisationId} and d.proposal_id = any(${ids}::uuid[]) and not coalesce(p.next_answer_at <= now(), false)`),
});
