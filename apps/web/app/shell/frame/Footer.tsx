import { Link } from 'react-router';
import { localized, type LocalizedText } from '@hiroba/kernel';
import { links, useLocale, useT } from '@hiroba/ui';
import type { FrameData } from './frame-data.ts';
import type { Contact } from './frame.graphql.ts';

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
  const legal = [
    ...legalSlugs.map((slug) => ({ slug, title: written.find((page) => page.slug === slug)?.title })), ...own,
  ];
  return (
    <footer className="site-footer">
      <div className="container-page">
        <section aria-labelledby="contact">
          <h2 id="contact">{t('web.contact')}</h2>
          {organisation ? <ContactLines name={organisation.name} contact={organisation.contact} /> : <p>{t('web.contact.none')}</p>}
        </section>
        <div className="grid content-start gap-4">
          <p className="measure">{t('web.promise')}</p>
          <ul className="site-footer-links">
            {legal.map(({ slug, title }) => (
              <li key={slug}><Link to={to.legal(slug)}>{localized(title, locale).text || t(`web.legal.${slug}`)}</Link></li>
            ))}
            <li><Link to={to.openData()}>{t('web.openData')}</Link></li>
            <li><a href={to.apiSchema()}>{t('web.apiSchema')}</a></li>
          </ul>
        </div>
      </div>
    </footer>
  );
}

function ContactLines({ name, contact }: { name: LocalizedText; contact: Contact | null }) {
  const t = useT();
  const locale = useLocale();
  const words = (text: LocalizedText | null | undefined) => localized(text, locale).text;
  return (
    <address className="grid gap-1">
      <p className="font-700">{[words(name), words(contact?.office)].filter(Boolean).join('　')}</p>
      {words(contact?.address) ? <p>{words(contact?.address)}</p> : null}
      {contact?.phone ? <p>{t('web.contact.phone')} <a href={`tel:${contact.phone.replace(/[^+\d]/g, '')}`}>{contact.phone}</a></p> : null}
      {contact?.mail ? <p>{t('web.contact.mail')} <a href={`mailto:${contact.mail}`}>{contact.mail}</a></p> : null}
      {words(contact?.hours) ? <p className="text-ink-soft">{words(contact?.hours)}</p> : null}
    </address>
  );
}
