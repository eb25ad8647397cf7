import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { ActionButton, ButtonRow, Day, Form, found, links, Notice, PageBody, PageHead, query, seeOther, submit, useLocale, useRefusal, useT } from '@hiroba/ui';
import { organisationPolicy } from '../../domain/organisation.commands.ts';
import { legalSlugs } from '../../domain/organisation.ts';
import { legalDeskQuery, publishLegalPageMutation } from '../organisation.graphql.ts';
import { useWords } from '../words.ts';
import { administratorsOnly } from './desk.ts';
import { legalTemplates } from './legal-templates.ts';
import { LocalizedFields } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';

/** Loads a legal page as it is written; for administrators. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const slug = found(legalSlugs.find((known) => known === params.page));
  const { viewer, legalPage } = await query(context, legalDeskQuery, { slug });
  administratorsOnly(viewer);
  return { slug, page: legalPage };
}

/** Publishes a new version. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, publishLegalPageMutation, (form) => ({
    slug: args.params.page ?? '', title: localizedOf(form, 'title'), body: localizedOf(form, 'body'),
  }), { onSuccess: ({ slug }) => seeOther(links(args.params.locale ?? 'ja').legal(slug), 'spaces.legalPublished') });

/** The editor of a legal page: every save is a new version, and the old ones stay readable. */
export default function LegalEditorPage() {
  const { slug, page } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const refusal = useRefusal(organisationPolicy.edit, undefined);
  const begun = page ?? legalTemplates[slug];
  return (
    <>
      <PageHead
        title={words(page?.title).text || t(`spaces.desk.legal.${slug}`)} lead={t('spaces.desk.legal.edit.lead')}
        crumbs={[{ label: t('spaces.desk'), to: to.desk() }, { label: t('spaces.desk.organisation.title'), to: to.desk('organisation') }]}
      />
      <PageBody>
        {page ? <p className="text-ink-soft">{t('spaces.legal.version', { version: page.version })}{'　'}<Day at={page.at} /></p> : (
          <Notice title={t('spaces.desk.legal.template')}><p>{t('spaces.desk.legal.template.text')}</p></Notice>
        )}
        <Form keep>
          <LocalizedFields name="title" label={t('spaces.desk.form.title')} value={begun.title} />
          <LocalizedFields name="body" label={t('spaces.desk.legal.body')} hint={t('spaces.desk.form.markdown')} value={begun.body} rows={16} max={50_000} />
          <ButtonRow><ActionButton refusal={refusal}>{t('spaces.desk.legal.publish')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}
