import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { links, query, seeOther, submit, textOf } from '@hiroba/ui';
import { spaceKinds } from '../../domain/space.ts';
import { draftSpaceMutation, newSpaceQuery } from '../desk.graphql.ts';
import { AssistantPage } from './Assistant.tsx';
import { staffOnly } from './desk.ts';
import { TextsForm, textsOf } from './TextsForm.tsx';

/** Loads what a new space is offered; for staff. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, organisation } = await query(context, newSpaceQuery);
  staffOnly(viewer);
  return { offices: organisation.offices };
}

/** Begins the space and goes on to its ask card. */
export const action = (args: ActionFunctionArgs) =>
  submit(args, draftSpaceMutation, (form) => ({
    input: { ...textsOf(form), kind: spaceKinds.find((kind) => kind === textOf(form, 'kind')) ?? 'PROCESS' },
  }), {
    onSuccess: ({ slug }) => seeOther(links(args.params.locale ?? 'ja').desk('spaces', slug, 'ask'), 'spaces.drafted'),
  });

/** The first step of making a space. */
export default function NewSpacePage() {
  const { offices } = useLoaderData<typeof loader>();
  return <AssistantPage step="texts"><TextsForm offices={offices} /></AssistantPage>;
}
