import { Form as AddressForm } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Button, SelectField, useLocale, useT } from '@hiroba/ui';

type Words = Parameters<typeof localized>[0];

interface PlaceChoiceProps {
  /** The name of the choice in the address. */
  readonly name: string;
  readonly label: string;
  /** What the button says. */
  readonly act: string;
  readonly places: readonly { readonly id: string; readonly title: Words; readonly space: Words }[];
  /** The place that is chosen by now: the next step stands below then. */
  readonly chosen?: string | undefined;
}

/** Asks staff for another place of proposals; the choice goes into the address. */
export function PlaceChoice({ name, label, act, places, chosen }: PlaceChoiceProps) {
  const t = useT();
  const locale = useLocale();
  return (
    <AddressForm method="get" className="form">
      <SelectField
        name={name} label={label} defaultValue={chosen ?? places[0]?.id} width="full"
        options={places.map(({ id, title, space }) => ({
          value: id,
          label: t('proposals.desk.placeName', { space: localized(space, locale).text, title: localized(title, locale).text }),
        }))}
      />
      <div><Button weight={chosen ? 'secondary' : 'primary'}>{act}</Button></div>
    </AddressForm>
  );
}
