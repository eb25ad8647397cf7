import { DateTime, late, links, Notice, PlainText, TextLink, useLocale, useT } from '@hiroba/ui';

/** What stands in the place of a text that waits for a look: few pages have one. */
const Waits = late('moderation.waits', async () => (await import('./late-waits.ts')).Waits);

/** Why a text is withheld, as pages ask for it. */
export interface WithheldShown {
  readonly rule: string;
  readonly title: string;
  readonly reason: string;
  readonly locale: string;
  readonly at: string;
  readonly entryId: string | null;
  /** Until when it only waits for a look, where nothing was decided. */
  readonly waitsUntil?: string | null;
}

interface WithheldProps {
  /** What it is: `comment`, `proposal`, `debate`. */
  readonly kind: string;
  readonly withheld: WithheldShown;
  /** Whether its text stands beside it for this reader. */
  readonly readable: boolean;
  readonly level?: 2 | 3;
}

/** What stands in the place of a withheld text: that it is withheld, under which rule, why, since when, and the way to the record. */
export function Withheld({
  kind,
  withheld: { rule, title, reason, locale, at, entryId, waitsUntil },
  readable,
  level = 2,
}: WithheldProps) {
  const t = useT();
  const page = useLocale();
  if (waitsUntil) return <Waits kind={kind} waitsUntil={waitsUntil} readable={readable} level={level} />;
  return (
    <Notice kind="warning" level={level} title={t(`moderation.withheld.${kind}`)}>
      <p>
        {t('moderation.withheld.rule', { rule, title })}
        {'　'}
        <DateTime at={at} />
      </p>
      <p className="font-700">{t('moderation.withheld.reason')}</p>
      <PlainText text={reason} lang={locale === page ? undefined : locale} />
      {readable ? <p>{t('moderation.withheld.readable')}</p> : null}
      {entryId ? (
        <p>
          <TextLink to={links(page).record(entryId)}>{t('moderation.withheld.record')}</TextLink>
        </p>
      ) : null}
    </Notice>
  );
}
