import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { ActionButton, byForm, Form, links, query, Section, seeOther, submit, textOf, useRefusal, useT, type FormArgs } from '@hiroba/ui';
import { spaceKinds } from '../../domain/space.ts';
import { spacePolicy } from '../../domain/space.policy.ts';
import { draftSpaceMutation, fromTemplateMutation, newSpaceQuery } from '../desk.graphql.ts';
import { useWords } from '../words.ts';
import { AssistantPage } from './Assistant.tsx';
import { staffOnly } from './desk.ts';
import { TextsForm, textsOf } from './TextsForm.tsx';

/** Loads what a new space is offered; for staff. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { viewer, organisation, spaceTemplates } = await query(context, newSpaceQuery);
  staffOnly(viewer);
  return { offices: organisation.offices, templates: spaceTemplates };
}

/** Begins the space: from nothing, and goes on to its ask card; or from a template, and goes on to its texts. */
export function action(args: ActionFunctionArgs) {
  const goOn = (step: string) => ({ slug }: { readonly slug: string }) =>
    seeOther(links(args.params.locale ?? 'ja').desk('spaces', slug, step), 'spaces.drafted');
  return byForm({
    main: (sent: FormArgs) => submit(sent, draftSpaceMutation, (form) => ({
      input: { ...textsOf(form), kind: spaceKinds.find((kind) => kind === textOf(form, 'kind')) ?? 'PROCESS' },
    }), { onSuccess: goOn('ask') }),
    template: (sent: FormArgs) => submit(sent, fromTemplateMutation, (form) => ({ template: textOf(form, 'template') }), { onSuccess: goOn('texts') }),
  })(args);
}

/** The first step of making a space: with a template, or from nothing. */
export default function NewSpacePage() {
  const { offices, templates } = useLoaderData<typeof loader>();
  const t = useT();
  return (
    <AssistantPage step="texts">
      {templates.length > 0 ? <Templates /> : null}
      <Section title={t('spaces.desk.new.own')}><TextsForm offices={offices} /></Section>
    </AssistantPage>
  );
}

function Templates() {
  const { templates } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const refusal = useRefusal(spacePolicy.draft, undefined);
  return (
    <Section title={t('spaces.desk.new.template')} lead={t('spaces.desk.new.template.lead')}>
      <ul className="grid gap-4">
        {templates.map(({ key, name, about }) => (
          <li key={key} className="panel">
            <h3 className="heading-4" lang={words(name).lang}>{words(name).text}</h3>
            <p lang={words(about).lang}>{words(about).text}</p>
            <Form name="template" className="grid justify-items-start gap-4">
              <input type="hidden" name="template" value={key} />
              <ActionButton refusal={refusal} weight="secondary">{t('spaces.desk.new.template.use', { name: words(name).text })}</ActionButton>
            </Form>
          </li>
        ))}
      </ul>
    </Section>
  );
}
