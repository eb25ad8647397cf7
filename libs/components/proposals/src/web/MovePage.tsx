import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Button,
  Empty,
  Facts,
  Form,
  formOf,
  found,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  Section,
  seeOther,
  submit,
  TextArea,
  TextLink,
  textOf,
  useT,
  type Fact,
} from '@hiroba/ui';
import { forStaff } from './for-staff.ts';
import { movePageQuery, movePreviewQuery, moveProposalMutation } from './moving.graphql.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import { Room, useCrumbs } from './room.tsx';

/** Loads a proposal, the places it may go to, and of a chosen one what would come of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const id = params.id ?? '';
  const { proposal, component, viewer, answerDesk } = await query(context, movePageQuery, {
    id,
    componentId: params.componentId ?? '',
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  const shown = found(proposal?.componentId === room.id ? proposal : null);
  forStaff(args, viewer, room.spaceId);
  const places = answerDesk.places.filter((place) => place.id !== room.id);
  const into = places.find((place) => place.id === addressOf(args).searchParams.get('into'));
  const preview = into ? (await query(context, movePreviewQuery, { id, componentId: into.id })).proposalMovePreview : null;
  return { room, proposal: shown, places, into: into ?? null, preview: preview ?? null };
}

/** Moves the proposal to the place that the address names. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const componentId = addressOf(args).searchParams.get('into') ?? '';
  const variables = () => ({ id: args.params.id ?? '', componentId, reason: textOf(form, 'reason') });
  return submit({ ...args, form }, moveProposalMutation, variables, {
    onSuccess: ({ id, componentId: now, spaceSlug }) =>
      seeOther(links(args.params.locale ?? 'ja').proposal(spaceSlug, now, id), 'proposals.moved'),
  });
}

/** A proposal before it goes to another place: which, what goes along, and why. */
export default function MovePage() {
  const { room } = useLoaderData<typeof loader>();
  return (
    <Room facts={room}>
      <Move />
    </Room>
  );
}

function Move() {
  const t = useT();
  const { room, proposal, places, into, preview } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHead
        title={t('proposals.move.title')}
        lead={t('proposals.move.lead')}
        crumbs={useCrumbs(room, true)}
        actions={
          <TextLink to=".." relative="path">
            {t('proposals.history.back')}
          </TextLink>
        }
      />
      <PageBody>
        <p className="heading-4" lang={proposal.locale}>
          {proposal.title}
        </p>
        {places.length === 0 ? (
          <Empty>{t('proposals.copy.nowhere')}</Empty>
        ) : (
          <PlaceChoice name="into" label={t('proposals.move.place')} act={t('proposals.merge.preview')} places={places} chosen={into?.id} />
        )}
        {into ? <Preview key={into.id} /> : null}
        {into && !preview ? <Notice kind="warning" title={t('proposals.move.not')} /> : null}
      </PageBody>
    </>
  );
}

function Preview() {
  const t = useT();
  const { preview } = useLoaderData<typeof loader>();
  if (!preview) return null;
  const { supports, beyond, comments, losesPlace, refusal } = preview;
  if (refusal) {
    return (
      <Notice kind="warning" title={t('proposals.move.unfit')}>
        <p>{refusal}</p>
      </Notice>
    );
  }
  const facts: Fact[] = [
    { term: t('proposals.move.along'), value: t('proposals.move.alongText') },
    ...(supports === null || supports === undefined
      ? []
      : [{ term: t('proposals.merge.carry'), value: t('proposals.merge.supports', { count: supports }) }]),
    { term: t('proposals.move.comments'), value: t('proposals.move.many', { count: comments }) },
    ...(beyond ? [{ term: t('proposals.move.beyond'), value: t('proposals.move.beyondText', { count: beyond }) }] : []),
    ...(losesPlace ? [{ term: t('proposals.move.spot'), value: t('proposals.move.spotText') }] : []),
    { term: t('proposals.move.address'), value: t('proposals.move.addressText') },
  ];
  return (
    <Section title={t('proposals.move.will')} lead={t('proposals.move.willLead')}>
      <div className="grid gap-6">
        <Facts facts={facts} />
        <Form>
          <TextArea
            name="reason"
            label={t('proposals.move.reason')}
            hint={t('proposals.move.reasonHint')}
            max={1_000}
            rows={3}
          />
          <div>
            <Button weight="primary">{t('proposals.move.act')}</Button>
          </div>
        </Form>
      </div>
    </Section>
  );
}
