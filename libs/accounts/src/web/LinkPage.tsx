import { Button, Form, links, PageBody, PageHead, TextLink, useLocale, useOutcome, useT } from '@hiroba/ui';

interface LinkPageProps {
  /** The names of its words; the page that uses them says them whole, so that they come along with it. */
  readonly title: string;
  readonly lead: string;
  readonly act: string;
  readonly danger?: boolean;
}

/** The page a mail's link leads to: opening it does nothing, pressing its one button does. */
export function LinkPage({ title, lead, act, danger }: LinkPageProps) {
  const t = useT();
  const to = links(useLocale());
  const expired = useOutcome()?.refusal.code === 'LINK_EXPIRED';
  return (
    <PageBody>
      <PageHead title={t(title)} lead={t(lead)} />
      <Form>
        <Button weight={danger ? 'danger' : 'primary'}>{t(act)}</Button>
      </Form>
      {expired ? (
        <p className="measure">
          {t('accounts.link.expired')} <TextLink to={to.signIn()}>{t('accounts.signIn')}</TextLink>
        </p>
      ) : null}
    </PageBody>
  );
}
