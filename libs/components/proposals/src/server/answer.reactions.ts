import { personMayEnter } from '@hiroba/accounts/server';
import { excerpt, localized } from '@hiroba/kernel';
import { followersOf } from '@hiroba/notifications/server';
import { literal, on, rowsIn, sql, type Entry, type Query, type Reaction } from '@hiroba/server';
import { defaultStatuses, statusOf, type AnswerKind, type AnswerStatus } from '../domain/answer.ts';
import { statusRow } from './answer.reads.ts';
import { toldTitle } from './proposal.rows.ts';

/** How many are told in one transaction. */
const BATCH = 500;

/** One who is told, with what they are told of. */
interface Told {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly title: string;
  readonly path: string;
  readonly kind: AnswerKind | null;
  readonly key: string | null;
  readonly row: AnswerStatus | null;
}

/**
 * Everybody whose proposal it is, everybody who supports it and everybody who follows it, in the order of their ids. Supporters are found through their
 * allowance, the one link there is: who has closed their account has none, and is told nothing.
 */
const toldOf = ({ organisationId, subjectId, data }: Entry, after: string): Query => sql`
  with concerned as (
    select w.person_id as id from proposal_author w
    where w.organisation_id = ${organisationId} and w.proposal_id = ${subjectId} and w.person_id is not null and w.left_at is null
    union
    select m.person_id from proposal_support v
    join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
    where v.organisation_id = ${organisationId} and v.proposal_id = ${subjectId}
    union
    ${followersOf(organisationId, sql`${subjectId}::uuid`)})
  select a.id, a.email, a.locale, ${toldTitle(literal('a.locale'))} as title, '/spaces/' || s.slug || '/proposals/' || c.id || '/' || p.id as path,
    w.content ->> 'kind' as kind, w.content ->> 'status' as key, ${literal(statusRow(`w.content ->> 'status'`))} as row
  from concerned
  join person a on a.organisation_id = ${organisationId} and a.id = concerned.id and a.email is not null and a.confirmed_at is not null
  join proposal p on p.organisation_id = a.organisation_id and p.id = ${subjectId}
  join component c on c.organisation_id = p.organisation_id and c.id = p.component_id and c.published
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id and s.state <> 'DRAFT' and ${personMayEnter(literal('a.id'))}
  join version w on w.organisation_id = p.organisation_id and w.subject_kind = 'proposal_answer' and w.subject_id = p.id and w.n = ${Number(data.n)}
  where a.id > ${after}::uuid order by a.id limit ${BATCH}`;

const first = '00000000-0000-0000-0000-000000000000';

/** Tells those concerned, once for each version of an answer; of a mail that was sent nothing is kept, as it says who supports what. */
const tell = (template: (n: number) => string): Reaction['run'] => async ({ entry, em, mail, after = first }) => {
  const told = await rowsIn<Told>(em, toldOf(entry, after));
  await mail.queueAll(em, entry.organisationId, told.map(({ email: to, locale, title, path, kind, key, row }) => {
    const status = kind && (row ?? statusOf(defaultStatuses, key, kind)).label;
    return {
      to, locale, template: template(Number(entry.data.n)), forget: true,
      params: { title: excerpt(title, 60), path: `/${locale}${path}`, status: status ? localized(status, locale).text : '' },
    };
  }));
  return told.length === BATCH ? told.at(-1)?.id : undefined;
};

/** What follows an answer: the authors, the supporters and the followers are told. */
export const answerReactions: readonly Reaction[] = [
  on('proposal.answered', 'proposals.tell_answer', tell((n) => (n > 1 ? 'proposals.mail.corrected' : 'proposals.mail.answered'))),
  on('proposal.answer_cleared', 'proposals.tell_cleared', tell(() => 'proposals.mail.cleared')),
];
