import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { spaceVisibilities, type SpaceVisibility } from '@hiroba/kernel';
import {
  ActionButton, ButtonRow, Form, links, PageBody, PageHead, RadioGroup, seeOther, SituationProvider, submit, textOf, useRefusal, useT,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { setSpaceVisibilityMutation } from '../desk.graphql.ts';
import { useDeskCrumbs } from './desk.ts';
import { deskSpace, editionOf } from './desk-space.ts';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

const visibilityOf = (form: FormData): SpaceVisibility =>
  spaceVisibilities.find((visibility) => visibility === textOf(form, 'visibility')) ?? 'PUBLIC';

/** Says whom the space is for. */
export async function action(args: ActionFunctionArgs) {
  const { space: { id, slug } } = await deskSpace(args.context, args.params.slug);
  return submit(args, setSpaceVisibilityMutation, (form) => ({ id, edition: editionOf(form), visibility: visibilityOf(form) }), {
    onSuccess: () => seeOther(links(args.params.locale ?? 'ja').desk('spaces', slug), 'spaces.visibilitySaved'),
  });
}

/** Whom a space is for: everybody, members to take part, or members alone. */
export default function SpaceVisibilityPage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead title={t('spaces.desk.visibility')} crumbs={useDeskCrumbs(space)} lead={t('spaces.desk.visibility.lead')} />
      <PageBody>
        <VisibilityForm />
      </PageBody>
    </SituationProvider>
  );
}

function VisibilityForm() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(spacePolicy.edit, space);
  return (
    <Form key={space.edition}>
      <input type="hidden" name="edition" value={space.edition} />
      <RadioGroup
        name="visibility" label={t('spaces.visibility')} hint={t('spaces.desk.visibility.members')} defaultValue={space.visibility}
        options={spaceVisibilities.map((value) => ({ value, label: t(`spaces.visibility.${value}`), hint: t(`spaces.visibility.${value}.hint`) }))}
      />
      <ButtonRow>
        <ActionButton refusal={refusal}>{t('spaces.desk.visibility.act')}</ActionButton>
      </ButtonRow>
    </Form>
  );
}
