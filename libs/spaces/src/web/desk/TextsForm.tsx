import { ActionButton, ButtonRow, Form, NumberField, RadioGroup, SelectField, TextField, CheckboxField, isTicked, textOf, useRefusal, useT } from '@hiroba/ui';
import { spaceKinds } from '../../domain/space.ts';
import { spacePolicy } from '../../domain/space.policy.ts';
import type { SpaceWorkFragment } from '../gql/graphql.ts';
import { useWords, type Answered } from '../words.ts';
import { useStepButton } from './Assistant.tsx';
import { LocalizedTexts } from './LocalizedFields.tsx';
import { integerTyped, localizedOf } from './typed.ts';

/** What a form about the texts of a space says. */
export const textsOf = (form: FormData) => ({
  title: localizedOf(form, 'title'),
  summary: localizedOf(form, 'summary'),
  description: localizedOf(form, 'description'),
  kana: textOf(form, 'kana'),
  office: textOf(form, 'office'),
  slug: textOf(form, 'slug').normalize('NFKC').trim().toLowerCase() || null,
});

/** How a space stands in lists; asked once it exists. */
export const placeOf = (form: FormData) => {
  const weight = integerTyped(textOf(form, 'weight') || '0');
  return { featured: isTicked(form, 'featured'), weight: Number.isNaN(weight) ? 9_999 : weight };
};

interface TextsFormProps {
  readonly space?: SpaceWorkFragment;
  readonly offices: readonly { readonly key: string; readonly name: Answered }[];
}

/** The texts of a space: what it is called, what it is for, who is in charge, and its address. */
export function TextsForm({ space, offices }: TextsFormProps) {
  const t = useT();
  const words = useWords();
  const button = useStepButton(space);
  const draft = useRefusal(spacePolicy.draft, undefined);
  const edit = useRefusal(spacePolicy.edit, space ?? { id: '', state: 'DRAFT', rev: 0, visibility: 'PUBLIC' });
  return (
    <Form keep key={space?.edition}>
      {space ? <input type="hidden" name="edition" value={space.edition} /> : (
        <RadioGroup
          name="kind" label={t('spaces.kind')} defaultValue="PROCESS"
          options={spaceKinds.map((kind) => ({ value: kind, label: t(`spaces.kind.${kind}`), hint: t(`spaces.desk.kind.${kind}.hint`) }))}
        />
      )}
      <LocalizedTexts
        texts={[
          { name: 'title', label: t('spaces.desk.form.title'), hint: t('spaces.desk.form.title.hint'), value: space?.title },
          { name: 'summary', label: t('spaces.desk.form.summary'), hint: t('spaces.desk.form.summary.hint'), value: space?.summary, rows: 3, max: 300 },
          {
            name: 'description', label: t('spaces.desk.form.description'), hint: t('spaces.desk.form.markdown'), value: space?.description,
            rows: 8, max: 20_000, optional: true,
          },
        ]}
      />
      <TextField name="kana" label={t('spaces.desk.form.kana')} hint={t('spaces.desk.form.kana.hint')} optional lang="ja" defaultValue={space?.kana ?? undefined} />
      <SelectField
        name="office" label={t('spaces.office')} hint={t('spaces.desk.form.office.hint')} optional defaultValue={space?.office?.key ?? ''}
        options={[{ value: '', label: t('spaces.desk.form.office.none') }, ...offices.map(({ key, name }) => ({ value: key, label: words(name).text }))]}
      />
      <TextField name="slug" label={t('spaces.desk.form.slug')} hint={t('spaces.desk.form.slug.hint')} optional defaultValue={space?.slug} />
      {space ? (
        <>
          <NumberField name="weight" label={t('spaces.desk.form.weight')} hint={t('spaces.desk.form.weight.hint')} optional defaultValue={space.weight} />
          <CheckboxField name="featured" label={t('spaces.desk.form.featured')} defaultChecked={space.featured} />
        </>
      ) : null}
      <ButtonRow><ActionButton refusal={space ? edit : draft}>{button}</ActionButton></ButtonRow>
    </Form>
  );
}
