import { useT } from '@hiroba/ui';
import type { Ground } from './map-facts.ts';

/** Whose pictures lie below a map. */
export function MapCredit({ ground: { tiles } }: { readonly ground: Ground }) {
  const t = useT();
  if (!tiles) return null;
  return (
    <figcaption className="map-credit">
      {t('places.map.credit')}
      {tiles.creditUrl ? (
        <a className="link" href={tiles.creditUrl}>
          {tiles.credit}
        </a>
      ) : (
        tiles.credit
      )}
    </figcaption>
  );
}
