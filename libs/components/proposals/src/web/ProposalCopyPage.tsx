import { useLoaderData, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router';
import {
  addressOf,
  Empty,
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
  TextLink,
  useLocale,
  useT,
} from '@hiroba/ui';
import { CopyChoice } from './CopyChoice.tsx';
import { CopyPreview } from './CopyPreview.tsx';
import { forStaff } from './for-staff.ts';
import { JobList } from './JobList.tsx';
import { copyPageQuery, copyProposalsMutation, copySourceQuery } from './jobs.graphql.ts';
import { filterIn } from './list-address.ts';
import { PlaceChoice } from './PlaceChoice.tsx';
import { Room, useCrumbs } from './room.tsx';

/** Which proposals an address asks for. */
const inputIn = (address: URLSearchParams) => {
  const { search, taxonomies, kind, answerKind, answered } = filterIn(address);
  const ids = address.getAll('ids');
  return {
    from: address.get('from') ?? '',
    ids: ids.length > 0 ? ids : null,
    filter: { search, taxonomies, kind, answerKind, answered },
  };
};

/** Loads the places to copy from; of a chosen one, what would come of it. */
export async function loader(args: LoaderFunctionArgs) {
  const id = args.params.componentId ?? '';
  const address = addressOf(args).searchParams;
  const { component, viewer, answerDesk, proposalJobs: jobs } = await query(args.context, copyPageQuery, { id });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  forStaff(args, viewer, room.spaceId);
  const places = answerDesk.places.filter((place) => place.id !== id);
  const input = inputIn(address);
  const chosen = places.find((place) => place.id === input.from);
  if (!chosen) return { room, jobs, places, chosen: null, input, filter: filterIn(address) };
  const { component: there, proposalCopyPreview: preview } = await query(args.context, copySourceQuery, {
    id,
    from: chosen.id,
    filter: input.filter,
    input,
  });
  const source = found(there?.__typename === 'ProposalsComponent' ? there : null);
  return {
    room,
    jobs,
    places,
    chosen: { ...chosen, source, preview: preview ?? null },
    input,
    filter: filterIn(address),
  };
}

/** Begins to copy what the address asks for, and leads to where one sees how far it is. */
export async function action(args: ActionFunctionArgs) {
  const form = await formOf(args);
  const { pathname, searchParams } = addressOf(args);
  return submit(
    { ...args, form },
    copyProposalsMutation,
    () => ({ componentId: args.params.componentId ?? '', input: inputIn(searchParams) }),
    {
      onSuccess: ({ id }) => seeOther(`${pathname.replace(/\/copy$/, '')}/jobs/${id}`),
    },
  );
}

/** Copying proposals of another place: from where, which, what would come of it, and the one step to do it. */
export default function ProposalCopyPage() {
  const { room } = useLoaderData<typeof loader>();
  return (
    <Room facts={room}>
      <Copy />
    </Room>
  );
}

function Copy() {
  const t = useT();
  const locale = useLocale();
  const { room, jobs, places, chosen } = useLoaderData<typeof loader>();
  const list = links(locale).component(room.space.slug, 'proposals', room.id);
  return (
    <>
      <PageHead title={t('proposals.copy.title')} lead={t('proposals.copy.lead')} crumbs={useCrumbs(room, true)} />
      <PageBody>
        {places.length === 0 ? (
          <Empty action={<TextLink to={list}>{t('proposals.copy.back')}</TextLink>}>
            {t('proposals.copy.nowhere')}
          </Empty>
        ) : (
          <Section title={t('proposals.copy.from')}>
            <PlaceChoice name="from" label={t('proposals.copy.place')} act={t('proposals.copy.look')} places={places} chosen={chosen?.id} />
          </Section>
        )}
        {chosen ? (
          <>
            <CopyChoice />
            {chosen.preview ? (
              <Form>
                <CopyPreview preview={chosen.preview} />
              </Form>
            ) : (
              <Notice kind="warning" title={t('proposals.copy.not')}>
                <p>{t('proposals.copy.notText')}</p>
              </Notice>
            )}
          </>
        ) : null}
        <JobList room={room} jobs={jobs} />
      </PageBody>
    </>
  );
}
