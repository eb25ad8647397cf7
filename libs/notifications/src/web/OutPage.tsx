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
import { stopNoticesMutation } from './notices.graphql.ts';

/** By the key of the mail. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { reader: id = '', key = '' } = args.params;
  return submit({ ...args, form }, stopNoticesMutation, () => ({ id, key }), {
    onSuccess: () => interlude(form, true),
  });
}

/** The page that ends the news: opening it does nothing, its one button does. */
export default function OutPage() {
  const t = useT();
  const to = links(useLocale());
  return (
    <PageBody>
      <PageHead title={t('notifications.out.title')} />
      {useInterlude() ? (
        <Notice kind="success" title={t('notifications.out.done')}>
          <p className="measure">{t('notifications.out.doneText')}</p>
          <p>
            <LinkButton to={to.home()}>{t('notifications.out.home')}</LinkButton>
          </p>
        </Notice>
      ) : (
        <Form>
          <p className="measure">{t('notifications.out.lead')}</p>
          <div>
            <Button weight="primary">{t('notifications.out.act')}</Button>
          </div>
        </Form>
      )}
    </PageBody>
  );
}
