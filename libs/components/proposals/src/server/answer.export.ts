import { literal } from '@hiroba/server';
import { answerKindSql, answerStatusSql, inForce, isDueSql } from './answer.reads.ts';

/** The join of what the answer in force to `p` says, as `v`: what the clock has brought, else the last that was written down. */
export const answerInForce = literal(`left join lateral (
    select content from proposal_answer_draft
    where organisation_id = p.organisation_id and proposal_id = p.id and ${isDueSql}
    union all
    select content from version
    where organisation_id = p.organisation_id and subject_kind = 'proposal_answer' and subject_id = p.id and n = p.answer_versions
    limit 1) v on true`);

/** The cells of the answer in force to `p`; an answer that was given before places had statuses has its kind for one. */
export const answerCells = literal(`coalesce(${answerStatusSql}, lower(${answerKindSql})) as answer_status, ${answerKindSql} as answer_kind,
    v.content -> 'text' ->> 'ja' as answer_text_ja, v.content -> 'text' ->> 'en' as answer_text_en,
    ${inForce('p.next_answer_office', 'p.answer_office')} as answer_office, (v.content ->> 'costYen')::float8 as cost_yen,
    v.content ->> 'costNote' as cost_note, v.content ->> 'period' as execution_period,
    ${inForce('p.next_answer_at', 'p.answered_at')} as answered_at, p.answer_versions + ${isDueSql}::int as answer_versions`);
