import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import { Deadline, Empty, LinkButton, links, PageBody, PageHead, Pager, query, Table, TextLink, useLocale, useRefusal, useT } from '@hiroba/ui';
import { spacePolicy } from '../../domain/space.policy.ts';
import { deskSpacesQuery } from '../desk.graphql.ts';
import { SpaceState } from '../SpaceState.tsx';
import { useWords } from '../words.ts';
import { staffOnly } from './desk.ts';

/** Loads the spaces somebody looks after; for staff. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get('after');
  const { viewer, staffSpaces } = await query(context, deskSpacesQuery, { after });
  staffOnly(viewer);
  return { spaces: staffSpaces };
}

/** The spaces of a member of staff: where each stands, and one press to the work. */
export default function DeskSpacesPage() {
  const { spaces } = useLoaderData<typeof loader>();
  const t = useT();
  const words = useWords();
  const to = links(useLocale());
  const mayDraft = useRefusal(spacePolicy.draft, undefined) === undefined;
  const create = mayDraft ? <LinkButton weight="primary" to={to.desk('spaces', 'new')}>{t('spaces.desk.new.link')}</LinkButton> : undefined;
  return (
    <>
      <PageHead title={t('spaces.desk.spaces')} crumbs={[{ label: t('spaces.desk'), to: to.desk() }]} lead={t('spaces.desk.lead')} actions={create} />
      <PageBody wide>
        {spaces.items.length === 0 ? <Empty action={create}>{t('spaces.desk.empty')}</Empty> : (
          <Table
            caption={t('spaces.desk.spaces')} captionHidden rows={spaces.items} rowKey={({ id }) => id}
            columns={[
              {
                key: 'title', head: t('spaces.desk.form.title'),
                cell: ({ slug, title }) => <TextLink to={to.desk('spaces', slug)} lang={words(title).lang}>{words(title).text}</TextLink>,
              },
              { key: 'state', head: t('spaces.desk.state'), cell: ({ state, time }) => <SpaceState state={state} time={time} /> },
              { key: 'phase', head: t('spaces.desk.phase'), wraps: true, cell: (row) => <CurrentPhase space={row} /> },
              { key: 'rooms', head: t('spaces.rooms'), numeric: true, cell: ({ components }) => components.length.toLocaleString() },
              { key: 'voices', head: t('spaces.desk.components.voices'), numeric: true, cell: ({ voices }) => voices.toLocaleString() },
            ]}
          />
        )}
        <Pager next={spaces.next} label={t('spaces.list.pages')} />
      </PageBody>
    </>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['spaces']['items'][number];

function CurrentPhase({ space: { phases, state, missing } }: { space: Row }) {
  const t = useT();
  const words = useWords();
  if (state === 'DRAFT') return missing.length > 0 ? t('spaces.desk.missing', { count: missing.length }) : t('spaces.desk.ready');
  const open = phases.find(({ status }) => status === 'OPEN');
  if (!open) return '–';
  return (
    <>
      <span lang={words(open.title).lang}>{words(open.title).text}</span>
      {open.closesAt ? <>{'　'}<Deadline at={open.closesAt} /></> : null}
    </>
  );
}
