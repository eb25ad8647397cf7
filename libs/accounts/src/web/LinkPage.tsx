import { Button, Form, links, PageBody, PageHead, TextLink, useLocale, useOutcome, useT } from '@hiroba/ui';

interface LinkPageProps {
  /** The part of the catalogue with title, lead and button: `accounts.<what>`. */
  readonly what: 'confirm' | 'enter' | 'mailConfirm' | 'close';
  readonly danger?: boolean;
}

/** The page a mail's link leads to: opening it does nothing, pressing its one button does. */
export function LinkPage({ what, danger }: LinkPageProps) {
  const t = useT();
  const to = links(useLocale());
  const expired = useOutcome()?.refusal.code === 'LINK_EXPIRED';
  return (
    <PageBody>
      <PageHead title={t(`accounts.${what}`)} lead={t(`accounts.${what}.lead`)} />
      <Form>
        <Button weight={danger ? 'danger' : 'primary'}>{t(`accounts.${what}.act`)}</Button>
      </Form>
      {expired ? (
        <p className="measure">
          {t('accounts.link.expired')} <TextLink to={to.signIn()}>{t('accounts.signIn')}</TextLink>
        </p>
      ) : null}
    </PageBody>
  );
}
