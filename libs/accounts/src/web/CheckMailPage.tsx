import { links, PageBody, PageHead, TextLink, useLocale, useT } from '@hiroba/ui';

/** After a request that is answered by mail, whatever the address. */
export default function CheckMailPage() {
  const t = useT();
  const to = links(useLocale());
  return (
    <PageBody>
      <PageHead title={t('accounts.checkMail')} lead={t('accounts.checkMail.lead')} />
      <ul className="grid gap-2 list-disc pl-6">
        <li>{t('accounts.checkMail.spam')}</li>
        <li>{t('accounts.checkMail.newest')}</li>
        <li>{t('accounts.checkMail.domain')}</li>
      </ul>
      <p>
        <TextLink to={to.signIn()}>{t('accounts.signIn')}</TextLink>
      </p>
    </PageBody>
  );
}
