import { licences } from '@hiroba/kernel';
import { Disclosure, SelectField, TextField, textOf, useOutcome, useT } from '@hiroba/ui';
import type { OrganisationDeskQuery } from '../gql/graphql.ts';
import { useWords } from '../words.ts';
import { LocalizedFields } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';

type Organisation = OrganisationDeskQuery['organisation'];

/** What a form says about name, colour and zone of a city. */
export const identityOf = (form: FormData) => ({
  name: localizedOf(form, 'name'),
  greeting: localizedOf(form, 'greeting'),
  accent: textOf(form, 'accent'),
  zone: textOf(form, 'zone').trim(),
  prefix: textOf(form, 'prefix').normalize('NFKC').trim().toUpperCase(),
  ...(form.has('licence') ? { licence: textOf(form, 'licence') } : {}),
});

/** What a form says about the ways to reach a city. */
export const contactOf = (form: FormData) => ({
  office: textOf(form, 'contact.office') || null,
  phone: textOf(form, 'contact.phone'),
  fax: textOf(form, 'contact.fax'),
  mail: textOf(form, 'contact.mail'),
  address: localizedOf(form, 'contact.address'),
  hours: localizedOf(form, 'contact.hours'),
});

type Identity = Omit<Organisation, 'contact' | 'offices' | 'legalPages' | 'logo' | 'id' | 'host' | 'rev'>;

/** The colour of a city. */
function AccentField({ accent }: { accent: string }) {
  const t = useT();
  return (
    <TextField
      name="accent" label={t('spaces.desk.organisation.accent')} hint={t('spaces.desk.organisation.accent.hint')} width="short" defaultValue={accent}
    />
  );
}

/** How numbers begin, and in which zone dates are meant. */
function HabitFields({ organisation: { prefix, zone } }: { organisation: Pick<Identity, 'prefix' | 'zone'> }) {
  const t = useT();
  return (
    <>
      <TextField
        name="prefix" label={t('spaces.desk.organisation.prefix')} hint={t('spaces.desk.organisation.prefix.hint')} width="short" defaultValue={prefix}
      />
      <TextField
        name="zone" label={t('spaces.desk.organisation.zone')} hint={t('spaces.desk.organisation.zone.hint')} width="short" defaultValue={zone}
      />
    </>
  );
}

/** Name, greeting, colour, zone and prefix of a city. */
export function IdentityFields({ organisation }: { organisation: Identity }) {
  const t = useT();
  return (
    <>
      <LocalizedFields name="name" label={t('spaces.desk.organisation.name')} value={organisation.name} />
      <LocalizedFields
        name="greeting" label={t('spaces.desk.organisation.greeting')} hint={t('spaces.desk.organisation.greeting.hint')} value={organisation.greeting} optional
      />
      <AccentField accent={organisation.accent} />
      <HabitFields organisation={organisation} />
      <SelectField
        name="licence" label={t('spaces.desk.organisation.licence')} hint={t('spaces.desk.organisation.licence.hint')} defaultValue={organisation.licence}
        options={Object.entries(licences).map(([value, { name: label }]) => ({ value, label }))}
      />
    </>
  );
}

/** The same for a city that nobody administers yet: name and colour first, what can wait put away. */
export function FirstIdentityFields({ organisation }: { organisation: Omit<Identity, 'licence'> }) {
  const t = useT();
  const field = useOutcome()?.refusal.field ?? '';
  return (
    <>
      <TextField name="name.ja" label={t('spaces.desk.organisation.name')} lang="ja" width="full" />
      <AccentField accent={organisation.accent} />
      <Disclosure summary={t('spaces.setup.more')} open={/^(name.en|greeting|prefix|zone)/.test(field)}>
        <TextField name="name.en" label={t('spaces.desk.inEnglish', { label: t('spaces.desk.organisation.name') })} lang="en" width="full" optional />
        <LocalizedFields name="greeting" label={t('spaces.desk.organisation.greeting')} hint={t('spaces.desk.organisation.greeting.hint')} optional />
        <HabitFields organisation={organisation} />
      </Disclosure>
    </>
  );
}

interface ContactFieldsProps {
  readonly contact?: Organisation['contact'];
  readonly offices?: Organisation['offices'];
}

/** Ways to reach a city, shown at the foot of every page. */
export function ContactFields({ contact, offices = [] }: ContactFieldsProps) {
  const t = useT();
  const words = useWords();
  return (
    <>
      {offices.length > 0 ? (
        <SelectField
          name="contact.office" label={t('spaces.office')} optional defaultValue={contact?.officeKey ?? ''}
          options={[{ value: '', label: t('spaces.desk.form.office.none') }, ...offices.map(({ key, name }) => ({ value: key, label: words(name).text }))]}
        />
      ) : null}
      <TextField name="contact.phone" type="tel" label={t('spaces.desk.phone')} optional defaultValue={contact?.phone ?? undefined} />
      <TextField name="contact.fax" type="tel" label={t('spaces.desk.fax')} optional defaultValue={contact?.fax ?? undefined} />
      <TextField name="contact.mail" type="email" label={t('spaces.desk.mail')} optional defaultValue={contact?.mail ?? undefined} />
      <LocalizedFields name="contact.address" label={t('spaces.desk.address')} value={contact?.address} optional />
      <LocalizedFields name="contact.hours" label={t('spaces.desk.hours')} hint={t('spaces.desk.hours.hint')} value={contact?.hours} optional />
    </>
  );
}
