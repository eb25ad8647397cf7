import { addresseesOf } from '@hiroba/accounts/server';
import { followOwn } from '@hiroba/notifications/server';
import { firstIn, on, sql, type Reaction } from '@hiroba/server';

const answered = (type: string, template: string): Reaction => on(`invitation.${type}`, `proposals.invitation.${type}`, async ({ entry, em, mail }) => {
  const { organisationId, params } = entry;
  const about = await firstIn<{ inviterId: string; inviteeId: string | null; name: string | null; path: string; title: string }>(em, sql`
    select i.inviter_id as "inviterId", b.id as "inviteeId", coalesce(i.address_shown, b.display_name) as name, p.title, format('spaces/%s/proposals/%s/%s', s.slug, p.component_id, p.id) as path
    from proposal_invitation i
    join proposal p on p.organisation_id = i.organisation_id and p.id = i.proposal_id
    join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
    join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
    left join person b on b.organisation_id = i.organisation_id and b.id = i.person_id
    where i.organisation_id = ${organisationId} and i.id = ${params.subjectId as string}`);
  const [to] = about ? await addresseesOf(em, organisationId, [about.inviterId]) : [];
  if (!about || !to) return;
  await mail.queue(em, {
    organisationId, to: to.email, locale: to.locale, template, params: { locale: to.locale, name: about.name ?? '', title: about.title, path: about.path },
    names: about.inviteeId ? [about.inviteeId] : [],
  });
});

/** The authors of a proposal hear what happens with it. */
const followed: Reaction['run'] = async ({ entry: { organisationId, subjectId, at }, em }) => {
  // Who joined a draft follows it with all others, once it is out.
  if (!subjectId) return;
  await followOwn(em, organisationId, { kind: 'proposal', id: subjectId, at }, sql`
    select w.person_id as id from proposal_author w join person a on a.organisation_id = w.organisation_id and a.id = w.person_id and a.closed_at is null
    where w.organisation_id = ${organisationId} and w.proposal_id = ${subjectId} and w.left_at is null`);
};

/** What follows the events of proposals: mails to those whom they concern, and that authors follow their own. */
export const proposalReactions: readonly Reaction[] = [
  on('proposal.published', 'proposals.own_followed', followed),
  on('proposal.author_joined', 'proposals.joined_followed', followed),
  on('proposal.taken_over', 'proposals.taken_followed', followed),
  answered('accepted', 'proposals.mail.joined'),
  answered('declined', 'proposals.mail.declined'),
];
