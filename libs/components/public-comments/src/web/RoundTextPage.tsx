import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, answersForm, Button, ButtonRow, FileField, filesOf, Form, formOf, found, links, PageBody, PageHead, query, RadioGroup, seeOther, submit, TextArea, TextLink,
  textOf, useT,
} from '@hiroba/ui';
import { importFinalPlanMutation, importRoundPlanMutation } from './procedure.graphql.ts';
import { roundDeskQuery } from './rounds.graphql.ts';
import { Room, staffHere, useCrumbs } from './room.tsx';

const isDraft = (stage: string): boolean => stage === 'DRAFT';

/** Loads a round for staff. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { round, component, viewer } = await query(context, roundDeskQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'PublicCommentsComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, round: found(round?.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? round : null) };
}

/** Brings in the text: of the draft until it is frozen, of the decision after it. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { round } = await loader(args);
  const desk = addressOf(args).pathname.replace(/\/text$/, '/desk');
  const variables = () => ({ id: args.params.id ?? '', file: filesOf(form, 'file')[0] ?? null, text: textOf(form, 'text'), html: form.get('format') === 'HTML' });
  return isDraft(round.stage)
    ? submit({ ...args, form }, importRoundPlanMutation, variables, { onSuccess: () => seeOther(desk, 'public-comments.imported') })
    : submit({ ...args, form }, importFinalPlanMutation, variables, { onSuccess: () => seeOther(desk, 'public-comments.imported') });
}

/** The form that brings in the text of a plan. */
export default function RoundTextPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><ImportText /></Room>;
}

function ImportText() {
  const t = useT();
  const { room, round } = useLoaderData<typeof loader>();
  const draft = isDraft(round.stage);
  return (
    <>
      <PageHead
        title={t(draft ? 'public-comments.import.title' : 'public-comments.import.final')} crumbs={useCrumbs(room, true)}
        lead={t(draft ? 'public-comments.import.lead' : 'public-comments.import.leadFinal')}
      />
      <PageBody>
        <Form withFiles keep>
          <FileField name="file" label={t('public-comments.import.file')} hint={t('public-comments.import.file.hint')} optional accept=".docx,.odt,.md,.txt,.html,.htm" />
          <TextArea name="text" label={t('public-comments.import.text')} hint={t('public-comments.import.text.hint')} max={200_000} rows={10} optional />
          <RadioGroup
            name="format" label={t('public-comments.import.format')} defaultValue="MARKDOWN"
            options={(['MARKDOWN', 'HTML'] as const).map((value) => ({ value, label: t(`public-comments.import.format.${value}`) }))}
          />
          <ButtonRow><Button weight="primary">{t('public-comments.import.act')}</Button><TextLink to="../desk" relative="path">{t('public-comments.form.back')}</TextLink></ButtonRow>
        </Form>
      </PageBody>
    </>
  );
}
