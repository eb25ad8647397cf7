import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { seeOther, submit } from '@hiroba/ui';
import { editSpaceMutation } from '../desk.graphql.ts';
import { afterStep, AssistantPage, orOn } from './Assistant.tsx';
import { deskSpace, editionOf } from './desk-space.ts';
import { TextsForm, placeOf, textsOf } from './TextsForm.tsx';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Saves its texts. */
export async function action(args: ActionFunctionArgs) {
  const { space } = await deskSpace(args.context, args.params.slug);
  return orOn(space, afterStep(args.params.locale, space, 'texts'), await submit(args, editSpaceMutation, (form) => ({
    id: space.id, edition: editionOf(form), input: { ...textsOf(form), ...placeOf(form) },
  }), { onSuccess: (saved) => seeOther(afterStep(args.params.locale, saved, 'texts'), 'spaces.saved') }));
}

/** The texts of a space. */
export default function SpaceTextsPage() {
  const { space, organisation } = useLoaderData<typeof loader>();
  return <AssistantPage step="texts" space={space}><TextsForm space={space} offices={organisation.offices} /></AssistantPage>;
}
