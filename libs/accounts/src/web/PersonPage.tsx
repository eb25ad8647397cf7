import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Day, Facts, found, PageBody, PageHead, PersonName, query, useT } from '@hiroba/ui';
import { personQuery } from './accounts.graphql.ts';

/** Loads what everybody may see of a person. */
export const loader = async ({ context, params }: LoaderFunctionArgs) =>
  found((await query(context, personQuery, { code: params.code ?? '' })).person);

const noindex = <meta name="robots" content="noindex" />;

/** A person as others see them; search engines are not told of people. */
export default function PersonPage() {
  const t = useT();
  const person = useLoaderData<typeof loader>();
  if (person.closed)
    return (
      <PageBody>
        {noindex}
        <PageHead title={t('ui.person.gone')} lead={t('accounts.person.gone')} />
      </PageBody>
    );
  return (
    <PageBody>
      {noindex}
      <PageHead
        title={person.displayName ?? ''}
        above={person.office ? <PersonName name="" office={person.office} /> : undefined}
      />
      {person.about ? <p className="measure whitespace-pre-line">{person.about}</p> : null}
      <Facts
        facts={[
          ...(person.handle ? [{ term: t('accounts.handle'), value: `@${person.handle}` }] : []),
          { term: t('accounts.person.joined'), value: <Day at={person.joinedAt} /> },
        ]}
      />
    </PageBody>
  );
}
