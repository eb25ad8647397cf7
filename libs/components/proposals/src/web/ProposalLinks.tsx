import { links, Notice, TextLink, useLocale, useT } from '@hiroba/ui';
import type { ProposalPageQuery } from './gql/graphql.ts';

type Link = NonNullable<ProposalPageQuery['proposal']>['links'][number];

/** What a proposal came out of or what it became, whose act that was, and why. */
export function ProposalLinks({ links: all }: { links: readonly Link[] }) {
  const t = useT();
  const to = links(useLocale());
  const [first] = all;
  if (!first) return null;
  const { kind, from, office, reason, undoneAt, undoneBecause } = first;
  const key = `${kind}.${from ? 'from' : 'into'}`;
  return (
    <Notice title={t(`proposals.links.${undoneAt ? 'undone' : key}`, undoneAt ? {} : { office: office ?? '' })}>
      <p>{undoneAt ? undoneBecause : reason}</p>
      <ul className="grid gap-1">
        {all.filter((link) => link.kind === kind && link.from === from && Boolean(link.undoneAt) === Boolean(undoneAt)).map(({ proposal }) => (
          <li key={proposal.id}>
            <TextLink to={to.proposal(proposal.spaceSlug, proposal.componentId, proposal.id)} lang={proposal.locale}>{proposal.title}</TextLink>
            {proposal.reference ? ` ${proposal.reference}` : null}
          </li>
        ))}
      </ul>
      {kind === 'MERGE' && !undoneAt ? <p>{t(first.carried ? 'proposals.links.carried' : 'proposals.links.freed')}</p> : null}
    </Notice>
  );
}
