import { redirect, useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import { localized } from '@hiroba/kernel';
import {
  ActionButton, addressOf, byForm, ButtonRow, Disclosure, filesOf, Form, found, LinkButton, PageBody, PageHead, query, Section, seeOther, submit, TextField, textOf, useLocale, useT,
} from '@hiroba/ui';
import { LocalizedTexts, localizedOf } from '@hiroba/spaces/web/fields';
import type { Preview } from '../domain/preview.ts';
import { spends as spendsBudget } from '../domain/vote.methods.ts';
import { votePolicy } from '../domain/vote.policy.ts';
import type { VoteType } from '../domain/vote.ts';
import { Room, staffHere, useCrumbs, useRoomRefusal } from './room.tsx';
import { optionTyped, ruleTyped, timesTyped } from './setup-input.ts';
import { OptionForms } from './OptionForms.tsx';
import { useOptionName } from './OptionText.tsx';
import { RuleFields } from './RuleFields.tsx';
import { RulePreview } from './RulePreview.tsx';
import { StillMissing } from './StillMissing.tsx';
import { TimesFields } from './TimesFields.tsx';
import { factsOf } from './vote-facts.ts';
import {
  addVoteOptionMutation, announceVoteMutation, discardVoteMutation, hideVoteOptionMutation, previewVoteMutation, removeVoteOptionMutation, saveVoteMutation,
  saveVoteOptionMutation, showVoteOptionMutation, votePageQuery, votePreviewQuery,
} from './votes.graphql.ts';

/** Loads a draft for the staff who set it up; what is announced has its own page. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { vote, component, viewer, organisation } = await query(context, votePageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'VotesComponent' ? component : null);
  const draft = found(vote && vote.componentId === room.id && staffHere(viewer.grants, room.spaceId) ? vote : null);
  if (draft.announcedAt) throw redirect(addressOf(args).pathname.replace(/\/set-up$/, ''));
  const tried = await query(context, votePreviewQuery, { id: draft.id, componentId: room.id });
  const all = tried.component?.__typename === 'VotesComponent' ? tried.component.votes.items : [];
  return {
    room, vote: draft, zone: organisation.zone, changing: addressOf(args).searchParams.get('option'), preview: tried.vote?.preview ?? null,
    // Only ballots of the same kind say something about the rules of this one.
    earlier: all.filter(({ type, resultAt }) => resultAt && (type === 'ranked') === (draft.type === 'ranked')),
  };
}

/** Saves a step, changes an option, announces the vote or throws the draft away. */
export const action = async (args: ActionFunctionArgs) => {
  const id = args.params.id ?? '';
  const here = addressOf(args).pathname;
  const page = here.replace(/\/set-up$/, '');
  const saved = { onSuccess: () => seeOther(here, 'votes.saved') };
  const again = { onSuccess: () => seeOther(`${here}${addressOf(args).search}`, 'votes.saved') };
  const { organisation } = await query(args.context, votePageQuery, { id, componentId: args.params.componentId ?? '' });
  return byForm({
    question: (inner) => submit(inner, saveVoteMutation, (form) => ({
      id, input: { title: localizedOf(form, 'title'), intro: localizedOf(form, 'intro'), office: textOf(form, 'office') },
    }), saved),
    rule: (inner) => submit(inner, saveVoteMutation, (form) => ({ id, input: ruleTyped(form) }), saved),
    times: (inner) => submit(inner, saveVoteMutation, (form) => ({ id, input: timesTyped(form, organisation.zone) }), saved),
    add: (inner) => submit(inner, addVoteOptionMutation, (form) => ({ id, input: optionTyped(form) }), { onSuccess: () => seeOther(here, 'votes.optionAdded') }),
    change: (inner) => submit(inner, saveVoteOptionMutation, (form) => ({ id, code: textOf(form, 'option'), input: optionTyped(form) }), saved),
    show: (inner) => submit(inner, showVoteOptionMutation, (form) => ({ id: textOf(form, 'id'), file: filesOf(form, 'files')[0] ?? null, alt: textOf(form, 'alt') }), again),
    hide: (inner) => submit(inner, hideVoteOptionMutation, (form) => ({ id: textOf(form, 'picture') }), again),
    remove: (inner) => submit(inner, removeVoteOptionMutation, (form) => ({ id, code: textOf(form, 'option') }), saved),
    preview: (inner) => submit(inner, previewVoteMutation, (form) => ({ id, file: filesOf(form, 'file')[0] ?? null, from: textOf(form, 'from') || null }), {
      onSuccess: () => seeOther(here, 'votes.tried'),
    }),
    announce: (inner) => submit(inner, announceVoteMutation, () => ({ id }), { onSuccess: () => seeOther(page, 'votes.announced') }),
    discard: (inner) => submit(inner, discardVoteMutation, () => ({ id }), { onSuccess: () => seeOther(page.replace(/\/[^/]+$/, ''), 'votes.discarded') }),
  })(args);
};

/** The steps of setting up a vote: what is asked, what can be chosen, how it is counted, who votes when, and telling everybody. */
export default function VoteSetupPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Setup /></Room>;
}

function Setup() {
  const t = useT();
  const { room, vote, preview, earlier, changing } = useLoaderData<typeof loader>();
  const locale = useLocale();
  const nameOf = useOptionName();
  const title = localized(vote.title, locale);
  const refusal = useRoomRefusal(votePolicy.announce, factsOf(vote));
  const spends = spendsBudget({ type: vote.type as VoteType, method: vote.method }) || vote.parameters.budget != null;
  return (
    <>
      <PageHead title={t('votes.setup.title', { title: title.text || t('votes.untitled') })} crumbs={useCrumbs(room, true)} lead={t('votes.setup.lead')} actions={<LinkButton to=".." relative="path">{t('votes.setup.preview')}</LinkButton>} />
      <PageBody>
        <Section title={t('votes.setup.question')}>
          <Form name="question" keep>
            <LocalizedTexts
              form="question"
              texts={[
                { name: 'title', label: t('votes.form.title'), hint: t('votes.form.titleHint'), value: vote.title },
                { name: 'intro', label: t('votes.form.intro'), hint: t('votes.form.introHint'), value: vote.intro, rows: 6, max: 10_000, optional: true },
              ]}
            />
            <TextField name="office" label={t('votes.form.office')} defaultValue={vote.office} />
            <ButtonRow><ActionButton weight="secondary">{t('votes.setup.save')}</ActionButton></ButtonRow>
          </Form>
        </Section>
        {vote.type === 'yesno' ? null : <OptionForms options={vote.options} changing={changing} spends={spends} ground={room.ground} />}
        <Section title={t('votes.setup.rule')} lead={t(`votes.type.${vote.type}.for`)}>
          <Form name="rule"><RuleFields vote={vote} /><ButtonRow><ActionButton weight="secondary">{t('votes.setup.save')}</ActionButton></ButtonRow></Form>
        </Section>
        {spends || vote.type === 'ranked' ? (
          <RulePreview
            preview={preview ? (JSON.parse(preview) as Preview) : null} type={vote.type as VoteType} seats={vote.parameters.seats ?? 1}
            names={Object.fromEntries(vote.options.map((option) => [option.code, nameOf(option).text]))}
            earlier={earlier.map(({ id, title: own }) => ({ id, title: localized(own, locale).text }))}
          />
        ) : null}
        <Section title={t('votes.setup.times')}>
          <Form name="times"><TimesFields vote={vote} rules={room.rules} /><ButtonRow><ActionButton weight="secondary">{t('votes.setup.save')}</ActionButton></ButtonRow></Form>
        </Section>
        <Section title={t('votes.setup.announce')} lead={t('votes.setup.announceLead')}>
          <StillMissing vote={vote} isTried={preview !== null} />
          <Form name="announce"><ButtonRow><ActionButton refusal={refusal}>{t('votes.setup.announceAct')}</ActionButton></ButtonRow></Form>
        </Section>
        <Disclosure summary={t('votes.discard.summary')}>
          <Form name="discard" className="grid gap-4">
            <p className="measure">{t('votes.discard.text')}</p>
            <div><ActionButton weight="danger">{t('votes.discard.act')}</ActionButton></div>
          </Form>
        </Disclosure>
      </PageBody>
    </>
  );
}
