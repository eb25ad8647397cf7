import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, byForm, CheckboxField, FileField, filesOf, Form, isTicked, links, PageBody, PageHead, Section, seeOther, SituationProvider,
  submit, useLocale, useRefusal, useT, TextLink,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { removeSpaceHeroMutation, setSpaceHeroMutation } from '../desk.graphql.ts';
import { HeroPicture } from '../HeroPicture.tsx';
import { useDeskCrumbs } from './desk.ts';
import { deskSpace, editionOf } from './desk-space.ts';
import { LocalizedTexts } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';

/** Loads the space whose picture it is. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Takes a picture or other words about it, or takes the picture away. */
export async function action(args: ActionFunctionArgs) {
  const { space: { id, slug } } = await deskSpace(args.context, args.params.slug);
  const here = links(args.params.locale ?? 'ja').desk('spaces', slug, 'picture');
  return byForm({
    main: (sent) => submit(sent, setSpaceHeroMutation, (form) => ({
      id, edition: editionOf(form), picture: filesOf(form, 'file')[0] ?? null, alt: localizedOf(form, 'alt'), decorative: isTicked(form, 'decorative'),
    }), { onSuccess: () => seeOther(here, 'spaces.pictureSaved') }),
    remove: (sent) => submit(sent, removeSpaceHeroMutation, (form) => ({ id, edition: editionOf(form) }), {
      onSuccess: () => seeOther(here, 'spaces.pictureRemoved'),
    }),
  })(args);
}

/** The picture of a space: how it looks now, another one, or none. */
export default function SpacePicturePage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const { hero } = space;
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead
        title={t('spaces.desk.picture')} crumbs={useDeskCrumbs(space)} lead={t('spaces.desk.picture.lead')}
        actions={<TextLink to={to.space(space.slug)}>{t('spaces.desk.openPublic')}</TextLink>}
      />
      <PageBody>
        {hero ? <Section title={t('spaces.desk.picture.now')}><HeroPicture hero={hero} place="head" /></Section> : null}
        <Section title={t(hero ? 'spaces.desk.picture.replace' : 'spaces.desk.picture.add')}><PictureForm /></Section>
        {hero ? <Removal /> : null}
      </PageBody>
    </SituationProvider>
  );
}

function PictureForm() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(spacePolicy.edit, space);
  const { hero, edition } = space;
  const isDecoration = hero ? !hero.alt.ja && !hero.alt.en : false;
  return (
    <Form withFiles key={edition}>
      <input type="hidden" name="edition" value={edition} />
      <FileField
        name="file" label={t('spaces.desk.picture.file')} accept="image/jpeg,image/png,image/webp" optional={hero !== null && hero !== undefined}
        hint={t(hero ? 'spaces.desk.picture.file.hint.replace' : 'spaces.desk.picture.file.hint')}
      />
      <LocalizedTexts
        texts={[{ name: 'alt', label: t('spaces.desk.picture.alt'), hint: t('spaces.desk.picture.alt.hint'), value: hero?.alt, rows: 2, max: 300 }]}
      />
      <CheckboxField
        name="decorative" label={t('spaces.desk.picture.decorative')} hint={t('spaces.desk.picture.decorative.hint')} defaultChecked={isDecoration}
      />
      <ButtonRow><ActionButton refusal={refusal}>{t('spaces.desk.picture.save')}</ActionButton></ButtonRow>
    </Form>
  );
}

function Removal() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(spacePolicy.edit, space);
  return (
    <Section title={t('spaces.desk.picture.removal')} lead={t('spaces.desk.picture.removal.lead')}>
      <Form name="remove" key={space.edition}>
        <input type="hidden" name="edition" value={space.edition} />
        <ButtonRow><ActionButton refusal={refusal} weight="danger">{t('spaces.desk.picture.remove')}</ActionButton></ButtonRow>
      </Form>
    </Section>
  );
}
