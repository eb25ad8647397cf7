import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import { addressOf, Disclosure, Empty, links, PageBody, PageHead, Pager, query, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import { openDataQuery } from './open-data.graphql.ts';

/** Loads the places whose voices can be taken away as files. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const { spaces, openDataSets, viewer } = await query(context, openDataQuery, { after: addressOf(args).searchParams.get('after') });
  const isOffice = viewer.mfa && viewer.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');
  return { spaces, sets: openDataSets, isOffice };
}

const formats = ['csv', 'ndjson', 'json'] as const;
const officeFormats = [['xlsx', 'Excel'], ['cp932.zip', 'CP932']] as const;

/** What anybody may take away and compute with, under which licence and in which form. */
export default function OpenDataPage() {
  const { spaces, sets, isOffice } = useLoaderData<typeof loader>();
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  return (
    <>
      <PageHead title={t('shell.openData.title')} lead={t('shell.openData.lead')} crumbs={[{ label: t('shell.openData.home'), to: to.home() }]} />
      <PageBody>
        <Section title={t('shell.openData.everything')} lead={t('shell.openData.everything.lead')}>
          <p><a className="link" href="/download/everything/open-data.zip">{t('shell.openData.everything.zip')}</a></p>
          <ul className="grid gap-4">
            {sets.map(({ name, title, columns }) => (
              <li key={name} className="grid gap-1">
                <span className="flex flex-wrap gap-x-4 gap-y-1">
                  <span className="font-700">{title}</span>
                  {formats.map((format) => (
                    <a key={format} className="link" href={`/download/everything/${name}.${format}`}>
                      {t('shell.openData.save', { name: title, format: format.toUpperCase() })}
                    </a>
                  ))}
                  {(isOffice ? officeFormats : []).map(([format, label]) => (
                    <a key={format} className="link" href={`/download/everything/${name}.${format}`}>
                      {t('shell.openData.office', { name: title, format: label })}
                    </a>
                  ))}
                </span>
                <Disclosure summary={t('shell.openData.columns', { name: title })}>
                  <p className="measure"><code>{columns.join(', ')}</code></p>
                </Disclosure>
              </li>
            ))}
          </ul>
        </Section>
        <h2 className="heading-2">{t('shell.openData.byPlace')}</h2>
        {spaces.items.length === 0 ? <Empty>{t('shell.openData.empty')}</Empty> : spaces.items.map(({ id, slug, title, components }) => (
          <Section key={id} title={<TextLink to={to.space(slug)}>{localized(title, locale).text}</TextLink>}>
            <ul className="grid gap-3">
              {components.map((component) => {
                const name = localized(component.title, locale).text;
                return (
                  <li key={component.id} className="flex flex-wrap gap-x-4 gap-y-1">
                    <span>{t('shell.openData.file', { name, voices: component.voices })}</span>
                    {formats.map((format) => (
                      <a key={format} className="link" href={`/download/${component.manifest}/${component.id}.${format}`}>
                        {t('shell.openData.save', { name, format: format.toUpperCase() })}
                      </a>
                    ))}
                    {formats.map((format) => (
                      <a key={format} className="link" href={`/download/comments/${component.id}.${format}`}>
                        {t('shell.openData.comments', { name, format: format.toUpperCase() })}
                      </a>
                    ))}
                  </li>
                );
              })}
            </ul>
          </Section>
        ))}
        <Pager next={spaces.next} />
        <Section title={t('shell.openData.form')}><p className="measure">{t('shell.openData.formText')}</p></Section>
      </PageBody>
    </>
  );
}
