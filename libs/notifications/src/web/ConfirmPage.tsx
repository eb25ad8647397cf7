import type { ActionFunctionArgs } from 'react-router';
import {
  Button,
  Form,
  formOf,
  interlude,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  submit,
  useInterlude,
  useLocale,
  useT,
} from '@hiroba/ui';
import { confirmSubscriptionMutation } from './notices.graphql.ts';

/** By the key of the mail. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { reader: id = '', key = '' } = args.params;
  return submit({ ...args, form }, confirmSubscriptionMutation, () => ({ id, key }), {
    onSuccess: () => interlude(form, true),
  });
}

/** The page of the mail that asks an address: opening it does nothing, its one button begins the news. */
export default function ConfirmPage() {
  const t = useT();
  const to = links(useLocale());
  return (
    <PageBody>
      <PageHead title={t('notifications.confirm.title')} />
      {useInterlude() ? (
        <Notice kind="success" title={t('notifications.confirm.done')}>
          <p className="measure">{t('notifications.confirm.doneText')}</p>
          <p>
            <LinkButton to={to.home()}>{t('notifications.out.home')}</LinkButton>
          </p>
        </Notice>
      ) : (
        <Form>
          <p className="measure">{t('notifications.confirm.lead')}</p>
          <div>
            <Button weight="primary">{t('notifications.confirm.act')}</Button>
          </div>
        </Form>
      )}
    </PageBody>
  );
}
