import type { ReactNode } from 'react';
import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, byForm, Form, links, LinkButton, PageBody, PageHead, query, Section, seeOther, SituationProvider, submit, useLocale,
  useOutcome, useRefusal, useT, type PageArgs,
} from '@hiroba/ui';
import { componentPolicy } from '../../domain/component.policy.ts';
import { deskComponentQuery, editComponentMutation, publishComponentMutation, unpublishComponentMutation } from '../desk.graphql.ts';
import { useWords } from '../words.ts';
import { Published } from './ComponentTable.tsx';
import { ownSpace, useDeskCrumbs } from './desk.ts';
import { editionOf } from './desk-space.ts';
import { LocalizedFields } from './LocalizedFields.tsx';
import { settingsTyped } from './SettingFields.tsx';
import { FieldFold } from './FieldFold.tsx';
import { SettingGroups } from './SettingGroups.tsx';
import { StaleSettings } from './StaleSettings.tsx';
import { localizedOf } from './typed.ts';

async function deskComponent(context: PageArgs['context'], id: string | undefined) {
  const { viewer, component } = await query(context, deskComponentQuery, { id: id ?? '' });
  ownSpace(viewer, component?.space);
  return component as NonNullable<typeof component>;
}

/** Loads the component to work on. */
export const loader = async ({ context, params }: LoaderFunctionArgs) => ({ component: await deskComponent(context, params.id) });

/** Saves its texts and settings, shows it, or takes it out of sight. */
export async function action(args: ActionFunctionArgs) {
  const { id, settingValues } = await deskComponent(args.context, args.params.id);
  const here = links(args.params.locale ?? 'ja').desk('components', id);
  return byForm({
    main: (sent) => submit(sent, editComponentMutation, (form) => ({
      id, edition: editionOf(form),
      input: { title: localizedOf(form, 'title'), intro: localizedOf(form, 'intro'), settings: settingsTyped(form, settingValues) },
    }), { onSuccess: () => seeOther(here, 'spaces.saved') }),
    publish: (sent) => submit(sent, publishComponentMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'spaces.componentPublished') }),
    unpublish: (sent) => submit(sent, unpublishComponentMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'spaces.componentHidden') }),
  })(args);
}

/** The texts and settings of a placed component; its settings are those its manifest declares. */
export default function ComponentPage() {
  const { component } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const { space, manifest, id } = component;
  const title = words(component.title);
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useDeskCrumbs(space)} lead={t('spaces.desk.component.lead')}
        above={<Published component={component} />} actions={<LinkButton small to={to.component(space.slug, manifest, id)}>{t('spaces.desk.component.open')}</LinkButton>}
      />
      <PageBody>
        <SettingsForm />
        <Visibility />
      </PageBody>
    </SituationProvider>
  );
}

function useFacts() {
  const { component: { id, published, space } } = useLoaderData<typeof loader>();
  return { id, published, spaceId: space.id, rev: 1 };
}

function SettingsForm() {
  const { component } = useLoaderData<typeof loader>();
  const t = useT();
  const refusal = useRefusal(componentPolicy.edit, useFacts());
  const save = <ButtonRow><ActionButton refusal={refusal}>{t('spaces.desk.save')}</ActionButton></ButtonRow>;
  return (
    <Form keep key={component.edition}>
      <input type="hidden" name="edition" value={component.edition} />
      <StaleSettings manifest={component.manifest} settings={component.settingValues} />
      <div>
        <Texts save={save} />
        <SettingGroups id={component.id} manifest={component.manifest} settings={component.settingValues} save={save} />
      </div>
    </Form>
  );
}

/** What the component is called, and what it is for. */
function Texts({ save }: { save: ReactNode }) {
  const { component: { title, intro } } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const outcome = useOutcome();
  const names = (['title', 'intro'] as const).flatMap((name) => (['ja', 'en'] as const).map((locale) => [`${name}.${locale}`, { title, intro }[name]?.[locale]] as const));
  const isWaiting = outcome !== undefined
    && (outcome.refusal.field?.match(/^(title|intro)/) || names.some(([name, text]) => (outcome.values[name]?.[0] ?? '') !== (text ?? '')));
  const labels = { title: t('spaces.desk.components.title'), intro: t('spaces.desk.components.intro') };
  return (
    <FieldFold
      title={t('spaces.desk.component.texts')} open={Boolean(isWaiting)}
      state={[[labels.title, words(title).text], [labels.intro, words(intro).text || t('spaces.settings.none')]]}
    >
      <LocalizedFields name="title" label={labels.title} value={title} />
      <LocalizedFields name="intro" label={labels.intro} value={intro} rows={2} max={400} optional />
      {save}
    </FieldFold>
  );
}

function Visibility() {
  const { component: { published, space, edition } } = useLoaderData<typeof loader>();
  const t = useT();
  const publish = useRefusal(componentPolicy.publish, useFacts());
  const unpublish = useRefusal(componentPolicy.unpublish, useFacts());
  if (space.state === 'DRAFT') return <p className="text-ink-soft">{t('spaces.desk.component.withSpace')}</p>;
  return (
    <Section title={t('spaces.desk.component.visibility')} lead={t(published ? 'spaces.desk.component.hide.lead' : 'spaces.desk.component.show.lead')}>
      {published
        ? <Form name="unpublish" key={edition}><ActionButton refusal={unpublish} weight="danger">{t('spaces.desk.component.hide')}</ActionButton></Form>
        : <Form name="publish" key={edition}><ActionButton refusal={publish} weight="secondary">{t('spaces.desk.component.show')}</ActionButton></Form>}
    </Section>
  );
}
