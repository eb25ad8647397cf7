import { Disclosure, TextField, textOf, useOutcome, useT } from '@hiroba/ui';
import type { ShownSpot } from './spot-words.ts';

interface SpotFieldsProps {
  readonly required: boolean;
  /** Whether everybody sees points only by about 100 m. */
  readonly coarse: boolean;
  readonly spot?: ShownSpot | null | undefined;
}

/** What a form asks about where something is about. */
export function SpotFields({ required, coarse, spot }: SpotFieldsProps) {
  const t = useT();
  // What was refused must be seen where it was typed.
  const typed = useOutcome()?.values;
  return (
    <>
      <TextField
        name="address"
        label={t('places.address')}
        hint={t('places.address.hint')}
        optional={!required}
        defaultValue={spot?.address}
        width="full"
      />
      <Disclosure
        summary={t('places.point')}
        open={typeof spot?.lat === 'number' || Boolean(typed?.['lat']?.[0] || typed?.['lon']?.[0])}
      >
        <p>{t(coarse ? 'places.point.coarse' : 'places.point.exact')}</p>
        <TextField
          name="lat"
          label={t('places.lat')}
          hint={t('places.lat.hint')}
          optional
          defaultValue={spot?.lat?.toString()}
          width="short"
        />
        <TextField name="lon" label={t('places.lon')} optional defaultValue={spot?.lon?.toString()} width="short" />
      </Disclosure>
    </>
  );
}

/** What was typed into the fields; nothing where the form does not ask. */
export const spotTyped = (form: FormData) =>
  form.has('address') ? { address: textOf(form, 'address'), lat: textOf(form, 'lat'), lon: textOf(form, 'lon') } : null;
