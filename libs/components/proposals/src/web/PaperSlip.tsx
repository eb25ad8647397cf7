import { localized } from '@hiroba/kernel';
import { DateTime, Day, Facts, RichText, useLocale, useT, type Fact } from '@hiroba/ui';
import type { SlipQuery } from './gql/graphql.ts';

/** A code that was just handed out. */
export interface Slip {
  readonly code: string;
  /** Where it is entered. */
  readonly address: string;
  readonly expiresAt: string;
  readonly qr: string;
}

interface PaperSlipProps {
  readonly slip: Slip;
  readonly proposal: NonNullable<SlipQuery['proposal']>;
  readonly organisation: SlipQuery['organisation'];
}

/** What somebody takes home: what was entered for them, under which number, and what the code is for. */
export function PaperSlip({ slip: { code, address, expiresAt, qr }, proposal, organisation }: PaperSlipProps) {
  const t = useT();
  const language = useLocale();
  const { title, html, locale, reference, creditedTo, origin, receivedAt, publishedAt } = proposal;
  const { phone, mail } = organisation.contact;
  const facts: (Fact | undefined)[] = [
    reference ? { term: t('proposals.paper.reference'), value: reference } : undefined,
    { term: t('proposals.entry.creditedTo'), value: <bdi>{creditedTo}</bdi> },
    origin && receivedAt
      ? {
          term: t('proposals.entry.channel'),
          value: (
            <>
              {t(`proposals.channel.${origin}`)} <Day at={receivedAt} />
            </>
          ),
        }
      : undefined,
    publishedAt ? { term: t('proposals.fact.published'), value: <DateTime at={publishedAt} /> } : undefined,
    { term: t('proposals.paper.until'), value: <Day at={expiresAt} /> },
    phone || mail
      ? {
          term: t('proposals.slip.phone'),
          value: [localized(organisation.name, language).text, phone, mail].filter(Boolean).join(' '),
        }
      : undefined,
  ];
  return (
    <section className="panel grid gap-6" aria-labelledby="slip">
      <h2 id="slip" className="heading-2">
        {t('proposals.slip.paper')}
      </h2>
      <div className="flex flex-wrap items-center gap-6">
        <div className="grid gap-2 min-w-0 flex-1">
          <p className="font-700">{t('proposals.slip.code')}</p>
          <p className="heading-1 tabular-nums break-all" translate="no" data-code>
            {code}
          </p>
          <p className="measure">{t('proposals.slip.where')}</p>
          <p className="font-700 break-all">{address}</p>
        </div>
        <img src={qr} alt={t('proposals.slip.qr')} width="176" height="176" className="bg-white" />
      </div>
      <ul className="list-disc pl-6 measure">
        <li>{t('proposals.slip.find')}</li>
        <li>{t('proposals.slip.take')}</li>
        <li>{t('proposals.slip.keep')}</li>
      </ul>
      <Facts facts={facts.filter((fact): fact is Fact => fact !== undefined)} />
      <article className="grid gap-3" lang={locale}>
        <h3 className="heading-3">{title}</h3>
        <RichText html={html ?? ''} lang={locale} />
      </article>
    </section>
  );
}
