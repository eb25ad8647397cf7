import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { ActionButton, Form, links, Notice, query, seeOther, submit, TextLink, useLocale, useRefusal, useT } from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { previewQuery, publishSpaceMutation } from '../desk.graphql.ts';
import { SpaceContents } from '../SpaceView.tsx';
import { AssistantPage, type Step } from './Assistant.tsx';
import { ownSpace } from './desk.ts';

/** Loads the space as a visitor would see it, for its staff. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { viewer, space } = await query(context, previewQuery, { slug: params.slug ?? '' });
  return { space: ownSpace(viewer, space) };
}

/** Publishes it. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, space } = await query(args.context, previewQuery, { slug: args.params.slug ?? '' });
  const { id } = ownSpace(viewer, space);
  return submit(args, publishSpaceMutation, () => ({ id }), {
    onSuccess: ({ slug }) => seeOther(links(args.params.locale ?? 'ja').desk('spaces', slug), 'spaces.published'),
  });
}

const stepOf = (field: string): Step => (field.startsWith('ask') ? 'ask' : field === 'phases' ? 'phases' : 'texts');

/** The last step: what is missing, the button that shows it to everybody, and what they will see. */
export default function SpacePreviewPage() {
  const { space } = useLoaderData<typeof loader>();
  return (
    <AssistantPage step="preview" space={space} wide>
      <Publication />
      <SpaceContents space={space} preview />
    </AssistantPage>
  );
}

function Publication() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const refusal = useRefusal(spacePolicy.publish, space);
  if (space.state !== 'DRAFT') return null;
  if (space.missing.length > 0) {
    return (
      <Notice kind="warning" title={t('spaces.desk.preview.missing')}>
        <ul className="grid gap-2">
          {space.missing.map((field) => {
            const name = field.replace(/\.ja$/, '');
            return <li key={field}><TextLink to={to.desk('spaces', space.slug, stepOf(field))}>{t(`spaces.desk.missing.${name}`)}</TextLink></li>;
          })}
        </ul>
      </Notice>
    );
  }
  return (
    <Notice title={t('spaces.desk.preview.ready')}>
      <p>{t('spaces.desk.preview.consequence', { rooms: space.components.length })}</p>
      <Form><ActionButton refusal={refusal}>{t('spaces.desk.publish')}</ActionButton></Form>
    </Notice>
  );
}
