import { Day, useT } from '@hiroba/ui';
import { AuthorName } from './Authors.tsx';
import type { ProposalHistoryQuery } from './gql/graphql.ts';

type Author = NonNullable<ProposalHistoryQuery['proposal']>['authorsOverTime'][number];

/** Everybody who ever was an author, and from when until when: names stay on the versions of their time. */
export function AuthorsOverTime({ authors }: { authors: readonly Author[] }) {
  const t = useT();
  return (
    <section className="facts" aria-labelledby="authors-over-time">
      <h2 id="authors-over-time" className="heading-4">{t('proposals.fact.author')}</h2>
      <ul className="grid gap-2">
        {authors.map((author, at) => (
          <li key={at} className="flex flex-wrap gap-x-3">
            <AuthorName author={author} />
            <span>{t('proposals.author.since')}<Day at={author.joinedAt} /></span>
            {author.leftAt ? <span>{t('proposals.author.left')}<Day at={author.leftAt} /></span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
