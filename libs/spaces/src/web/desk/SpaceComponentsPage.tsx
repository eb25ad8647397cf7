import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, byForm, Empty, Form, LinkButton, links, Section, seeOther, SelectField, submit, textOf, useLocale, useRefusal, useT,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { orderComponentsMutation, placeComponentMutation, setPhasesMutation } from '../desk.graphql.ts';
import { AssistantPage } from './Assistant.tsx';
import { ComponentTable } from './ComponentTable.tsx';
import { deskSpace, editionOf } from './desk-space.ts';
import { LocalizedFields } from './LocalizedFields.tsx';
import { OpensForm } from './OpensForm.tsx';
import { opensTyped } from './phases-form.ts';
import { localizedOf } from './typed.ts';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Places a component, says what phases open, or moves a component up or down. */
export async function action(args: ActionFunctionArgs) {
  const { space } = await deskSpace(args.context, args.params.slug);
  const here = links(args.params.locale ?? 'ja').desk('spaces', space.slug, 'components');
  return byForm({
    place: (sent) => submit(sent, placeComponentMutation, (form) => ({
      spaceId: space.id, manifest: textOf(form, 'manifest'), input: { title: localizedOf(form, 'title'), intro: localizedOf(form, 'intro') },
    }), { onSuccess: () => seeOther(here, 'spaces.placed') }),
    opens: (sent) => submit(sent, setPhasesMutation, (form) => ({
      id: space.id, edition: editionOf(form), reason: textOf(form, 'reason'),
      phases: [...opensTyped(form, space.phases, space.components.map(({ id }) => id), space.rev >= 1)],
    }), { onSuccess: () => seeOther(here, 'spaces.saved') }),
    order: (sent) => submit(sent, orderComponentsMutation, (form) => ({ spaceId: space.id, ids: textOf(form, 'ids').split(' ') }), {
      onSuccess: () => seeOther(here, 'spaces.ordered'),
    }),
  })(args);
}

/** The components of a space: what people can do in it, and when. */
export default function SpaceComponentsPage() {
  const { space, componentKinds } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const refusal = useRefusal(spacePolicy.place, space);
  return (
    <AssistantPage step="components" space={space} wide>
      <Section title={t('spaces.desk.components.placed')}>
        {space.components.length === 0
          ? <Empty>{t('spaces.desk.components.empty')}</Empty>
          : <ComponentTable space={space} />}
      </Section>
      <Section title={t('spaces.desk.components.place')} lead={t('spaces.desk.components.place.lead')}>
        <Form name="place" key={space.components.length}>
          <SelectField
            name="manifest" label={t('spaces.desk.components.kind')}
            options={componentKinds.map(({ name }) => ({ value: name, label: t(`${name}.kind`) }))}
          />
          <LocalizedFields name="title" label={t('spaces.desk.components.title')} hint={t('spaces.desk.components.title.hint')} />
          <LocalizedFields name="intro" label={t('spaces.desk.components.intro')} rows={2} max={400} optional />
          <ButtonRow><ActionButton refusal={refusal} weight="secondary">{t('spaces.desk.components.place.button')}</ActionButton></ButtonRow>
        </Form>
      </Section>
      {space.components.length > 0 && space.phases.length > 0 ? (
        <Section title={t('spaces.desk.components.opens')} lead={t('spaces.desk.components.opens.lead')}>
          <OpensForm space={space} kinds={componentKinds} />
        </Section>
      ) : null}
      {space.state === 'DRAFT'
        ? <ButtonRow><LinkButton weight="primary" to={to.desk('spaces', space.slug, 'preview')}>{t('spaces.desk.toPreview')}</LinkButton></ButtonRow>
        : null}
    </AssistantPage>
  );
}
