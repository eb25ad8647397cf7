import { Link } from 'react-router';
import { localized } from '@hiroba/kernel';
import { links, useLocale, useT } from '@hiroba/ui';
import type { FrameData, FrameOrganisation } from './frame-data.ts';

/** Pages every installation has, in the order they stand in the foot. */
const legalSlugs = ['accessibility', 'privacy', 'moderation', 'terms'] as const;

/** The foot of every page: how to reach the city, and what this square promises. */
export function Footer({ frame }: { frame: FrameData | undefined }) {
  const t = useT();
  const locale = useLocale();
  const to = links(locale);
  const organisation = frame?.organisation;
  const written = organisation?.legalPages ?? [];
  const own = written.filter(({ slug }) => !legalSlugs.some((known) => known === slug));
  const legal = [...legalSlugs.flatMap((slug) => written.find((page) => page.slug === slug) ?? []), ...own];
  return (
    <footer className="site-footer">
      <div className="container-page">
        <div>
          <h2>{t('web.contact')}</h2>
          {organisation ? <ContactLines organisation={organisation} /> : <p>{t('web.contact.none')}</p>}
        </div>
        <div className="grid content-start gap-4">
          <p className="measure">{t('web.promise')}</p>
          <ul className="site-footer-links">
            {legal.map(({ slug, title }) => (
              <li key={slug}><Link to={to.legal(slug)}>{localized(title, locale).text || t(`web.legal.${slug}`)}</Link></li>
            ))}
            <li><Link to={to.activity()}>{t('web.activity')}</Link></li>
            <li><Link to={to.register()}>{t('web.register')}</Link></li>
            <li><Link to={to.below('/moderation')}>{t('web.moderation')}</Link></li>
            <li><Link to={to.log()}>{t('web.log')}</Link></li>
            <li><Link to={to.openData()}>{t('web.openData')}</Link></li>
            <li><a href={to.apiSchema()}>{t('web.apiSchema')}</a></li>
          </ul>
        </div>
      </div>
    </footer>
  );
}

type Words = Parameters<typeof localized>[0];

function ContactLines({ organisation: { name, contact } }: { organisation: FrameOrganisation }) {
  const t = useT();
  const locale = useLocale();
  const words = (text: Words) => localized(text, locale).text;
  const { address, phone, fax, mail, hours } = contact;
  return (
    <address className="grid gap-1">
      <p className="font-700">{[words(name), words(contact.office)].filter(Boolean).join('　')}</p>
      {words(address) ? <p>{words(address)}</p> : null}
      {phone ? <p>{t('web.contact.phone')} <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a></p> : null}
      {fax ? <p>{t('web.contact.fax')} {fax}</p> : null}
      {mail ? <p>{t('web.contact.mail')} <a href={`mailto:${mail}`}>{mail}</a></p> : null}
      {words(hours) ? <p className="text-ink-soft">{words(hours)}</p> : null}
    </address>
  );
}
