import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  addressOf,
  Button,
  byForm,
  Form,
  found,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  submit,
  TextField,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { followMutation, followPageQuery, subscribeMutation, unfollowMutation } from './notices.graphql.ts';

const asked = ({ params }: LoaderFunctionArgs | ActionFunctionArgs) => ({
  kind: params.kind ?? '',
  id: params.id ?? '',
});

/** Loads what is to be followed; without a kind it is the whole city, for which no account is needed. */
export async function loader(args: LoaderFunctionArgs) {
  const { followable, viewer, organisation } = await query(args.context, followPageQuery, asked(args));
  const thing = args.params.kind === undefined ? null : found(followable);
  return { thing, city: organisation.name, signedIn: viewer.person != null, here: addressOf(args).pathname };
}

/** Begins news or ends them, with an account or by an address. */
export const action = (args: ActionFunctionArgs) => {
  const back = (done: string) => () => seeOther(addressOf(args).pathname, done);
  const { kind, id } = asked(args);
  return byForm({
    follow: (inner) =>
      submit(inner, followMutation, () => ({ kind, id }), { onSuccess: back('notifications.followed') }),
    unfollow: (inner) =>
      submit(inner, unfollowMutation, () => ({ id }), { onSuccess: back('notifications.unfollowed') }),
    mail: (inner) =>
      submit(
        inner,
        subscribeMutation,
        (form) => ({
          ...(kind === '' ? {} : kind === 'space' ? { space: id } : { kind, id }),
          mail: textOf(form, 'mail'),
        }),
        {
          onSuccess: back('notifications.asked'),
        },
      ),
  })(args);
};

/** News by mail about one thing or the whole city. */
export default function FollowPage() {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const { thing, city, signedIn } = useLoaderData<typeof loader>();
  const title = thing ? (thing.title ?? '') : localized(city, locale).text;
  return (
    <>
      <PageHead
        title={t('notifications.follow.title')}
        lead={t('notifications.follow.lead', { title })}
        actions={
          <TextLink to={thing?.path ? to.below(thing.path) : to.home()}>{t('notifications.follow.back')}</TextLink>
        }
      />
      <PageBody>
        {thing ? <WithAccount /> : null}
        {!thing || (thing.byMail && !signedIn) ? <ByMail /> : null}
      </PageBody>
    </>
  );
}

/** Whether each news of the thing comes when it happens, and not those of a day together. */
function useIsAtOnce(): boolean {
  const { thing } = useLoaderData<typeof loader>();
  return thing !== null && thing.byMail && thing.kind !== 'space';
}

function WithAccount() {
  const t = useT();
  const to = links(useLocale());
  const { thing, signedIn, here } = useLoaderData<typeof loader>();
  const settings = <TextLink to={to.account('notices')}>{t('notifications.follow.settings')}</TextLink>;
  return (
    <Section title={t(signedIn ? 'notifications.follow.when' : 'notifications.follow.signIn')}>
      <p className="measure">{t(useIsAtOnce() ? 'notifications.follow.whenText.atOnce' : 'notifications.follow.whenText')}</p>
      <p className="measure text-ink-soft">{t('notifications.follow.private')}</p>
      {!signedIn ? (
        <p>
          <LinkButton weight="primary" to={to.signIn(here)}>
            {t('notifications.follow.toSignIn')}
          </LinkButton>
        </p>
      ) : thing?.followed ? (
        <>
          <Notice title={t('notifications.follow.is')}>
            <p>{settings}</p>
          </Notice>
          <Form name="unfollow">
            <div>
              <Button>{t('notifications.follow.stop')}</Button>
            </div>
          </Form>
        </>
      ) : (
        <>
          <Form name="follow">
            <div>
              <Button weight="primary">{t('notifications.follow.act')}</Button>
            </div>
          </Form>
          <p>{settings}</p>
        </>
      )}
    </Section>
  );
}

function ByMail() {
  const t = useT();
  const atOnce = useIsAtOnce();
  return (
    <Section title={t('notifications.mailing.title')} lead={t(atOnce ? 'notifications.mailing.lead.atOnce' : 'notifications.mailing.lead')}>
      <Form name="mail">
        <p className="measure">{t('notifications.mailing.purpose')}</p>
        <TextField
          name="mail"
          type="email"
          inputMode="email"
          autoComplete="email"
          label={t('notifications.mailing.mail')}
          hint={t('notifications.mailing.hint')}
        />
        <div>
          <Button>{t('notifications.mailing.act')}</Button>
        </div>
      </Form>
    </Section>
  );
}
