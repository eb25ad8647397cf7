import { CheckboxField, TextField, textOf, useOutcome, useT } from '@hiroba/ui';
import type { OrganisationDeskQuery } from '../gql/graphql.ts';
import { FieldFold } from './FieldFold.tsx';
import { localizedOf } from './typed.ts';

type Office = OrganisationDeskQuery['organisation']['offices'][number];

/** What a form says about the offices: the rows that are not blank and not to be removed. */
export const officesOf = (form: FormData) => form.getAll('office').map(String).flatMap((row) => {
  const name = `offices.${row}`;
  const key = textOf(form, `${name}.key`).normalize('NFKC').trim().toLowerCase();
  if ((key === '' && !textOf(form, `${name}.name.ja`).trim()) || form.has(`${name}.remove`)) return [];
  return [{ key, name: localizedOf(form, `${name}.name`), phone: textOf(form, `${name}.phone`), mail: textOf(form, `${name}.mail`) }];
});

/** The offices of a city, and room for one more. */
export const OfficeFields = ({ offices }: { offices: readonly Office[] }) => (
  <div>
    {offices.map((office, index) => <OneOffice key={office.key} row={index} office={office} />)}
    <OneOffice row={offices.length} />
  </div>
);

function OneOffice({ row, office }: { row: number; office?: Office }) {
  const t = useT();
  const outcome = useOutcome();
  const name = `offices.${row}`;
  const isNew = office === undefined;
  const saved: readonly (readonly [string, string | null | undefined])[] =
    [['name.ja', office?.name.ja], ['name.en', office?.name.en], ['key', office?.key], ['phone', office?.phone], ['mail', office?.mail]];
  const isWaiting = outcome !== undefined && (outcome.refusal.field?.startsWith(`${name}.`) || outcome.values[`${name}.remove`] !== undefined
    || saved.some(([field, text]) => (outcome.values[`${name}.${field}`]?.[0] ?? '') !== (text ?? '')));
  const reached = [office?.phone, office?.mail].filter(Boolean).join('　');
  return (
    <FieldFold
      title={office ? office.name.ja || office.name.en || office.key : t('spaces.desk.organisation.offices.new')} open={isWaiting}
      state={office ? [[t('spaces.desk.organisation.offices.reached'), reached || t('spaces.settings.none')]] : []}
    >
      <input type="hidden" name="office" value={row} />
      <TextField name={`${name}.name.ja`} label={t('spaces.desk.organisation.offices.name')} lang="ja" defaultValue={office?.name.ja ?? undefined} optional={isNew} />
      <TextField
        name={`${name}.name.en`} label={t('spaces.desk.inEnglish', { label: t('spaces.desk.organisation.offices.name') })} lang="en" optional
        defaultValue={office?.name.en ?? undefined}
      />
      <TextField
        name={`${name}.key`} label={t('spaces.desk.organisation.offices.key')} hint={t('spaces.desk.organisation.offices.key.hint')} width="short"
        defaultValue={office?.key} optional={isNew}
      />
      <TextField name={`${name}.phone`} type="tel" label={t('spaces.desk.phone')} optional defaultValue={office?.phone ?? undefined} />
      <TextField name={`${name}.mail`} type="email" label={t('spaces.desk.mail')} optional defaultValue={office?.mail ?? undefined} />
      {isNew ? null : <CheckboxField name={`${name}.remove`} label={t('spaces.desk.organisation.offices.remove')} />}
    </FieldFold>
  );
}
