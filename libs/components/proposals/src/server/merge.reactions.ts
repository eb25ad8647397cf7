import { personMayEnter } from '@hiroba/accounts/server';
import { excerpt } from '@hiroba/kernel';
import { followAlong, followersOf } from '@hiroba/notifications/server';
import { literal, on, rowsIn, sql, type Entry, type Query, type Reaction } from '@hiroba/server';
import { toldTitle } from './proposal.rows.ts';

/** How many are told in one transaction. */
const BATCH = 500;

const first = '00000000-0000-0000-0000-000000000000';

interface Told {
  readonly id: string;
  readonly email: string;
  readonly locale: string;
  readonly author: boolean;
  readonly carried: boolean;
  readonly title: string;
  readonly path: string;
  /** What it became, where that is one. */
  readonly into: string | null;
}

/** Everybody whose proposal it is, who supports it or follows it, in the order of their ids; authors are told as authors. */
const toldOf = ({ organisationId, subjectId, data }: Entry, after: string): Query => sql`
  with concerned as (
    select id, bool_or(author) as author from (
      select w.person_id as id, true as author from proposal_author w
      where w.organisation_id = ${organisationId} and w.proposal_id = ${subjectId} and w.person_id is not null and w.left_at is null
      union all
      select m.person_id, false from proposal_support v
      join proposal_allowance m on m.organisation_id = v.organisation_id and m.component_id = v.component_id and m.supporter = v.supporter
      where v.organisation_id = ${organisationId} and v.proposal_id = ${subjectId}
      union all
      select f.id, false from (${followersOf(organisationId, sql`${subjectId}::uuid`)}) f) each group by id)
  select a.id, a.email, a.locale, concerned.author, ${toldTitle(literal('a.locale'))} as title, coalesce(l.carried, false) as carried,
    '/spaces/' || s.slug || '/proposals/' || p.component_id || '/' || p.id as path,
    '/spaces/' || s.slug || '/proposals/' || r.component_id || '/' || r.id as into
  from concerned
  join person a on a.organisation_id = ${organisationId} and a.id = concerned.id and a.email is not null and a.confirmed_at is not null
  join proposal p on p.organisation_id = a.organisation_id and p.id = ${subjectId}
  join component c on c.organisation_id = p.organisation_id and c.id = p.component_id and c.published
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id and s.state <> 'DRAFT' and ${personMayEnter(literal('a.id'))}
  left join proposal r on r.organisation_id = p.organisation_id and r.id::text = ${typeof data.into === 'string' ? data.into : null}
  left join proposal_link l on l.organisation_id = p.organisation_id and l.source_id = p.id and l.result_id = r.id
  where a.id > ${after}::uuid order by a.id limit ${BATCH}`;

/** Tells those concerned; of a mail that was sent nothing is kept, as it says who supports what. */
const tell = (template: (told: Told) => string): Reaction['run'] => async ({ entry, em, mail, after = first }) => {
  const told = await rowsIn<Told>(em, toldOf(entry, after));
  for (const one of told) {
    await mail.queue(em, {
      organisationId: entry.organisationId, to: one.email, locale: one.locale, template: `proposals.mail.${template(one)}`, forget: true,
      params: { title: excerpt(one.title, 60), path: `/${one.locale}${one.path}`, into: `/${one.locale}${one.into ?? one.path}` },
    });
  }
  return told.length === BATCH ? told.at(-1)?.id : undefined;
};

const followed: Reaction['run'] = async ({ entry: { organisationId, subjectId, data, at }, em }) => {
  const into = [data.into].flat().filter((id): id is string => typeof id === 'string');
  await followAlong(em, organisationId, { from: subjectId ?? '', kind: 'proposal', into, at });
};

const undone = tell(({ author }) => (author ? 'undoneOwn' : 'undone'));

/**
 * What follows when proposals become one or several, or that is undone: authors, supporters and followers of each source are told.
 * Whoever follows a source follows its results, too.
 */
export const mergeReactions: readonly Reaction[] = [
  on('proposal.merged', 'proposals.follows_merged', followed),
  on('proposal.split', 'proposals.follows_split', followed),
  on('proposal.merged', 'proposals.tell_merged', tell(({ author, carried }) => (author ? 'mergedOwn' : carried ? 'mergedCarried' : 'mergedFreed'))),
  on('proposal.split', 'proposals.tell_split', tell(({ author }) => (author ? 'splitOwn' : 'splitFreed'))),
  on('proposal.merge_undone', 'proposals.tell_merge_undone', undone),
  on('proposal.split_undone', 'proposals.tell_split_undone', undone),
  on('proposal.moved', 'proposals.tell_moved', tell(({ author }) => (author ? 'movedOwn' : 'moved'))),
];
