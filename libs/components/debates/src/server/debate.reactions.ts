import { addresseesOf } from '@hiroba/accounts/server';
import { followersOf, followOwn } from '@hiroba/notifications/server';
import { firstIn, on, rowsIn, sql, type Reaction } from '@hiroba/server';
import { isShown, withheldTitle } from './debate.reads.ts';

interface About {
  readonly spaceId: string;
  /** Null where moderation withholds it. */
  readonly question: string | null;
  readonly path: string;
  readonly openerId: string | null;
}

/** Tells everybody concerned, each once for one act: whoever opened the debate, all who spoke in it, and who follow it. */
const told = (type: string): Reaction => on(`debate.${type}`, `debates.${type}.told`, async ({ entry, em, mail }) => {
  const { organisationId, subjectId, actorId } = entry;
  const about = await firstIn<About>(em, sql`
    select s.id as "spaceId", case when ${isShown} then d.question end as question, d.author_id as "openerId", format('spaces/%s/debates/%s/%s', s.slug, c.id, d.id) as path from debate d
    join component c on c.organisation_id = d.organisation_id and c.id = d.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    where d.organisation_id = ${organisationId} and d.id = ${subjectId}`);
  if (!about) return;
  const spoke = await rowsIn<{ id: string }>(em, sql`
    select distinct author_id as id from comment where organisation_id = ${organisationId} and root_kind = 'debate' and root_id = ${subjectId}
      and state = 'VISIBLE' and author_id is not null
    union ${followersOf(organisationId, sql`${subjectId}::uuid`)}`);
  const ids = [...new Set([...spoke.map(({ id }) => id), ...(about.openerId ? [about.openerId] : [])])].filter((id) => id !== actorId);
  for (const to of await addresseesOf(em, organisationId, ids, about.spaceId)) {
    await mail.queue(em, {
      organisationId, to: to.email, locale: to.locale, template: `debates.mail.${type}`, key: `${entry.id}-${to.id}`,
      params: { locale: to.locale, question: about.question ?? withheldTitle[to.locale === 'ja' ? 'ja' : 'en'], path: about.path },
    });
  }
});

/** Whoever opened a debate hears what happens in it. */
const followed = on('debate.opened', 'debates.own_followed', ({ entry: { organisationId, subjectId, at }, em }) =>
  followOwn(em, organisationId, { kind: 'debate', id: subjectId ?? '', at }, sql`
    select d.author_id as id from debate d join person a on a.organisation_id = d.organisation_id and a.id = d.author_id and a.closed_at is null
    where d.organisation_id = ${organisationId} and d.id = ${subjectId}`));

/** What follows the events of debates: mails to those whom they concern, and that people follow their own. */
export const debateReactions: readonly Reaction[] = [followed, told('closed'), told('concluded'), told('reopened')];
