import { useLoaderData, useLocation, type LoaderFunctionArgs } from 'react-router';
import { Day, found, links, PageBody, PageHead, query, RichText, TextLink, useLocale, useT, withQuery } from '@hiroba/ui';
import { legalPageQuery } from './spaces.graphql.ts';
import { useWords } from './words.ts';

/** Loads a legal page in the version its address asks for. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const version = Number(new URL(request.url).searchParams.get('version') ?? Number.NaN);
  const wanted = Number.isSafeInteger(version) && version > 0 && version < 1_000_000 ? version : null;
  return { page: found((await query(context, legalPageQuery, { slug: params.page ?? '', version: wanted })).legalPage) };
}

/** A legal page of the city, with every version it ever had. */
export default function LegalPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { pathname } = useLocation();
  const [title, body] = [words(page.title), words(page.bodyHtml)];
  const newest = page.versions[0] ?? page.version;
  return (
    <PageBody>
      <PageHead title={title.text} lang={title.lang} crumbs={[{ label: t('spaces.home'), to: to.home() }]} />
      <p className="text-ink-soft">
        {t('spaces.legal.version', { version: page.version })}{'　'}{t('spaces.legal.published')} <Day at={page.at} />
        {page.version < newest ? <>{'　'}<TextLink to={pathname}>{t('spaces.legal.newest')}</TextLink></> : null}
      </p>
      <RichText html={body.text} lang={body.lang} />
      {page.versions.length > 1 ? (
        <nav aria-label={t('spaces.legal.versions')}>
          <ul className="flex flex-wrap gap-4">
            {page.versions.filter((version) => version !== page.version).map((version) => (
              <li key={version}><TextLink to={withQuery(pathname, { version })}>{t('spaces.legal.version', { version })}</TextLink></li>
            ))}
          </ul>
        </nav>
      ) : null}
    </PageBody>
  );
}
