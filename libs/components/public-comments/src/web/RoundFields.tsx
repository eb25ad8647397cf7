import { civilIn, isoDate, plusDays } from '@hiroba/kernel';
import { AskFields, askInput, instantTyped } from '@hiroba/spaces/web/fields';
import { DateField, DateTimeField, LanguageField, Section, SelectField, TextArea, TextField, textOf, useT } from '@hiroba/ui';
import { channels, subjectTypes, type Channel } from '../domain/round.ts';
import type { RoundCardFragment, RoundWordsFragment } from './gql/graphql.ts';

interface RoundFieldsProps {
  /** The procedure, which says what is asked; without it all is. */
  readonly profile?: { readonly channels: readonly Channel[]; readonly minDays: number; readonly needsLegalBasis: boolean };
  readonly office?: string;
  readonly ordinance?: string;
  readonly round?: RoundCardFragment & RoundWordsFragment;
}

const MORE_PLACES = 2;

/** The last day of a period, and the time on it where it does not end with the day. */
function endOf(closesAt: string | null | undefined, zone: string): { day?: string; time?: string } {
  if (!closesAt) return {};
  const { hour, minute, ...day } = civilIn(new Date(closesAt), zone);
  if (hour === 0 && minute === 0) return { day: isoDate(plusDays(day, -1)) };
  return { day: isoDate(day), time: `${hour}:${String(minute).padStart(2, '0')}` };
}

/** What a round is asked for, step by step: what it is about, when, by which ways, and what it rests on. */
export function RoundFields({ profile, office, ordinance, round }: RoundFieldsProps) {
  return (
    <>
      <AboutFields round={round} office={office} />
      <TimeFields round={round} minDays={profile?.minDays} />
      <WayFields round={round} among={profile?.channels ?? channels} />
      <BasisFields round={round} ordinance={ordinance} needed={profile?.needsLegalBasis ?? false} />
    </>
  );
}

type Part = { readonly round: RoundFieldsProps['round'] };

function AboutFields({ round, office }: Part & { office: string | undefined }) {
  const t = useT();
  return (
    <Section title={t('public-comments.form.about')} lead={t('public-comments.form.about.lead')}>
      <TextField name="title" label={t('public-comments.form.title')} hint={t('public-comments.form.title.hint')} defaultValue={round?.title} width="full" />
      <TextField name="titleKana" label={t('public-comments.form.titleKana')} optional defaultValue={round?.titleKana} width="full" />
      <TextArea name="summary" label={t('public-comments.form.summary')} hint={t('public-comments.form.summary.hint')} max={2_000} rows={6} defaultValue={round?.summary} />
      <TextArea
        name="easySummary" label={t('public-comments.form.easySummary')} hint={t('public-comments.form.easySummary.hint')} max={2_000} rows={4} optional
        defaultValue={round?.easySummary}
      />
      <AskFields ask={round?.ask} />
      <SelectField
        name="subjectType" label={t('public-comments.form.subjectType')} defaultValue={round?.subjectType ?? 'SECTOR_PLAN'}
        options={subjectTypes.map((value) => ({ value, label: t(`public-comments.subject.${value}`) }))}
      />
      <TextField name="policyField" label={t('public-comments.form.policyField')} hint={t('public-comments.form.policyField.hint')} optional defaultValue={round?.policyField} />
      <TextField name="office" label={t('public-comments.form.office')} defaultValue={round?.office ?? office} />
      <TextField name="contact.phone" type="tel" label={t('public-comments.form.phone')} defaultValue={round?.contact.phone} />
      <TextField name="contact.mail" type="email" label={t('public-comments.form.mail')} optional defaultValue={round?.contact.mail} />
      <TextField name="contact.address" label={t('public-comments.form.address')} defaultValue={round?.contact.address} width="full" />
      <LanguageField defaultValue={round?.locale} />
    </Section>
  );
}

function TimeFields({ round, minDays }: Part & { minDays: number | undefined }) {
  const t = useT();
  const end = endOf(round?.closesAt, round?.zone ?? 'Asia/Tokyo');
  return (
    <Section title={t('public-comments.form.time')} lead={minDays ? t('public-comments.form.time.lead', { days: minDays }) : undefined}>
      <DateTimeField name="opensAt" label={t('public-comments.form.opensAt')} hint={t('public-comments.form.opensAt.hint')} defaultValue={round?.opensAt} />
      <DateField name="lastDay" label={t('public-comments.form.lastDay')} hint={t('public-comments.form.lastDay.hint')} defaultValue={end.day} />
      <TextField
        name="lastTime" label={t('public-comments.form.lastTime')} hint={t('public-comments.form.lastTime.hint')} optional width="short" defaultValue={end.time}
      />
      <TextArea
        name="shortPeriodReason" label={t('public-comments.form.shortPeriodReason')} hint={t('public-comments.form.shortPeriodReason.hint')} max={1_000} rows={3}
        optional defaultValue={round?.shortPeriodReason}
      />
    </Section>
  );
}

/** The ways besides the form with their addresses, and the places where the plan lies open. */
export function WayFields({ round, among }: { readonly round: RoundWordsFragment | undefined; among: readonly Channel[] }) {
  const t = useT();
  const places = [...(round?.places ?? []), ...Array.from({ length: MORE_PLACES }, () => undefined)];
  return (
    <Section title={t('public-comments.form.ways')} lead={t('public-comments.form.ways.lead')}>
      {channels.filter((channel) => channel !== 'ONLINE' && among.includes(channel)).map((channel) => (
        <TextField
          key={channel} name={`ways.${channel}`} label={t(`public-comments.form.ways.${channel}`)} optional width="full"
          defaultValue={round?.ways.find((way) => way.channel === channel)?.to}
        />
      ))}
      <h3 className="heading-3">{t('public-comments.form.places')}</h3>
      <p className="text-ink-soft measure">{t('public-comments.form.places.hint')}</p>
      {places.map((place, n) => (
        <fieldset key={n} className="grid gap-4">
          <legend className="font-700">{t('public-comments.form.place', { n: n + 1 })}</legend>
          <TextField name="place.name" label={t('public-comments.form.place.name')} optional defaultValue={place?.name} />
          <TextField name="place.address" label={t('public-comments.form.place.address')} optional defaultValue={place?.address} width="full" />
          <TextField name="place.hours" label={t('public-comments.form.place.hours')} optional defaultValue={place?.hours} width="full" />
        </fieldset>
      ))}
    </Section>
  );
}

function BasisFields({ round, ordinance, needed }: Part & { ordinance: string | undefined; needed: boolean }) {
  const t = useT();
  return (
    <Section title={t('public-comments.form.basis')}>
      <TextField
        name="legalBasis" label={t('public-comments.form.legalBasis')} hint={t('public-comments.form.legalBasis.hint')} optional={!needed} width="full"
        defaultValue={round?.legalBasis || ordinance}
      />
      <TextField name="clause" label={t('public-comments.form.clause')} hint={t('public-comments.form.clause.hint')} optional width="full" defaultValue={round?.clause} />
    </Section>
  );
}

const closesTyped = (form: FormData, zone: string): Date | undefined => {
  const [day, time] = [textOf(form, 'lastDay').trim(), textOf(form, 'lastTime').trim()];
  return instantTyped(`${day} ${time === '' ? '24:00' : time}`, zone);
};

/** The date field that holds something else than a date. */
export function badDate(form: FormData): string | undefined {
  if (textOf(form, 'opensAt').trim() !== '' && !instantTyped(textOf(form, 'opensAt'), 'UTC')) return 'opensAt';
  if (textOf(form, 'lastDay').trim() === '') return undefined;
  if (!instantTyped(textOf(form, 'lastDay').trim(), 'UTC')) return 'lastDay';
  return closesTyped(form, 'UTC') ? undefined : 'lastTime';
}

/** The ways that were typed: the form of these pages, and each other one that has an address. */
export const waysTyped = (form: FormData) => channels.flatMap((channel) => {
  const to = textOf(form, `ways.${channel}`).trim();
  return channel === 'ONLINE' || to ? [{ channel, to }] : [];
});

/** The viewing places that were typed; rows left empty are none. */
export function placesTyped(form: FormData) {
  const [names = [], addresses = [], hours = []] = ['name', 'address', 'hours'].map((part) => form.getAll(`place.${part}`).map(String));
  return names.map((name, n) => ({ name, address: addresses[n] ?? '', hours: hours[n] ?? '' })).filter(({ name, address }) => name.trim() || address.trim());
}

/** What was typed into the fields. */
export function roundInput(form: FormData, zone: string) {
  const text = (name: string) => textOf(form, name);
  const [opensAt, closesAt] = [text('opensAt') ? instantTyped(text('opensAt'), zone) : undefined, text('lastDay') ? closesTyped(form, zone) : undefined];
  return {
    title: text('title'), titleKana: text('titleKana'), summary: text('summary'), easySummary: text('easySummary'), locale: text('locale') || 'ja',
    subjectType: text('subjectType') || 'OTHER', policyField: text('policyField'), office: text('office'),
    contact: { phone: text('contact.phone'), mail: text('contact.mail'), address: text('contact.address') },
    ask: askInput(form), ways: waysTyped(form), places: placesTyped(form),
    legalBasis: text('legalBasis'), clause: text('clause'), shortPeriodReason: text('shortPeriodReason'),
    opensAt: opensAt?.toISOString() ?? null, closesAt: closesAt?.toISOString() ?? null,
  };
}
