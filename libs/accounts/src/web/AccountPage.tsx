import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  Day,
  Facts,
  Form,
  links,
  LinkButton,
  Notice,
  PageBody,
  PageHead,
  Section,
  seeOther,
  submit,
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { keepAccountMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account. */
export const loader = (args: LoaderFunctionArgs) => loadAccount(args);

/** Stays: takes the wish to leave back. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, keepAccountMutation, () => ({}), {
    onSuccess: () => seeOther(links(localeOf(args.params)).account(), 'accounts.kept'),
  });

/** One's own account: what is known about me, and what I can do about it. */
export default function AccountPage() {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { person, grants, mfaNeeded } = useLoaderData<typeof loader>();
  const change = (page: 'profile' | 'mail' | 'password') => (
    <TextLink to={to.account(page)}>{t(`accounts.change.${page}`)}</TextLink>
  );
  return (
    <PageBody>
      <PageHead title={t('accounts.account')} lead={t('accounts.account.lead')} />
      {person.closesAt ? (
        <Notice kind="warning" title={t('accounts.closing')}>
          <p>
            {t('accounts.closing.on')} <Day at={person.closesAt} />
          </p>
          <Form className="grid">
            <Button>{t('accounts.closing.stay')}</Button>
          </Form>
        </Notice>
      ) : null}
      {person.confirmedAt ? null : (
        <Notice
          kind="warning"
          title={t('accounts.unconfirmed')}
          action={<LinkButton to={to.confirmMail()}>{t('accounts.unconfirmed.act')}</LinkButton>}
        />
      )}
      {mfaNeeded ? (
        <Notice
          kind="warning"
          title={t('accounts.factor.needed')}
          action={
            <LinkButton
              to={person.hasSecondFactor ? to.secondFactor(to.account()) : to.account('second-factor', 'set-up')}
            >
              {t('ui.step.MFA_REQUIRED')}
            </LinkButton>
          }
        />
      ) : null}
      <Section title={t('accounts.profile')} lead={t('accounts.profile.public')} action={change('profile')}>
        <Facts
          facts={[
            { term: t('accounts.displayName'), value: <bdi>{person.displayName}</bdi> },
            { term: t('accounts.handle'), value: person.handle ? `@${person.handle}` : t('accounts.none') },
            { term: t('accounts.about'), value: person.about || t('accounts.none') },
            { term: t('accounts.locale'), value: t(`accounts.locale.${person.locale}`) },
          ]}
        />
        <p>
          <TextLink to={`/${locale}/people/${person.code}`}>{t('accounts.profile.see')}</TextLink>
        </p>
      </Section>
      <Section title={t('accounts.notices')}>
        <p>
          <TextLink to={to.account('notices')}>{t('accounts.notices.see')}</TextLink>
        </p>
      </Section>
      <Section title={t('accounts.entering')}>
        <Facts
          facts={[
            {
              term: t('accounts.email'),
              value: (
                <>
                  {person.email}
                  <br />
                  {change('mail')}
                </>
              ),
            },
            {
              term: t('accounts.password'),
              value: (
                <>
                  {t(person.hasPassword ? 'accounts.password.set' : 'accounts.password.none')}
                  <br />
                  {change('password')}
                </>
              ),
            },
            {
              term: t('accounts.factor'),
              value: (
                <>
                  {t(person.hasSecondFactor ? 'accounts.factor.set' : 'accounts.factor.none')}
                  <br />
                  <TextLink to={to.account('second-factor', 'set-up')}>{t('accounts.factor.setUp')}</TextLink>
                </>
              ),
            },
            {
              term: t('accounts.sessions'),
              value: <TextLink to={to.account('sessions')}>{t('accounts.sessions.see')}</TextLink>,
            },
          ]}
        />
      </Section>
      {grants.length > 0 ? (
        <Section title={t('accounts.roles.mine')}>
          <ul className="grid gap-2 list-disc pl-6">
            {grants.map(({ role, spaceId }) => (
              <li key={`${role} ${spaceId}`}>{t(`accounts.role.${role}`)}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('accounts.data')} lead={t('accounts.data.lead')}>
        <p>
          <TextLink to={to.account('data')}>{t('accounts.data.see')}</TextLink>
        </p>
      </Section>
    </PageBody>
  );
}
