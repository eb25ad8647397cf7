import { useLoaderData } from 'react-router';
import { localized } from '@hiroba/kernel';
import { Button, ButtonRow, LanguageField, RadioGroup, SelectField, TextArea, TextField, textOf, useLocale, useT } from '@hiroba/ui';
import type { loader } from './MergePage.tsx';

/** Who signs an act of the city and why, as everybody reads it. */
export function SignedFields({ office, why }: { office: string; why: string }) {
  const t = useT();
  return (
    <>
      <TextArea name="reason" label={t('proposals.merge.reason')} hint={why} max={1_000} rows={3} />
      <TextField name="office" label={t('proposals.merge.office')} hint={t('proposals.merge.officeHint')} defaultValue={office} />
    </>
  );
}

/** What staff write when several proposals become one. */
export function MergeFields() {
  const t = useT();
  const locale = useLocale();
  const { chosen, rules, office, places } = useLoaderData<typeof loader>();
  const [first] = chosen;
  const placed = chosen.filter(({ spot }) => spot);
  return (
    <>
      <TextField name="title" label={t('proposals.form.title')} hint={t('proposals.form.titleHint', { max: rules.titleMax })} defaultValue={first?.title ?? ''} width="full" />
      <TextArea
        name="body" label={t('proposals.merge.body')} hint={t('proposals.merge.bodyHint')} max={rules.bodyMax} rows={12}
        defaultValue={chosen.map(({ body }) => body).join('\n\n')}
      />
      <LanguageField defaultValue={first?.locale} />
      {places.length > 1 ? (
        <SelectField
          name="componentId" label={t('proposals.merge.place')} hint={t('proposals.merge.placeHint')} defaultValue={first?.componentId}
          options={places.map(({ id, title, space }) => ({
            value: id, label: t('proposals.desk.placeName', { space: localized(space, locale).text, title: localized(title, locale).text }),
          }))}
        />
      ) : null}
      {placed.length > 1 ? (
        <RadioGroup
          name="spotOf" label={t('proposals.merge.spot')} defaultValue={placed[0]?.id}
          options={placed.map(({ id, title, spot }) => ({ value: id, label: spot?.address || title, ...(spot?.address ? { hint: title } : {}) }))}
        />
      ) : null}
      <RadioGroup
        name="carry" label={t('proposals.merge.carry')}
        options={[
          { value: 'YES', label: t('proposals.merge.carry.YES'), hint: t('proposals.merge.carry.YES.hint') },
          { value: 'NO', label: t('proposals.merge.carry.NO'), hint: t('proposals.merge.carry.NO.hint') },
        ]}
      />
      <SignedFields office={office} why={t('proposals.merge.reasonHint')} />
      <ButtonRow><Button name="act" value="PREVIEW" weight="primary">{t('proposals.merge.preview')}</Button></ButtonRow>
    </>
  );
}

/** The first field that was left empty. */
export const mergeMissing = (form: FormData): string | undefined =>
  ['title', 'body', 'carry', 'reason', 'office'].find((name) => textOf(form, name).trim() === '');

/** What was typed into the fields. */
export const mergeInput = (form: FormData) => ({
  title: textOf(form, 'title'), body: textOf(form, 'body'), locale: textOf(form, 'locale') || 'ja', reason: textOf(form, 'reason'),
  office: textOf(form, 'office'), carry: textOf(form, 'carry') === 'YES', componentId: textOf(form, 'componentId') || null, spotOf: textOf(form, 'spotOf') || null,
});
