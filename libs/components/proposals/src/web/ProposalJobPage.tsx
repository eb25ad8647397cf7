import { useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  DateTime,
  Facts,
  found,
  ImportProblems,
  LinkButton,
  links,
  Notice,
  PageBody,
  PageHead,
  query,
  Table,
  TextLink,
  useLocale,
  useT,
  type Fact,
} from '@hiroba/ui';
import { forStaff } from './for-staff.ts';
import { useJobTitle } from './JobList.tsx';
import { jobPageQuery } from './jobs.graphql.ts';
import { Room, useCrumbs } from './room.tsx';

/** Loads a job of a place, for the staff of its space. */
export async function loader(args: LoaderFunctionArgs) {
  const { params, context } = args;
  const { component, viewer, proposalJob } = await query(context, jobPageQuery, {
    id: params.jobId ?? '',
    componentId: params.componentId ?? '',
  });
  const room = found(component?.__typename === 'ProposalsComponent' ? component : null);
  forStaff(args, viewer, room.spaceId);
  return { room, job: found(proposalJob?.componentId === room.id ? proposalJob : null) };
}

/** How far something is that staff began, what came of it, and where to go next. */
export default function ProposalJobPage() {
  const { room } = useLoaderData<typeof loader>();
  return (
    <Room facts={room}>
      <Job />
    </Room>
  );
}

function Job() {
  const t = useT();
  const to = links(useLocale());
  const { room, job } = useLoaderData<typeof loader>();
  const { state, skipped, unfit, known, ignored, begunAt, endedAt, office, kind } = job;
  const facts: Fact[] = [
    { term: t('proposals.job.begun'), value: <DateTime at={begunAt} /> },
    ...(endedAt ? [{ term: t('proposals.job.ended'), value: <DateTime at={endedAt} /> }] : []),
    ...(office ? [{ term: t('proposals.merge.office'), value: office }] : []),
    ...(kind === 'COPY' && skipped > 0
      ? [{ term: t('proposals.copy.willSkip'), value: t('proposals.copy.many', { count: skipped }) }]
      : []),
    ...(kind === 'COPY' && unfit > 0
      ? [{ term: t('proposals.copy.unfit'), value: t('proposals.copy.many', { count: unfit }) }]
      : []),
  ];
  return (
    <>
      <PageHead title={useJobTitle()(job)} crumbs={useCrumbs(room, true)} />
      <PageBody>
        <div role="status">
          <JobState />
        </div>
        {state === 'DONE' && kind === 'IMPORT' ? (
          <div className="grid gap-2">
            <p>{t('proposals.import.rows', { count: job.total })}</p>
            {skipped > 0 ? <p>{t('proposals.import.skipped', { count: skipped, ids: known.join(', ') })}</p> : null}
            {ignored.length > 0 ? <p>{t('proposals.import.ignored', { names: ignored.join(', ') })}</p> : null}
          </div>
        ) : null}
        <Facts facts={facts} />
        <Problems />
        <p>
          <TextLink to={to.component(room.space.slug, 'proposals', room.id)}>{t('proposals.job.list')}</TextLink>
        </p>
      </PageBody>
    </>
  );
}

function JobState() {
  const t = useT();
  const to = links(useLocale());
  const {
    room,
    job: { id, kind, state, dryRun, done, skipped, unfit, total, refusal },
  } = useLoaderData<typeof loader>();
  const place = (...parts: string[]) => to.component(room.space.slug, 'proposals', room.id, ...parts);
  const again = kind === 'COPY' ? 'copy' : 'import';
  if (state === 'UNDER_WAY') {
    const seen = done + skipped + unfit;
    return (
      <Notice
        title={t(`proposals.job.doing.${kind}`)}
        action={
          <div>
            <LinkButton to={place('jobs', id)}>{t('proposals.job.reload')}</LinkButton>
          </div>
        }
      >
        <p>{kind === 'COPY' ? t('proposals.job.seen', { count: seen, total }) : t('proposals.job.rows', { total })}</p>
        <p>{t('proposals.job.leave')}</p>
      </Notice>
    );
  }
  if (state === 'DONE' && kind === 'COPY') {
    return (
      <Notice
        kind={done > 0 ? 'success' : 'info'}
        title={t('proposals.job.copied', { count: done })}
        action={
          <div>
            <LinkButton to={place()} weight="primary">
              {t('proposals.job.see')}
            </LinkButton>
          </div>
        }
      />
    );
  }
  if (state === 'DONE') {
    const wrong = unfit > 0;
    return (
      <Notice
        kind={wrong ? 'warning' : 'success'}
        title={
          wrong
            ? t('proposals.import.wrong', { count: unfit })
            : t(dryRun ? 'proposals.import.wouldAdd' : 'proposals.import.added', { count: done })
        }
        action={
          <div>
            <LinkButton to={place(...(wrong || dryRun ? ['import'] : []))}>
              {t(wrong || dryRun ? 'proposals.job.file' : 'proposals.job.see')}
            </LinkButton>
          </div>
        }
      />
    );
  }
  return (
    <Notice
      kind="error"
      title={t(`proposals.job.stopped.${state}`)}
      action={
        <div>
          <LinkButton to={place(again)}>{t('proposals.job.again')}</LinkButton>
        </div>
      }
    >
      {refusal ? <p>{refusal}</p> : null}
      <p>{t(`proposals.job.kept.${kind}`, { count: done })}</p>
    </Notice>
  );
}

function Problems() {
  const t = useT();
  const to = links(useLocale());
  const {
    job: { kind, source, problems },
  } = useLoaderData<typeof loader>();
  if (problems.length === 0) return null;
  if (kind === 'IMPORT')
    return <ImportProblems problems={problems.map(({ line, ...rest }) => ({ ...rest, line: line ?? 0 }))} />;
  return (
    <Table
      caption={t('proposals.copy.unfit')}
      rows={problems}
      rowKey={({ proposalId }) => proposalId ?? ''}
      columns={[
        {
          key: 'title',
          head: t('proposals.copy.proposal'),
          cell: ({ proposalId, title }) =>
            source && proposalId ? (
              <TextLink to={to.proposal(source.spaceSlug, source.id, proposalId)}>{title}</TextLink>
            ) : (
              title
            ),
        },
        { key: 'reason', head: t('ui.import.reason'), cell: ({ message }) => message, wraps: true },
      ]}
    />
  );
}
