import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { ContributionCard } from '@hiroba/spaces/web';
import {
  addressOf,
  CardGrid,
  Day,
  Empty,
  Facts,
  found,
  links,
  PageBody,
  PageHead,
  Pager,
  PersonName,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { personQuery } from './accounts.graphql.ts';

/** Loads what everybody may see of a person, with what they published. */
export async function loader(args: LoaderFunctionArgs) {
  const asked = { code: args.params.code ?? '', after: addressOf(args).searchParams.get('after') };
  const { person, contributions } = await query(args.context, personQuery, asked);
  return { person: found(person), contributions };
}

const noindex = <meta name="robots" content="noindex" />;

/** A person as others see them; search engines are not told of people. */
export default function PersonPage() {
  const t = useT();
  const to = links(useLocale());
  const { person, contributions } = useLoaderData<typeof loader>();
  const crumbs = [{ label: t('accounts.person.home'), to: to.home() }];
  if (person.closed)
    return (
      <PageBody>
        {noindex}
        <PageHead title={t('ui.person.gone')} lead={t('accounts.person.gone')} crumbs={crumbs} />
      </PageBody>
    );
  return (
    <>
      {noindex}
      <PageHead
        title={person.displayName ?? ''}
        crumbs={crumbs}
        above={person.office ? <PersonName name="" office={person.office} /> : undefined}
      />
      <PageBody wide>
        {person.about ? <p className="measure whitespace-pre-line">{person.about}</p> : null}
        <Facts
          facts={[
            ...(person.handle ? [{ term: t('accounts.handle'), value: `@${person.handle}` }] : []),
            { term: t('accounts.person.joined'), value: <Day at={person.joinedAt} /> },
          ]}
        />
        <Section title={t('accounts.person.contributions')}>
          {contributions.items.length === 0 ? (
            <Empty>{t('accounts.person.nothing')}</Empty>
          ) : (
            <CardGrid>
              {contributions.items.map((item) => (
                <ContributionCard key={item.id} item={item} />
              ))}
            </CardGrid>
          )}
          <Pager next={contributions.next} label={t('accounts.person.pages')} />
          {contributions.items.length > 0 ? (
            <p>
              <TextLink to={to.activity({ person: person.code })}>{t('accounts.person.activity')}</TextLink>
            </p>
          ) : null}
        </Section>
      </PageBody>
    </>
  );
}
