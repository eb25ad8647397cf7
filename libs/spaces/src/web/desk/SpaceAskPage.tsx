import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { ActionButton, ButtonRow, Form, RadioGroup, seeOther, submit, textOf, useRefusal, useT } from '@hiroba/ui';
import { askParts, promises } from '../../domain/ask.ts';
import { spacePolicy } from '../../domain/space.policy.ts';
import { editSpaceMutation } from '../desk.graphql.ts';
import { afterStep, AssistantPage, orOn, useStepButton } from './Assistant.tsx';
import { deskSpace, editionOf } from './desk-space.ts';
import { LocalizedTexts } from './LocalizedFields.tsx';
import { localizedOf } from './typed.ts';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Saves its ask card, complete or not. */
export async function action(args: ActionFunctionArgs) {
  const { space } = await deskSpace(args.context, args.params.slug);
  return orOn(space, afterStep(args.params.locale, space, 'ask'), await submit(args, editSpaceMutation, (form) => ({
    id: space.id, edition: editionOf(form),
    input: {
      ask: {
        ...Object.fromEntries(askParts.map((part) => [part, localizedOf(form, `ask.${part}`)])),
        promise: promises.find((promise) => promise === textOf(form, 'ask.promise')) ?? null,
      },
    },
  }), { onSuccess: (saved) => seeOther(afterStep(args.params.locale, saved, 'ask'), 'spaces.saved') }));
}

/** The ask card of a space: the questions that everybody reads first. */
export default function SpaceAskPage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const button = useStepButton(space);
  const refusal = useRefusal(spacePolicy.edit, space);
  return (
    <AssistantPage step="ask" space={space}>
      <Form keep key={space.edition}>
        <input type="hidden" name="edition" value={space.edition} />
        <LocalizedTexts
          texts={askParts.map((part) => ({
            name: `ask.${part}`, label: t(`spaces.desk.ask.${part}`), hint: t(`spaces.desk.ask.${part}.hint`), value: space.ask[part], rows: 2, max: 400,
          }))}
        />
        <RadioGroup
          name="ask.promise" label={t('spaces.desk.ask.promise')} hint={t('spaces.desk.ask.promise.hint')} defaultValue={space.ask.promise ?? undefined}
          options={promises.map((promise) => ({ value: promise, label: t(`spaces.desk.promise.${promise}.name`), hint: t(`spaces.promise.${promise}`) }))}
        />
        <ButtonRow><ActionButton refusal={refusal}>{button}</ActionButton></ButtonRow>
      </Form>
    </AssistantPage>
  );
}
