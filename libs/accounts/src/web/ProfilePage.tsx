import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  Button,
  Form,
  inLocale,
  links,
  PageBody,
  PageHead,
  RadioGroup,
  seeOther,
  submit,
  TextArea,
  TextField,
  textOf,
  useLocale,
  useT,
} from '@hiroba/ui';
import { locales } from '@hiroba/kernel';
import { longestAbout } from '../domain/person.ts';
import { updateProfileMutation } from './own-account.graphql.ts';
import { loadAccount } from './own-account.ts';
import { localeOf } from './way-on.ts';

/** Loads one's own account. */
export const loader = (args: LoaderFunctionArgs) => loadAccount(args);

/** Saves the profile; the pages go on in the chosen language. */
export const action = (args: ActionFunctionArgs) => {
  const toVariables = (form: FormData) => ({
    input: {
      displayName: textOf(form, 'displayName'),
      handle: textOf(form, 'handle') || null,
      about: textOf(form, 'about'),
      locale: textOf(form, 'locale'),
    },
  });
  return submit(args, updateProfileMutation, toVariables, {
    onSuccess: ({ locale }) => seeOther(inLocale(links(localeOf(args.params)).account(), locale), 'accounts.saved'),
  });
};

/** How others see me, and in which language I am written to. */
export default function ProfilePage() {
  const t = useT();
  const to = links(useLocale());
  const { person } = useLoaderData<typeof loader>();
  return (
    <PageBody>
      <PageHead
        title={t('accounts.profile')}
        lead={t('accounts.profile.public')}
        crumbs={[{ label: t('accounts.account'), to: to.account() }]}
      />
      <Form>
        <TextField
          name="displayName"
          autoComplete="nickname"
          label={t('accounts.displayName')}
          hint={t('accounts.displayName.hint')}
          defaultValue={person.displayName}
        />
        <TextField
          name="handle"
          autoComplete="off"
          optional
          label={t('accounts.handle')}
          hint={t('accounts.handle.hint')}
          defaultValue={person.handle ?? ''}
        />
        <TextArea
          name="about"
          optional
          max={longestAbout}
          label={t('accounts.about')}
          hint={t('accounts.about.hint')}
          defaultValue={person.about}
        />
        <RadioGroup
          name="locale"
          label={t('accounts.locale')}
          hint={t('accounts.locale.hint')}
          defaultValue={person.locale}
          options={locales.map((value) => ({ value, label: t(`accounts.locale.${value}`) }))}
        />
        <Button weight="primary">{t('accounts.profile.act')}</Button>
      </Form>
    </PageBody>
  );
}
