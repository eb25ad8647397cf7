import { useLocation, useMatches } from 'react-router';
import { localized } from '@hiroba/kernel';
import { useLocale, type ShareCard } from '@hiroba/ui';
import type { FrameOrganisation } from './frame-data.ts';

const cardIn = (data: unknown): ShareCard | undefined =>
  typeof data === 'object' && data !== null && 'card' in data ? (data.card as ShareCard | undefined) : undefined;

/** What a page tells those who show its address elsewhere; pages that are not for everybody have no card. */
export function CardMeta({ organisation: { name, address } }: { organisation: FrameOrganisation }) {
  const locale = useLocale();
  const { pathname } = useLocation();
  const card = cardIn(useMatches().at(-1)?.loaderData);
  if (!card) return null;
  const { title, description, image } = card;
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    ['type', 'website'],
    ['title', title],
    ['description', description],
    ['url', `${address}${pathname}`],
    ['site_name', localized(name, locale).text],
    ['locale', locale === 'ja' ? 'ja_JP' : 'en_GB'],
    ['image', image && `${address}${image.src}`],
    ['image:width', image?.width],
    ['image:height', image?.height],
    ['image:alt', image?.alt],
  ];
  return (
    <>
      {description ? <meta name="description" content={description} /> : null}
      {facts.map(([key, value]) => (value ? <meta key={key} property={`og:${key}`} content={String(value)} /> : null))}
      <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
    </>
  );
}
