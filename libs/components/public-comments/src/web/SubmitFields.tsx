import { localized } from '@hiroba/kernel';
import { CheckboxField, RadioGroup, Section, SelectField, TextArea, TextField, TextLink, useLocale, useT } from '@hiroba/ui';
import { ageBands, LONGEST_SUBMISSION } from '../domain/submission.ts';
import type { SubmissionFormFragment } from './gql/graphql.ts';

type Asked = SubmissionFormFragment['asked'];

/** The opinion itself: a guide of three questions, and one field. */
export function OpinionFields() {
  const t = useT();
  return (
    <Section title={t('public-comments.submit.opinion')}>
      <ul className="grid gap-2 list-disc pl-6 measure">
        <li>{t('public-comments.submit.guide.where')}</li>
        <li>{t('public-comments.submit.guide.concern')}</li>
        <li>{t('public-comments.submit.guide.change')}</li>
      </ul>
      <TextArea name="body" label={t('public-comments.submit.body')} hint={t('public-comments.submit.body.hint')} rows={12} max={LONGEST_SUBMISSION.body} />
    </Section>
  );
}

/** Who may answer here: one of the categories, with its detail where there is one. */
export function CategoryFields({ asked }: { asked: Asked }) {
  const t = useT();
  const locale = useLocale();
  const say = (text: { readonly ja?: string | null; readonly en?: string | null }): string => localized(text as never, locale).text;
  if (asked.categories.length === 0) return null;
  const optional = asked.responders === 'ANYONE';
  return (
    <Section title={t('public-comments.submit.category.title')}>
      <RadioGroup
        name="category" label={t('public-comments.submit.category')} {...(optional ? { optional } : {})}
        options={asked.categories.map(({ code, label }) => ({ value: code, label: say(label) }))}
      />
      {asked.categories.map(({ code, label, extra }) => (extra ? (
        <TextField key={code} name={`extra.${code}`} label={say(extra)} hint={t('public-comments.submit.extra', { category: say(label) })} optional />
      ) : null))}
    </Section>
  );
}

/** Who sends: only what the procedure asks for; children may say a nickname instead. */
export function ContactFields({ asked, child }: { asked: Asked; child: boolean }) {
  const t = useT();
  const { name, address, contact } = asked.fields;
  const optional = (need: string) => (need === 'REQUIRED' ? {} : { optional: true });
  if (child) {
    return (
      <Section title={t('public-comments.submit.child.title')} lead={t('public-comments.submit.child.lead')}>
        <input type="hidden" name="child" value="on" />
        <TextField name="contact.nickname" label={t('public-comments.submit.nickname')} hint={t('public-comments.submit.nickname.hint')} optional />
        <SelectField
          name="contact.ageBand" label={t('public-comments.submit.ageBand')} optional
          options={[{ value: '', label: t('public-comments.submit.ageBand.none') }, ...ageBands.map((band) => ({ value: band, label: t('public-comments.submit.ageBand.of', { band: band.replace('-', '～') }) }))]}
        />
        <p className="measure text-ink-soft">{t('public-comments.submit.guardian')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('public-comments.submit.you')} lead={t('public-comments.submit.you.lead')}>
      {asked.fields.nickname === 'HIDDEN' ? null : <TextField name="contact.nickname" label={t('public-comments.submit.nickname')} optional />}
      {name === 'HIDDEN' ? null : (
        <>
          <TextField name="contact.name" label={t('public-comments.submit.name')} hint={t('public-comments.submit.name.hint')} autoComplete="name" {...optional(name)} />
          <TextField name="contact.organisation" label={t('public-comments.submit.organisation')} hint={t('public-comments.submit.organisation.hint')} autoComplete="organization" optional />
        </>
      )}
      {address === 'HIDDEN' ? null : (
        <TextField name="contact.address" label={t('public-comments.submit.address')} autoComplete="street-address" width="full" {...optional(address)} />
      )}
      {contact === 'HIDDEN' ? null : (
        <>
          <TextField name="contact.mail" type="email" label={t('public-comments.submit.mail')} hint={t('public-comments.submit.mail.hint')} autoComplete="email" {...optional(contact)} />
          <CheckboxField name="notify" label={t('public-comments.submit.notify')} hint={t('public-comments.submit.notify.hint')} />
          <TextField name="contact.phone" type="tel" label={t('public-comments.submit.phone')} autoComplete="tel" optional />
        </>
      )}
      {asked.childForm ? <p><TextLink to="?child=1">{t('public-comments.submit.child.link')}</TextLink></p> : null}
    </Section>
  );
}
