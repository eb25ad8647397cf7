import { useEffect, useRef } from 'react';
import { useFetcher, useResolvedPath } from 'react-router';
import { links, useLocale, useT } from '@hiroba/ui';
import type { SimilarProposalFragment } from './gql/graphql.ts';
import { ProposalState } from './ProposalState.tsx';
import type { loader } from './similar-titles.ts';

interface SimilarTitlesProps {
  readonly proposals: readonly SimilarProposalFragment[];
}

/** Proposals that say something like it already: to be supported instead, or not. */
export function SimilarTitles({ proposals }: SimilarTitlesProps) {
  const t = useT();
  const to = links(useLocale());
  if (proposals.length === 0) return null;
  return (
    <section className="panel panel-quiet grid gap-3" aria-labelledby="similar-titles">
      <h2 id="similar-titles" className="heading-4">{t('proposals.similar.title')}</h2>
      <p className="measure">{t('proposals.similar.lead')}</p>
      <ul className="grid gap-2">
        {proposals.map((proposal) => (
          <li key={proposal.id} className="grid gap-1">
            <a className="link" href={to.proposal(proposal.spaceSlug, proposal.componentId, proposal.id)} target="_blank" rel="noopener">
              <span lang={proposal.locale}>{proposal.title}</span>
              <span className="sr-only">{t('proposals.similar.newTab')}</span>
            </a>
            <span className="text-small flex flex-wrap items-center gap-x-3">
              <ProposalState proposal={proposal} />
              {proposal.supportCount == null ? null : <span>{t('proposals.card.supports', { count: proposal.supportCount })}</span>}
              <span>{t('proposals.card.comments', { count: proposal.commentCount })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const PAUSE = 600;

/** The similar proposals of what stands in the title of the form around it, asked for when the person pauses. */
export function SimilarWhileWriting() {
  const here = useRef<HTMLDivElement>(null);
  const { load, data } = useFetcher<typeof loader>();
  const { pathname } = useResolvedPath('../similar', { relative: 'path' });
  useEffect(() => {
    const field = here.current?.closest('form')?.querySelector<HTMLInputElement>('input[name="title"]');
    let waiting = 0;
    const ask = () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => field && void load(`${pathname}?title=${encodeURIComponent(field.value)}`), PAUSE);
    };
    field?.addEventListener('input', ask);
    return () => {
      window.clearTimeout(waiting);
      field?.removeEventListener('input', ask);
    };
  }, [load, pathname]);
  return <div ref={here} className="contents" aria-live="polite"><SimilarTitles proposals={data?.similar ?? []} /></div>;
}
