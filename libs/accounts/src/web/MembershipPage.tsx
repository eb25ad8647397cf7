import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, Button, ButtonRow, byForm, Day, Facts, Form, found, LinkButton, links, Notice, PageBody, PageHead, query, seeOther, submit,
  useLocale, useT,
} from '@hiroba/ui';
import { useWords } from '@hiroba/spaces/web';
import { acceptMembershipMutation, declineMembershipMutation, leaveSpaceMutation, membershipQuery } from './members.graphql.ts';

const keyOf = (args: Pick<LoaderFunctionArgs, 'request' | 'url'>): string => addressOf(args).searchParams.get('key')?.slice(0, 100) ?? '';

/** Loads an invitation for whom it is for; who comes without the key of the mail signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { memberInvitation, viewer } = await query(context, membershipQuery, { id: params.memberId ?? '', key: keyOf(args) });
  const { pathname, search } = addressOf(args);
  if (!memberInvitation && !viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(pathname));
  return { invitation: found(memberInvitation), isSignedIn: viewer.person !== null, here: `${pathname}${search}` };
}

/** Says yes, no, or goodbye. */
export const action = (args: ActionFunctionArgs) => {
  const { locale = 'ja', memberId: id = '' } = args.params;
  const to = links(locale);
  return byForm({
    accept: (sent) => submit(sent, acceptMembershipMutation, () => ({ id }), { onSuccess: ({ spaceSlug }) => seeOther(to.space(spaceSlug), 'accounts.memberJoined') }),
    decline: (sent) => submit(sent, declineMembershipMutation, () => ({ id, key: keyOf(args) }), { onSuccess: () => seeOther(to.home(), 'accounts.memberDeclined') }),
    leave: (sent) => submit(sent, leaveSpaceMutation, () => ({ id }), { onSuccess: () => seeOther(to.home(), 'accounts.memberLeft') }),
  })(args);
};

/** An invitation to become a member of a space: what it means, and the two answers; for members the way out. */
export default function MembershipPage() {
  const t = useT();
  const words = useWords();
  const { invitation: { state, published, expiresAt, mail, spaceSlug, ...texts } } = useLoaderData<typeof loader>();
  const to = links(useLocale());
  const [title, role] = [words(texts.spaceTitle), words(texts.role)];
  return (
    <>
      <PageHead title={t('accounts.membership')} lead={<span lang={title.lang}>{t('accounts.membership.lead', { title: title.text })}</span>} />
      <PageBody>
        <Facts facts={[
          ...(role.text ? [{ term: t('accounts.members.role'), value: <span lang={role.lang}>{role.text}</span> }] : []),
          { term: t('accounts.membership.name'), value: t(published ? 'accounts.membership.named' : 'accounts.membership.unnamed') },
          ...(mail ? [{ term: t('accounts.membership.mail'), value: <bdi>{mail}</bdi> }] : []),
          ...(state === 'INVITED' ? [{ term: t('accounts.membership.until'), value: <Day at={expiresAt} relative /> }] : []),
        ]} />
        {state === 'INVITED' ? <Answers /> : null}
        {state === 'ACCEPTED' ? (
          <Notice kind="success" title={t('accounts.membership.joined')} action={<LinkButton to={to.space(spaceSlug)}>{t('accounts.membership.toSpace')}</LinkButton>}>
            <p>{t('accounts.membership.leaveText')}</p>
            <Form name="leave" className="grid justify-items-start"><Button weight="danger" small>{t('accounts.membership.leave')}</Button></Form>
          </Notice>
        ) : null}
        {state === 'INVITED' || state === 'ACCEPTED' ? null : (
          <Notice title={t(`accounts.membership.state.${state}`)}><p>{t('accounts.membership.over')}</p></Notice>
        )}
      </PageBody>
    </>
  );
}

function Answers() {
  const t = useT();
  const { invitation: { forViewer, mail }, isSignedIn, here } = useLoaderData<typeof loader>();
  const to = links(useLocale());
  return (
    <div className="grid gap-4">
      {forViewer ? (
        <Form name="accept" className="grid gap-2"><div><ActionButton>{t('accounts.membership.accept')}</ActionButton></div></Form>
      ) : (
        <Notice
          title={t(isSignedIn ? 'accounts.membership.otherAccount' : 'accounts.membership.signIn')}
          action={isSignedIn ? undefined : (
            <ButtonRow>
              <LinkButton weight="primary" to={to.signIn(here)}>{t('accounts.membership.toSignIn')}</LinkButton>
              <LinkButton to={to.signUp(here)}>{t('accounts.membership.toSignUp')}</LinkButton>
            </ButtonRow>
          )}
        >
          <p>{t(isSignedIn ? 'accounts.membership.otherAccountText' : 'accounts.membership.signInText', { mail })}</p>
        </Notice>
      )}
      <Form name="decline" className="grid gap-2"><div><Button weight="secondary">{t('accounts.membership.decline')}</Button></div></Form>
    </div>
  );
}
