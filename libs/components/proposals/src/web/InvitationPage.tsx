import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, Button, ButtonRow, byForm, Day, Form, found, LinkButton, links, Notice, PageBody, PageHead, PersonName, query,
  RichText, seeOther, submit, useLocale, useT, useViewer,
} from '@hiroba/ui';
import { acceptInvitationMutation, declineInvitationMutation, invitationQuery } from './authors.graphql.ts';

const keyOf = (args: Pick<LoaderFunctionArgs, 'request' | 'url'>): string => addressOf(args).searchParams.get('key')?.slice(0, 100) ?? '';

/** Loads an invitation for whom it is for; who comes without a key signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const asked = { id: params.invitationId ?? '', key: keyOf(args), componentId: params.componentId ?? '' };
  const { invitation, viewer, component } = await query(context, invitationQuery, asked);
  found(component);
  if (!invitation && !viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  const { pathname, search } = addressOf(args);
  return { invitation: viewer.person ? found(invitation) : invitation, here: `${pathname}${search}` };
}

/** Says yes or no. */
export const action = (args: ActionFunctionArgs) => {
  const { locale = 'ja', slug = '', componentId = '', id = '', invitationId = '' } = args.params;
  const variables = () => ({ id: invitationId, key: keyOf(args) });
  const to = links(locale);
  return byForm({
    accept: (inner) => submit(inner, acceptInvitationMutation, variables, {
      onSuccess: ({ state }) => seeOther(
        state === 'DRAFT' ? to.proposal(slug, componentId, id, 'write') : to.proposal(slug, componentId, id), 'proposals.joined'),
    }),
    decline: (inner) => submit(inner, declineInvitationMutation, variables, { onSuccess: () => seeOther(to.me(), 'proposals.invitationDeclined') }),
  })(args);
};

/** What somebody is asked to put their name to, and the two answers. */
export default function InvitationPage() {
  const t = useT();
  const to = links(useLocale());
  const { invitation, here } = useLoaderData<typeof loader>();
  const { personId } = useViewer();
  if (!invitation) return <PageHead title={t('proposals.invitation.title')} />;
  const { state, inviter, title, html, locale, expiresAt } = invitation;
  return (
    <>
      <PageHead title={t('proposals.invitation.title')} lead={t('proposals.invitation.lead')} />
      <PageBody>
        <p>
          <PersonName name={inviter?.closed ? null : inviter?.displayName} office={inviter?.isStaff ? inviter.office : null} />
          {t('proposals.invitation.by')}
        </p>
        <article className="panel grid gap-4" lang={locale}>
          <h2 className="heading-2">{title || t('proposals.untitled')}</h2>
          <RichText html={html} lang={locale} />
        </article>
        {state !== 'INVITED' ? <Notice title={t(`proposals.invitation.state.${state}`)}><p>{t('proposals.invitation.over')}</p></Notice> : (
          <>
            <p>{t('proposals.invitation.what')}</p>
            <p>{t('proposals.authors.until')}<Day at={expiresAt} relative /></p>
            {personId ? (
              <div className="grid gap-4">
                <Form name="accept" className="grid gap-2"><div><ActionButton>{t('proposals.invitation.accept')}</ActionButton></div></Form>
                <Form name="decline" className="grid gap-2"><div><Button weight="secondary">{t('proposals.invitation.decline')}</Button></div></Form>
              </div>
            ) : (
              <Notice title={t('proposals.invitation.signIn')}>
                <ButtonRow>
                  <LinkButton weight="primary" to={to.signIn(here)}>{t('proposals.invitation.toSignIn')}</LinkButton>
                  <LinkButton to={to.signUp(here)}>{t('proposals.invitation.toSignUp')}</LinkButton>
                </ButtonRow>
              </Notice>
            )}
          </>
        )}
      </PageBody>
    </>
  );
}
