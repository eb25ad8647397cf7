import { personMayEnter } from '@hiroba/accounts/server';
import { onceShown } from '@hiroba/moderation/server';
import { literal, on, rowsIn, sql, type Reaction } from '@hiroba/server';
import { isShown } from './comment.rows.ts';

type Happened = Parameters<Reaction['run']>[0];

interface Told {
  readonly personId: string;
  readonly email: string;
  readonly locale: string;
  readonly author: string | null;
  readonly authorId: string;
  readonly office: string | null;
}

/** Tells people that somebody speaks to them; once for a comment, however often it is edited. */
const tell: Reaction['run'] = async (happened) => tellOf(happened, happened.entry.subjectId);

async function tellOf({ entry: { organisationId }, em, mail }: Happened, subjectId: string | null | undefined): Promise<void> {
  const told = await rowsIn<Told>(em, sql`
    select distinct on (p.id) p.id as "personId", p.email, p.locale, nullif(a.display_name, '') as author, a.id as "authorId", c.office
    from comment c
    join comment_mention m on m.organisation_id = c.organisation_id and m.comment_id = c.id
    join person p on p.organisation_id = m.organisation_id and p.id = m.person_id and p.closed_at is null and p.email is not null
    join person a on a.organisation_id = c.organisation_id and a.id = c.author_id
    join component k on k.organisation_id = c.organisation_id and k.id = c.component_id
    join space s on s.organisation_id = k.organisation_id and s.id = k.space_id
    where c.organisation_id = ${organisationId} and c.id = ${subjectId} and ${personMayEnter(literal('p.id'))} and ${isShown('c')} and p.id <> c.author_id`);
  for (const { personId, email, locale, author, authorId, office } of told) {
    await mail.queue(em, {
      organisationId, to: email, locale, template: 'comments.mail.mentioned', key: `mention.${subjectId}.${personId}`,
      params: { name: office ?? author ?? '', locale, comment: subjectId ?? '' }, names: office ? [] : [authorId],
    });
  }
}

/** What follows when something was said, or said anew. */
export const commentReactions: readonly Reaction[] = [
  on('comment.published', 'comments.mentioned', tell),
  on('comment.edited', 'comments.mentioned-later', tell),
  ...onceShown('comment', 'comments.mentioned-once-shown', tellOf),
];
