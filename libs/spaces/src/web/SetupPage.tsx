import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { Button, ButtonRow, Form, httpError, links, Notice, PageBody, PageHead, query, Section, seeOther, submit, useT, withQuery } from '@hiroba/ui';
import { setUpMutation, setUpQuery } from './organisation.graphql.ts';
import { ContactFields, contactOf, FirstIdentityFields, identityOf } from './desk/OrganisationFields.tsx';

const keyOf = ({ url }: Request): string => new URL(url).searchParams.get('key') ?? '';

/** Loads what a new installation says of itself; once somebody administers it, this page is no more. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { organisation } = await query(context, setUpQuery);
  if (organisation.hasAdministrator) throw httpError(404, 'NOT_FOUND');
  return { organisation, hasKey: keyOf(request) !== '' };
}

/** Gives the city its name, colour and contact, and goes on to its first administrator. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, setUpMutation, (form) => ({ key: keyOf(args.request), input: { ...identityOf(form), contact: contactOf(form) } }), {
    onSuccess: () => {
      const to = links(args.params.locale ?? 'ja');
      return seeOther(withQuery(`${to.setup()}/administrator`, { key: keyOf(args.request), next: to.desk() }));
    },
  });

/** The first page of an empty installation: whose square this is going to be. */
export default function SetupPage() {
  const { organisation, hasKey } = useLoaderData<typeof loader>();
  const t = useT();
  return (
    <>
      <PageHead title={t('spaces.setup.title')} lead={t('spaces.setup.lead')} above={<p className="font-700">{t('spaces.setup.step')}</p>} />
      <PageBody>
        {hasKey ? (
          <Form keep>
            <FirstIdentityFields organisation={organisation} />
            <Section title={t('spaces.setup.contact')} lead={t('spaces.setup.contact.lead')}><ContactFields contact={organisation.contact} /></Section>
            <ButtonRow><Button weight="primary">{t('spaces.setup.button')}</Button></ButtonRow>
          </Form>
        ) : <Notice title={t('spaces.setup.noKey.title')}><p>{t('spaces.setup.noKey.text')}</p></Notice>}
      </PageBody>
    </>
  );
}
