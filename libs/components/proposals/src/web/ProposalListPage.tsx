import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf, CardGrid, Chips, Deadline, Empty, found, LinkButton, links, PageBody, PageHead, Pager, query, SearchForm, TextLink, useLocale,
  useRefusalText, useSituation, useT, withQuery,
} from '@hiroba/ui';
import { pathsIn, TaxonomyFilter } from '@hiroba/taxonomies/web';
import { answerKinds } from '../domain/proposal.ts';
import { proposalPolicy } from '../domain/proposal.policy.ts';
import type { AnswerKind, ProposalSort } from './gql/graphql.ts';
import { proposalListQuery } from './proposals.graphql.ts';
import { ProposalCard } from './ProposalCard.tsx';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';

const sorts: readonly ProposalSort[] = ['RANDOM', 'NEWEST', 'SUPPORTED', 'COMMENTED', 'ANSWERED'];

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | undefined => values.find((one) => one === value);

/** A seed that does not repeat from one visit to the next; it travels on in the cursor. */
const newSeed = (): string => Math.random().toString(36).slice(2, 8);

/** Loads a page of proposals as its address asks for. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const address = addressOf(args).searchParams;
  const filter = {
    search: address.get('q')?.slice(0, 100) || undefined,
    taxonomies: pathsIn(address),
    answerKind: oneOf(answerKinds, address.get('answer')) as AnswerKind | undefined,
    answered: address.get('answer') === 'NONE' ? false : undefined,
    mine: address.has('mine') || undefined,
  };
  const sort = oneOf(sorts, address.get('sort'));
  const { component } = await query(context, proposalListQuery, {
    id: params.componentId ?? '', after: address.get('after'), sort, seed: newSeed(), filter,
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  found(room.space.slug === params.slug ? room : null);
  return { room, filter, sort: sort ?? room.defaultSort };
}

/** The proposals of a place. */
export default function ProposalListPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><ProposalList /></Room>;
}

function ProposalList() {
  const { room, filter } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const { proposals, rules, viewer } = room;
  const title = localized(room.title, locale);
  const { now } = useSituation();
  const mayImport = useRoomRefusal(proposalPolicy.import, undefined) === undefined;
  const phases = room.spaceState === 'PUBLISHED' ? room.phases : [];
  const open = phases.find(({ opensAt, closesAt }) => new Date(opensAt) <= now && (!closesAt || now < new Date(closesAt)));
  const narrowed = Boolean(filter.search || filter.taxonomies.length > 0 || filter.answerKind || filter.answered === false || filter.mine);
  return (
    <>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useCrumbs(room)} lead={localized(room.intro, locale).text || undefined}
        above={open?.closesAt ? <Deadline at={open.closesAt} /> : undefined} actions={<NewProposal />}
      />
      <PageBody wide>
        {viewer.supportsLeft === null || !open?.allows.includes('support') ? null : (
          <p className="text-ink-soft">{t('proposals.supportsLeft', { left: viewer.supportsLeft, max: rules.supportsPerPerson })}</p>
        )}
        <Filters />
        {proposals.items.length === 0 ? (
          <Empty action={narrowed ? <TextLink to="?">{t('proposals.list.all')}</TextLink> : <NewProposal />}>
            {t(narrowed ? 'proposals.list.none' : 'proposals.list.empty')}
          </Empty>
        ) : (
          <CardGrid>
            {proposals.items.map((proposal) => (
              <ProposalCard key={proposal.id} proposal={proposal} threshold={open?.allows.includes('support') ? rules.threshold : 0} level={2} />
            ))}
          </CardGrid>
        )}
        <Pager next={proposals.next} label={t('proposals.list.pages')} />
        {mayImport ? <p><TextLink to={links(locale).component(room.space.slug, 'proposals', room.id, 'enter')}>{t('proposals.entry.link')}</TextLink></p> : null}
        {mayImport ? <p><TextLink to={links(locale).component(room.space.slug, 'proposals', room.id, 'import')}>{t('proposals.import.link')}</TextLink></p> : null}
        <p>
          <a className="link" href={`/download/proposals/${room.id}.csv`}>{t('proposals.list.csv')}</a>
          {'\u3000'}
          <a className="link" href={`/download/proposals/${room.id}.json`}>{t('proposals.list.json')}</a>
          {'\u3000'}
          <TextLink to={links(locale).rules(room.space.slug, room.id)}>{t('spaces.rules.link')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}

/** The way to a new proposal; closed, it says why. */
function NewProposal() {
  const t = useT();
  const { room } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(proposalPolicy.create, undefined);
  const wording = useRefusalText();
  const to = links(useLocale()).newProposal(room.space.slug, room.id);
  const signedOut = refusal?.code === 'UNAUTHENTICATED';
  if (refusal && !signedOut) return <p className="text-ink-soft">{refusal.code === 'PHASE_CLOSED' ? wording(refusal) : t('proposals.new.refused')}</p>;
  return <LinkButton weight="primary" to={to}>{t('proposals.new.link')}</LinkButton>;
}

function Filters() {
  const { room, filter, sort } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const here = withQuery(`${pathname}${search}`, { after: null, done: null });
  const kept = Object.fromEntries([...new URLSearchParams(here.split('?')[1] ?? '')].filter(([key]) => key !== 'q'));
  // A kind is called what the place calls its answers.
  const words = (kind: string) => room.rules.answerStatuses.flatMap((row) => (row.kind === kind ? [localized(row.label, locale).text] : [])).join('・')
    || t(`proposals.answer.${kind}`);
  const count = (key: string) => room.counts.find((one) => one.key === key)?.count ?? 0;
  const answers = ['NONE', ...answerKinds].filter((kind) => count(`answer:${kind}`) > 0);
  const current = filter.answered === false ? 'NONE' : filter.answerKind;
  const narrowed = Boolean(current || filter.taxonomies.length > 0);
  return (
    <div className="grid gap-4">
      <SearchForm label={t('proposals.search')} action={t('proposals.search.go')} defaultValue={filter.search} keep={kept} />
      <details className="disclosure filters" open={narrowed || undefined}>
        <summary>{t('proposals.filter.title')}</summary>
        <div className="grid gap-4">
          <Chips
            label={t('proposals.filter.state')}
            chips={[
              { label: t('proposals.filter.all'), to: withQuery(here, { answer: null }), current: !current, count: count('all') },
              ...answers.map((kind) => ({
                label: words(kind), to: withQuery(here, { answer: kind }), current: current === kind, count: count(`answer:${kind}`),
              })),
            ]}
          />
          <TaxonomyFilter trees={room.taxonomies} here={here} />
          <Chips
            label={t('proposals.sort')}
            chips={sorts.map((one) => ({ label: t(`proposals.sort.${one}`), to: withQuery(here, { sort: one }), current: sort === one }))}
          />
        </div>
      </details>
    </div>
  );
}
