import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { ActionButton, ButtonRow, Form, seeOther, submit, useRefusal } from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { editSpaceMutation } from '../desk.graphql.ts';
import { AskFields, askInput } from './AskFields.tsx';
import { afterStep, AssistantPage, orOn, useStepButton } from './Assistant.tsx';
import { deskSpace, editionOf } from './desk-space.ts';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Saves its ask card, complete or not. */
export async function action(args: ActionFunctionArgs) {
  const { space } = await deskSpace(args.context, args.params.slug);
  return orOn(space, afterStep(args.params.locale, space, 'ask'), await submit(args, editSpaceMutation, (form) => ({
    id: space.id, edition: editionOf(form),
    input: { ask: askInput(form) },
  }), { onSuccess: (saved) => seeOther(afterStep(args.params.locale, saved, 'ask'), 'spaces.saved') }));
}

/** The ask card of a space: the questions that everybody reads first. */
export default function SpaceAskPage() {
  const { space } = useLoaderData<typeof loader>();
  const button = useStepButton(space);
  const refusal = useRefusal(spacePolicy.edit, space);
  return (
    <AssistantPage step="ask" space={space}>
      <Form keep key={space.edition}>
        <input type="hidden" name="edition" value={space.edition} />
        <AskFields ask={space.ask} />
        <ButtonRow><ActionButton refusal={refusal}>{button}</ActionButton></ButtonRow>
      </Form>
    </AssistantPage>
  );
}
