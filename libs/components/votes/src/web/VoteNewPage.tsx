import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  ActionButton, addressOf, answersForm, ButtonRow, byForm, FileField, filesOf, Form, found, links, PageBody, PageHead, query, RadioGroup, Section, seeOther, submit, TextField,
  textOf, useT,
} from '@hiroba/ui';
import { LocalizedTexts, localizedOf } from '@hiroba/spaces/web/fields';
import { votePolicy } from '../domain/vote.policy.ts';
import { voteTypes, type VoteType } from '../domain/vote.ts';
import { Room, useCrumbs, useRoomRefusal } from './room.tsx';
import { draftVoteMutation, importVoteMutation, voteRoomQuery } from './votes.graphql.ts';

/** Loads the place; who is not signed in signs in first and comes back. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer } = await query(context, voteRoomQuery, { id: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  if (!viewer.person && !answersForm(args)) throw seeOther(links(params.locale ?? 'ja').signIn(addressOf(args).pathname));
  return { room, office: viewer.person?.office ?? '' };
}

/** Begins a draft and goes on to set it up. */
export const action = (args: ActionFunctionArgs) => {
  const componentId = args.params.componentId ?? '';
  const onSuccess = ({ id }: { id: string }) => seeOther(`${addressOf(args).pathname.replace(/\/new$/, '')}/${id}/set-up`, 'votes.drafted');
  return byForm({
    main: (inner) => submit(inner, draftVoteMutation, (form) => ({
      componentId, input: { title: localizedOf(form, 'title'), office: textOf(form, 'office'), type: textOf(form, 'type') || 'single' },
    }), { onSuccess }),
    import: (inner) => submit(inner, importVoteMutation, (form) => ({ componentId, office: textOf(form, 'office'), file: filesOf(form, 'file')[0] ?? null }), { onSuccess }),
  })(args);
};

/** The first step of a vote: what is asked, and what people do to answer. */
export default function VoteNewPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><NewVote /></Room>;
}

const shown: readonly VoteType[] = voteTypes;

function NewVote() {
  const t = useT();
  const { room, office } = useLoaderData<typeof loader>();
  const refusal = useRoomRefusal(votePolicy.create, undefined);
  return (
    <>
      <PageHead title={t('votes.new.title')} crumbs={useCrumbs(room, true)} lead={t('votes.new.lead')} />
      <PageBody>
        <Form keep>
          <LocalizedTexts texts={[{ name: 'title', label: t('votes.form.title'), hint: t('votes.form.titleHint') }]} />
          <TextField name="office" label={t('votes.form.office')} defaultValue={office} />
          <RadioGroup
            name="type" label={t('votes.form.type')} hint={t('votes.form.typeHint')} defaultValue="single"
            options={shown.map((value) => ({ value, label: t(`votes.type.${value}`), hint: t(`votes.type.${value}.for`) }))}
          />
          <ButtonRow><ActionButton refusal={refusal}>{t('votes.new.act')}</ActionButton></ButtonRow>
        </Form>
        <Section title={t('votes.import.title')} lead={t('votes.import.lead')}>
          <Form name="import" withFiles>
            <TextField name="office" label={t('votes.form.office')} defaultValue={office} />
            <FileField name="file" label={t('votes.import.file')} hint={t('votes.import.fileHint')} accept=".pb" />
            <ButtonRow><ActionButton weight="secondary" refusal={refusal}>{t('votes.import.act')}</ActionButton></ButtonRow>
          </Form>
        </Section>
      </PageBody>
    </>
  );
}
