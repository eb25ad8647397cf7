import { localized } from '@hiroba/kernel';
import { Day, links, Notice, TextLink, useLocale, useT } from '@hiroba/ui';
import type { ProposalPageQuery } from './gql/graphql.ts';

type Shown = Pick<NonNullable<ProposalPageQuery['proposal']>, 'links' | 'moved'>;
type Link = Shown['links'][number];

/** From where a proposal was moved; what it came out of or what it became, whose act that was, and why; copies besides. */
export function ProposalLinks({ proposal: { links: all, moved } }: { proposal: Shown }) {
  const [first] = all.filter(({ kind }) => kind !== 'COPY');
  const groups = [
    first ? all.filter((link) => link.kind === first.kind && link.from === first.from && Boolean(link.undoneAt) === Boolean(first.undoneAt)) : [],
    ...[true, false].map((from) => all.filter((link) => link.kind === 'COPY' && link.from === from)),
  ];
  return (
    <>
      {moved ? <Moved moved={moved} /> : null}
      {groups.map((group, at) => <Group key={at} links={group} />)}
    </>
  );
}

function Moved({ moved: { at, office, reason, from } }: { moved: NonNullable<Shown['moved']> }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Notice title={from ? t('proposals.moved.from', { place: localized(from, locale).text }) : t('proposals.moved.elsewhere')}>
      <p>{reason}</p>
      <p className="text-ink-soft">{office ? `${office}　` : ''}<Day at={at} /></p>
    </Notice>
  );
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
