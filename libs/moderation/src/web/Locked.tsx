import { DateTime, links, Notice, PlainText, TextLink, useLocale, useT } from '@hiroba/ui';

/** Why a conversation is closed, as pages ask for it. */
export interface LockShown {
  readonly rule: string;
  readonly title: string;
  readonly reason: string;
  readonly locale: string;
  readonly endsAt: string | null;
  readonly entryId: string | null;
}

/** What stands above a conversation that takes no new comments: until when, under which rule, why, and the way to the record. */
export function Locked({ lock: { rule, title, reason, locale, endsAt, entryId } }: { readonly lock: LockShown }) {
  const t = useT();
  const page = useLocale();
  return (
    <Notice kind="warning" title={t('moderation.locked')}>
      {endsAt ? (
        <p>
          {t('moderation.locked.until')}　<DateTime at={endsAt} />
        </p>
      ) : null}
      <p>{t('moderation.withheld.rule', { rule, title })}</p>
      <PlainText text={reason} lang={locale === page ? undefined : locale} />
      {entryId ? (
        <p>
          <TextLink to={links(page).record(entryId)}>{t('moderation.withheld.record')}</TextLink>
        </p>
      ) : null}
    </Notice>
  );
}
