import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Empty, Form, formOf, giveBack, interlude, links, Notice, PageBody, PageHead, query, Section, seeOther, submit, textOf, TextLink, useInterlude,
  useLocale, useOutcome, useT,
} from '@hiroba/ui';
import { forStaff } from './for-staff.ts';
import { MergeChosen, MoreToMerge } from './MergeChoice.tsx';
import { MergeFields, mergeInput, mergeMissing } from './MergeFields.tsx';
import { MergePreview } from './MergePreview.tsx';
import { mergeLikeQuery, mergePageQuery, mergeProposalsMutation, mergeSearchQuery } from './merging.graphql.ts';
import { idsIn } from './merge-choice.ts';

/** Loads what is chosen, in the order of choosing, and what else could be. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args;
  const address = addressOf(args);
  const ids = idsIn(address);
  const search = address.searchParams.get('q')?.trim() ?? '';
  const { viewer, answerDesk: { items, places }, distinctSupporters } = await query(context, mergePageQuery, { ids });
  forStaff(args, viewer);
  const chosen = [...items].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
  const [first] = chosen;
  const { room, more } = await moreLike(args, first, search);
  const rules = room?.rules ?? { titleMax: 150, bodyMax: 20_000 };
  return {
    ids, search, chosen, rules, office: viewer.person?.office ?? '', supporters: distinctSupporters ?? null,
    more: more.filter(({ id, state }) => state === 'PUBLISHED' && !ids.includes(id)),
    places: places.filter(({ id }) => chosen.some(({ componentId }) => componentId === id)),
  };
}

async function moreLike({ context }: LoaderFunctionArgs, first: { id: string; componentId: string; title: string } | undefined, search: string) {
  if (!first) return { room: null, more: [] };
  const { id, componentId, title } = first;
  if (search) {
    const { component } = await query(context, mergeSearchQuery, { componentId, search });
    return component?.__typename === 'ProposalsComponent' ? { room: component, more: component.proposals.items } : { room: null, more: [] };
  }
  const { component } = await query(context, mergeLikeQuery, { id, componentId, title });
  return component?.__typename === 'ProposalsComponent' ? { room: component, more: component.similar } : { room: null, more: [] };
}

/** Shows what would happen, goes back to the words, or merges. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const act = textOf(form, 'act');
  if (act === 'REWRITE') return interlude(form, null);
  const missing = mergeMissing(form);
  if (missing) return giveBack(form, { code: 'EMPTY', field: missing });
  if (act !== 'MERGE') return interlude(form, 'PREVIEW');
  return submit({ ...args, form }, mergeProposalsMutation, () => ({ ids: form.getAll('ids').map(String), input: mergeInput(form) }), {
    onSuccess: ({ id, componentId, spaceSlug }) => seeOther(links(args.params.locale ?? 'ja').proposal(spaceSlug, componentId, id), 'proposals.merged'),
  });
}

/** Several proposals become one: which, in what words, what would happen, and the one step to do it. */
export default function MergePage() {
  const t = useT();
  const to = links(useLocale());
  const { ids, chosen } = useLoaderData<typeof loader>();
  const preview = useInterlude();
  const outcome = useOutcome();
  const apart = new Set(chosen.map(({ spaceSlug }) => spaceSlug)).size > 1;
  const writes = (chosen.length > 1 && !apart) || outcome !== undefined;
  const crumbs = [{ label: t('proposals.desk.desk'), to: to.desk() }, { label: t('proposals.desk.title'), to: to.desk('answers') }];
  const named = ids.map((id) => <input key={id} type="hidden" name="ids" value={id} />);
  if (preview?.found === 'PREVIEW') {
    return (
      <>
        <PageHead title={t('proposals.merge.previewTitle')} lead={t('proposals.merge.previewLead')} crumbs={crumbs} />
        <PageBody><Form>{named}<MergePreview values={preview.values} /></Form></PageBody>
      </>
    );
  }
  return (
    <>
      <PageHead
        title={t('proposals.merge.title')} lead={t('proposals.merge.lead')} crumbs={crumbs}
        actions={<TextLink to={to.desk('answers')}>{t('proposals.answering.desk')}</TextLink>}
      />
      <PageBody>
        {chosen.length === 0 ? (
          <Empty action={<TextLink to={to.desk('answers')}>{t('proposals.answering.desk')}</TextLink>}>{t('proposals.merge.none')}</Empty>
        ) : (
          <>
            {apart ? <Notice kind="warning" title={t('proposals.merge.apart')}><p>{t('proposals.merge.apartText')}</p></Notice> : null}
            <MergeChosen />
            <MoreToMerge />
          </>
        )}
        {writes ? (
          <Section title={t('proposals.merge.words')} lead={t('proposals.merge.wordsLead')}>
            <Form keep>{named}<MergeFields /></Form>
          </Section>
        ) : null}
      </PageBody>
    </>
  );
}
