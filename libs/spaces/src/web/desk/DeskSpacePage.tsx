import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, ButtonRow, byForm, Empty, Facts, Form, LinkButton, links, Notice, PageBody, PageHead, PhaseBar, Section, seeOther, SituationProvider,
  submit, TextLink, useLocale, useRefusal, useT,
} from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { archiveSpaceMutation, reopenSpaceMutation } from '../desk.graphql.ts';
import { SpaceState } from '../SpaceState.tsx';
import { useWords } from '../words.ts';
import { steps } from './Assistant.tsx';
import { ComponentTable } from './ComponentTable.tsx';
import { useDeskCrumbs } from './desk.ts';
import { deskSpace } from './desk-space.ts';

/** Loads the space to work on. */
export const loader = ({ context, params }: LoaderFunctionArgs) => deskSpace(context, params.slug);

/** Archives the space, or takes it out of the archive. */
export async function action(args: ActionFunctionArgs) {
  const { space: { id, slug } } = await deskSpace(args.context, args.params.slug);
  const here = links(args.params.locale ?? 'ja').desk('spaces', slug);
  return byForm({
    archive: (sent) => submit(sent, archiveSpaceMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'spaces.archived') }),
    reopen: (sent) => submit(sent, reopenSpaceMutation, () => ({ id }), { onSuccess: () => seeOther(here, 'spaces.reopened') }),
  })(args);
}

/** A space at the desk: where it stands, what it lacks, and the way to each of its forms. */
export default function DeskSpacePage() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const title = words(space.title);
  const isDraft = space.state === 'DRAFT';
  return (
    <SituationProvider spaceId={space.id}>
      <PageHead
        title={title.text} lang={title.lang} crumbs={useDeskCrumbs()} above={<SpaceState state={space.state} time={space.time} />}
        actions={isDraft
          ? <LinkButton weight="primary" to={to.desk('spaces', space.slug, 'preview')}>{t('spaces.desk.toPreview')}</LinkButton>
          : <LinkButton to={to.space(space.slug)}>{t('spaces.desk.openPublic')}</LinkButton>}
      />
      <PageBody wide>
        {isDraft && space.missing.length > 0
          ? <Notice kind="warning" title={t('spaces.desk.missing', { count: space.missing.length })}><p>{t('spaces.desk.missing.text')}</p></Notice> : null}
        <Section title={t('spaces.desk.forms')}>
          <ul className="grid gap-2">
            {steps.map((step) => (
              <li key={step}>
                <TextLink to={to.desk('spaces', space.slug, step)}>{t(step === 'preview' && !isDraft ? 'spaces.desk.preview.public' : `spaces.desk.step.${step}`)}</TextLink>
                {step === 'preview' && !isDraft ? null : <span className="text-ink-soft">{'　'}{t(`spaces.desk.step.${step}.short`)}</span>}
              </li>
            ))}
            {(['picture', 'visibility', 'members'] as const).map((page) => (
              <li key={page}>
                <TextLink to={to.desk('spaces', space.slug, page)}>{t(`spaces.desk.${page}`)}</TextLink>
                <span className="text-ink-soft">{'　'}{t(`spaces.desk.${page}.short`)}</span>
              </li>
            ))}
          </ul>
        </Section>
        {space.phases.length > 0 ? (
          <Section title={t('spaces.phases')}>
            <PhaseBar phases={space.phases.map(({ key, title: name, opensAt, closesAt }) => ({ key, name: words(name).text, opensAt, closesAt }))} />
          </Section>
        ) : null}
        <Section title={t('spaces.rooms')}>
          {space.components.length === 0 ? <Empty>{t('spaces.desk.components.empty')}</Empty> : <ComponentsBrief />}
        </Section>
        <Facts title={t('spaces.facts')} facts={[{ term: t('spaces.visibility'), value: t(`spaces.visibility.${space.visibility}`) }, { term: t('spaces.desk.form.slug'), value: space.slug }, { term: t('spaces.desk.components.voices'), value: space.voices.toLocaleString() }]} />
        <Life />
      </PageBody>
    </SituationProvider>
  );
}

function ComponentsBrief() {
  const { space } = useLoaderData<typeof loader>();
  return <ComponentTable space={space} action={links(useLocale()).desk('spaces', space.slug, 'components')} />;
}

function Life() {
  const { space } = useLoaderData<typeof loader>();
  const t = useT();
  const to = links(useLocale());
  const archive = useRefusal(spacePolicy.archive, space);
  const reopen = useRefusal(spacePolicy.reopen, space);
  return (
    <Section title={t('spaces.desk.life')} lead={t(`spaces.desk.life.${space.state}`)}>
      <ButtonRow>
        <LinkButton to={to.desk('spaces', space.slug, 'copy')}>{t('spaces.desk.copy.link')}</LinkButton>
        {space.state === 'PUBLISHED' ? <Form name="archive" key={space.edition} className="contents"><ActionButton refusal={archive} weight="danger">{t('spaces.desk.archive')}</ActionButton></Form> : null}
        {space.state === 'ARCHIVED' ? <Form name="reopen" key={space.edition} className="contents"><ActionButton refusal={reopen} weight="secondary">{t('spaces.desk.reopen')}</ActionButton></Form> : null}
      </ButtonRow>
    </Section>
  );
}
