import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { licenceOf, localized } from '@hiroba/kernel';
import {
  addressOf,
  DateTime,
  Disclosure,
  Empty,
  links,
  PageBody,
  PageHead,
  Pager,
  query,
  Section,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import type { OpenDataQuery } from '../../gql/graphql.ts';
import { Digests, FileRow, NightlyLink, SetFiles } from './SetFiles.tsx';
import { openDataQuery } from './open-data.graphql.ts';

/** Loads the places whose voices can be taken away as files. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const { spaces, openDataSets, nightlyFiles, viewer, organisation } = await query(context, openDataQuery, {
    after: addressOf(args).searchParams.get('after'),
  });
  const isOffice = viewer.mfa && viewer.grants.some(({ role }) => role === 'STAFF' || role === 'ADMIN');
  const sets = openDataSets.map((set) => {
    const files = nightlyFiles.files.filter(({ file }) => file.startsWith(`${set.name}.`));
    return { ...set, files, rows: files[0]?.rows };
  });
  return { spaces, sets, edition: nightlyFiles, isOffice, licence: licenceOf(organisation.licence) };
}

const formats = ['csv', 'ndjson', 'json'] as const;

/** When the files of the night were made, or why there are none. */
function EditionNotice({ edition: { madeAt, failedAt, files } }: { edition: OpenDataQuery['nightlyFiles'] }) {
  const t = useT();
  if (files.length === 0 || !madeAt) return <p className="measure">{t('shell.openData.nightNone')}</p>;
  return (
    <>
      <p className="measure">
        {t('shell.openData.nightAt')}
        <DateTime at={madeAt} />
      </p>
      {failedAt ? (
        <p className="measure">
          {t('shell.openData.nightFailed')}
          <DateTime at={failedAt} />
        </p>
      ) : null}
    </>
  );
}

/** What anybody may take away and compute with, under which licence and in which form. */
export default function OpenDataPage() {
  const { spaces, sets, edition, isOffice, licence } = useLoaderData<typeof loader>();
  const archive = edition.files.find(({ file }) => file === 'open-data.zip');
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  return (
    <>
      <PageHead
        title={t('shell.openData.title')}
        lead={t('shell.openData.lead')}
        crumbs={[{ label: t('shell.openData.home'), to: to.home() }]}
      />
      <PageBody>
        <p className="measure">
          {t('shell.openData.licence')}
          <a className="link" href={licence.url} rel="license">
            {licence.name}
          </a>
        </p>
        <Section title={t('shell.openData.everything')} lead={t('shell.openData.everything.lead')}>
          <EditionNotice edition={edition} />
          <p className="grid gap-1">
            {archive ? (
              <FileRow label={t('shell.openData.nightZip')}>
                <NightlyLink file={archive}>{t('shell.openData.everything.zip')}</NightlyLink>
              </FileRow>
            ) : null}
            <FileRow label={t('shell.openData.now')}>
              <a className="link" href="/download/everything/open-data.zip">
                {t('shell.openData.everything.zip')}
              </a>
            </FileRow>
          </p>
          <ul className="grid gap-4">
            {sets.map((set) => (
              <SetFiles key={set.name} set={set} isOffice={isOffice} />
            ))}
          </ul>
          {archive ? (
            <Disclosure summary={t('shell.openData.digests')}>
              <p className="measure">{t('shell.openData.digestsText')}</p>
              <Digests files={[archive]} />
              <p>
                <a className="link" href="/download/nightly/digests.csv">
                  {t('shell.openData.digestsSave')}
                </a>
              </p>
            </Disclosure>
          ) : null}
        </Section>
        <Section title={t('shell.openData.byPlace')}>
          {spaces.items.length === 0 ? (
            <Empty>{t('shell.openData.empty')}</Empty>
          ) : (
            <div>
              {spaces.items.map(({ id, slug, title, components }) => (
                <Disclosure key={id} summary={localized(title, locale).text}>
                  <p>
                    <TextLink to={to.space(slug)}>
                      {t('shell.openData.place', { title: localized(title, locale).text })}
                    </TextLink>
                  </p>
                  <ul className="grid gap-3">
                    {components.map((component) => {
                      const name = localized(component.title, locale).text;
                      return (
                        <li key={component.id} className="flex flex-wrap gap-x-4 gap-y-1">
                          <span>{t('shell.openData.file', { name, voices: component.voices })}</span>
                          {formats.map((format) => (
                            <a
                              key={format}
                              className="link"
                              href={`/download/${component.manifest}/${component.id}.${format}`}
                            >
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
                </Disclosure>
              ))}
            </div>
          )}
        </Section>
        <Pager next={spaces.next} />
        <Section title={t('shell.openData.form')}>
          <p className="measure">{t('shell.openData.formText')}</p>
        </Section>
      </PageBody>
    </>
  );
}
