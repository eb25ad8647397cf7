import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, Day, Form, links, PageBody, PageHead, query, Section, seeOther, submit, TextLink, useLocale, useRefusal, useT,
} from '@hiroba/ui';
import { organisationPolicy } from '../../domain/organisation.commands.ts';
import { legalSlugs } from '../../domain/organisation.ts';
import { editOrganisationMutation, organisationQuery } from '../organisation.graphql.ts';
import { useWords } from '../words.ts';
import { administratorsOnly } from './desk.ts';
import { integerTyped } from './typed.ts';
import { ContactFields, contactOf, IdentityFields, identityOf } from './OrganisationFields.tsx';
import { OfficeFields, officesOf } from './OfficeFields.tsx';

/** Loads the settings of the city; for administrators. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, organisation } = await query(context, organisationQuery);
  administratorsOnly(viewer);
  return { organisation };
}

/** Saves the settings; each change is an entry of the public record. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, editOrganisationMutation, (form) => ({
    rev: integerTyped(String(form.get('rev') ?? '')) || 0,
    input: { ...identityOf(form), contact: contactOf(form), offices: officesOf(form) },
  }), { onSuccess: () => seeOther(links(args.params.locale ?? 'ja').desk('organisation'), 'spaces.saved') });

/** The settings of the city. */
export default function OrganisationPage() {
  const { organisation } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const refusal = useRefusal(organisationPolicy.edit, undefined);
  return (
    <>
      <PageHead title={t('spaces.desk.organisation.title')} crumbs={[{ label: t('spaces.desk'), to: to.desk() }]} lead={t('spaces.desk.organisation.lead')} />
      <PageBody>
        <Form keep key={organisation.rev}>
          <input type="hidden" name="rev" value={organisation.rev} />
          <IdentityFields organisation={organisation} />
          <Section title={t('spaces.desk.organisation.contact')} lead={t('spaces.desk.organisation.contact.lead')}>
            <ContactFields contact={organisation.contact} offices={organisation.offices} />
          </Section>
          <Section id="offices" title={t('spaces.desk.organisation.offices')} lead={t('spaces.desk.organisation.offices.lead')}>
            <OfficeFields offices={organisation.offices} />
          </Section>
          <ButtonRow><ActionButton refusal={refusal}>{t('spaces.desk.save')}</ActionButton></ButtonRow>
        </Form>
        <LegalPages />
      </PageBody>
    </>
  );
}

function LegalPages() {
  const { organisation: { legalPages } } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  return (
    <Section id="legal" title={t('spaces.desk.legal')} lead={t('spaces.desk.legal.lead')}>
      <ul className="grid gap-3">
        {legalSlugs.map((slug) => {
          const page = legalPages.find((each) => each.slug === slug);
          const title = words(page?.title);
          return (
            <li key={slug} className="flex flex-wrap gap-x-4">
              <TextLink to={to.desk('legal', slug)} lang={title.lang}>{title.text || t(`spaces.desk.legal.${slug}`)}</TextLink>
              <span className="text-ink-soft">
                {page ? <>{t('spaces.legal.version', { version: page.version })}{'　'}<Day at={page.at} /></> : t('spaces.desk.legal.none')}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
