import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, byForm, Day, FileField, filesOf, Form, links, PageBody, PageHead, query, Section, seeOther, submit, TextLink, useLocale, useRefusal, useT,
} from '@hiroba/ui';
import { organisationPolicy } from '../../domain/organisation.commands.ts';
import { legalSlugs } from '../../domain/organisation.ts';
import { editOrganisationMutation, organisationQuery, removeLogoMutation, setLogoMutation } from '../organisation.graphql.ts';
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
export const action = (args: ActionFunctionArgs) => {
  const here = links(args.params.locale ?? 'ja').desk('organisation');
  const rev = (form: FormData) => integerTyped(String(form.get('rev') ?? '')) || 0;
  return byForm({
    main: (sent) => submit(sent, editOrganisationMutation, (form) => ({
      rev: rev(form), input: { ...identityOf(form), contact: contactOf(form), offices: officesOf(form) },
    }), { onSuccess: () => seeOther(here, 'spaces.saved') }),
    logo: (sent) => submit(sent, setLogoMutation, (form) => ({ rev: rev(form), logo: filesOf(form, 'logo')[0] ?? null }), {
      onSuccess: () => seeOther(here, 'spaces.logoSaved'),
    }),
    removeLogo: (sent) => submit(sent, removeLogoMutation, (form) => ({ rev: rev(form) }), { onSuccess: () => seeOther(here, 'spaces.logoRemoved') }),
  })(args);
};

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
        <LogoForms />
        <LegalPages />
      </PageBody>
    </>
  );
}

/** The sign of the city at the head of every page. */
function LogoForms() {
  const { organisation: { logo, rev } } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(organisationPolicy.edit, undefined);
  const sameRev = <input type="hidden" name="rev" value={rev} />;
  return (
    <Section id="logo" title={t('spaces.desk.logo')} lead={t('spaces.desk.logo.lead')}>
      {logo ? <img src={logo.src} width={logo.width} height={logo.height} alt={t('spaces.desk.logo.now')} className="logo-shown" /> : null}
      <Form name="logo" withFiles key={rev}>
        {sameRev}
        <FileField name="logo" label={t('spaces.desk.logo.file')} hint={t('spaces.desk.logo.file.hint')} accept="image/jpeg,image/png,image/webp" />
        <ButtonRow><ActionButton refusal={refusal} weight="secondary">{t('spaces.desk.logo.save')}</ActionButton></ButtonRow>
      </Form>
      {logo ? (
        <Form name="removeLogo">
          {sameRev}
          <ButtonRow><ActionButton refusal={refusal} weight="danger">{t('spaces.desk.logo.remove')}</ActionButton></ButtonRow>
        </Form>
      ) : null}
    </Section>
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
