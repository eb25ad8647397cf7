import { About, Actor } from '@hiroba/spaces/web';
import { DateTime, Facts, links, TextLink, useLocale, useT, type Fact } from '@hiroba/ui';
import type { LogEntryQuery } from './gql/graphql.ts';

/** What an entry says, in words: never more than the exact record and what whoever reads it may read anyway. */
export function EntryFacts({ entry }: { entry: NonNullable<LogEntryQuery['logEntry']> }) {
  const t = useT();
  const locale = useLocale();
  const { at, actor, office, title, gone, within, reason, subjectKind, subjectId, rev } = entry;
  const facts: (Fact | false | null)[] = [
    { term: t('spaces.record.at'), value: <DateTime at={at} /> },
    (actor || office) && { term: t('spaces.record.by'), value: <Actor line={entry} /> },
    (title || gone) && { term: t('spaces.record.about'), value: <About line={entry} /> },
    within
      ? {
          term: t('spaces.record.within'),
          value: <span lang={within.lang === locale ? undefined : within.lang}>{within.text}</span>,
        }
      : null,
    reason ? { term: t('spaces.record.reason'), value: reason } : null,
    subjectKind && subjectId
      ? {
          term: t('transparency.log.entry.history'),
          value: (
            <>
              {t('transparency.log.entry.rev', { rev: String(rev) })}{' '}
              <TextLink to={links(locale).log('of', subjectKind, subjectId)}>
                {t('transparency.log.entry.historyLink')}
              </TextLink>
            </>
          ),
        }
      : null,
  ];
  return <Facts facts={facts.filter((fact): fact is Fact => Boolean(fact))} />;
}
