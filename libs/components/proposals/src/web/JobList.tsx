import { localized } from '@hiroba/kernel';
import { DateTime, links, Section, TextLink, useLocale, useT } from '@hiroba/ui';
import type { JobFactsFragment, RoomFactsFragment } from './gql/graphql.ts';

/** What a job is about, in words. */
export function useJobTitle() {
  const t = useT();
  const locale = useLocale();
  return ({ kind, dryRun, source }: JobFactsFragment): string =>
    kind === 'COPY'
      ? t('proposals.job.COPY', { title: source ? localized(source.title, locale).text : '' })
      : t(dryRun ? 'proposals.job.TRIAL' : 'proposals.job.IMPORT');
}

/** What was begun in a place before; nothing where nothing was. */
export function JobList({ room, jobs }: { room: RoomFactsFragment; jobs: readonly JobFactsFragment[] }) {
  const t = useT();
  const to = links(useLocale());
  const titleOf = useJobTitle();
  if (jobs.length === 0) return null;
  return (
    <Section title={t('proposals.job.before')}>
      <ul className="grid gap-2">
        {jobs.map((job) => (
          <li key={job.id}>
            <TextLink to={to.component(room.space.slug, 'proposals', room.id, 'jobs', job.id)}>{titleOf(job)}</TextLink>
            <span className="text-ink-soft">
              {`　${t(`proposals.job.state.${job.state}`)}　`}
              <DateTime at={job.begunAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
