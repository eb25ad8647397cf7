import { links, Notice, TextLink, useLocale, useT } from '@hiroba/ui';
import type { ProposalPageQuery } from './gql/graphql.ts';

type Link = NonNullable<ProposalPageQuery['proposal']>['links'][number];

/** What a proposal came out of or what it became, whose act that was, and why; copies besides. */
export function ProposalLinks({ links: all }: { links: readonly Link[] }) {
  const [first] = all.filter(({ kind }) => kind !== 'COPY');
  const groups = [
    first ? all.filter((link) => link.kind === first.kind && link.from === first.from && Boolean(link.undoneAt) === Boolean(first.undoneAt)) : [],
    ...[true, false].map((from) => all.filter((link) => link.kind === 'COPY' && link.from === from)),
  ];
  return groups.map((group, at) => <Group key={at} links={group} />);
}

function Group({ links: all }: { links: readonly Link[] }) {
  const t = useT();
  const to = links(useLocale());
  const [first] = all;
  if (!first) return null;
  const { kind, from, office, reason, undoneAt, undoneBecause } = first;
  const because = undoneAt ? undoneBecause : reason;
  return (
    <Notice title={t(`proposals.links.${undoneAt ? 'undone' : `${kind}.${from ? 'from' : 'into'}`}`, undoneAt ? {} : { office: office ?? '' })}>
      {because ? <p>{because}</p> : null}
      <ul className="grid gap-1">
        {all.map(({ proposal }) => (
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
