import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf, Button, Form, formOf, found, links, Notice, PageBody, PageHead, query, Section, seeOther, submit, TextArea, TextLink, textOf, useLocale, useT,
} from '@hiroba/ui';
import { forStaff } from './for-staff.ts';
import { splitPageQuery, undoMergeMutation, undoSplitMutation } from './merging.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads what came out of a merge, or what was split, with the proposals at the other ends. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { proposal, component, viewer } = await query(context, splitPageQuery, { id: params.id ?? '', componentId: params.componentId ?? '' });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id ? proposal : null);
  forStaff(args, viewer, room.spaceId);
  return { room, proposal: shown, kind: shown.state === 'SPLIT' ? 'SPLIT' as const : 'MERGE' as const };
}

/** Undoes the merge or the split. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const mutation = textOf(form, 'kind') === 'SPLIT' ? undoSplitMutation : undoMergeMutation;
  return submit({ ...args, form }, mutation, () => ({ id: args.params.id ?? '', reason: textOf(form, 'reason') }), {
    onSuccess: () => seeOther(addressOf(args).pathname.replace(/\/undo$/, ''), 'proposals.undone'),
  });
}

/** A merge or a split taken back: what lives again, what ends, and why. */
export default function UndoPage() {
  const { room } = useLoaderData<typeof loader>();
  return <Room facts={room}><Undo /></Room>;
}

function Undo() {
  const t = useT();
  const { room, proposal, kind } = useLoaderData<typeof loader>();
  const others = proposal.links.filter((link) => link.kind === kind && link.from === (kind === 'MERGE') && !link.undoneAt);
  const ends = [proposal];
  const [living, ending] = kind === 'MERGE' ? [others.map((link) => link.proposal), ends] : [ends, others.map((link) => link.proposal)];
  return (
    <>
      <PageHead
        title={t(`proposals.undo.title.${kind}`)} lead={t('proposals.undo.lead')} crumbs={useCrumbs(room, true)}
        actions={<TextLink to=".." relative="path">{t('proposals.history.back')}</TextLink>}
      />
      <PageBody>
        {others.length === 0 ? <Notice title={t('proposals.undo.nothing')} /> : (
          <>
            <Section title={t('proposals.undo.living')} lead={t('proposals.undo.livingLead')}><Ends proposals={living} /></Section>
            <Section title={t('proposals.undo.ending')} lead={t('proposals.undo.endingLead')}><Ends proposals={ending} /></Section>
          </>
        )}
        <Form>
          <input type="hidden" name="kind" value={kind} />
          <TextArea name="reason" label={t('proposals.undo.reason')} hint={t('proposals.undo.reasonHint')} max={1_000} rows={3} />
          <div><Button weight="danger">{t(`proposals.undo.act.${kind}`)}</Button></div>
        </Form>
      </PageBody>
    </>
  );
}

interface End {
  readonly id: string;
  readonly title: string;
  readonly locale: string;
  readonly componentId: string;
  readonly spaceSlug: string;
  readonly supportCount?: number | null;
}

function Ends({ proposals }: { proposals: readonly End[] }) {
  const t = useT();
  const to = links(useLocale());
  return (
    <ul className="grid gap-2">
      {proposals.map(({ id, title, locale, componentId, spaceSlug, supportCount }) => (
        <li key={id}>
          <TextLink to={to.proposal(spaceSlug, componentId, id)} lang={locale}>{title}</TextLink>
          {supportCount === null || supportCount === undefined ? null : <span className="text-ink-soft"> {t('proposals.merge.supports', { count: supportCount })}</span>}
        </li>
      ))}
    </ul>
  );
}
