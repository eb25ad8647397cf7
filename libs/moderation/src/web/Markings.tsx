import { DateTime, links, Notice, PlainText, TextLink, useLocale, useT } from '@hiroba/ui';

/** What moderation says beside a text that is seen, as pages ask for it. */
export interface MarkingShown {
  readonly id: string;
  readonly kind: string;
  /** Of a label what it says. */
  readonly code: string | null;
  readonly rule: string;
  readonly title: string;
  readonly reason: string;
  readonly locale: string;
  readonly at: string;
  readonly entryId: string | null;
}

/** What stands beside a text of which passages are covered, or that has a label: the sentence, the rule, since when, and the way to the record. */
export function Markings({ markings, level = 2 }: { readonly markings: readonly MarkingShown[]; readonly level?: 2 | 3 }) {
  const t = useT();
  const page = useLocale();
  const notices = markings.map(({ id, kind, code, rule, title, reason, locale, at, entryId }) => (
    <Notice key={id} level={level} title={kind === 'REDACT' ? t('moderation.redacted') : t(`moderation.label.${code ?? 'CONTEXT'}`)}>
      <PlainText text={reason} lang={locale === page ? undefined : locale} />
      <p>
        {t('moderation.withheld.rule', { rule, title })}
        {'　'}
        <DateTime at={at} />
      </p>
      {entryId ? (
        <p>
          <TextLink to={links(page).record(entryId)}>{t('moderation.withheld.record')}</TextLink>
        </p>
      ) : null}
    </Notice>
  ));
  return <div className="grid gap-4">{notices}</div>;
}
