import { Icon, PersonName, useT } from '@hiroba/ui';
import type { ProposalCardFragment } from './gql/graphql.ts';

type Author = ProposalCardFragment['authors'][number];

/** One of those whose proposal it is: a person, an office, or somebody for whom the city filed it. */
export function AuthorName({ author: { kind, name, person } }: { author: Author }) {
  const t = useT();
  if (kind === 'PERSON') return <PersonName name={person?.closed ? null : person?.displayName} office={person?.isStaff ? person.office : null} />;
  if (kind === 'OFFICE') return <span className="office"><Icon name="office" /><span className="sr-only">{t('ui.person.office')}</span>{name}</span>;
  return <bdi className="font-700">{name}</bdi>;
}

/** Everybody whose proposal it is, each on a line. */
export function Authors({ authors }: { authors: readonly Author[] }) {
  const t = useT();
  if (authors.length === 0) return <>{t('proposals.author.none')}</>;
  if (authors.length === 1) return <AuthorName author={authors[0] as Author} />;
  return <ul className="grid gap-1">{authors.map((author, at) => <li key={at}><AuthorName author={author} /></li>)}</ul>;
}

/** The first author, and how many more there are. */
export function AuthorsInShort({ authors }: { authors: readonly Author[] }) {
  const t = useT();
  const [first, ...others] = authors;
  if (!first) return <>{t('proposals.author.none')}</>;
  return <><AuthorName author={first} />{others.length > 0 ? ` ${t('proposals.author.more', { count: others.length })}` : null}</>;
}
