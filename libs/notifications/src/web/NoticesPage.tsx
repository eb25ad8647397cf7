import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  answersForm,
  Button,
  byForm,
  Empty,
  Form,
  LinkButton,
  links,
  PageBody,
  PageHead,
  query,
  RadioGroup,
  Section,
  seeOther,
  submit,
  TextLink,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { frequencies, usualFrequency } from '../domain/follow.ts';
import { chooseNoticesMutation, noticesQuery, unfollowMutation } from './notices.graphql.ts';

/** Loads what somebody follows; who is not signed in signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const { myNotices, myFollows, viewer } = await query(args.context, noticesQuery, {});
  const { pathname } = addressOf(args);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(args.params.locale ?? 'ja').signIn(pathname));
  return { frequency: myNotices?.frequency ?? usualFrequency, follows: myFollows };
}

/** Chooses how often to be told, or ends the news of one thing. */
export const action = (args: ActionFunctionArgs) => {
  const back = (done: string) => () => seeOther(addressOf(args).pathname, done);
  return byForm({
    how: (inner) =>
      submit(
        inner,
        chooseNoticesMutation,
        (form) => ({ frequency: frequencies.find((one) => one === textOf(form, 'frequency')) ?? usualFrequency }),
        { onSuccess: back('notifications.chosen') },
      ),
    stop: (inner) =>
      submit(inner, unfollowMutation, (form) => ({ id: textOf(form, 'id') }), {
        onSuccess: back('notifications.unfollowed'),
      }),
  })(args);
};

/** How often news come, and what they are about. */
export default function NoticesPage() {
  const t = useT();
  const to = links(useLocale());
  const { frequency, follows } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('notifications.settings.title')}
        lead={t('notifications.settings.lead')}
        crumbs={[
          { label: t('spaces.home'), to: to.home() },
          { label: t('accounts.account'), to: to.account() },
        ]}
      />
      <PageBody>
        <Form name="how">
          <RadioGroup
            name="frequency"
            label={t('notifications.settings.how')}
            hint={t('notifications.settings.howHint')}
            defaultValue={frequency}
            options={frequencies.map((value) => ({ value, label: t(`notifications.frequency.${value}`) }))}
          />
          <div>
            <Button weight="primary">{t('notifications.settings.act')}</Button>
          </div>
        </Form>
        <Section title={t('notifications.settings.mine')}>
          {follows.length === 0 ? (
            <Empty action={<LinkButton to={to.spaces()}>{t('notifications.settings.find')}</LinkButton>}>
              {t('notifications.settings.none')}
            </Empty>
          ) : (
            <ul className="grid gap-4">
              {follows.map((thing) => (
                <li key={thing.id} className="panel grid gap-3">
                  <Followed thing={thing} />
                </li>
              ))}
            </ul>
          )}
        </Section>
      </PageBody>
    </>
  );
}

function Followed({
  thing: { id, kind, title, path },
}: {
  thing: ReturnType<typeof useLoaderData<typeof loader>>['follows'][number];
}) {
  const t = useT();
  const to = links(useLocale());
  const name = title ?? t('notifications.settings.gone');
  return (
    <>
      <p>
        <span className="block text-ink-soft">{t(`notifications.kind.${kind}`)}</span>
        {path ? <TextLink to={to.below(path)}>{name}</TextLink> : name}
      </p>
      <Form name="stop" stay className="grid">
        <input type="hidden" name="id" value={id} />
        <div>
          <Button small weight="quiet">
            {t('notifications.settings.stop', { title: name })}
          </Button>
        </div>
      </Form>
    </>
  );
}
