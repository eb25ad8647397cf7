import { Disclosure, TextField, textOf, useOutcome, useT } from '@hiroba/ui';
import type { Ground } from './map-facts.ts';
import { PointPicker } from './PointPicker.tsx';
import type { ShownSpot } from './spot-words.ts';

interface SpotFieldsProps {
  readonly required: boolean;
  /** How exactly everybody may know a point. */
  readonly precision: string;
  /** What lies below the map on which a point can be chosen. */
  readonly ground: Ground;
  readonly spot?: ShownSpot | null | undefined;
}

/** What a form asks about where something is about. */
export function SpotFields({ required, precision, ground, spot }: SpotFieldsProps) {
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
      <p>{t(`places.point.${precision}`)}</p>
      <PointPicker ground={ground} />
      <Disclosure
        summary={t('places.point')}
        open={typeof spot?.lat === 'number' || Boolean(typed?.['lat']?.[0] || typed?.['lon']?.[0])}
      >
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
