import { addresseesOf } from '@hiroba/accounts/server';
import { firstIn, on, rowsIn, sql, type Reaction } from '@hiroba/server';
import { isShown, withheldTitle } from './proposal.rows.ts';

interface About {
  readonly spaceId: string;
  /** Null where moderation withholds it. */
  readonly title: string | null;
  readonly path: string;
  readonly authorId: string | null;
  readonly coauthorIds: readonly string[];
}

const aboutQuery = (organisationId: string, proposalId: unknown) => sql`
  select s.id as "spaceId", case when ${isShown} then p.title end as title, p.author_id as "authorId", to_json(p.coauthor_ids) as "coauthorIds", format('spaces/%s/proposals/%s/%s', s.slug, c.id, p.id) as path
  from proposal p join component c on c.organisation_id = p.organisation_id and c.id = p.component_id
  join space s on s.organisation_id = c.organisation_id and s.id = c.space_id
  where p.organisation_id = ${organisationId} and p.id = ${proposalId as string}`;

const titleIn = (locale: string): string => withheldTitle[locale === 'ja' ? 'ja' : 'en'];

/** Tells the authors of a proposal of a new change, or its writer what became of it. */
const told = (type: string, template: string, whom: 'AUTHORS' | 'AMENDER'): Reaction => on(`amendment.${type}`, `proposals.amendment.${type}`, async ({ entry, em, mail }) => {
  const { organisationId, subjectId } = entry;
  const amendment = await firstIn<{ authorId: string | null; proposalId: string }>(em, sql`
    select author_id as "authorId", proposal_id as "proposalId" from amendment where organisation_id = ${organisationId} and id = ${subjectId}`);
  const about = amendment && await firstIn<About>(em, aboutQuery(organisationId, amendment.proposalId));
  if (!about) return;
  const ids = whom === 'AMENDER' ? [amendment.authorId] : [about.authorId, ...about.coauthorIds];
  for (const to of await addresseesOf(em, organisationId, ids.filter((id) => id !== null), about.spaceId)) {
    await mail.queue(em, {
      organisationId, to: to.email, locale: to.locale, template, key: `${entry.id}-${to.id}`,
      params: { locale: to.locale, title: about.title ?? titleIn(to.locale), path: `${about.path}/amendments/${subjectId ?? ''}` },
    });
  }
});

/** Tells everybody with an open change that the proposal it was for is over. */
const ended = (type: string): Reaction => on(`proposal.${type}`, `proposals.amendments_end.${type}`, async ({ entry, em, mail }) => {
  const { organisationId, subjectId, data } = entry;
  if (type === 'answered' && (data.answer === 'EVALUATING' || Number(data.n ?? 1) > 1)) return;
  const about = await firstIn<About>(em, aboutQuery(organisationId, subjectId));
  const open = await rowsIn<{ id: string; authorId: string }>(em, sql`
    select id, author_id as "authorId" from amendment where organisation_id = ${organisationId} and proposal_id = ${subjectId} and state = 'OPEN'
      and author_id is not null`);
  if (!about) return;
  const people = await addresseesOf(em, organisationId, open.map(({ authorId }) => authorId), about.spaceId);
  for (const { id, authorId } of open) {
    const to = people.find((person) => person.id === authorId);
    if (!to) continue;
    await mail.queue(em, {
      organisationId, to: to.email, locale: to.locale, template: 'proposals.mail.amendmentEnded', key: `${entry.id}-${id}`,
      params: { locale: to.locale, title: about.title ?? titleIn(to.locale), path: `${about.path}/amendments/${id}` },
    });
  }
});

/** What follows the events of amendments: mails to those who decide and those who wait. */
export const amendmentReactions: readonly Reaction[] = [
  told('opened', 'proposals.mail.amendmentOpened', 'AUTHORS'),
  told('accepted', 'proposals.mail.amendmentAccepted', 'AMENDER'),
  told('rejected', 'proposals.mail.amendmentRejected', 'AMENDER'),
  ended('withdrawn'), ended('merged'), ended('split'), ended('answered'),
];
