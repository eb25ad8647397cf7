import { useT } from '@hiroba/ui';

/** A spot as a page has it. */
export interface ShownSpot {
  readonly address: string;
  readonly lat?: number | null | undefined;
  readonly lon?: number | null | undefined;
  readonly district?: string | null | undefined;
}

/** A spot in words: where there is an address, nobody needs to read degrees. */
export function useSpotWords() {
  const t = useT();
  return ({ address, lat, lon, district }: ShownSpot, precision: string): string => {
    const coarse = precision !== 'EXACT';
    const point = district
      ? t('places.shown.district', { district })
      : !address && typeof lat === 'number' && typeof lon === 'number'
        ? t(coarse ? 'places.shown.about' : 'places.shown.at', {
            lat: lat.toFixed(coarse ? 4 : 6),
            lon: lon.toFixed(coarse ? 4 : 6),
          })
        : '';
    return [address, point].filter(Boolean).join(' ');
  };
}
