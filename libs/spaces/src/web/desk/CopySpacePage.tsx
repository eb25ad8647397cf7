import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, formOf, Form, giveBack, links, NumberField, PageBody, PageHead, seeOther, SituationProvider, submit, TextField, textOf, useRefusal, useT,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { copySpaceMutation } from '../desk.graphql.ts';
import { useDeskCrumbs } from './desk.ts';
import { deskSpace } from './desk-space.ts';
import { integerTyped } from './typed.ts';

/** Loads the space to copy. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Makes the copy and goes on to its texts. */
export async function action(args: ActionFunctionArgs) {
  const { space: { id } } = await deskSpace(args.context, args.params.slug);
  const form = await formOf(args);
  const days = integerTyped(textOf(form, 'days'));
  if (Number.isNaN(days)) return giveBack(form, { code: 'BAD_FORMAT', field: 'days' });
  return submit({ ...args, form }, copySpaceMutation, () => ({ id, days, slug: textOf(form, 'slug').trim().toLowerCase() || null }), {
    onSuccess: ({ slug }) => seeOther(links(args.params.locale ?? 'ja').desk('spaces', slug, 'texts'), 'spaces.copied'),
  });
}

/** A form that copies a space: what goes along, and what does not. */
export default function CopySpacePage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(spacePolicy.copy, space);
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead title={t('spaces.desk.copy.title')} crumbs={useDeskCrumbs(space)} lead={t('spaces.desk.copy.lead')} />
      <PageBody>
        <Form>
          <NumberField name="days" label={t('spaces.desk.copy.days')} hint={t('spaces.desk.copy.days.hint')} unit={t('spaces.desk.unit.days')} defaultValue={364} />
          <TextField name="slug" label={t('spaces.desk.form.slug')} hint={t('spaces.desk.form.slug.hint')} optional />
          <ButtonRow><ActionButton refusal={refusal}>{t('spaces.desk.copy.button')}</ActionButton></ButtonRow>
        </Form>
      </PageBody>
    </SituationProvider>
  );
}
